"""What a layout of photo sheets says of its pictures, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.printing import photo_layout as module
from archivist.actions.printing.photo_layout import album_layout
from archivist.errors import InvalidChoiceError, InvalidFileError

SHIPPED = Path(module.__file__).parents[3] / "templates" / "catalog" / "pages"


def changed(root: Path, **changes: str) -> Path:
    """Make a layout of one's own: photos-12 with some of its texts replaced."""
    own = root / "templates" / "pages"
    own.mkdir(parents=True)
    text = (SHIPPED / "photos-12.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        found = {"fields": 'fields = ["code", "cause", "date"]'}.get(old, f"\n{old} = ")
        assert found in text
        head, _found, tail = text.partition(found)
        text = head + (new if old == "fields" else f"\n{old} = {new} #") + tail
    (own / "own.toml").write_text(text, encoding="utf-8")
    (own / "own.typ").write_bytes((SHIPPED / "photos-12.typ").read_bytes())
    return root


@pytest.mark.parametrize(
    ("name", "edge"), [("photos-2", 1300), ("photos-6", 700), ("photos-12", 460)]
)
def test_pictures_have_200_dots_an_inch_in_their_place(
    name: str, edge: int, tmp_path: Path
) -> None:
    album = album_layout(tmp_path, name)
    assert album.edge == edge
    assert not album.with_codes


@pytest.mark.parametrize(
    ("name", "most"), [("photos-2", 1000), ("photos-6", 3000), ("photos-12", 3000)]
)
def test_one_file_holds_as_many_as_there_is_memory_for(
    name: str, most: int, tmp_path: Path
) -> None:
    assert album_layout(tmp_path, name).most == most


@pytest.mark.parametrize(
    ("count", "edge"), [(1, 700), (800, 700), (1000, 620), (3000, 360), (10**6, 160)]
)
def test_many_pictures_are_coarser_so_that_there_is_memory_for_all(
    count: int, edge: int, tmp_path: Path
) -> None:
    assert album_layout(tmp_path, "photos-6").edge_of(count) == edge


def test_a_layout_may_ask_for_codes(tmp_path: Path) -> None:
    root = changed(tmp_path, fields='fields = ["code", "qr"]', qr="16")
    album = album_layout(root, "own")
    assert (album.with_codes, album.side_of_codes) == (True, 16.0)


MISTAKES = {
    "a field that is none": ({"fields": 'fields = ["code", "titel"]'}, "there is no “titel”"),
    "no whole number of photos": ({"columns": "2.5"}, "sizes.columns: 2.5 does not fit"),
    "too many of them": ({"rows": "13"}, "sizes.rows: 13 does not fit; write a whole number"),
    "no photo": ({"columns": "0"}, "sizes.columns: 0 does not fit; write a whole number"),
    "a row of no height": ({"least-row": "0"}, "sizes.least-row: 0 does not fit"),
}


@pytest.mark.parametrize(("changes", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_key(
    changes: dict[str, str], words: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidFileError, match=r"pages/own\.toml has 1 mistake") as caught:
        album_layout(changed(tmp_path, **changes), "own")
    assert words in caught.value.message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    root = changed(tmp_path, fields='fields = ["a", "b"]', columns="0.5")
    with pytest.raises(InvalidFileError, match="3 mistakes"):
        album_layout(root, "own")


def test_a_layout_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="it cannot be used for photo sheets") as caught:
        album_layout(tmp_path, "calibrate")
    assert "photos-12" in caught.value.hint


def test_a_layout_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError):
        album_layout(tmp_path, "photos-99")
