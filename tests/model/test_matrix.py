"""Each row of a table is one archive: what is filed, when it is looked at, what the line says."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.model.completeness import Completeness, Gap, GapKind, State
from archivist.model.period import Period
from archivist.model.plan import Frequency, Material, MaterialKind
from archivist.model.settings import Studio
from tests.builders import (
    STUDIO,
    TRAINING,
    a_material,
    a_record,
    an_item,
    audited,
    filed,
    line_of,
    some_elements,
    some_settings,
)

PRESENT, INCOMPLETE, MISSING = State.PRESENT, State.INCOMPLETE, State.MISSING
NOT_DUE = State.NOT_DUE
HOME = f"{STUDIO}/{TRAINING}"

RULES = a_material("制度")
PLAN = a_material("计划", "06.plan", frequency=Frequency.YEARLY, due="03-31")
HALF = a_material("案例", "06.case", frequency=Frequency.HALF_YEARLY)
QUARTER = a_material("交流", "06.meeting", frequency=Frequency.QUARTERLY)
MONTH = a_material("小结", "06.month", frequency=Frequency.MONTHLY)
EVENT = a_material("记录", "06.record", frequency=Frequency.PER_EVENT)
EACH = a_material("论文", "06.paper", frequency=Frequency.PER_ITEM)


def states(matrix: Completeness) -> dict[str, State]:
    return {str(line.period): line.state for line in matrix.lines}


@pytest.mark.parametrize(
    ("folder", "when", "state"),
    [
        pytest.param("20200101 汇编", {}, PRESENT, id="old"),
        pytest.param("汇编", {}, PRESENT, id="undated"),
        pytest.param("20250630 汇编", {}, PRESENT, id="on-the-day"),
        pytest.param("20250701 汇编", {}, MISSING, id="after-the-day"),
        pytest.param("20240331 汇编", {"period": "2024-Q1"}, PRESENT, id="last-day-of-period"),
        pytest.param("20240401 汇编", {"period": "2024-Q1"}, MISSING, id="after-the-period"),
        pytest.param("汇编", {"period": "2024-Q1"}, PRESENT, id="undated-in-a-past-period"),
    ],
)
def test_a_standing_material_counts_as_it_is_at_the_end(
    folder: str, when: dict[str, str], state: State
) -> None:
    line = line_of(RULES, f"{folder}/制度.pdf", **when)
    assert (line.state, line.period, line.due) == (state, None, None)
    assert line.evidence == ((f"{HOME}/{folder}/制度.pdf",) if state is PRESENT else ())


@pytest.mark.parametrize(
    ("as_of", "period", "state"),
    [
        pytest.param("2025-03-30", "2025", NOT_DUE, id="day-before"),
        pytest.param("2025-03-31", "2025", NOT_DUE, id="on-the-day"),
        pytest.param("2025-04-01", "2025", MISSING, id="day-after"),
        pytest.param("2026-04-01", "2025-02", NOT_DUE, id="month-before-the-day"),
        pytest.param("2026-04-01", "2025-03", MISSING, id="month-of-the-day"),
        pytest.param("2026-04-01", "2025-Q2", MISSING, id="quarter-after-the-day"),
        pytest.param("2025-06-30", "2024", MISSING, id="period-past"),
        pytest.param("2025-06-30", "2026", NOT_DUE, id="period-to-come"),
    ],
)
def test_a_yearly_material_is_missing_from_the_day_after_it_was_due(
    as_of: str, period: str, state: State
) -> None:
    line = line_of(PLAN, as_of=as_of, period=period)
    year = int(period[:4])
    assert (line.state, line.due) == (state, date(year, 3, 31))
    assert str(line.period) == str(year)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        pytest.param("20250110 资料/计划.pdf", PRESENT, id="date"),
        pytest.param("20241220 资料/计划.pdf", MISSING, id="date-of-another-year"),
        pytest.param("20241220 资料/2025年计划.pdf", PRESENT, id="year-in-the-file-name"),
        pytest.param("20241220 2025年度资料/计划.pdf", PRESENT, id="year-in-the-title"),
        pytest.param("20250110 资料/2026年计划.pdf", MISSING, id="another-year-in-the-name"),
        pytest.param("20250110 2025年资料/2024年计划.pdf", MISSING, id="file-before-title"),
        pytest.param("资料/2025年计划.pdf", PRESENT, id="undated-with-year"),
        pytest.param("资料/计划.pdf", MISSING, id="undated"),
    ],
)
def test_the_year_in_a_name_goes_before_the_date(path: str, state: State) -> None:
    assert line_of(PLAN, path).state is state


def test_a_year_in_a_name_says_nothing_of_a_shorter_period() -> None:
    assert states(audited(MONTH, "20250310 资料/2024年小结.pdf", period="2025-03")) == {
        "2025-03": PRESENT
    }


@pytest.mark.parametrize(
    ("material", "period", "expected"),
    [
        pytest.param(HALF, "2025", {"2025-H1": PRESENT, "2025-H2": NOT_DUE}, id="half-years"),
        pytest.param(HALF, "2025-Q3", {"2025-H2": NOT_DUE}, id="half-year-of-a-quarter"),
        pytest.param(
            QUARTER,
            "2025",
            {"2025-Q1": MISSING, "2025-Q2": PRESENT, "2025-Q3": NOT_DUE, "2025-Q4": NOT_DUE},
            id="quarters",
        ),
        pytest.param(
            MONTH,
            "2025-Q2",
            {"2025-04": MISSING, "2025-05": PRESENT, "2025-06": NOT_DUE},
            id="months",
        ),
        pytest.param(MONTH, "2025-05", {"2025-05": PRESENT}, id="month"),
    ],
)
def test_a_recurring_material_is_asked_in_each_of_its_periods(
    material: Material, period: str, expected: dict[str, State]
) -> None:
    matrix = audited(material, f"20250515 五月/{material.name}.pdf", period=period)
    assert states(matrix) == expected
    assert [line.due for line in matrix.lines] == [
        line.period.end for line in matrix.lines if line.period
    ]


@pytest.mark.parametrize(
    ("as_of", "state"), [("2025-05-31", NOT_DUE), ("2025-06-01", MISSING)], ids=["on", "after"]
)
def test_a_month_is_late_when_it_is_over(as_of: str, state: State) -> None:
    assert line_of(MONTH, period="2025-05", as_of=as_of).state is state


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({}, MISSING, id="nothing"),
        pytest.param({"elements": some_elements(event_date="2025.05.02")}, PRESENT, id="element"),
        pytest.param(
            {"elements": some_elements(event_date="五月"), "pictorial": False}, MISSING, id="no-day"
        ),
    ],
)
def test_an_undated_item_takes_the_date_of_the_event(
    changes: dict[str, object], state: State
) -> None:
    record = filed("资料/小结.pdf", **changes)
    assert line_of(MONTH, record, period="2025-05").state is state


def test_an_undated_item_takes_the_date_in_the_code() -> None:
    images = a_material("照片", kind=MaterialKind.IMAGE, frequency=Frequency.MONTHLY)
    record = filed("资料/C1-20250502-01.jpg", elements=some_elements(event_date=""))
    assert line_of(images, record, period="2025-05").state is PRESENT


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        pytest.param(None, ["2025-01", "2025-02", "2025-03"], id="unknown"),
        pytest.param(date(2025, 2, 28), ["2025-02", "2025-03"], id="last-day-of-a-month"),
        pytest.param(date(2025, 3, 1), ["2025-03"], id="first-day-of-a-month"),
        pytest.param(date(2026, 1, 1), [], id="later"),
    ],
)
def test_no_duty_falls_due_before_the_studio_was_founded(
    since: date | None, asked: list[str]
) -> None:
    settings = some_settings(studios=(Studio(name=STUDIO, since=since),))
    matrix = audited(MONTH, period="2025-Q1", settings=settings)
    assert [str(line.period) for line in matrix.lines] == asked


@pytest.mark.parametrize(
    ("material", "since", "lines"),
    [
        pytest.param(PLAN, date(2025, 3, 31), 1, id="yearly-due-on-the-day"),
        pytest.param(PLAN, date(2025, 4, 1), 0, id="yearly-due-the-day-before"),
        pytest.param(EVENT, date(2025, 12, 31), 1, id="events-of-the-year"),
        pytest.param(EVENT, date(2026, 1, 1), 0, id="events-of-a-year-before"),
        pytest.param(RULES, date(2025, 12, 31), 1, id="standing"),
        pytest.param(RULES, date(2026, 1, 1), 0, id="standing-before"),
        pytest.param(EACH, date(2025, 12, 31), 1, id="per-item"),
        pytest.param(EACH, date(2026, 1, 1), 0, id="per-item-before"),
    ],
)
def test_what_fell_due_before_the_founding_is_not_asked(
    material: Material, since: date, lines: int
) -> None:
    settings = some_settings(studios=(Studio(name=STUDIO, since=since),))
    assert len(audited(material, settings=settings, as_of="2026-06-30").lines) == lines


def item_gap(folder: str) -> Gap:
    return Gap(kind=GapKind.ITEM, path=f"{HOME}/{folder}")


@pytest.mark.parametrize(
    ("records", "when", "state", "gaps"),
    [
        pytest.param([], {}, NOT_DUE, [], id="no-event-yet"),
        pytest.param([], {"as_of": "2025-12-31"}, NOT_DUE, [], id="no-event-on-the-last-day"),
        pytest.param([], {"as_of": "2026-01-01"}, MISSING, [], id="no-event-at-all"),
        pytest.param(["20250110 甲/记录.pdf"], {}, PRESENT, [], id="held"),
        pytest.param(["20250110 甲/x.pdf"], {}, INCOMPLETE, ["20250110 甲"], id="not-held"),
        pytest.param(
            ["20250110 甲/记录.pdf", "20250111 乙/x.pdf"],
            {},
            INCOMPLETE,
            ["20250111 乙"],
            id="one-of-two",
        ),
        pytest.param(["20250630 甲/x.pdf"], {}, INCOMPLETE, ["20250630 甲"], id="today"),
        pytest.param(["20250701 甲/x.pdf"], {}, NOT_DUE, [], id="tomorrow"),
        pytest.param(["20241231 甲/x.pdf"], {}, NOT_DUE, [], id="before-the-period"),
        pytest.param(
            ["20250401 甲/记录.pdf"], {"period": "2025-Q1"}, MISSING, [], id="after-the-period"
        ),
        pytest.param(["甲/记录.pdf"], {}, NOT_DUE, [], id="undated"),
    ],
)
def test_every_event_of_the_period_must_hold_it(
    records: list[str], when: dict[str, str], state: State, gaps: list[str]
) -> None:
    line = line_of(EVENT, *records, **when)
    assert (line.state, list(line.gaps)) == (state, [item_gap(folder) for folder in gaps])
    assert line.due == Period.parse(when.get("period", "2025")).end


@pytest.mark.parametrize(
    ("records", "state", "gaps"),
    [
        pytest.param([], MISSING, [], id="none"),
        pytest.param(["19990101 甲/论文.pdf"], PRESENT, [], id="of-whatever-date"),
        pytest.param(["甲/论文.pdf"], PRESENT, [], id="undated"),
        pytest.param(["甲/x.pdf"], INCOMPLETE, ["甲"], id="not-held"),
        pytest.param(["20250701 甲/x.pdf"], MISSING, [], id="after-the-day"),
    ],
)
def test_every_item_must_hold_it(records: list[str], state: State, gaps: list[str]) -> None:
    line = line_of(EACH, *records)
    assert (line.state, list(line.gaps)) == (state, [item_gap(folder) for folder in gaps])
    assert (line.period, line.due) == (None, None)


@pytest.mark.parametrize(
    ("folder", "names", "state"),
    [
        pytest.param("20250110 资料", ["制度.pdf"], INCOMPLETE, id="standing-only"),
        pytest.param("20250110 资料", ["计划.pdf", "x.pdf"], PRESENT, id="yearly-and-unknown"),
        pytest.param("20250110 2025年计划", ["x.pdf"], PRESENT, id="title-of-a-yearly-plan"),
        pytest.param("20250110 2025年计划", ["记录.pdf"], PRESENT, id="title-goes-before-files"),
        pytest.param("20250110 记录整理", ["制度.pdf"], INCOMPLETE, id="title-makes-an-event"),
        pytest.param("20250110 资料", ["x.pdf"], INCOMPLETE, id="nothing-recognised"),
        pytest.param("20250110 活动照片", ["照片.jpg"], INCOMPLETE, id="another-per-event"),
        pytest.param("20250110 记录", [], INCOMPLETE, id="empty-folder"),
    ],
)
def test_an_item_that_is_itself_a_yearly_material_is_no_event(
    folder: str, names: list[str], state: State
) -> None:
    photos = a_material("照片", "06.photo", kind=MaterialKind.IMAGE, frequency=Frequency.PER_EVENT)
    item = an_item(folder)
    records = [a_record(name, item) for name in names]
    matrix = audited(
        (EVENT, RULES, PLAN, photos),
        "20250120 授课/记录.pdf",
        *records,
        empty=() if names else (item,),
    )
    assert matrix.lines[0].state is state
