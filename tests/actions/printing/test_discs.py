"""Labels of discs from a real archive: what its registers hold, and what they lack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archivist.actions.discs import discs_of
from archivist.actions.printing.discs import print_discs
from archivist.actions.printing.label_layouts import LabelJob
from archivist.errors import InvalidChoiceError, InvalidFileError, UnprintableError
from archivist.model.disc import Disc
from archivist.model.ledger_entry import RowPlace
from tests.actions.boxwork import STUDIO, Look
from tests.actions.discwork import REGISTER, TITLES, a_row, registered
from tests.formats.ledgers import save
from tests.labels import plain
from tests.pages import text_of
from tests.qr_reading import codes_in

BOTH = LabelJob(layouts=("disc-case", "disc-face"))


def test_the_discs_of_a_register_get_their_labels(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row("A104-2025-002"))
    made = print_discs(look(), BOTH)
    assert made.count == 2
    for pdf in made.pdfs:
        text = plain(text_of(pdf))
        for told in ("A104-2025-001", "A104-2025-002", "2025年影像", "DVD4.7GB", "30年", "封存"):
            assert told in text
        assert sum(len(page) for page in codes_in(pdf)) == 2
    first = discs_of(look())[0]
    assert (first.studio, first.place, str(first.burnt)) == (STUDIO, "一柜", "2025-12-01")
    assert first.row == RowPlace(path=REGISTER, sheet="光盘登记表", row=2)


CELLS = {
    "光盘号": "A104-2025-003",
    "题名": "2025年影像",
    "类型规格": "BD",
    "容量": "25GB",
    "数据量": "21.5",
    "年度": "2025",
    "保管期限": "永久",
    "套别": "异地",
    "影像起号": "C1-20250101-01",
    "影像止号": "C1-20251231-99",
    "刻录日期": "2025.12.01",
    "刻录人": "李淼",
    "检测日期": "2025.12.09",
    "存放地点": "一柜",
    "备注": "备用",
}


def test_each_column_is_read_as_what_it_is_called(archive: Path, look: Look) -> None:
    save(archive / REGISTER, ("光盘登记表", [[*CELLS], [*CELLS.values()]]))
    (disc,) = discs_of(look())
    assert disc == Disc(
        studio=STUDIO,
        number="A104-2025-003",
        title="2025年影像",
        type="BD",
        capacity="25GB",
        size="21.5",
        year="2025",
        retention="永久",
        set="异地",
        first="C1-20250101-01",
        last="C1-20251231-99",
        burnt=date(2025, 12, 1),
        burner="李淼",
        checked=date(2025, 12, 9),
        place="一柜",
        remarks="备用",
        row=RowPlace(path=REGISTER, sheet="光盘登记表", row=2),
    )


def test_a_start_leaves_places_of_the_first_sheet_empty(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row("A104-2025-002"))
    (pdf,) = print_discs(look(), LabelJob(layouts=("disc-face",), start=2)).pdfs
    assert [len(page) for page in codes_in(pdf)] == [1, 1]


def test_one_disc_can_be_chosen_in_any_case(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row("A104-2025-002"))
    made = print_discs(look(), BOTH, [STUDIO], ["a104-2025-002"])
    assert made.count == 1
    assert "A104-2025-001" not in text_of(made.pdfs[0])


def test_the_discs_of_one_studio_can_be_chosen(archive: Path, look: Look) -> None:
    settings = archive / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    registered(archive, a_row("A104-2025-001"))
    other = archive / REGISTER.replace(STUDIO, "乙工作室")
    other.parent.mkdir(parents=True)
    save(other, ("光盘登记表", [[*CELLS], [*CELLS.values()]]))
    assert [(disc.studio, disc.number) for disc in discs_of(look())] == [
        (STUDIO, "A104-2025-001"),
        ("乙工作室", "A104-2025-003"),
    ]
    assert [disc.number for disc in discs_of(look(), ["乙"])] == ["A104-2025-003"]


def test_without_a_register_it_is_said_how_to_make_one(look: Look) -> None:
    with pytest.raises(InvalidChoiceError, match="No disc stands in a register") as caught:
        print_discs(look(), BOTH)
    assert "archivist ledger new discs" in caught.value.hint


def test_a_disc_that_is_not_there_is_named(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"))
    with pytest.raises(InvalidChoiceError, match="has this disc: A104-2025-9"):
        print_discs(look(), BOTH, numbers=["A104-2025-001", "A104-2025-9"])


def test_a_register_that_cannot_be_read_prints_nothing(archive: Path, look: Look) -> None:
    (archive / REGISTER).write_bytes(b"PK\3\4 broken")
    with pytest.raises(InvalidFileError, match=r"光盘登记表\.xlsx") as caught:
        print_discs(look(), BOTH)
    assert caught.value.message.startswith("The register of discs cannot be read")
    assert "move it out of the studio" in caught.value.hint


def test_another_workbook_that_cannot_be_read_is_no_matter(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"))
    (archive / REGISTER).with_name("经费台账.xlsx").write_bytes(b"PK\3\4 broken")
    assert print_discs(look(), BOTH).count == 1


def test_a_disc_without_number_is_named_by_its_row(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row(""))
    with pytest.raises(UnprintableError, match=r"1 disc has no number: .*row 3"):
        print_discs(look(), BOTH)


def test_a_cell_that_nobody_can_read_stops_the_disc_of_its_row_alone(
    archive: Path, look: Look
) -> None:
    registered(archive, a_row("A104-2025-001"), a_row("A104-2025-002", "一_x0007_柜"))
    with pytest.raises(UnprintableError) as caught:
        print_discs(look(), BOTH)
    assert f"{REGISTER}: 光盘登记表!H3 “存放地点”: " in caught.value.message
    assert print_discs(look(), BOTH, numbers=["A104-2025-001"]).count == 1


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [(0, "A104-2025-001\u200b", "A2 “光盘号”"), (1, "2025年\u202e影像", "B2 “题名”")],
    ids=["a joiner in a number", "a mark of direction in a title"],
)
def test_what_hides_in_a_cell_stops_a_disc_as_it_does_a_box(
    archive: Path, look: Look, column: int, text: str, said: str
) -> None:
    row = a_row("A104-2025-001")
    registered(archive, [*row[:column], text, *row[column + 1 :]])
    with pytest.raises(UnprintableError, match=f"光盘登记表!{said}"):
        print_discs(look(), BOTH)


def test_the_lines_of_a_cell_come_on_one_line(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001", "一柜\n二层"))
    assert discs_of(look())[0].place == "一柜 二层"


def test_a_layout_of_boxes_is_refused(look: Look) -> None:
    with pytest.raises(InvalidChoiceError, match="“box-front” is a layout"):
        print_discs(look(), LabelJob(layouts=("box-front",)))


def test_two_rows_of_one_disc_and_set_print_nothing_but_sets_share_a_number(
    archive: Path, look: Look
) -> None:
    one, other = a_row("A104-2025-001"), a_row("A104-2025-001")
    other[TITLES.index("套别")] = "异地"
    registered(archive, one, other)
    assert len(discs_of(look())) == 2
    registered(archive, one, other, a_row("a104-2025-001"))
    with pytest.raises(UnprintableError) as caught:
        discs_of(look())
    assert "row 2" in caught.value.message
    assert "row 4" in caught.value.message
    assert "row 3" not in caught.value.message
