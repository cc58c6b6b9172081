"""What is said of discs, apart from making any."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.actions.burning.due import DueReport
from archivist.actions.burning.enter_check import CheckEntered
from archivist.actions.burning.make import MakeReport
from archivist.cli.disc_due_output import show_due
from archivist.cli.disc_make_output import show_made
from archivist.cli.disc_verify_output import show_check
from archivist.model.disc import Disc
from archivist.model.disc_check import DiscCheck
from archivist.model.disc_due import Due, DueKind
from archivist.model.operation import Deed, Operation, Result, Verb

Caught = pytest.CaptureFixture[str]


def test_nothing_due_is_said(capsys: Caught) -> None:
    show_due(DueReport(as_of=date(2025, 1, 1), images=7, discs=3), quiet=False, verbose=False)
    assert "Nothing is due: 7 images" in capsys.readouterr().out


@pytest.mark.parametrize("kind", DueKind)
def test_each_thing_that_is_due_has_a_cure(kind: DueKind, capsys: Caught) -> None:
    report = DueReport(as_of=date(2025, 1, 1), due=(Due(kind=kind, number="A104-2015-015"),))
    show_due(report, quiet=True, verbose=False)
    short = capsys.readouterr().out
    show_due(report, quiet=False, verbose=False)
    told = capsys.readouterr().out
    assert "A104-2015-015" in short
    assert "→" in told.removeprefix(short)
    assert "{" not in told


def test_a_full_drive_and_what_lies_on_no_disc_are_told(capsys: Caught) -> None:
    report = MakeReport(full=True, troubles=(("甲/a.jpg", "broken"),), orphans=("A104-2015-015",))
    show_made(report, quiet=False, verbose=True)
    told = " ".join(capsys.readouterr().out.split())
    for text in ("The drive is full", "甲/a.jpg: broken", "A104-2015-015: an image was made once"):
        assert text in told


def test_a_check_that_could_not_be_entered_says_why(capsys: Caught) -> None:
    deed = Deed(
        number=1,
        batch=1,
        at="",
        by="",
        operation=Operation(verb=Verb.DISC, steps=()),
        result=Result.BACK,
        reason="the drive is full",
    )
    disc = Disc(studio="甲", number="A104-2015-015")
    entered = CheckEntered(disc=disc, deeds=(deed,), lacking=("检测人",))
    show_check(DiscCheck(number=disc.number), entered, quiet=False, verbose=False)
    told = " ".join(capsys.readouterr().out.split())
    assert "Nothing was entered: the drive is full" in told
    assert "no column for: 检测人" in told
    assert not entered.done
