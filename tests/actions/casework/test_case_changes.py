"""What changed is looked at anew, once; what cannot be looked into is no loss."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions import blind
from archivist.actions.cases import cases
from archivist.errors import NotReadableError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.period import Period
from tests.actions.casework.desk import (
    BOTH,
    HETAO,
    JIDIAN,
    LEDGER,
    SAMPLE,
    a_view,
    an_item_file,
    append,
    found_in,
    grounds_of,
    touched,
)
from tests.actions.conftest import OLD


def own_ledger(root: Path) -> None:
    """Put a ledger of the archive's own into its data files."""
    shipped = SAMPLE.parent / "templates" / "catalog" / "ledgers" / "funds.toml"
    folder = root / "templates" / "ledgers"
    folder.mkdir(parents=True)
    text = shipped.read_text(encoding="utf-8").replace('"经费台账"', '"经费明细台账"', 1)
    (folder / "funds.toml").write_text(text, encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], frozenset[str]]] = {
    "a ledger": (lambda root: touched(root / LEDGER), frozenset({HETAO})),
    "item.toml": (lambda root: append(an_item_file(root), "\n"), frozenset({HETAO})),
    "a new file": (
        lambda root: (root / JIDIAN / "03 团队成员资料" / "a.txt").write_bytes(b"a"),
        frozenset({JIDIAN}),
    ),
    "a new folder": (
        lambda root: (root / JIDIAN / "03 团队成员资料" / "20250101 新").mkdir(),
        frozenset({JIDIAN}),
    ),
    "a file gone": (lambda root: (root / LEDGER).unlink(), frozenset({HETAO})),
    "a waiver": (
        lambda root: append(
            root / "archive.toml",
            '\n[[waivers]]\nmaterial = "18.funds"\nreason = "无"\nby = "李"\n',
        ),
        frozenset(),
    ),
    "a category": (
        lambda root: append(
            root / "archive.toml",
            '\n[[categories]]\nnumber = "31"\nname = "别的"\nclause = "1"\n',
        ),
        frozenset(),
    ),
    "a ledger of the archive's own": (own_ledger, frozenset()),
}


@pytest.mark.parametrize(("change", "scope"), CHANGES.values(), ids=CHANGES)
def test_a_change_makes_it_anew_once(
    sample: Path,
    looks: list[frozenset[str]],
    change: Callable[[Path], object],
    scope: frozenset[str],
) -> None:
    change(sample)
    found_in(sample)
    assert looks == [scope]
    found_in(sample)
    assert looks == [scope]


def test_a_waiver_is_honoured(sample: Path) -> None:
    CHANGES["a waiver"][0](sample)
    (line,) = found_in(sample)[0].lines("18.funds", Period.parse("2025"))
    assert line.reason == "无 (李)" or line.state == "present"


def test_a_new_row_is_a_new_entry(sample: Path) -> None:
    before = found_in(sample)[0]
    ledger = next(each for each in grounds_of(sample).ledgers if each.id == "training")
    row = {"day": "2025.11.03", "topic": "新的授课", "category": "理论授课"}
    path = sample / LEDGER
    path.with_name("2026年培训台账.xlsx").write_bytes(
        workbook_bytes(ledger_book(ledger, "库", [row]))
    )
    after = found_in(sample)[0]
    assert len(after.entries) == len(before.entries) + 1
    assert "新的授课" in {event.title for event in after.events}


def test_a_file_that_changed_just_now_is_not_trusted(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    touched(sample / LEDGER)
    view = a_view(sample, now_ns=OLD + 2 * 10**9)
    for _run in range(2):
        list(cases(view, grounds_of(sample), BOTH))
    assert looks == [frozenset({HETAO}), frozenset({HETAO})]


BLIND: dict[str, Callable[[Path], object]] = {
    "a studio gone": lambda root: shutil.rmtree(root / HETAO),
    "a studio that is a link": lambda root: linked(root / HETAO),
    "a category that is a link": lambda root: linked(root / HETAO / "18 工作台账"),
}


def linked(path: Path) -> None:
    path.rename(path.parents[1] / "elsewhere")
    path.symlink_to(path.parents[1] / "elsewhere")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("change", BLIND.values(), ids=BLIND)
def test_what_cannot_be_looked_into_is_no_loss(
    sample: Path, change: Callable[[Path], object]
) -> None:
    change(sample)
    with pytest.raises(NotReadableError, match=HETAO):
        found_in(sample)
    assert [case.studio for case in found_in(sample, [JIDIAN])] == [JIDIAN]


def test_a_drive_that_drops_out_is_no_loss(sample: Path) -> None:
    grounds = grounds_of(sample)
    (sample / "archive.toml").unlink()
    with pytest.raises(NotReadableError, match="went away"):
        cases(a_view(sample), grounds, BOTH)


def test_a_marker_that_is_there_is_enough(sample: Path) -> None:
    blind.still_there(sample)


def test_an_archive_that_is_gone_is_an_error(sample: Path) -> None:
    grounds = grounds_of(sample)
    shutil.rmtree(sample)
    with pytest.raises(NotReadableError, match="cannot be read"):
        cases(a_view(sample), grounds, BOTH)
