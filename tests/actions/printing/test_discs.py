"""Labels of discs from a real archive: what its registers hold, and what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.printing.discs import discs_of, print_discs
from archivist.actions.printing.label_layouts import LabelJob
from archivist.errors import InvalidChoiceError, InvalidFileError, UnprintableError
from tests.actions.boxwork import STUDIO, Look
from tests.formats.ledgers import save
from tests.labels import plain
from tests.pages import text_of
from tests.qr_reading import codes_in

BOTH = LabelJob(layouts=("disc-case", "disc-face"))
REGISTER = f"{STUDIO}/18 工作台账/光盘登记表.xlsx"
TITLES = ["光盘号", "题名", "类型规格", "容量", "保管期限", "套别", "刻录日期", "存放地点"]


def a_row(number: str, place: str = "一柜") -> list[Any]:
    return [number, "2025年影像", "DVD", "4.7GB", "30年", "封存", "2025.12.01", place]


def registered(archive: Path, *rows: Sequence[Any]) -> Path:
    return save(archive / REGISTER, ("光盘登记表", [TITLES, *rows]))


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
    assert first.row.endswith("row 2")


def test_one_disc_can_be_chosen_in_any_case(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row("A104-2025-002"))
    made = print_discs(look(), BOTH, [STUDIO], ["a104-2025-002"])
    assert made.count == 1
    assert "A104-2025-001" not in text_of(made.pdfs[0])


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
    with pytest.raises(InvalidFileError, match=r"光盘登记表\.xlsx"):
        print_discs(look(), BOTH)


def test_another_workbook_that_cannot_be_read_is_no_matter(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"))
    (archive / REGISTER).with_name("经费台账.xlsx").write_bytes(b"PK\3\4 broken")
    assert print_discs(look(), BOTH).count == 1


def test_a_disc_without_number_is_named_by_its_row(archive: Path, look: Look) -> None:
    registered(archive, a_row("A104-2025-001"), a_row(""))
    with pytest.raises(UnprintableError, match=r"1 disc has no number: .*row 3"):
        print_discs(look(), BOTH)


def test_a_layout_of_boxes_is_refused(look: Look) -> None:
    with pytest.raises(InvalidChoiceError, match="“box-front” is a layout"):
        print_discs(look(), LabelJob(layouts=("box-front",)))
