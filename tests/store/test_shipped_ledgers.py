"""The shipped ledgers hold together, and the sample's are read by them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.model.ledger import ColumnKind, Ledger
from archivist.model.settings import Settings
from archivist.store.ledger_file import LEDGERS, load_ledgers, read_ledger_file
from archivist.store.plan_file import load_plan
from archivist.store.templates import DataFile, data_files

PLAN = load_plan(None, Settings(studios=()))
SHIPPED = {ledger.id: ledger for ledger in load_ledgers(None, PLAN)}
TABLES = Path(__file__).parent.parent / "sampling"


def tables() -> dict[str, list[list[str]]]:
    """Return the sample's tables: titles and rows, by their name."""
    found = {}
    for name in ("hetao_tables.txt", "jidian_tables.txt"):
        for block in (TABLES / name).read_text(encoding="utf-8").split("\n\n"):
            head, *lines = block.strip().split("\n")
            found[f"{name} {head}"] = [line.split("|") for line in lines]
    return found


LEDGER_TABLES = {
    name: rows for name, rows in tables().items() if name.endswith(("台账", "成员登记表"))
}


def titles_of(ledger: Ledger) -> dict[str, str]:
    return {title: column.key for column in ledger.columns for title in (column.name, *column.also)}


def test_the_nine_ledgers_and_four_registers_are_shipped() -> None:
    assert set(SHIPPED) == set(
        "training exchange mentoring results projects honours technical equipment funds "
        "photos boxes discs members".split()
    )
    materials = {ledger.material for ledger in SHIPPED.values()} - {""}
    ledgers = next(each for each in PLAN.categories if each.number == "18").materials
    assert materials == {"03.register", *(material.id for material in ledgers)}


@pytest.mark.parametrize("file", data_files(LEDGERS), ids=lambda file: file.name)
def test_a_shipped_ledger_asks_for_nothing_that_the_plan_lacks(file: DataFile) -> None:
    mine = DataFile(name=file.name, path=file.path, own=True)
    ledger = read_ledger_file(mine, file.path.name, PLAN)
    assert ledger == SHIPPED[file.name]
    assert all(column.name_en for column in ledger.columns)
    assert bool(ledger.note) == bool(ledger.note_en)
    assert all(bool(column.note) == bool(column.note_en) for column in ledger.columns)
    head = file.path.read_text(encoding="utf-8").partition("\nid = ")[0]
    assert re.search("[a-z]{4}", head)
    assert re.search("[一-龥]{2}", head)


def test_what_rubrics_count_is_told() -> None:
    kinds = {ledger.id: [rule.kind for rule in ledger.events] for ledger in SHIPPED.values()}
    assert {name: each for name, each in kinds.items() if each} == {
        "training": ["theory", "practice", "activity"],
        "exchange": ["exchange", "leaders-meeting", "month-summary", "activity"],
        "mentoring": ["apprentice", "assessment", "promotion"],
        "results": ["declaration", "award", "patent"],
        "projects": ["research", "project-done", "case", "activity"],
        "honours": ["honour"],
    }


def test_an_activity_is_never_incomplete_by_itself() -> None:
    rules = [rule for ledger in SHIPPED.values() for rule in ledger.events]
    activities = [rule for rule in rules if rule.kind == "activity"]
    assert len(activities) == 3
    for rule in activities:
        demanded = (rule.when, rule.required, rule.materials, rule.files)
        assert not any(demanded)
        assert not rule.photo
        assert not rule.evidence


@pytest.mark.parametrize("name", LEDGER_TABLES)
def test_the_samples_ledgers_are_read_without_complaint(name: str) -> None:
    head, *rows = LEDGER_TABLES[name]
    ledger = next(each for each in SHIPPED.values() if each.name in name or _word_in(each, name))
    titles = titles_of(ledger)
    assert [title for title in head if title not in titles] == []
    for row in rows:
        values = {titles[title]: text for title, text in zip(head, row, strict=True)}
        for column in ledger.columns:
            text = values.get(column.key, "")
            assert text or not column.required, column.name
            if column.kind is ColumnKind.CHOICE:
                assert text in {"", *column.choices}


def _word_in(ledger: Ledger, name: str) -> bool:
    return any(word in name for word in ledger.words)


def test_the_sample_has_a_table_for_each_ledger_of_the_plan() -> None:
    assert len([name for name in LEDGER_TABLES if name.startswith("hetao")]) == 10
