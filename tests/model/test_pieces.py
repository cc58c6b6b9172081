"""What a piece 件 of an item is."""

from __future__ import annotations

import pytest

from archivist.model.item import Description, Paper
from archivist.model.pieces import pages_of, pieces_of
from archivist.model.record import Record
from tests.builders import a_record, an_item, some_facts

ITEM = an_item("20250318 授课")
COUNTED = an_item("20250318 授课", pages=12)
BOXED = an_item("20250318 授课", paper=Paper(box="06-1"))


def a_file(name: str, pages: int = 0, **changes: object) -> Record:
    return a_record(name, ITEM, facts=some_facts(name, pages=pages), **changes)


def names(records: tuple[Record, ...]) -> str:
    return " ".join(record.name for record in records)


@pytest.mark.parametrize(
    ("files", "pieces"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["a.pdf", "b.pdf"], ["a.pdf", "b.pdf"], id="documents"),
        pytest.param(["函.docx", "函.PDF"], ["函.docx 函.PDF"], id="one paper"),
        pytest.param(
            ["C1-20250318-01.jpg", "C1-20250318-02.jpg", "签到表.pdf"],
            ["签到表.pdf", "C1-20250318-01.jpg C1-20250318-02.jpg"],
            id="prints are one piece, behind the documents",
        ),
        pytest.param(
            ["C1-20250318-01.jpg", "C1-20250318-01.txt"],
            ["C1-20250318-01.jpg C1-20250318-01.txt"],
            id="a caption is no document",
        ),
        pytest.param(["C1-20250318-01.jpg"], ["C1-20250318-01.jpg"], id="photos only"),
        pytest.param(["C1-20250318-01.mp4"], ["C1-20250318-01.mp4"], id="a video only"),
    ],
)
def test_a_piece_is_a_document_or_all_prints(files: list[str], pieces: list[str]) -> None:
    found = pieces_of(ITEM, [a_file(name) for name in files])
    assert [names(each.records) for each in found] == pieces
    assert [each.prints for each in found] == ["C1" in each for each in pieces]


def test_a_scan_is_a_document() -> None:
    (piece,) = pieces_of(ITEM, [a_file("证书.jpg", pictorial=False, code=None)])
    assert (piece.prints, piece.pages) == (False, 1)


def test_prints_are_counted_and_videos_told_apart() -> None:
    shots = ("01.heic", "01.jpg", "02.jpg", "03.jpg", "04.mp4")
    (piece,) = pieces_of(ITEM, [a_file(f"C1-20250318-{shot}") for shot in shots])
    assert (piece.photos, piece.films, piece.pages, piece.estimated) == (3, 1, 2, True)


def test_the_pages_of_an_item_are_those_of_its_pieces() -> None:
    pieces = pieces_of(ITEM, [a_file("a.pdf", 7), a_file("b.docx"), a_file("C1-20250318-01.jpg")])
    assert [(each.pages, each.estimated) for each in pieces] == [(7, False), (3, True), (1, True)]
    assert pages_of(ITEM, pieces) == (11, True)
    assert pages_of(COUNTED, pieces) == (12, False)


def test_the_only_piece_has_the_pages_that_a_person_counted() -> None:
    (only,) = pieces_of(COUNTED, [a_file("b.docx")])
    assert (only.pages, only.estimated) == (12, False)
    both = pieces_of(COUNTED, [a_file("b.docx"), a_file("a.pdf", 7)])
    assert [(each.pages, each.estimated) for each in both] == [(3, True), (7, False)]
    own = a_file("c.docx", description=Description(pages=40))
    assert pieces_of(ITEM, [own])[0].pages == 40


def test_paper_without_files_is_one_piece() -> None:
    (alone,) = pieces_of(BOXED, [])
    assert (alone.records, alone.pages) == ((), 0)
    (counted,) = pieces_of(COUNTED, [])
    assert (counted.records, counted.pages) == ((), 12)
    assert pieces_of(an_item(paper=Paper(none_because="只有电子版")), []) == ()
