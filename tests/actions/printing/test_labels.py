"""Labels of boxes from a real archive: which boxes, by which layouts, from which place on."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.printing.label_layouts import LabelJob
from archivist.actions.printing.labels import label_boxes, print_labels
from archivist.errors import InvalidChoiceError, InvalidFileError, UnprintableError
from archivist.model.selection import Selection
from tests.actions.boxwork import ALL, Look, a_row, file, register
from tests.actions.conftest import DAY
from tests.labels import a_box, plain
from tests.pages import day_of, text_of
from tests.qr_reading import codes_in

BOTH = LabelJob(layouts=("box-front", "box-spine"))
PAGES = Path(__file__).resolve().parents[3] / "templates" / "catalog" / "pages"


@pytest.fixture
def boxed(archive: Path) -> Path:
    """Return an archive with two boxes in its register, in one of which an item lies."""
    register(archive, a_row("06-1"), a_row("06-2", 盒脊厚度=""))
    file(archive, "20250401 安全规程", '"纸质" = { "盒" = "06-1" }\n')
    return archive


@pytest.mark.usefixtures("boxed")
def test_front_and_spine_of_each_box_are_printed(look: Look) -> None:
    made = print_labels(look(), ALL, BOTH)
    front, spine = (plain(text_of(pdf)) for pdf in made.pdfs)
    assert made.count == 2
    for text in (front, spine):
        for told in ("06-1", "06-2", "甲工作室", "安全规程"):
            assert told in text
    assert "2025.04.01" in front
    assert [len(codes_in(pdf)[0]) for pdf in made.pdfs] == [2, 2]
    assert [day_of(pdf) for pdf in made.pdfs] == [DAY, DAY]


@pytest.mark.usefixtures("boxed")
def test_one_box_can_be_chosen(look: Look) -> None:
    made = print_labels(look(), Selection(boxes=("06-2",)), BOTH)
    assert made.count == 1
    assert "06-1" not in plain(text_of(made.pdfs[0]))


def test_without_boxes_it_is_said_what_to_do(look: Look) -> None:
    with pytest.raises(InvalidChoiceError, match="no box") as caught:
        print_labels(look(), ALL, BOTH)
    assert "archivist box assign" in caught.value.hint


@pytest.mark.parametrize(
    ("job", "message"),
    [
        (LabelJob(layouts=("disc-face",)), "“disc-face” is .* cannot be used for box labels"),
        (LabelJob(layouts=("box-frnt",)), "box-frnt"),
        (LabelJob(layouts=("box-front",), start=5), "no place 5; its last one is 4"),
        (LabelJob(layouts=("box-spine",), start=2), "no place 2; its last one is 1"),
        (LabelJob(layouts=("box-small-24",), start=25), "no place 25; its last one is 24"),
    ],
    ids=["another form", "no layout", "beyond the sheet", "strips", "bought sheet"],
)
def test_a_choice_that_cannot_be_met_is_refused(look: Look, job: LabelJob, message: str) -> None:
    with pytest.raises(InvalidChoiceError, match=message):
        label_boxes(look(), [a_box()], job)


def test_a_start_counts_for_the_sheet_and_not_for_strips(look: Look) -> None:
    made = label_boxes(look(), [a_box()] * 4, LabelJob(layouts=BOTH.layouts, start=3))
    assert [len(codes_in(pdf)) for pdf in made.pdfs] == [2, 1]


def test_one_bad_box_prints_nothing(look: Look) -> None:
    with pytest.raises(UnprintableError, match="box 06-2"):
        label_boxes(look(), [a_box(), a_box("06-2", spine=5.0)], BOTH)


def test_an_own_layout_is_used_and_its_mistakes_are_told(archive: Path, look: Look) -> None:
    own = archive / "templates" / "pages"
    own.mkdir(parents=True)
    text = (PAGES / "box-front.toml").read_text(encoding="utf-8")
    (own / "small-front.typ").write_bytes((PAGES / "box-front.typ").read_bytes())
    job = LabelJob(layouts=("small-front",))
    (own / "small-front.toml").write_text(text.replace('"keeper", ', ""), encoding="utf-8")
    (pdf,) = label_boxes(look(), [a_box(packer="白淼")], job).pdfs
    assert "白淼" not in text_of(pdf)
    (own / "small-front.toml").write_text(text.replace('"keeper"', '"keper"'), encoding="utf-8")
    with pytest.raises(InvalidFileError, match="there is no “keper”, perhaps “keeper”"):
        label_boxes(look(), [a_box()], job)
    (own / "small-front.toml").write_text(text.replace("qr = 18", "qr = 40"), encoding="utf-8")
    with pytest.raises(InvalidFileError, match=r"pages/small-front\.toml.*\n.*sizes\.qr"):
        label_boxes(look(), [a_box()], job)


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("box-spine", "length = 270", "length = 100", "sizes.studio"),
        ("box-spine", "length = 270", "length = 292", "sizes.length"),
        ("box-spine", "left = 8", "left = 190", "sizes.spine"),
        ("box-front", "row = 5.6", "row = 15", "sizes.row"),
        ("box-small", "qr = 20", "qr = 36", "sizes.qr"),
        ("box-small", "edge = 3.5", "edge = 16", "sizes.edge"),
    ],
    ids=[
        "strip too short",
        "strip too long",
        "paper too narrow",
        "fields too high",
        "code higher than the label",
        "no room",
    ],
)
def test_a_layout_without_room_names_its_key_and_with_a_form_of_ones_own_the_box(
    archive: Path, look: Look, name: str, old: str, new: str, key: str
) -> None:
    own = archive / "templates" / "pages"
    own.mkdir(parents=True)
    text = (PAGES / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    (own / "mine.toml").write_text(text.replace(old, new), encoding="utf-8")
    form = (PAGES / f"{name}.typ").read_bytes()
    (own / "mine.typ").write_bytes(form)
    with pytest.raises(InvalidFileError, match=r"pages/mine\.toml has \d mistake") as caught:
        label_boxes(look(), [a_box()], LabelJob(layouts=("mine",)))
    assert key in caught.value.message
    (own / "mine.typ").write_bytes(form + b"// mine\n")
    with pytest.raises(UnprintableError, match="box 06-1"):
        label_boxes(look(), [a_box()], LabelJob(layouts=("mine",)))
