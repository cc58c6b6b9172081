from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.model.elements import Element, PeopleStatus
from archivist.model.event import Event
from archivist.model.facts import Defect
from archivist.model.item import Description
from archivist.model.record import Record
from tests.builders import a_defect, a_reading, a_record, an_item, some_elements
from tests.model.ledgers import (
    EXCHANGE,
    FULL,
    MENTORING_ITEMS,
    THEORY,
    a_row,
    a_rule,
    an_activity,
    an_entry,
    complete,
    holding,
    lacks,
    of_kind,
    told,
)

ITEM = an_item(THEORY)
PHOTO, RECORD, SIGNED = complete()


def lesson(*records: Record, **texts: str) -> Event:
    """Return the theory lesson of which one row tells."""
    (event,) = of_kind("theory", told(a_row(FULL | texts), filed=holding(*records)))
    return event


@pytest.mark.parametrize(
    ("records", "texts", "expected"),
    [
        pytest.param(complete(), {}, [], id="nothing"),
        pytest.param(complete(), {"hours": ""}, ["field:hours"], id="a field of the event"),
        pytest.param(complete(), {"hours": "两"}, ["field:hours"], id="a number that is none"),
        pytest.param(
            complete(), {"topic": "", "hours": ""}, ["field:topic", "field:hours"], id="two fields"
        ),
        pytest.param((), {}, ["item"], id="no item, which is one thing"),
        pytest.param((RECORD, SIGNED), {}, ["photo"], id="no photo"),
        pytest.param((PHOTO, SIGNED), {}, ["material:06.record"], id="no record of the lesson"),
        pytest.param((PHOTO, RECORD), {}, ["file:签到表"], id="no sign-in sheet"),
        pytest.param(
            (PHOTO, SIGNED, replace(RECORD, facts=a_defect(Defect.BROKEN))),
            {},
            ["material:06.record"],
            id="a record that is broken",
        ),
        pytest.param(
            (RECORD, SIGNED, replace(PHOTO, facts=a_defect(Defect.UNDECODABLE))),
            {},
            ["photo"],
            id="a photo that is broken",
        ),
        pytest.param(
            (RECORD, SIGNED, replace(PHOTO, facts=None)), {}, [], id="a photo not looked at"
        ),
        pytest.param((RECORD, SIGNED, replace(PHOTO, pictorial=False)), {}, ["photo"], id="a scan"),
    ],
)
def test_an_event_lacks_what_its_row_and_its_item_do_not_hold(
    records: tuple[Record, ...], texts: dict[str, str], expected: list[str]
) -> None:
    assert lacks(lesson(*records, **texts)) == expected


@pytest.mark.parametrize(
    "missing", ["cause", "event_date", "shooting_date", "place", "people", "source"]
)
def test_a_photo_that_lacks_one_element_proves_nothing(missing: str) -> None:
    photo = replace(PHOTO, elements=some_elements(**{missing: ""}))

    assert lacks(lesson(photo, RECORD, SIGNED)) == ["photo"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (PeopleStatus.NONE_PARTICULAR, []),
        (PeopleStatus.UNKNOWN, ["photo"]),
        (PeopleStatus.NOT_ENTERED, ["photo"]),
    ],
)
def test_nobody_in_particular_is_an_answer(status: PeopleStatus, expected: list[str]) -> None:
    photo = replace(PHOTO, elements=replace(some_elements(), people=(), people_status=status))

    assert lacks(lesson(photo, RECORD, SIGNED)) == expected


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(a_record("人员签到.pdf", ITEM), id="its name"),
        pytest.param(
            a_record("C1-20250318-02.jpg", ITEM, elements=some_elements(cause="签到")), id="cause"
        ),
        pytest.param(
            a_record("扫描1.pdf", ITEM, description=Description(materials=("签到表",))),
            id="what item.toml says it is",
        ),
        pytest.param(
            a_record(
                "扫描1.pdf",
                ITEM,
                description=Description(readings=(a_reading(Element.CAUSE, "学员签到"),)),
            ),
            id="the cause in item.toml",
        ),
    ],
)
def test_a_demanded_file_is_told_by_name_cause_or_description(record: Record) -> None:
    assert lacks(lesson(PHOTO, RECORD, record)) == []


def test_an_item_without_files_proves_nothing() -> None:
    filed = holding(an_item("20250516 雷达"))
    entry = an_entry(day="2025.05.16", topic="雷达", category="实操培训")

    (practice,) = of_kind("practice", told(entry, filed=filed))
    assert lacks(practice) == ["item"]
    assert practice.item


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((), ["material:07.record"]),
        (("活动记录.docx",), []),
        (("学习记录表.docx",), ["material:07.record"]),
    ],
)
def test_only_materials_of_the_items_own_category_are_asked_for(
    records: tuple[str, ...], expected: list[str]
) -> None:
    item = an_activity("20250313 设备卡讨论")
    filed = holding(a_record("C1-20250313-01.jpg", item), *(a_record(n, item) for n in records))
    entry = an_entry(EXCHANGE, day="2025.03.13", topic="设备卡讨论", evidence=item.name.title)

    (event,) = of_kind("exchange", told(entry, filed=filed))
    assert lacks(event) == expected


def test_where_no_material_is_of_the_category_all_are_asked_for() -> None:
    item = an_item("20250318 别处", category=MENTORING_ITEMS)
    entry = an_entry(EXCHANGE, day="2025.03.18", topic="流速仪", evidence="20250318 别处")
    (event,) = of_kind("exchange", told(entry, filed=holding(a_record("a.pdf", item))))
    assert lacks(event) == ["material:06.record", "material:07.record"]


def test_what_needs_no_evidence_still_lacks_the_files_it_asks_for() -> None:
    rule = a_rule("visit", evidence=False, photo=True)
    ledger = replace(EXCHANGE, events=(rule,))

    (event,) = told(an_entry(ledger, day="2025.03.18"), ledgers=(ledger,)).events
    assert lacks(event) == ["photo"]


def test_an_event_of_a_cited_photo_rests_on_that_photo_alone() -> None:
    event = lesson(*complete(), evidence="C1-20250318-01")

    assert (event.item, event.evidence, event.complete) == (ITEM.path, (PHOTO.path,), True)


def test_an_event_rests_on_all_that_is_cited() -> None:
    scan = a_record("签到表.pdf", an_activity("20250318 签到"))
    event = lesson(PHOTO, RECORD, scan, evidence=f"{THEORY}、20250318 签到/签到表.pdf")

    assert event.complete
    assert event.evidence == tuple(sorted((PHOTO.path, RECORD.path, scan.path)))
