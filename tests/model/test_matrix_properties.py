"""What holds for every archive: records are drawn, not chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from archivist.model.completeness import Completeness, Line, State
from archivist.model.dossier import Dossier
from archivist.model.holdings import Holdings
from archivist.model.item import Item, Paper
from archivist.model.matching import Recogniser
from archivist.model.matrix import completeness, lines_of
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, MaterialKind, Medium, Part, Plan
from archivist.model.record import Record
from archivist.model.settings import Studio, Waiver
from archivist.model.todo import tasks
from tests.builders import TODAY, a_dossier, a_material, a_record, an_item, some_settings

STUDIOS = (Studio(name="甲室"), Studio(name="乙室", since=date(2025, 2, 10)))
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
                a_material(
                    "照片", "06.images", kind=MaterialKind.IMAGE, frequency=Frequency.PER_EVENT
                ),
                a_material("讲义", "06.handout"),
            ),
        ),
        Category(
            number="13",
            name="制度",
            clause="",
            materials=(
                a_material("制度", "13.rules", least=2, media=(Medium.ELECTRONIC,)),
                a_material("证书", "13.set", kind=MaterialKind.SET, parts=(COVER, PAGE)),
                a_material("计划", "13.plan", frequency=Frequency.YEARLY, due="03-31"),
                a_material("交流", "13.meeting", frequency=Frequency.QUARTERLY, least=2),
                a_material("小结", "13.month", frequency=Frequency.MONTHLY),
                a_material("案例", "13.case", frequency=Frequency.HALF_YEARLY),
            ),
        ),
    ),
)
BY_EVENT = "06"
PER_EVENT = {"06.record", "06.images"}
WAIVERS = (
    Waiver(material="13.rules", reason="不适用", by="李明"),
    Waiver(material="06.record", reason="不适用", by="李明", studio="乙室"),
)
SETTLED = {State.PRESENT, State.WAIVED}
WORDS = "记录 讲义 制度 封面 正文 计划 2024年计划 交流 小结 案例 其他".split()
NAMES = [*(f"{word}.pdf" for word in WORDS), "C1-20250301-01.jpg", "C1-20250301-02.jpg"]

items = st.builds(
    an_item,
    st.sampled_from(
        ["20250115 甲", "20250301 乙", "20250720 丙", "20241120 丁", "戊", "20250301 计划"]
    ),
    studio=st.sampled_from([studio.name for studio in STUDIOS]),
    category=st.sampled_from(["06 培训", "13 制度"]),
)
records = st.builds(a_record, st.sampled_from(NAMES), items)
piles = st.lists(records, max_size=12, unique_by=lambda record: record.path).map(tuple)
periods = st.sampled_from(
    [Period.parse(text) for text in ("2025", "2025-H1", "2025-Q1", "2025-03")]
)
waivers = st.lists(st.sampled_from(WAIVERS), unique=True).map(tuple)
days = st.sampled_from([TODAY, date(2025, 3, 15), date(2026, 2, 1)])
papers = st.none() | st.builds(Paper, box=st.just("06-1"))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    return a_dossier(
        *draw(piles),
        plan=PLAN,
        settings=some_settings(studios=STUDIOS, waivers=draw(waivers)),
        as_of=draw(days),
    )


def added(dossier: Dossier, record: Record) -> Dossier:
    known: dict[str, Item] = {item.path: item for item in dossier.items}
    known.setdefault(record.item.path, record.item)
    return replace(dossier, records=(*dossier.records, record), items=tuple(known.values()))


def keyed(matrix: Completeness) -> dict[tuple[str, str, str], Line]:
    return {(line.studio, line.material.id, str(line.period)): line for line in matrix.lines}


def opens_no_event(dossier: Dossier, record: Record) -> bool:
    """Tell whether a record leaves the events as they are: a new one asks for what it lacks."""
    recogniser = Recogniser(PLAN)
    return record.item.category != BY_EVENT or any(
        claim.material.id in PER_EVENT
        for other in dossier.records
        if other.item.path == record.item.path
        for claim in recogniser.claims(other)
    )


@given(dossiers(), periods)
def test_the_lines_of_one_material_are_those_of_the_matrix(
    dossier: Dossier, period: Period
) -> None:
    holdings = Holdings.of(dossier)
    lines = [
        line
        for studio in STUDIOS
        for category in PLAN.categories
        for material in category.materials
        for line in lines_of(dossier, holdings, studio, category, material, period)
    ]
    assert tuple(lines) == completeness(dossier, period).lines


@given(dossiers(), periods, records)
def test_one_more_healthy_record_never_makes_it_worse(
    dossier: Dossier, period: Period, record: Record
) -> None:
    assume(opens_no_event(dossier, record))
    before = keyed(completeness(dossier, period))
    after = keyed(completeness(added(dossier, record), period))
    assert after.keys() == before.keys()
    for key, line in before.items():
        assert line.state is not State.PRESENT or after[key].state is State.PRESENT
        assert line.state not in SETTLED or after[key].state in SETTLED
        assert set(line.evidence) <= set(after[key].evidence)


@given(dossiers(), periods, st.randoms(use_true_random=False))
def test_the_order_of_records_and_items_does_not_matter(
    dossier: Dossier, period: Period, random: Random
) -> None:
    shuffled, folders = list(dossier.records), sorted(dossier.items, key=lambda item: item.path)
    random.shuffle(shuffled)
    ordered = replace(dossier, items=tuple(folders))
    matrix = completeness(ordered, period)
    assert completeness(replace(ordered, records=tuple(shuffled)), period) == matrix
    assert {
        key: (line.state, set(line.gaps))
        for key, line in keyed(completeness(dossier, period)).items()
    } == {key: (line.state, set(line.gaps)) for key, line in keyed(matrix).items()}


@given(dossiers(), periods)
def test_every_line_is_in_one_state_and_belongs_to_one_studio(
    dossier: Dossier, period: Period
) -> None:
    matrix = completeness(dossier, period)
    assert sum(matrix.count(state) for state in State) == len(matrix.lines)
    for state in State:
        assert sum(matrix.count(state, s) for s in matrix.studios) == matrix.count(state)
    assert len(keyed(matrix)) == len(matrix.lines)


@given(dossiers(), periods)
def test_evidence_is_a_record_of_that_studio_and_category(dossier: Dossier, period: Period) -> None:
    held = {record.path: record for record in dossier.records}
    for line in completeness(dossier, period).lines:
        assert list(line.evidence) == sorted(set(line.evidence))
        for path in line.evidence:
            owner = held[path].item
            assert (owner.studio, owner.category) == (line.studio, line.category.number)


@given(dossiers(), periods)
def test_a_state_agrees_with_what_the_line_shows(dossier: Dossier, period: Period) -> None:
    matrix = completeness(dossier, period)
    folders = {item.path for item in dossier.items}
    paths = {record.path for record in dossier.records}
    for line in matrix.lines:
        if line.state is State.PRESENT:
            assert line.evidence
            assert not line.gaps
        if line.state is State.MISSING:
            assert not line.evidence
        assert (line.state is State.WAIVED) is bool(line.reason)
        assert {gap.path for gap in line.gaps} <= folders | paths | {""}
        assert set(line.unstated) <= {path.rpartition("/")[0] for path in line.evidence}


@given(dossiers(), periods)
def test_a_complete_archive_leaves_only_what_is_coming(dossier: Dossier, period: Period) -> None:
    matrix = completeness(dossier, period)
    kinds = Counter(task.kind.value for task in tasks(matrix))
    assert matrix.complete is (not kinds.keys() - {"prepare"})
    assert kinds["file"] == matrix.count(State.MISSING)
    assert kinds["complete"] == matrix.count(State.INCOMPLETE)
