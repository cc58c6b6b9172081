"""Cases: what is remembered is what a fresh look would find, and nothing is opened for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions import cases as cases_module
from archivist.actions import ledgers as ledgers_module
from archivist.actions.cases import cases
from archivist.actions.survey import survey
from archivist.errors import NotReadableError
from archivist.formats.ledger_reading import read_ledger
from archivist.model.events import events_of
from archivist.model.judgement import Judgement
from archivist.model.matrix import completeness
from archivist.model.period import Period
from tests.actions.casework.desk import (
    BOTH,
    DAMAGE,
    HETAO,
    JIDIAN,
    LEDGER,
    PERIODS,
    a_view,
    append,
    case_files,
    found_in,
    grounds_of,
    matrix,
    same,
    touched,
    with_findings,
)
from tests.actions.conftest import state_of


def test_the_lines_are_those_of_the_matrix(sample: Path, looks: list[frozenset[str]]) -> None:
    dossier = survey(a_view(sample)).dossier
    for case in found_in(sample):
        expected = [
            line
            for period in PERIODS
            for line in completeness(dossier, period, [case.studio]).lines
        ]
        assert matrix(case, sample) == expected
        assert {line.state for line in expected} > {"present", "missing"}
    assert looks == []


def test_what_is_remembered_is_what_a_fresh_look_finds(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    known = found_in(sample)
    assert looks == []
    shutil.rmtree(sample / ".archivist")
    fresh = found_in(sample)
    assert looks == [frozenset()]
    assert all(same(one, other, sample) for one, other in zip(known, fresh, strict=True))
    assert [case.studio for case in fresh] == [*BOTH]
    assert [len(case.workbooks) for case in fresh] > [5, 0]


def test_the_events_are_those_that_ledgers_and_items_tell(sample: Path) -> None:
    grounds = grounds_of(sample)
    dossier = survey(a_view(sample)).dossier
    case = found_in(sample)[0]
    records = tuple(r for r in dossier.records if r.item.studio == HETAO)
    items = tuple(i for i in dossier.items if i.studio == HETAO)
    read = ledgers_module.Librarian(grounds.plan, grounds.ledgers).read(sample, records)
    filed = cases_module.filed_of(items, records, grounds.plan)
    assert case.entries == read.entries
    assert case.events == events_of(grounds.ledgers, read.entries, filed).events
    assert case.events
    assert case.since == grounds.settings.studios[0].since


def test_nothing_is_opened_when_nothing_changed(sample: Path) -> None:
    before = found_in(sample)
    for path in sample.rglob("*"):
        if path.is_file() and ".archivist" not in path.parts and path.name != "archive.toml":
            status = path.stat()
            path.write_bytes(bytes(status.st_size))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = found_in(sample)
    assert all(same(one, other, sample) for one, other in zip(before, after, strict=True))


def test_looking_changes_no_file_of_the_user(sample: Path) -> None:
    shutil.rmtree(sample / ".archivist")
    before = state_of(sample)
    found_in(sample)
    assert state_of(sample) == before


def test_only_the_studios_that_are_asked_for_are_looked_at(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    shutil.rmtree(sample / ".archivist" / "cases")
    (case,) = found_in(sample, [JIDIAN])
    assert case.studio == JIDIAN
    assert looks == [frozenset({JIDIAN})]


def test_the_order_is_that_of_the_question(sample: Path) -> None:
    assert [case.studio for case in found_in(sample, BOTH[::-1])] == [*BOTH[::-1]]


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_made_anew(
    sample: Path, looks: list[frozenset[str]], damage: Callable[[Path], object]
) -> None:
    before = found_in(sample)
    for path in case_files(sample):
        damage(path)
    after = found_in(sample)
    assert all(same(one, other, sample) for one, other in zip(before, after, strict=True))
    count = len(looks)
    assert 0 < count <= len(BOTH)
    found_in(sample)
    assert len(looks) == count


def test_what_vanishes_between_two_looks_is_found_anew(sample: Path) -> None:
    before = found_in(sample)
    found = cases(a_view(sample), grounds_of(sample), BOTH)
    for path in case_files(sample):
        path.unlink()
    assert all(same(one, other, sample) for one, other in zip(before, found, strict=True))


def test_without_a_place_to_remember_it_is_found_each_time(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    before = found_in(sample)
    shutil.rmtree(sample / ".archivist" / "cases")
    (sample / ".archivist" / "cases").write_bytes(b"mine")
    for _run in range(2):
        after = found_in(sample)
        assert all(same(one, other, sample) for one, other in zip(before, after, strict=True))
    assert looks == [frozenset(), frozenset()]
    assert (sample / ".archivist" / "cases").read_bytes() == b"mine"


def test_state_may_be_kept_elsewhere(sample: Path, tmp_path: Path) -> None:
    append(sample / "archive.toml", "")
    text = (sample / "archive.toml").read_text(encoding="utf-8")
    elsewhere = f'state_dir = "{(tmp_path / "state").as_posix()}"\n'
    (sample / "archive.toml").write_text(elsewhere + text, encoding="utf-8")
    found_in(sample)
    assert len(list((tmp_path / "state").rglob("*.case.json"))) == len(BOTH)


def test_an_unreadable_workbook_stops_no_other(
    sample: Path, looks: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found_in(sample)[0]
    touched(sample / LEDGER, b"PK\x03\x04 no workbook")
    after = found_in(sample)[0]
    assert list(after.unread) == [LEDGER]
    assert "is no workbook" in after.unread[LEDGER]
    assert {each.path for each in before.entries} - {each.path for each in after.entries} == {
        LEDGER
    }
    assert found_in(sample)[0].unread == after.unread
    assert looks == [frozenset({HETAO})]
    monkeypatch.setattr(cases_module, "spoken", lambda: "zh_CN")
    found_in(sample)
    assert looks == [frozenset({HETAO}), frozenset({HETAO})]


def test_a_workbook_that_is_open_elsewhere_is_tried_again(
    sample: Path, looks: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_ledger

    def locked(path: Path, *more: object, **how: object) -> object:
        if path.name == "培训学习台账.xlsx":
            raise NotReadableError("It is open.")
        return read(path, *more, **how)  # type: ignore[arg-type]

    touched(sample / LEDGER)
    with monkeypatch.context() as patched:
        patched.setattr(ledgers_module, "read_ledger", locked)
        assert found_in(sample)[0].unread == {LEDGER: "It is open."}
    assert found_in(sample)[0].unread == {}
    assert looks == [frozenset({HETAO}), frozenset({HETAO})]
    found_in(sample)
    assert len(looks) == 2


def test_judgements_are_those_of_the_rubric_and_the_studio(sample: Path) -> None:
    made = [
        Judgement(
            number=number,
            rubric=rubric,
            criterion="1",
            studio=studio,
            period=Period.parse("2025"),
            deduct=1,  # type: ignore[arg-type]
            by="李",
            at="",
        )
        for number, (rubric, studio) in enumerate(
            [("xbnh-2025", HETAO), ("other", HETAO), ("xbnh-2025", JIDIAN)]
        )
    ]
    found = found_in(sample, judgements=tuple(made))
    assert [[each.number for each in case.judgements] for case in found] == [[0], [2]]


def test_a_studio_that_is_no_longer_there_is_forgotten(sample: Path) -> None:
    with_findings(sample)
    assert len(case_files(sample)) == len(BOTH)
    text = (sample / "archive.toml").read_text(encoding="utf-8")
    second = f'[[studios]]\nname = "{JIDIAN}"\nsince = "2023.05.01"\n'
    text = text.replace(second, "").partition("[[waivers]]")[0]
    (sample / "archive.toml").write_text(text, encoding="utf-8")
    found_in(sample, [HETAO])
    assert len(case_files(sample)) == 1
    assert len(list((sample / ".archivist" / "cases").iterdir())) == 2
