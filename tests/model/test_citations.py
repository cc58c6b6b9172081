from __future__ import annotations

import pytest

from archivist.model.filed import Filed
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.tie import Hold, Tie
from archivist.model.ties import tied_items, ties_of
from tests.builders import LEDGERS, STUDIO, a_record, an_item
from tests.builders import TRAINING as FOLDER
from tests.model.ledgers import (
    THEORY,
    TRAINING,
    a_row,
    an_entry,
    holding,
)

ITEM = an_item(THEORY)
PRACTICE = an_item("20250516 雷达测速枪实操培训")
LIST = an_item("20250318 论文、专利、荣誉，目录")
PHOTOS = [a_record(f"C1-20250318-0{n}.jpg", ITEM) for n in (1, 2, 3)]
SHELF = holding(
    *PHOTOS,
    a_record("学习记录表.docx", ITEM),
    a_record("sub/现场.pdf", ITEM),
    a_record("学习记录表.docx", PRACTICE),
    a_record("C1-20250516-01.jpg", PRACTICE),
    a_record("Ledger A.xlsx", an_item(category=LEDGERS, flat=True)),
    LIST,
)


def tie(entry: LedgerEntry, filed: Filed = SHELF) -> Tie:
    (found,) = ties_of(TRAINING, [entry], filed)
    return found


def cited(evidence: str, **texts: str) -> Tie:
    return tie(a_row({"evidence": evidence, **texts}))


def name_of(found: Tie) -> str:
    return found.item.path.rpartition("/")[2] if found.item else ""


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param(THEORY, id="folder"),
        pytest.param("20250318流速仪法测流理论授课", id="without the blank"),
        pytest.param("２０２５０３１８ 流速仪法测流理论授课", id="full width"),
        pytest.param(f"{FOLDER}/{THEORY}", id="with its category"),
        pytest.param(f"{STUDIO}/{FOLDER}/{THEORY}/", id="whole path"),
        pytest.param(rf".\{FOLDER}\{THEORY}", id="backslashes"),
        pytest.param(f"《{THEORY}》", id="in brackets"),
        pytest.param(f"见“{THEORY}”。", id="in a sentence"),
    ],
)
def test_an_item_is_cited_by_its_name_or_a_path(evidence: str) -> None:
    found = cited(evidence)

    assert (found.hold, found.item, found.records) == (Hold.CITED, ITEM, ())
    assert not found.unknown


@pytest.mark.parametrize(
    ("evidence", "names"),
    [
        pytest.param("C1-20250318-01", ["C1-20250318-01.jpg"], id="code"),
        pytest.param("c1-20250318-01.JPG", ["C1-20250318-01.jpg"], id="file name, other case"),
        pytest.param(
            "C1-20250318-01～03",
            ["C1-20250318-01.jpg", "C1-20250318-02.jpg", "C1-20250318-03.jpg"],
            id="range",
        ),
        pytest.param(
            "C1-20250318-02至C1-20250318-09",
            ["C1-20250318-02.jpg", "C1-20250318-03.jpg"],
            id="range with the code twice",
        ),
        pytest.param("C1-2025.03.18-2", ["C1-20250318-02.jpg"], id="code written otherwise"),
        pytest.param("现场", ["sub/现场.pdf"], id="without ending, in a folder"),
        pytest.param(f"{THEORY}/学习记录表.docx", ["学习记录表.docx"], id="path in an item"),
        pytest.param(f"{THEORY}/学习记录表", ["学习记录表.docx"], id="path without ending"),
    ],
)
def test_records_that_are_cited_lead_to_their_item(evidence: str, names: list[str]) -> None:
    found = cited(evidence)

    assert (found.hold, found.item) == (Hold.CITED, ITEM)
    assert [path.removeprefix(f"{ITEM.path}/") for path in found.records] == names


@pytest.mark.parametrize(
    ("evidence", "unknown"),
    [
        pytest.param("没有的案卷", ("没有的案卷",), id="nothing like it"),
        pytest.param("C1-20250318-04~09", ("C1-20250318-04~09",), id="range outside"),
        pytest.param("甲、 乙\n甲", ("甲", "乙"), id="several, each once"),
        pytest.param("Ledger A", ("Ledger A",), id="a ledger is no evidence"),
        pytest.param(LEDGERS, (LEDGERS,), id="nor is their category"),
        pytest.param(f"07 别处/{THEORY}", (f"07 别处/{THEORY}",), id="in another category"),
        pytest.param("、；\n", (), id="only signs"),
    ],
)
def test_what_an_entry_cites_in_vain_is_said(evidence: str, unknown: tuple[str, ...]) -> None:
    found = cited(evidence)

    assert (found.hold, found.unknown) == (Hold.NONE, unknown)


def test_a_name_with_commas_is_one_citation() -> None:
    found = cited(f"20250318 论文、专利、荣誉，目录；{THEORY}；没有")

    assert found.item == LIST
    assert found.fitting == (LIST.path, ITEM.path)
    assert found.unknown == ("没有",)


def test_the_item_of_the_day_is_the_one_of_several_cited() -> None:
    found = cited(f"{PRACTICE.path}、{THEORY}、C1-20250318-01", day="2025.03.18")

    assert found.item == ITEM
    assert found.records == (PHOTOS[0].path,)
    assert tied_items(found, SHELF) == {ITEM.path, PRACTICE.path}


@pytest.mark.parametrize(
    ("texts", "hold", "expected"),
    [
        pytest.param({}, Hold.SEVERAL, "", id="nothing decides"),
        pytest.param({"day": "2025.05.16"}, Hold.CITED, "20250516 雷达测速枪实操培训", id="day"),
        pytest.param({"also": "C1-20250318-01"}, Hold.CITED, THEORY, id="what is cited beside"),
    ],
)
def test_a_name_that_several_files_bear_is_narrowed(
    texts: dict[str, str], hold: Hold, expected: str
) -> None:
    beside = texts.pop("also", "")
    found = cited(f"学习记录表.docx\n{beside}", **texts)

    assert (found.hold, name_of(found)) == (hold, expected)
    if hold is Hold.SEVERAL:
        assert found.fitting == (ITEM.path, PRACTICE.path)


@pytest.mark.parametrize(
    ("evidence", "day", "expected"),
    [
        pytest.param("签到表", "2025.03.07", "20250307 第7课", id="by the day"),
        pytest.param("20250309 第9课/签到表", "2025.03.07", "20250309 第9课", id="by the path"),
        pytest.param("签到表", "2024.03.07", "", id="by nothing"),
    ],
)
def test_a_name_that_very_many_files_bear_needs_a_day_or_a_path(
    evidence: str, day: str, expected: str
) -> None:
    days = [f"2025{month:02}{day:02}" for month in (3, 4, 5) for day in range(1, 29)]
    items = [an_item(f"{day} 第{int(day[-2:])}课") for day in days]
    undated = a_record("签到表.pdf", an_item("无日期"))
    filed = holding(*(a_record("签到表.pdf", item) for item in items), undated)

    found = tie(an_entry(evidence=evidence, day=day), filed)

    assert name_of(found) == expected
    assert (found.hold is Hold.SEVERAL) is (not expected)


def test_a_code_in_another_column_ties_too() -> None:
    found = tie(an_entry(topic="JD-01", code="C1-20250516-01，其他", evidence="没有"))

    assert (found.hold, found.item, found.unknown) == (Hold.CITED, PRACTICE, ("没有",))


def test_evidence_goes_before_codes_elsewhere() -> None:
    found = tie(an_entry(code="C1-20250516-01", evidence=THEORY))

    assert (found.item, found.records) == (ITEM, ())
