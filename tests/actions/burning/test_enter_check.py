"""A check is entered into the row of the copy that was checked, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archivist.actions.burning.due import due_discs
from archivist.actions.burning.enter_check import (
    Checking,
    enter_check,
    row_to_check,
)
from archivist.actions.burning.make import MakeReport
from archivist.actions.burning.shelf import disc_shelf
from archivist.actions.survey import survey
from archivist.actions.undo import undo
from archivist.errors import InvalidChoiceError
from archivist.model.disc import Disc
from archivist.model.disc_check import DiscCheck, DiscFault, Fault
from archivist.model.disc_due import DueKind
from archivist.store.disc_lists import keep_disc_list
from archivist.store.journal_notes import notes
from tests.actions.boxwork import STUDIO, Look
from tests.actions.burnwork import NOW, NUMBER
from tests.actions.conftest import DAY, ITEM
from tests.actions.discwork import a_row, registered
from tests.photos import a_photo

GOOD = DiscCheck(number=NUMBER, files=3)
BAD = DiscCheck(number=NUMBER, files=3, faults=(DiscFault(fault=Fault.MISSING, path="a"),))


def row(look: Look, name: str = "封存") -> Disc:
    return next(disc for disc in disc_shelf(survey(look())).rows if disc.set == name)


@pytest.mark.usefixtures("made")
def test_the_row_tells_the_check_and_the_journal_as_well(archive: Path, look: Look) -> None:
    entered = enter_check(look(), GOOD, Checking(number=NUMBER, set="封存", by="李淼"), NOW)
    assert entered.done
    found = row(look)
    assert (found.burnt, found.checked) == (DAY, DAY)
    assert (found.result, found.checker) == ("合格", "李淼")
    assert row(look, "异地").checked is None
    (note,) = notes(archive, "disc-verify")
    assert note.value["number"] == NUMBER
    assert (note.value["set"], note.value["result"], note.value["faults"]) == ("封存", "合格", 0)
    # A later one that fails leaves the day of burning as it is.
    later = look().__class__(root=archive, as_of=date(2026, 2, 1), now_ns=look().now_ns)
    assert enter_check(later, BAD, Checking(number=NUMBER, set="封存"), NOW).done
    found = row(look)
    assert (found.burnt, found.checked) == (DAY, date(2026, 2, 1))
    assert (found.result, found.checker) == ("不合格", "李淼")
    assert undo(archive, 2, NOW).complete
    assert row(look).burnt is None


def test_a_register_without_such_columns_is_told(archive: Path, look: Look) -> None:
    registered(archive, a_row("旧盘"))
    entered = enter_check(look(), GOOD, Checking(number="旧盘", by="李淼"), NOW)
    assert entered.lacking == ("检测日期", "检测结果", "检测人")
    assert not entered.done
    assert len(notes(archive, "disc-verify")) == 1


@pytest.mark.parametrize(
    ("number", "chosen", "told"),
    [
        ("A104-2025-009", "", "No register"),
        (NUMBER, "", "several sets"),
        ("旧盘", "异地", "no set"),
        ("双盘", "封存", "Two rows"),
    ],
)
def test_a_row_that_cannot_be_told_is_refused(
    archive: Path, look: Look, number: str, chosen: str, told: str
) -> None:
    other = a_row(NUMBER)
    other[5] = "异地"
    registered(archive, a_row(NUMBER), other, a_row("旧盘"), a_row("双盘"), a_row("双盘"))
    with pytest.raises(InvalidChoiceError, match=told):
        row_to_check(look(), Checking(number=number, set=chosen))


def test_what_is_due_is_told_until_it_is_done(made: MakeReport, archive: Path, look: Look) -> None:
    report = due_discs(look())
    assert made.done
    assert [(each.kind, each.set) for each in report.due] == [
        (DueKind.UNBURNT, each) for each in ("封存", "异地", "利用")
    ]
    assert (report.unburnt, report.images, report.discs) == ({}, 2, 3)
    for each in ("封存", "异地", "利用"):
        enter_check(look(), GOOD, Checking(number=NUMBER, set=each), NOW)
    assert due_discs(look()).nothing
    later = look().__class__(root=archive, as_of=date(2029, 12, 31), now_ns=look().now_ns)
    assert {each.kind for each in due_discs(later).due} == {DueKind.RECHECK}
    (archive / ITEM / "C1-20250318-04.jpg").write_bytes(a_photo("green"))
    report = due_discs(look(), ["甲"])
    assert report.unburnt == {(STUDIO, 2025): (f"{ITEM}/C1-20250318-04.jpg",)}
    kept = archive / ".archivist" / "discs" / f"{NUMBER}.txt"
    kept.write_bytes(kept.read_bytes() + b"x\n")
    keep_disc_list(archive, "A104-2025-007", b"")
    assert [(each.kind, each.number) for each in due_discs(look()).due] == [
        (DueKind.UNENTERED, "A104-2025-007"),
        (DueKind.LIST_LOST, NUMBER),
    ]
