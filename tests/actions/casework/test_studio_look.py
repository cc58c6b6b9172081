"""Looking at one studio finds what a look at the whole archive finds of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions.studio_look import look_at
from archivist.actions.survey import survey
from archivist.errors import NotReadableError
from tests.actions.casework.desk import BOTH, HETAO, JIDIAN, a_view, grounds_of


@pytest.mark.parametrize("studios", [(HETAO,), (JIDIAN,), BOTH])
def test_it_finds_the_same_records_and_items(sample: Path, studios: tuple[str, ...]) -> None:
    shutil.rmtree(sample / ".archivist")
    grounds = grounds_of(sample)
    found = look_at(a_view(sample), grounds.settings, grounds.plan, studios)
    whole = survey(a_view(sample)).dossier
    assert found.records == tuple(r for r in whole.records if r.item.studio in studios)
    assert sorted(found.items, key=lambda item: item.path) == sorted(
        (item for item in whole.items if item.studio in studios), key=lambda item: item.path
    )
    assert any(record.elements.cause for record in found.records)


def test_what_it_learnt_is_remembered_for_others(sample: Path) -> None:
    shutil.rmtree(sample / ".archivist")
    grounds = grounds_of(sample)
    look_at(a_view(sample), grounds.settings, grounds.plan, BOTH)
    assert survey(a_view(sample)).read == 0


def test_a_drive_that_drops_out_is_no_loss(sample: Path) -> None:
    grounds = grounds_of(sample)
    (sample / "archive.toml").unlink()
    with pytest.raises(NotReadableError, match="went away"):
        look_at(a_view(sample), grounds.settings, grounds.plan, BOTH)
