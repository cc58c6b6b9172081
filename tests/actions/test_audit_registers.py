"""The registers of boxes and discs are no files of which nobody knows what they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from archivist.actions.audit import audit
from archivist.actions.ledger_new import new_ledgers
from archivist.actions.view import View

FOLDER = "甲工作室/18 工作台账"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
Look = Callable[..., View]


def loose(look: Look) -> list[str]:
    """Return what the audit cannot place among the ledgers."""
    found = audit(look()).matrix.unrecognised
    return [path.removeprefix(f"{FOLDER}/") for path in found if path.startswith(FOLDER)]


def test_registers_are_known_and_other_workbooks_are_not(archive: Path, look: Look) -> None:
    assert new_ledgers(look(), ("boxes", "discs", "photos"), (), 0, NOW).done
    assert len(list((archive / FOLDER).glob("*登记表.xlsx"))) == 3
    (archive / FOLDER / "随便.xlsx").write_bytes(b"PK")
    assert loose(look) == ["随便.xlsx"]


def test_a_ledger_file_with_mistakes_does_not_stop_the_audit(archive: Path, look: Look) -> None:
    assert new_ledgers(look(), ("boxes",), (), 0, NOW).done
    own = archive / "templates" / "ledgers"
    own.mkdir(parents=True)
    (own / "boxes.toml").write_text("id = 3\n", encoding="utf-8")
    assert loose(look) == ["档案盒登记表.xlsx"]
