"""Every value has words, in both languages. Chinese texts are the reference of what staff read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from archivist.cli.language import LANGUAGES, speak, translated
from archivist.formats import wording
from archivist.formats.look import Look
from archivist.model.completeness import Gap, GapKind, Line, State
from archivist.model.finding import Property, Severity
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, Material, MaterialKind, Retention
from archivist.model.todo import Task, TaskKind
from tests.builders import a_material

HAN = re.compile("[\u4e00-\u9fff]")
CATEGORY = Category(number="06", name="培训学习资料", name_en="Training", clause="6.8.6")
PLAN = a_material("计划", "06.plan", name_en="Plan", note="看年度", note_en="By year")
WORDS: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (State, wording.state_word),
    (Retention, wording.retention_word),
    (TaskKind, lambda kind: wording.task_look(kind).word),
    (Severity, lambda severity: translated(wording.SEVERITY[severity].word)),
    (Property, lambda guarded: translated(wording.PROPERTY[guarded])),
]


def a_line(material: Material = PLAN, state: State = State.MISSING, **changes: object) -> Line:
    values: dict[str, object] = {"period": None, "due": None, "gaps": ()}
    values.update(changes)
    return Line(
        studio="甲室",
        category=CATEGORY,
        material=material,
        state=state,
        **values,  # type: ignore[arg-type]
    )


def a_task(kind: TaskKind, line: Line, *places: str) -> Task:
    return Task(kind=kind, studio="甲室", category=CATEGORY, lines=(line,), places=places)


@pytest.mark.parametrize(("values", "word"), WORDS, ids=lambda each: getattr(each, "__name__", ""))
def test_every_value_has_a_word_of_its_own_in_both_languages(
    values: type[StrEnum], word: Callable[..., str]
) -> None:
    said = {}
    for language in LANGUAGES:
        speak(language)
        said[language] = [word(value) for value in values]
        assert len(set(said[language])) == len(values)
    assert not any(HAN.search(text) for text in said["en"])
    assert all(HAN.search(text) for text in said["zh_CN"])


@pytest.mark.parametrize(
    "looks",
    [
        list(wording.STATE.values()),
        list(wording.SEVERITY.values()),
        [wording.task_look(kind) for kind in TaskKind],
    ],
    ids=["states", "severities", "tasks"],
)
def test_nothing_is_told_by_colour_alone(looks: list[Look]) -> None:
    assert len({look.sign for look in looks}) == len(looks)
    for look in looks:
        assert look.sign.encode("gbk"), "a Windows console can show it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_spoken_is_known(language: str) -> None:
    speak(language)
    assert wording.spoken() == language


@pytest.mark.parametrize(
    ("language", "name", "note"), [("en", "Plan", "By year"), ("zh_CN", "计划", "看年度")]
)
def test_names_and_notes_are_in_the_language_spoken(language: str, name: str, note: str) -> None:
    speak(language)
    assert (wording.name_of(PLAN), wording.note_of(PLAN)) == (name, note)


def test_a_name_without_english_stays_chinese() -> None:
    assert wording.name_of(a_material("本室材料")) == "本室材料"
    assert wording.note_of(a_material("本室材料", note="说明")) == "说明"


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("2025-03", "2025-03", "2025年3月"),
        ("2025-12", "2025-12", "2025年12月"),
        ("2025-Q2", "quarter 2 of 2025", "2025年第2季度"),
        ("2025-H1", "first half of 2025", "2025年上半年"),
        ("2025-H2", "second half of 2025", "2025年下半年"),
        ("2025", "year 2025", "2025年"),
    ],
)
def test_periods_have_words(period: str, english: str, chinese: str) -> None:
    assert wording.period_words(Period.parse(period)) == english
    speak("zh_CN")
    assert wording.period_words(Period.parse(period)) == chinese


@pytest.mark.parametrize(
    ("frequency", "period", "name"),
    [
        (Frequency.STANDING, None, "Plan"),
        (Frequency.MONTHLY, Period.parse("2025-03"), "Plan (2025-03)"),
        (Frequency.PER_EVENT, Period.parse("2025"), "Plan"),
        (Frequency.PER_ITEM, None, "Plan"),
    ],
)
def test_a_line_names_its_period_if_it_recurs(
    frequency: Frequency, period: Period | None, name: str
) -> None:
    material = a_material("计划", name_en="Plan", frequency=frequency)
    assert wording.line_name(a_line(material, period=period)) == name


GAPS = [
    (Gap(kind=GapKind.ITEM, path="甲/06/授课"), "授课: not filed", "授课（缺）"),
    (Gap(kind=GapKind.PARTS, lacking=("封面", "正文")), "lacks 封面, 正文", "缺封面、正文"),
    (
        Gap(kind=GapKind.PARTS, path="甲/10/论文", lacking=("封面",)),
        "论文: lacks 封面",
        "论文：缺封面",
    ),
    (
        Gap(kind=GapKind.UNUSABLE, path="甲/02/荣誉/奖状.pdf"),
        "“奖状.pdf” is there but cannot be used; see archivist check",
        "“奖状.pdf”有，但打不开，不能算数（见 archivist check）",
    ),
    (Gap(kind=GapKind.FEW, lacking=("1",)), "1 more is needed", "还差 1 份"),
    (Gap(kind=GapKind.FEW, lacking=("2",)), "2 more are needed", "还差 2 份"),
]


@pytest.mark.parametrize(("gap", "english", "chinese"), GAPS)
def test_every_gap_is_described(gap: Gap, english: str, chinese: str) -> None:
    assert wording.describe_gap(gap) == english
    speak("zh_CN")
    assert wording.describe_gap(gap) == chinese


def test_no_kind_of_gap_is_without_a_case() -> None:
    assert {gap.kind for gap, _english, _chinese in GAPS} == set(GapKind)


def test_a_day_is_written_as_the_standard_does() -> None:
    assert wording.describe_due(date(2025, 3, 31)) == "due 2025.03.31"
    assert wording.describe_due(None) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("frequency", Frequency)
@pytest.mark.parametrize("kind", TaskKind)
def test_every_task_names_the_folder(kind: TaskKind, frequency: Frequency, language: str) -> None:
    speak(language)
    line = a_line(
        a_material("计划", name_en="Plan", frequency=frequency),
        due=date(2025, 12, 31),
        gaps=(Gap(kind=GapKind.FEW, lacking=("1",)),),
    )
    said = wording.describe_task(a_task(kind, line, "甲/06/a"))
    assert "06 培训学习资料" in said
    assert not re.search(r"[{}]\w", said)
    assert bool(re.match("[A-Z]", said)) is (language == "en")


@pytest.mark.parametrize(
    ("task", "said"),
    [
        pytest.param(
            a_task(TaskKind.FILE, a_line(a_material("甲", words=("乙.", "丙", "丁", "戊")))),
            "File “甲” in an item of “06 培训学习资料”; a file name or title with “丙” or “丁” is "
            "recognised.",
            id="two-words-without-endings",
        ),
        pytest.param(
            a_task(TaskKind.FILE, a_line(a_material("甲", words=(".ppt",)))),
            "File “甲” in an item of “06 培训学习资料”; a file name or title with “甲” is "
            "recognised.",
            id="no-words",
        ),
        pytest.param(
            a_task(TaskKind.FILE, a_line(a_material("甲", kind=MaterialKind.IMAGE))),
            "File photos for “甲” in an item of “06 培训学习资料”, each with its code.",
            id="images",
        ),
        pytest.param(
            a_task(
                TaskKind.COMPLETE,
                a_line(gaps=tuple(Gap(kind=GapKind.ITEM, path=f"x/{n}") for n in "abcde")),
            ),
            "Complete “Plan” in “06 培训学习资料”: a: not filed; b: not filed; c: not filed; "
            "and 2 more.",
            id="three-gaps-and-a-number",
        ),
        pytest.param(
            a_task(TaskKind.PREPARE, a_line(due=date(2025, 3, 31))),
            "Prepare “Plan” for “06 培训学习资料”, due 2025.03.31.",
            id="prepare",
        ),
        pytest.param(
            a_task(TaskKind.STATE_PAPER, a_line(), "a", "b"),
            "State where the paper copies of 2 items in “06 培训学习资料” lie: "
            '"纸质" = { "盒" = "…" } in each item.toml.',
            id="paper",
        ),
    ],
)
def test_a_task_says_what_to_do(task: Task, said: str) -> None:
    assert wording.describe_task(task) == said


def test_braces_in_names_are_no_blanks_to_fill() -> None:
    material = a_material("{name}", words=("{0}",), kind=MaterialKind.DOCUMENT)
    said = wording.describe_task(a_task(TaskKind.FILE, a_line(material)))
    assert said.startswith("File “{name}” in an item of “06 培训学习资料”; ")
    assert "“{0}”" in said
    gap = Gap(kind=GapKind.ITEM, path="甲/{place}")
    assert wording.describe_gap(gap) == "{place}: not filed"
