"""What counts as evidence, what it lacks, and what needs none."""

from __future__ import annotations

import pytest

from archivist.model.completeness import Gap, GapKind, State
from archivist.model.facts import Defect
from archivist.model.item import Description, Paper
from archivist.model.matrix import completeness
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, MaterialKind, Medium, Part, Plan
from archivist.model.settings import Studio, Waiver
from tests.builders import (
    STUDIO,
    TODAY,
    TRAINING,
    a_defect,
    a_dossier,
    a_material,
    a_record,
    an_item,
    filed,
    line_of,
    some_settings,
)

PRESENT, INCOMPLETE, MISSING = State.PRESENT, State.INCOMPLETE, State.MISSING
WAIVED = State.WAIVED
HOME = f"{STUDIO}/{TRAINING}"

RULES = a_material("制度")
PLAN = a_material("计划", "06.plan", frequency=Frequency.YEARLY, due="03-31")
COVER, PAGE = Part(name="封面"), Part(name="正文")
SET = a_material("证书", "06.set", kind=MaterialKind.SET, parts=(COVER, PAGE))


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        pytest.param(["封面.jpg", "正文.jpg"], None, id="both"),
        pytest.param(["封面.jpg"], ("正文",), id="one"),
        pytest.param(["证书.pdf"], ("封面", "正文"), id="whole-names-no-part"),
    ],
)
@pytest.mark.parametrize("frequency", [Frequency.STANDING, Frequency.PER_ITEM])
def test_a_set_with_a_part_missing_is_incomplete(
    frequency: Frequency, names: list[str], lacking: tuple[str, ...] | None
) -> None:
    material = a_material(
        "证书", "06.set", kind=MaterialKind.SET, parts=(COVER, PAGE), frequency=frequency
    )
    line = line_of(material, *(f"20250110 甲/{name}" for name in names))
    path = f"{HOME}/20250110 甲" if frequency.by_item else ""
    gaps = () if lacking is None else (Gap(kind=GapKind.PARTS, path=path, lacking=lacking),)
    assert (line.state, line.gaps) == (INCOMPLETE if gaps else PRESENT, gaps)


def test_a_set_of_the_category_may_lie_in_several_items_and_one_of_each_item_may_not() -> None:
    records = ("20250110 甲/封面.jpg", "20250111 乙/正文.jpg")
    each = a_material(
        "证书", kind=MaterialKind.SET, parts=(COVER, PAGE), frequency=Frequency.PER_ITEM
    )
    assert line_of(SET, *records).state is PRESENT
    assert [gap.lacking for gap in line_of(each, *records).gaps] == [("正文",), ("封面",)]


def test_one_file_may_hold_all_parts_of_a_set() -> None:
    whole = filed("20250110 甲/x.pdf", description=Description(materials=("封面", "正文")))
    line = line_of(SET, whole)
    assert (line.state, line.evidence) == (PRESENT, (whole.path,))


@pytest.mark.parametrize(
    ("count", "state", "lacking"),
    [(0, MISSING, None), (1, INCOMPLETE, "2"), (2, INCOMPLETE, "1"), (3, PRESENT, None)],
)
def test_a_material_takes_as_many_records_as_the_plan_says(
    count: int, state: State, lacking: str | None
) -> None:
    three = a_material("制度", least=3)
    line = line_of(three, *(f"甲/制度{number}.pdf" for number in range(count)))
    assert line.state is state
    assert line.gaps == ((Gap(kind=GapKind.FEW, lacking=(lacking,)),) if lacking else ())


def test_a_record_that_states_a_material_twice_counts_once() -> None:
    twice = filed("甲/x.pdf", description=Description(materials=("制度", "06.rules")))
    line = line_of(a_material("制度", least=2), twice)
    assert (line.state, line.evidence) == (INCOMPLETE, (twice.path,))


@pytest.mark.parametrize("defect", Defect)
def test_a_file_that_cannot_be_used_is_no_evidence(defect: Defect) -> None:
    broken = filed("甲/制度.pdf", facts=a_defect(defect))
    assert line_of(RULES, broken).state is MISSING
    assert line_of(RULES, broken, "乙/制度.pdf").evidence == (f"{HOME}/乙/制度.pdf",)


