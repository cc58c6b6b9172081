"""How well search ranks: sixty queries with graded answers on the sample archive."""

from __future__ import annotations

import contextlib
import io
import math
import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archivist.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_archive"
QUERIES = ROOT / "tests" / "relevance.toml"
FLOOR = 0.952
"""The mean of all queries as it was measured, less 0.01. It is raised, never lowered."""
LIMIT = 10
GRADES = ("1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A query, and what its answers are worth; both by path in the archive."""

    ask: str
    grades: Mapping[str, int]
    never: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any], paths: Sequence[str]) -> Judged:
        """Read a table of the file, whose answers are ends of paths."""
        grades = {whole(end, paths): int(g) for g in GRADES for end in table.get(g, ())}
        never = frozenset(whole(end, paths) for end in table.get("never", ()))
        return cls(ask=table["ask"], grades=grades, never=never)


def whole(end: str, paths: Sequence[str]) -> str:
    """Return the one path that ends so."""
    fitting = [path for path in paths if path == end or path.endswith(f"/{end}")]
    assert len(fitting) == 1, f"{end}: {fitting}"
    return fitting[0]


def gain(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain of grades in the order of hits."""
    worth = ((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
    return math.fsum(worth)


def ndcg(found: Sequence[str], grades: Mapping[str, int], limit: int = LIMIT) -> float:
    """Return the gain of what was found, by that of the best order; Järvelin and Kekäläinen 2002.

    Args:
        found: Paths, the best first.
        grades: What each answer is worth; what is not named is worth nothing.
        limit: How many hits count.
    """
    best = sorted(grades.values(), reverse=True)[:limit]
    return gain([grades.get(path, 0) for path in found[:limit]]) / gain(best)


def judged_queries() -> list[Judged]:
    """Return the queries, each answer with its whole path."""
    paths = [path.relative_to(SAMPLE).as_posix() for path in sorted(SAMPLE.rglob("*"))]
    tables = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["queries"]
    return [Judged.of(table, paths) for table in tables]


JUDGED = judged_queries()


def found_paths(query: str) -> list[str]:
    """Return what ``archivist search`` finds in the archive of the current folder, best first.

    This is the only place that knows how searching is called.
    """
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(["archivist", "search", query, "--paths", "--limit", str(LIMIT)])
    assert code in {0, 1}
    here = Path.cwd().resolve()
    lines = out.getvalue().splitlines()
    return [Path(line).resolve().relative_to(here).as_posix() for line in lines]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what each query finds in a copy of the sample archive, whose index is made once."""
    copy = tmp_path_factory.mktemp("relevance") / "示例档案库"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns(".archivist"))
    with contextlib.chdir(copy):
        return {judged.ask: found_paths(judged.ask) for judged in JUDGED}


def test_sixty_queries_are_judged_and_none_twice() -> None:
    assert len({judged.ask for judged in JUDGED}) == len(JUDGED) == 60


@pytest.mark.parametrize("judged", JUDGED, ids=lambda judged: judged.ask)
def test_a_query_has_a_best_answer_and_no_near_miss_is_one(judged: Judged) -> None:
    assert 3 in judged.grades.values()
    assert not judged.never & judged.grades.keys()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(["a", "b", "c"], 1.0, id="the best order is worth one"),
        pytest.param(["x", "y"], 0.0, id="nothing relevant is worth nothing"),
        pytest.param([], 0.0, id="nothing found is worth nothing"),
        pytest.param(["a"], 7 / (7 + 3 / math.log2(3) + 1 / 2), id="what is missing costs"),
        pytest.param(
            ["b", "a", "c"],
            (3 + 7 / math.log2(3) + 1 / 2) / (7 + 3 / math.log2(3) + 1 / 2),
            id="a better answer that comes later costs",
        ),
        pytest.param(["x"] * LIMIT + ["a"], 0.0, id="what comes after the tenth does not count"),
    ],
)
def test_ndcg_is_as_it_is_defined(found: list[str], expected: float) -> None:
    assert ndcg(found, {"a": 3, "b": 2, "c": 1}) == pytest.approx(expected)


def test_ranking_does_not_fall(
    found: dict[str, list[str]], record_property: Callable[[str, object], None]
) -> None:
    scores = {judged.ask: ndcg(found[judged.ask], judged.grades) for judged in JUDGED}
    mean = sum(scores.values()) / len(scores)
    record_property(f"nDCG@{LIMIT}", round(mean, 4))
    worst = sorted(scores.items(), key=lambda each: each[1])[:LIMIT]
    assert mean >= FLOOR, worst


@pytest.mark.parametrize(
    "judged", [each for each in JUDGED if each.never], ids=lambda judged: judged.ask
)
def test_near_misses_are_not_among_the_first_ten(
    found: dict[str, list[str]], judged: Judged
) -> None:
    assert not judged.never & set(found[judged.ask])
