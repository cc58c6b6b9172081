from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archivist.formats.audit_json import audit_json
from archivist.formats.score_json import SCHEMA, coming_json, score_json
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.dossier import StrayKind
from archivist.model.period import Period
from archivist.model.plan import Category, Plan
from archivist.model.score import BandState
from archivist.model.todo import tasks
from tests.builders import a_material, a_stray
from tests.formats.verdicts import COMING, NAMES, a_score, a_studio, a_verdict, an_evil_verdict

ROOT = Path(__file__).resolve().parents[2]
GUIDES = {
    "en": ROOT / "docs" / "audit-json.md",
    "zh_CN": ROOT / "docs" / "audit-json.zh-CN.md",
}
SHAPES = {
    "events": "event",
    "judgement": "judgement",
    "judgements": "judgement",
    "entry": "entry",
}
FREE = frozenset({"unread"})
"""Keys whose value has keys that are data."""


def keys(value: object, path: str = "") -> Iterator[str]:
    """Yield every key as the guide writes it; values of one shape are described once."""
    if isinstance(value, list):
        for each in value:
            yield from keys(each, path)
        return
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        place = f"{path}.{key}" if path else key
        below = SHAPES.get(key, place + ("[]" if holds_objects(inner) else ""))
        yield f"{place}[]" if key in SHAPES and isinstance(inner, list) else place
        if key not in FREE:
            yield from keys(inner, below)


def holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, Mapping) for each in value)


def leaves(found: set[str]) -> set[str]:
    """Leave out keys that only hold others, which the guide describes by what they hold."""
    return {
        key
        for key in found
        if not any(other.startswith((f"{key}.", f"{key}[].")) for other in found)
    }


def documented(language: str, schema: str) -> set[str]:
    text = GUIDES[language].read_text(encoding="utf-8")
    (section,) = (each for each in text.split("\n## ")[1:] if f"`{schema}`" in each.split("\n")[0])
    return set(re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE))


@pytest.mark.parametrize("language", sorted(GUIDES))
def test_the_guide_describes_every_key_of_a_verdict(language: str) -> None:
    produced = set(keys(score_json(a_verdict())))
    said = documented(language, SCHEMA)
    assert leaves(produced) <= said
    assert said <= produced


@pytest.mark.parametrize("language", sorted(GUIDES))
def test_the_guide_describes_every_key_of_an_audit(language: str) -> None:
    line = Line(
        studio="甲室",
        category=Category(number="06", name="培训", clause="6.8.6"),
        material=a_material(),
        period=None,
        state=State.INCOMPLETE,
        gaps=(Gap(kind=GapKind.PARTS, path="a", lacking=("封面",)),),
    )
    matrix = Completeness(
        plan=Plan(id="p", name="方案"),
        as_of=date(2025, 6, 30),
        period=Period.parse("2025"),
        studios=("甲室",),
        lines=(line,),
    )
    audit = Audit(
        archive="库",
        matrix=matrix,
        tasks=tasks(matrix),
        uncounted=(a_stray(StrayKind.LOOSE_FILE, "x"),),
    )
    produced = set(keys(audit_json(audit)))
    said = documented(language, "archivist/audit/1")
    assert leaves(produced) <= said
    assert said <= produced


def test_the_guides_describe_the_same_keys() -> None:
    assert documented("en", SCHEMA) == documented("zh_CN", SCHEMA)


def a_said(**changes: Any) -> Mapping[str, Any]:  # noqa: ANN401
    said: Mapping[str, Any] = json.loads(json.dumps(score_json(a_verdict(**changes))))
    return said


def test_figures_are_numbers_of_two_places() -> None:
    said = a_said()
    (studio,) = said["studios"]
    assert said["rubric"] == {"id": "small", "name": "Small rubric", "total": 60.0}
    assert [studio[key] for key in ("points", "secured", "possible", "lost", "bonus")] == [
        60.0,
        36.33,
        43.33,
        16.67,
        2.0,
    ]
    assert studio["band"] == {"secured": "Penalty", "possible": "Neither"}
    losses = studio["sections"][1]["criteria"][0]["losses"]
    assert [(loss["raw"], loss["points"]) for loss in losses] == [
        (5.0, 1.67),
        (2.0, 2.0),
        (2.0, 2.0),
    ]


def test_sections_and_criteria_keep_the_order_of_the_rubric() -> None:
    (studio,) = a_said()["studios"]
    assert [section["name"] for section in studio["sections"]] == ["Basics", "Training", "New"]
    ids = [each["id"] for section in studio["sections"] for each in section["criteria"]]
    assert ids == ["X-J1", "X-J2", "X-P1", "X-P2", "X-C1", "X-C2"]


def test_what_is_not_known_is_null() -> None:
    score = a_score(band=BandState())
    said = json.loads(json.dumps(score_json(a_verdict(a_studio(score), comparison=None))))
    (studio,) = said["studios"]
    assert said["changes"] is None
    assert studio["rank"] is None
    assert studio["band"] == {"secured": None, "possible": None}
    assert [each["holds"] for each in studio["conditions"]] == [False, True, None]
    assert [each["period"] for each in studio["duties"]] == ["2025-Q1", None]


def test_ranks_are_told_only_of_ranked_studios() -> None:
    studios = (a_studio(), a_studio(a_score("乙室")))
    said = score_json(a_verdict(*studios, ranked=True))
    assert [each["rank"] for each in said["studios"]] == [1, 2]
    said = score_json(a_verdict(*studios))
    assert [each["rank"] for each in said["studios"]] == [None, None]


def test_changes_name_the_total_by_null() -> None:
    changes = a_said()["changes"]
    assert [each["criterion"] for each in changes["changes"]] == [None, "X-P1"]
    assert changes["changes"][1]["before"] is None
    assert changes["changes"][1]["after"] == {"secured": 1.0, "possible": 2.0}


def test_evidence_tells_row_paths_and_codes() -> None:
    event, book = a_said()["studios"][0]["sections"][0]["criteria"][0]["evidence"]
    assert event["entry"] == {"path": "甲室/18 工作台账/培训台账.xlsx", "sheet": "2025", "row": 5}
    assert event["codes"] == ["C1-20250312-01"]
    assert (book["kind"], book["day"], book["entry"]) == ("", None, None)


def test_what_falls_due_stands_alone_too() -> None:
    first, second = coming_json(COMING, NAMES)
    assert (first["criterion"], first["duty"], first["points"]) == ("X-P1", None, 5.0)
    assert (second["criterion"], second["names"]) == (None, ["Yearly training plan"])


def test_hostile_names_stay_as_they_are() -> None:
    said = json.loads(json.dumps(score_json(an_evil_verdict())))
    assert said["archive"].startswith("=1+1<script>")