def test_a_file_that_nobody_looked_at_is_evidence() -> None:
    assert line_of(RULES, filed("甲/制度.pdf", facts=None)).state is PRESENT


def test_evidence_is_sorted() -> None:
    line = line_of(RULES, "乙/制度.pdf", "甲/制度.pdf", "乙/a制度.pdf")
    assert line.evidence == tuple(
        f"{HOME}/{path}" for path in ("乙/a制度.pdf", "乙/制度.pdf", "甲/制度.pdf")
    )


BOX, NONE = Paper(box="06-1"), Paper(none_because="只有电子版")


@pytest.mark.parametrize(
    ("of_item", "of_file", "media", "unstated"),
    [
        pytest.param(None, None, tuple(Medium), True, id="nobody-said"),
        pytest.param(BOX, None, tuple(Medium), False, id="said-of-the-item"),
        pytest.param(None, BOX, tuple(Medium), False, id="said-of-the-file"),
        pytest.param(None, NONE, tuple(Medium), False, id="none-with-a-reason"),
        pytest.param(None, None, (Medium.PAPER,), True, id="paper-only"),
        pytest.param(None, None, (Medium.ELECTRONIC,), False, id="electronic-only"),
    ],
)
def test_an_item_of_which_nobody_said_where_the_paper_lies_is_named(
    of_item: Paper | None, of_file: Paper | None, media: tuple[Medium, ...], *, unstated: bool
) -> None:
    item = an_item("甲", paper=of_item)
    record = a_record("制度.pdf", item, description=Description(paper=of_file))
    line = line_of(a_material("制度", media=media), record)
    assert line.unstated == ((item.path,) if unstated else ())
    assert line.state is PRESENT


def test_an_item_with_several_files_is_named_once_while_one_is_unstated() -> None:
    stated = filed("甲/制度一.pdf", description=Description(paper=BOX))
    line = line_of(RULES, stated, "甲/制度二.pdf", "甲/制度三.pdf", "乙/制度.pdf")
    assert line.unstated == (f"{HOME}/乙", f"{HOME}/甲")


@pytest.mark.parametrize(
    ("waiver", "records", "state", "reason"),
    [
        pytest.param(("06.rules", ""), [], WAIVED, "不适用 (李明)", id="all-studios"),
        pytest.param(("06.rules", STUDIO), [], WAIVED, "不适用 (李明)", id="this-studio"),
        pytest.param(("06.rules", "别的"), [], MISSING, "", id="another-studio"),
        pytest.param(("06.plan", ""), [], MISSING, "", id="another-material"),
        pytest.param(("06.rules", ""), ["甲/制度.pdf"], PRESENT, "", id="present-goes-before"),
    ],
)
def test_a_waiver_settles_what_is_not_there(
    waiver: tuple[str, str], records: list[str], state: State, reason: str
) -> None:
    said = Waiver(material=waiver[0], reason="不适用", by="李明", studio=waiver[1])
    line = line_of(RULES, *records, settings=some_settings(waivers=(said,)))
    assert (line.state, line.reason) == (state, reason)


def test_each_studio_answers_for_itself_in_the_order_of_the_settings() -> None:
    settings = some_settings(
        studios=(Studio(name="乙室"), Studio(name="甲室"), Studio(name="丙室"))
    )
    category = Category(number="06", name="培训", clause="", materials=(RULES, PLAN))
    record = a_record("制度.pdf", an_item("甲", studio="甲室"))
    dossier = a_dossier(
        record, settings=settings, plan=Plan(id="p", name="方案", categories=(category,))
    )
    year = Period.parse("2025")
    matrix = completeness(dossier, year)
    assert [(line.studio, line.material.id, line.state) for line in matrix.lines] == [
        ("乙室", "06.rules", MISSING),
        ("乙室", "06.plan", MISSING),
        ("甲室", "06.rules", PRESENT),
        ("甲室", "06.plan", MISSING),
        ("丙室", "06.rules", MISSING),
        ("丙室", "06.plan", MISSING),
    ]
    assert completeness(dossier, year, ["丙室", "乙室"]).studios == ("乙室", "丙室")
    assert (matrix.period, matrix.as_of, matrix.plan) == (year, TODAY, dossier.plan)
