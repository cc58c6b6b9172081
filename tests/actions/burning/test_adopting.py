"""Discs that others burnt: what the archive holds of what lies on them, counts as burnt."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.burning.adopting import without_own_list
from archivist.actions.burning.due import due_discs
from archivist.actions.burning.enter_check import CheckEntered, Checking, enter_check
from archivist.actions.burning.make import MakeReport
from archivist.actions.burning.verify import known_discs, verify_disc
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.disc_check import DiscCheck, DiscFault, Fault
from archivist.store.disc_lists import disc_lists
from tests.actions.boxwork import Look
from tests.actions.burnwork import NOW, NUMBER, rows
from tests.actions.conftest import DAY, ITEM
from tests.actions.discwork import a_row, registered

OLD = "旧盘-1"
PHOTO = f"{ITEM}/C1-20250318-01.jpg"
ADOPT = Checking(number=OLD, adopt=True)


@pytest.fixture
def disc(archive: Path, tmp_path: Path) -> Path:
    """Return a disc with a photo of the archive under another name, and with something else."""
    place = tmp_path / "旧盘" / "照片"
    place.mkdir(parents=True)
    shutil.copy(archive / PHOTO, place / "P1010001.JPG")
    (place / "说明.txt").write_text("别的", encoding="utf-8")
    registered(archive, a_row(OLD))
    return place.parent


def adopted(look: Look, disc: Path, checking: Checking = ADOPT) -> CheckEntered:
    check = without_own_list(verify_disc(disc, known_discs(look().root), checking.number))
    return enter_check(look(), check, checking, NOW)


def test_what_lies_on_it_is_burnt_from_then_on_and_checked_by_the_archive(
    archive: Path, look: Look, disc: Path
) -> None:
    entered = adopted(look, disc)
    assert entered.adopted == 1
    assert [set(each.sums) for each in disc_lists(archive)] == [{PHOTO}]
    assert [len(paths) for paths in due_discs(look()).unburnt.values()] == [1]
    check = verify_disc(disc, known_discs(archive), OLD)
    assert (check.faults, check.by_archive) == ((), True)
    (disc / "照片" / "P1010001.JPG").write_bytes(b"rot")
    check = verify_disc(disc, known_discs(archive), OLD)
    assert [(each.fault, each.path) for each in check.faults] == [(Fault.LOST, PHOTO)]


def test_a_disc_without_anything_of_the_archive_is_refused(look: Look, disc: Path) -> None:
    (disc / "照片" / "P1010001.JPG").unlink()
    with pytest.raises(InvalidChoiceError, match="No file on disc"):
        adopted(look, disc)


@pytest.mark.usefixtures("made")
def test_a_disc_of_our_own_is_known_already(archive: Path, look: Look, disc: Path) -> None:
    registered(archive, a_row(NUMBER))
    check = verify_disc(disc, known_discs(None), NUMBER)
    with pytest.raises(InvalidChoiceError, match="was made by archivist"):
        enter_check(look(), without_own_list(check), Checking(number=NUMBER, adopt=True), NOW)


def test_a_disc_that_is_not_sound_is_entered_and_not_adopted(look: Look, disc: Path) -> None:
    fault = DiscFault(fault=Fault.UNREADABLE, path="照片/P1010002.JPG")
    check = replace(verify_disc(disc, known_discs(None), OLD), faults=(fault,))
    assert enter_check(look(), check, ADOPT, NOW).adopted == 0


def test_a_number_that_is_no_files_name_has_no_list(archive: Path, look: Look, disc: Path) -> None:
    registered(archive, a_row("旧/盘"))
    with pytest.raises(NotWritableError, match="no file's name"):
        adopted(look, disc, Checking(number="旧/盘", adopt=True))


def test_a_disc_that_was_burnt_anew_gets_its_new_day(made: MakeReport, look: Look) -> None:
    assert made.done
    bad = DiscCheck(number=NUMBER, faults=(DiscFault(fault=Fault.MISSING, path="a"),))
    checking = Checking(number=NUMBER, set="封存")
    assert enter_check(look(), bad, checking, NOW).done
    assert next(disc.burnt for disc in rows(look)) == DAY
    anew = replace(checking, burnt=date(2025, 12, 30))
    assert enter_check(look(), DiscCheck(number=NUMBER), anew, NOW).burnt == date(2025, 12, 30)
    disc = next(iter(rows(look)))
    assert (disc.burnt, disc.result) == (date(2025, 12, 30), "合格")
