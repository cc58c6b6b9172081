"""The tables of the search benchmark, with the figures that are to be reached."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from measure import Cost
from search_child import KINDS
from search_corpus import PHRASES

_LABELS = {
    "term": "term of two characters",
    "phrase": "exact phrase of 4 to 8",
    "both": "two terms",
    "dated": "term in a range of days, newest first",
    "prefix": "one character",
}
_TARGETS = {"term": (1, 15), "phrase": (2, 10), "both": (2, 25), "dated": (2, 5), "prefix": (5, 25)}
_SNIPPETS = 3
"""Milliseconds that snippets may add."""
_CHANGE = 10
"""Milliseconds of one change, and until it is seen."""
_RATES = {"recoll": 5, "fts5": 0.4}
"""How many times as many documents per CPU second as others."""
_SIZE, _MEMORY = 2, 400
"""Index by text; megabytes while indexing."""
_COLD = (0.2, 60)
"""Seconds and megabytes over the bare interpreter."""
_COMMAND = (0.5, 150)
"""Seconds of CPU and megabytes of a whole search."""


@dataclass(slots=True)
class Engine:
    """One engine, and what it came to."""

    name: str
    label: str
    python: str
    indexing: Cost = field(default_factory=lambda: Cost(wall=0))
    bytes: int = 0
    asked: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """CPU of indexing, or wall where the system tells no CPU."""
        return seconds_of(self.indexing)

    @property
    def plain(self) -> dict[str, Any]:
        """Times of questions without snippets."""
        found: dict[str, Any] = self.asked.get("plain", self.asked)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What was indexed, and what literal phrases came to."""

    kind: str
    count: int
    bytes: int
    literal: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cold:
    """An open and a search in a new process, over a bare interpreter."""

    count: int
    cpu: float
    wall: float
    """Milliseconds of import, open and search."""
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The command line over an archive of the texts as files."""

    indexing: Cost
    again: Cost
    """Nothing has changed."""
    search: Cost
    memory: float


def report(
    whole: Whole, engines: Sequence[Engine], colds: Sequence[Cold], command: Command | None
) -> Iterator[str]:
    """Yield lines of Markdown."""
    yield (
        f"{whole.kind}. {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}."
    )
    yield "The machine is shared and noisy: read CPU seconds first, and ratios rather than either."
    yield from _indexing(whole, engines)
    yield from _asking(engines)
    yield from _ways(engines[0])
    yield from _changing(engines)
    yield from _cold(colds, command)
    yield from _literal(whole.literal)


def _indexing(whole: Whole, engines: Sequence[Engine]) -> Iterator[str]:
    yield "\n| indexing | docs per CPU s | archivist ÷ it | index ÷ text | MB at most |"
    yield "|---|--:|--:|--:|--:|"
    ours = engines[0]
    for each in engines:
        ratio, target = each.seconds / ours.seconds, _RATES.get(each.name)
        met = _met(f"≥ {target}", target is None or ratio >= target) if target else ""
        size, memory = each.bytes / whole.bytes, each.indexing.all
        sizes = (f"{size:.2f}", f"{memory:.0f}")
        if each is ours:
            ratio_text = ""
            sizes = (
                sizes[0] + _met(f"≤ {_SIZE}", size <= _SIZE),
                sizes[1] + _met(f"≤ {_MEMORY}", memory <= _MEMORY),
            )
        else:
            ratio_text = f"{ratio:.2f}{met}"
        yield f"| {each.label} | {whole.count / each.seconds:,.0f} | {ratio_text} | " + (
            " | ".join(sizes) + " |"
        )


def _asking(engines: Sequence[Engine]) -> Iterator[str]:
    yield "\n| ms, p50 / p95, 20 hits and their number | target | " + (
        " | ".join(each.label for each in engines) + " |"
    )
    yield "|---|--:|" + "--:|" * len(engines)
    for kind in KINDS:
        median, most = engines[0].plain[kind]
        target = _TARGETS[kind]
        met = _met(f"≤ {target[0]} / {target[1]}", median <= target[0] and most <= target[1])
        cells = (_pair(each.plain[kind]) for each in engines)
        yield f"| {_LABELS[kind]} | {met.strip()} | {' | '.join(cells)} |"
    started = next((each.asked["start"] for each in engines if "start" in each.asked), None)
    if started:
        yield f"\nA query of recoll is a process: {_pair(started)} ms for one that asks nothing."


def _ways(ours: Engine) -> Iterator[str]:
    yield "\n| archivist, ms, p50 / p95 | bare | with snippets | target | with facets too |"
    yield "|---|--:|--:|--:|--:|"
    asked = ours.asked
    for kind in KINDS:
        more = asked["snippets"][kind][0] - asked["plain"][kind][0]
        cells = [_pair(asked[way][kind]) for way in ("plain", "snippets", "whole")]
        cells.insert(2, _met(f"p50 ≤ {_SNIPPETS} more", more <= _SNIPPETS).strip())
        yield f"| {_LABELS[kind]} | {' | '.join(cells)} |"


def _changing(engines: Sequence[Engine]) -> Iterator[str]:
    changed = [each for each in engines if each.changed]
    yield "\n| one change with its commit, ms, p50 / p95 | target | " + (
        " | ".join(each.label for each in changed) + " |"
    )
    yield "|---|--:|" + "--:|" * len(changed)
    for step in ("add", "update", "delete", "visible"):
        met = _met(f"p50 ≤ {_CHANGE}", engines[0].changed[step][0] <= _CHANGE).strip()
        cells = (_pair(each.changed[step]) for each in changed)
        yield f"| {step} | {met} | {' | '.join(cells)} |"


def _cold(colds: Sequence[Cold], command: Command | None) -> Iterator[str]:
    yield "\n| from cold, over a bare interpreter | CPU s | wall ms | MB |"
    yield "|---|--:|--:|--:|"
    for each in colds:
        cpu = f"{each.cpu:.3f}{_met(f'≤ {_COLD[0]}', each.cpu <= _COLD[0])}"
        memory = f"{each.memory:.0f}{_met(f'≤ {_COLD[1]}', each.memory <= _COLD[1])}"
        label = f"import, open and search in {each.count:,}"
        yield f"| {label} | {cpu} | {each.wall:.0f} | {memory} |"
    if command is None:
        return
    yield "\n| the command, with its interpreter | CPU s | wall s | MB |"
    yield "|---|--:|--:|--:|"
    for name, cost in (("archivist index", command.indexing), ("… again", command.again)):
        yield f"| {name} | {_cpu(cost)} | {cost.wall:.2f} | {cost.all:.0f} |"
    cost, seconds = command.search, seconds_of(command.search)
    met = _met(f"≤ {_COMMAND[0]}", seconds <= _COMMAND[0])
    memory = f"{command.memory:.0f}{_met(f'≤ {_COMMAND[1]}', command.memory <= _COMMAND[1])}"
    yield f"| archivist search | {_cpu(cost)}{met} | {cost.wall:.2f} | {memory} |"


def _literal(sums: dict[str, int]) -> Iterator[str]:
    yield f"\n| {PHRASES} quoted phrases of 1 to 8 characters | recall | precision |"
    yield "|---|--:|--:|"
    for name, wanted, both in (("folded", "folded", "both"), ("as they stand", "raw", "raw_both")):
        recall = sums[both] / max(1, sums[wanted])
        precision = sums[both] / max(1, sums["found"])
        yield f"| by text {name} ({sums[wanted]:,} documents) | {recall:.6f} | {precision:.6f} |"
    yield f"\nOf {PHRASES} phrases {sums['ways']} found exactly what holds them, folded."


def _pair(times: Sequence[float]) -> str:
    return f"{times[0]:.2f} / {times[1]:.2f}"


def _cpu(cost: Cost) -> str:
    return "–" if cost.cpu is None else f"{cost.cpu:.2f}"


def seconds_of(cost: Cost) -> float:
    """Return CPU, or wall where the system tells no CPU."""
    return cost.wall if cost.cpu is None else cost.cpu


def _met(target: str, met: bool) -> str:  # noqa: FBT001
    return f" ({target}: {'met' if met else 'NOT met'})"
