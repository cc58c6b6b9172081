from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from archivist.cli.language import speak
from archivist.formats.audit_json import SCHEMA, audit_json
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.dossier import Stray, StrayKind
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, Plan
from archivist.model.todo import tasks
from tests.builders import a_material, a_stray

RULES = a_material("制度", "06.rules", name_en="Rules")
MONTH = a_material("小结", "06.month", frequency=Frequency.MONTHLY)
TRAINING = Category(number="06", name="培训", clause="6.8.6", materials=(RULES, MONTH))
ROOM = "甲室/06 培训"
LINES = (
    Line(
        studio="甲室",
        category=TRAINING,
        material=RULES,
        period=None,
        state=State.INCOMPLETE,
        evidence=(f"{ROOM}/a/制度.pdf",),
        gaps=(Gap(kind=GapKind.PARTS, path=f"{ROOM}/a", lacking=("封面",)),),
        unstated=(f"{ROOM}/a",),
    ),
    Line(
        studio="甲室",
        category=TRAINING,
        material=MONTH,
        period=Period.parse("2025-03"),
        state=State.MISSING,
        due=date(2025, 3, 31),
    ),
    Line(
        studio="乙室",
        category=TRAINING,
        material=RULES,
        period=None,
        state=State.WAIVED,
        reason='不适用 "<李明>"',
    ),
)


def an_audit(
    *lines: Line, unrecognised: tuple[str, ...] = (), uncounted: tuple[Stray, ...] = ()
) -> Audit:
    matrix = Completeness(
        plan=Plan(id="small", name="小方案", categories=(TRAINING,)),
        as_of=date(2025, 6, 30),
        period=Period.parse("2025-H1"),
        studios=("甲室", "乙室"),
        lines=lines,
        unrecognised=unrecognised,
    )
    return Audit(
        archive="档案库",
        matrix=matrix,
        tasks=tasks(matrix),
        uncounted=uncounted,
    )


def written(audit: Audit) -> dict[str, Any]:
    """Return what a script reads: through text and back."""
    said: dict[str, Any] = json.loads(json.dumps(audit_json(audit), ensure_ascii=False))
    return said


def test_the_audit_says_what_was_asked() -> None:
    said = written(an_audit(*LINES))
    assert {key: said[key] for key in ("schema", "archive", "plan", "period", "as_of")} == {
        "schema": SCHEMA,
        "archive": "档案库",
        "plan": "small",
        "period": "2025-H1",
        "as_of": "2025-06-30",
    }
    assert said["complete"] is False
    assert written(an_audit(LINES[2]))["complete"] is True


def test_a_line_is_told_in_full() -> None:
    incomplete, missing = written(an_audit(*LINES))["studios"][0]["lines"]
    assert incomplete == {
        "category": "06",
        "material": "06.rules",
        "name": "Rules",
        "clause": "6.8",
        "retention": "30-years",
        "period": None,
        "state": "incomplete",
        "due": None,
        "evidence": [f"{ROOM}/a/制度.pdf"],
        "gaps": [
            {
                "kind": "parts",
                "path": f"{ROOM}/a",
                "lacking": ["封面"],
                "text": "a: lacks 封面",
            }
        ],
        "paper_unstated": [f"{ROOM}/a"],
        "reason": "",
    }
    assert (missing["period"], missing["due"]) == ("2025-03", "2025-03-31")


def test_a_studio_has_its_own_lines_and_counts() -> None:
    first, second = written(an_audit(*LINES))["studios"]
    assert (first["name"], first["paper_unstated"], len(first["lines"])) == ("甲室", 1, 2)
    assert (second["name"], second["paper_unstated"], len(second["lines"])) == ("乙室", 0, 1)
    assert second["lines"][0]["reason"] == '不适用 "<李明>"'
    for studio in (first, second):
        assert list(studio["counts"]) == [state.value for state in State]
        for state, count in studio["counts"].items():
            assert count == sum(line["state"] == state for line in studio["lines"])


def test_tasks_name_what_they_settle() -> None:
    found = written(an_audit(*LINES))["tasks"]
    assert [(task["kind"], task["category"], task["materials"]) for task in found] == [
        ("file", "06", ["06.month"]),
        ("complete", "06", ["06.rules"]),
        ("state-paper", "06", ["06.rules"]),
    ]
    assert all(task["studio"] == "甲室" and task["text"] for task in found)


def test_what_answers_nothing_is_listed() -> None:
    stray = a_stray(StrayKind.LOOSE_FILE, "甲室/x.pdf")
    said = written(an_audit(unrecognised=(f"{ROOM}/a/x.pdf",), uncounted=(stray,)))
    assert said["unrecognised"] == [f"{ROOM}/a/x.pdf"]
    assert said["uncounted"] == [{"path": "甲室/x.pdf", "kind": "loose-file"}]


def test_only_names_and_texts_depend_on_the_language() -> None:
    english, chinese = (told(language) for language in ("en", "zh_CN"))
    assert english.keys() == chinese.keys()
    differing = {path for path in english if english[path] != chinese[path]}
    assert {path.rpartition(".")[2] for path in differing} == {"name", "text"}


def told(language: str) -> dict[str, object]:
    speak(language)
    return dict(leaves("", written(an_audit(*LINES))))


def leaves(path: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every single value with its path, such as ``.studios.0.name``."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(f"{path}.{key}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(f"{path}.{index}", each)
    else:
        yield path, value
