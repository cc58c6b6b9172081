"""How long an item is kept, who says so, and when that runs out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.item import Description, Item
from archivist.model.matching import Recogniser
from archivist.model.plan import Category, Plan, Retention
from archivist.model.record import Record
from archivist.model.retention import (
    CategoryTerms,
    Kept,
    Lapse,
    Origin,
    Reach,
    Retained,
    Standing,
    kept,
    last_day,
    newest_year,
    strongest,
)
from tests.builders import a_material, a_record, an_item, plan_of, some_elements

RULES = a_material("制度", retention=Retention.PERMANENT)
SHEET = a_material("签到表", "06.sheet", retention=Retention.YEARS_10)
PLAN = plan_of(RULES, SHEET)
ITEM = an_item("20150318 授课")
TEN, THIRTY = Retention.YEARS_10, Retention.YEARS_30


def decided(*names: str, item: Item = ITEM, plan: Plan = PLAN, **files: Retention) -> Kept:
    records = [a_record(name, item) for name in names]
    records += [
        a_record(f"{name}.pdf", item, description=Description(retention=term))
        for name, term in files.items()
    ]
    recogniser = Recogniser(plan)
    claims = [claim for record in records for claim in recogniser.claims(record)]
    return kept(item, records, claims, plan.categories[0])


def test_of_nothing_there_is_no_strongest() -> None:
    assert strongest([]) is None
    assert strongest(Retention) is Retention.PERMANENT


@pytest.mark.parametrize(
    ("found", "retention", "origin", "names"),
    [
        pytest.param(decided("签到表.pdf"), TEN, Origin.MATERIAL, ("签到表",), id="material"),
        pytest.param(
            decided("签到表.pdf", "制度.pdf"),
            Retention.PERMANENT,
            Origin.MATERIAL,
            ("制度",),
            id="materials differ: the longest",
        ),
        pytest.param(decided("x.pdf"), Retention.PERMANENT, Origin.CATEGORY, ("制度",), id="none"),
        pytest.param(decided("x.pdf", a=TEN), TEN, Origin.FILE, ("a.pdf",), id="file"),
        pytest.param(
            decided("签到表.pdf", a=THIRTY), THIRTY, Origin.FILE, ("a.pdf",), id="file is longer"
        ),
        pytest.param(
            decided("制度.pdf", a=TEN),
            Retention.PERMANENT,
            Origin.MATERIAL,
            ("制度",),
            id="material is longer",
        ),
        pytest.param(decided("x.pdf", plan=plan_of()), THIRTY, Origin.NOTHING, (), id="nothing"),
    ],
)
def test_it_is_told_who_says_how_long_an_item_is_kept(
    found: Kept, retention: Retention, origin: Origin, names: tuple[str, ...]
) -> None:
    assert (found.retention, found.origin, found.names) == (retention, origin, names)
    assert found.asked is None


@pytest.mark.parametrize(
    ("file", "stated", "asked"),
    [
        pytest.param("制度.pdf", TEN, Retention.PERMANENT, id="shorter than its material"),
        pytest.param("签到表.pdf", TEN, None, id="as its material"),
        pytest.param("签到表.pdf", THIRTY, None, id="longer"),
        pytest.param("x.pdf", TEN, None, id="no material"),
    ],
)
def test_what_item_toml_states_holds_and_a_longer_material_is_told(
    file: str, stated: Retention, asked: Retention | None
) -> None:
    found = decided(file, item=an_item("20150318 授课", retention=stated))
    assert found == Kept(retention=stated, origin=Origin.ITEM, asked=asked)


@pytest.mark.parametrize(
    ("year", "retention", "end"),
    [
        pytest.param(2015, TEN, date(2025, 12, 31), id="ten"),
        pytest.param(2015, THIRTY, date(2045, 12, 31), id="thirty"),
        pytest.param(2015, Retention.PERMANENT, None, id="never"),
        pytest.param(0, TEN, None, id="no year"),
        pytest.param(9999, THIRTY, date(9999, 12, 31), id="beyond the calendar"),
    ],
)
def test_a_period_is_counted_from_the_year_after(
    year: int, retention: Retention, end: date | None
) -> None:
    assert last_day(year, retention) == end


@pytest.mark.parametrize(
    ("day", "within", "standing"),
    [
        pytest.param(date(2025, 12, 31), "0d", Standing.RUNNING, id="the last day"),
        pytest.param(date(2025, 12, 31), "1d", Standing.SOON, id="the day before it has run out"),
        pytest.param(date(2026, 1, 1), "0d", Standing.RUN_OUT, id="the day after"),
        pytest.param(date(2025, 10, 2), "90d", Standing.RUNNING, id="90 days reach the last day"),
        pytest.param(date(2025, 10, 3), "90d", Standing.SOON, id="90 days reach beyond"),
        pytest.param(date(2024, 2, 29), "2年", Standing.SOON, id="two years"),
    ],
)
def test_how_an_item_stands_on_a_day(day: date, within: str, standing: Standing) -> None:
    lapse = Lapse(item=ITEM, kept=Kept(retention=TEN), year=2015)
    assert lapse.standing(day, Reach.parse(within).after(day)) is standing


@pytest.mark.parametrize(
    ("lapse", "standing"),
    [
        pytest.param(Lapse(item=ITEM, kept=Kept(), year=0), Standing.UNKNOWN, id="no year"),
        pytest.param(
            Lapse(item=ITEM, kept=Kept(retention=TEN), year=1990, damaged=True),
            Standing.UNKNOWN,
            id="damaged item.toml",
        ),
        pytest.param(
            Lapse(item=ITEM, kept=Kept(retention=Retention.PERMANENT), year=0),
            Standing.PERMANENT,
            id="permanent needs no year",
        ),
    ],
)
def test_what_cannot_be_told_is_never_due(lapse: Lapse, standing: Standing) -> None:
    assert lapse.standing(date(2100, 1, 1), date(2100, 1, 1)) is standing


@pytest.mark.parametrize(
    ("record", "year"),
    [
        pytest.param(a_record("C1-20180125-01.jpg", elements=some_elements()), 2022, id="date"),
        pytest.param(a_record("C1-20240125-01.jpg"), 2024, id="code"),
        pytest.param(a_record("2019年补充.pdf"), 2019, id="name"),
        pytest.param(a_record("x.pdf"), 0, id="nothing"),
    ],
)
def test_the_latest_year_of_a_file_is_told(record: Record, year: int) -> None:
    assert newest_year([record]) == year
    assert newest_year([]) == 0


@pytest.mark.parametrize("text", ["", "x", "90m", "-1d", "1.5y", "12345d", "٣d x", "9" * 5000])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time ahead"):
        Reach.parse(text)


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["d", "y", "", " days", "年", "天"]))
def test_looking_ahead_never_looks_back_nor_fails(day: date, count: int, unit: str) -> None:
    assert Reach.parse(f"{count}{unit}").after(day) >= day


def test_items_without_files_are_not_listed_and_the_oldest_comes_first() -> None:
    old = Lapse(item=ITEM, kept=Kept(retention=TEN), year=2001, files=1)
    older = Lapse(item=an_item("20000101 甲"), kept=Kept(retention=TEN), year=2000, files=1)
    empty = Lapse(item=an_item("20000101 空"), kept=Kept(retention=TEN), year=2000)
    category: Category = PLAN.categories[0]
    terms = CategoryTerms(category=category, studio="甲", lapses=(old, older, empty))
    day = date(2020, 1, 1)
    retained = Retained(archive="档案", as_of=day, horizon=day, categories=(terms,))
    assert retained.due == (older, old)
    assert terms.terms == ((Retention.PERMANENT, 1), (TEN, 1))
    assert (old.folder, old.name) == ("06 培训学习资料", "20150318 授课")
