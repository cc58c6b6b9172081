"""What is packed of a studio: the same when it is unpacked, and nothing of another making."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.event import Event, Lack, LackKind
from archivist.model.facts import Defect
from archivist.model.holdings import Holdings
from archivist.model.item import Item, Paper
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matrix import lines_of
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, MaterialKind, Part, Plan
from archivist.model.record import Record
from archivist.model.settings import Studio
from archivist.model.studio_facts import StudioFacts
from archivist.store.case_file import as_bytes, as_rows
from archivist.store.case_packing import packed
from archivist.store.case_unpacking import UNFIT, unpacked
from tests.builders import STUDIO, a_defect, a_dossier, a_material, a_record, an_item, some_settings

COVER, PAGE = Part(name="封面"), Part(name="正文")
PLAN = Plan(
    id="p",
    name="方案",
    categories=(
        Category(
            number="06",
            name="培训",
            clause="",
            materials=(
                a_material("记录", "06.record", frequency=Frequency.PER_EVENT),
                a_material("图片", "06.images", kind=MaterialKind.IMAGE),
                a_material("证书", "06.set", kind=MaterialKind.SET, parts=(COVER, PAGE)),
                a_material("计划", "06.plan", frequency=Frequency.YEARLY),
                a_material("小结", "06.month", frequency=Frequency.MONTHLY, least=2),
                a_material("论文", "06.paper", frequency=Frequency.PER_ITEM),
            ),
        ),
    ),
)
NAMES = "记录.pdf 封面.pdf 正文.pdf 2024年计划.pdf 计划.docx 小结.txt 论文.pdf 别的.pdf".split()
FOLDERS = ["20250115 甲", "20250301 乙", "20241120 论文", "戊", "20250301 2025年计划", "\udce4 坏"]
PERIODS = [Period.parse(text) for text in ("2025", "2025-Q1", "2025-01", "2024")]

words = st.text(max_size=6)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
papers = st.sampled_from([None, Paper(), Paper(box="1")])
items = st.builds(an_item, st.sampled_from(FOLDERS), category=st.just("06 培训"), paper=papers)
defects = st.sampled_from([None, Defect.EMPTY])


@st.composite
def records(draw: st.DrawFn) -> Record:
    item = draw(items)
    name = draw(st.sampled_from([*NAMES, "C1-20250301-01.jpg"]))
    if draw(defects) is None:
        return a_record(name, item)
    return a_record(name, item, facts=a_defect(Defect.EMPTY, f"{item.path}/{name}"))


lacks = st.builds(Lack, st.sampled_from(list(LackKind)), words)
paths = st.sampled_from(["", "甲/乙/丙.xlsx", "甲/乙", "a//b", "x", "甲/\udce4.jpg"])
events = st.builds(
    Event,
    words,
    days,
    words,
    st.lists(lacks, max_size=3).map(tuple),
    words,
    st.booleans(),
    paths,
    st.lists(paths, max_size=3).map(tuple),
    words,
    paths,
    words,
    st.integers(0, 10**6),
)
entries = st.builds(
    LedgerEntry,
    ledger=words,
    path=paths,
    sheet=words,
    row=st.integers(1, 10**6),
    values=st.dictionaries(words, words, max_size=4),
    days=st.dictionaries(words, days, max_size=3),
    numbers=st.dictionaries(words, st.decimals(allow_nan=False, allow_infinity=False), max_size=3),
    lacking=st.lists(words, max_size=3).map(tuple),
)


def again(facts: StudioFacts, plan: Plan = PLAN) -> StudioFacts:
    return unpacked(as_rows(as_bytes(packed(facts))), facts.studio, plan)


@given(
    st.lists(events, max_size=4).map(tuple),
    st.lists(entries, max_size=4).map(tuple),
    st.dictionaries(words, st.lists(paths, max_size=2).map(tuple), max_size=2),
    st.dictionaries(paths, words, max_size=2),
)
def test_what_ledgers_tell_is_the_same_when_it_is_read_again(
    told: tuple[Event, ...],
    rows: tuple[LedgerEntry, ...],
    workbooks: dict[str, tuple[str, ...]],
    unread: dict[str, str],
) -> None:
    facts = StudioFacts(
        studio=STUDIO, events=told, entries=rows, workbooks=workbooks, unread=unread
    )
    found = again(facts)
    assert found == facts
    assert [each.numbers for each in found.entries] == [each.numbers for each in rows]
    exact = [[str(n) for n in each.numbers.values()] for each in rows]
    assert [[str(n) for n in each.numbers.values()] for each in found.entries] == exact


@given(st.lists(records(), max_size=12, unique_by=lambda record: record.path))
def test_the_matrix_is_the_same_when_holdings_are_read_again(pile: list[Record]) -> None:
    held: dict[str, Item] = {record.item.path: record.item for record in pile}
    pile = [a_record(r.name, held[r.item.path], facts=r.facts) for r in pile]
    dossier = a_dossier(*pile, plan=PLAN, as_of=date(2025, 6, 30))
    before = Holdings.of(dossier)
    after = again(StudioFacts(studio=STUDIO, holdings=before)).holdings
    studio = Studio(name=STUDIO)
    for period in PERIODS:
        for material in PLAN.categories[0].materials:
            asked = (studio, PLAN.categories[0], material, period)
            assert lines_of(dossier, after, *asked) == lines_of(dossier, before, *asked)


def test_one_record_may_answer_several_materials() -> None:
    item = an_item("20250115 甲", category="06 培训", materials=("06.record", "06.set"))
    dossier = a_dossier(a_record("其他.pdf", item), plan=PLAN, settings=some_settings())
    before = Holdings.of(dossier)
    after = again(StudioFacts(studio=STUDIO, holdings=before)).holdings
    assert set(after.answers) == {(STUDIO, "06.record"), (STUDIO, "06.set")} == set(before.answers)
    (one,), (other,) = after.answers.values()
    assert one.record is other.record


def spoilt(change: Callable[[list[Any]], object]) -> list[Any]:
    rows: list[Any] = as_rows(as_bytes(packed(StudioFacts(studio=STUDIO, events=(AN_EVENT,)))))
    change(rows)
    return rows


AN_EVENT = Event("theory", date(2025, 3, 1), "授课", (Lack(LackKind.ITEM),), evidence=("甲/乙",))
SPOILT: dict[str, Callable[[list[Any]], object]] = {
    "short": lambda rows: rows.pop(),
    "a number for a word": lambda rows: rows[0].__setitem__(0, 5),
    "no such word": lambda rows: rows[6][0].__setitem__(0, 99),
    "no day": lambda rows: rows[6][0].__setitem__(1, "2025"),
    "a day before all days": lambda rows: rows[6][0].__setitem__(1, -5),
    "a title that is none": lambda rows: rows[6][0].__setitem__(2, None),
    "an unknown material": lambda rows: rows[5][0].append(["99.none", [], []]),
    "an unknown record": lambda rows: rows[5][0].append(["06.plan", [7], [0]]),
    "nothing": lambda rows: rows.clear(),
}


@pytest.mark.parametrize("change", SPOILT.values(), ids=SPOILT)
def test_arrays_of_another_making_are_told(change: Callable[[list[Any]], object]) -> None:
    with pytest.raises(UNFIT):
        unpacked(spoilt(change), STUDIO, PLAN)


def test_arrays_are_small() -> None:
    item = an_item("20250115 甲", category="06 培训")
    pile = [a_record(f"C1-20250115-{n:04}.jpg", item) for n in range(1000)]
    dossier = a_dossier(*pile, plan=PLAN)
    facts = StudioFacts(studio=STUDIO, holdings=Holdings.of(dossier))
    assert len(as_bytes(packed(facts))) < 1000 * 60
    assert json.loads(as_bytes(packed(facts)))
