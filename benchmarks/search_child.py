"""What the processes share in which engines are measured: ``ENGINE.py TASK WORK OUT [COUNT]``.

A task's answer is JSON in the file ``OUT``. The standard library is all that is imported, so that
an engine may run with another Python than archivist.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from search_corpus import ASKED, read_questions

LIMIT = 20
"""Hits that are wanted; the number of all is wanted too."""
KINDS = ("term", "phrase", "both", "dated", "prefix")
ROUNDS = 3
CHANGES = 30
SETTLED = "2024-01-01"
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[0-9a-z]+")
_Asked = TypeVar("_Asked")
Task = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document that changes."""

    number: int
    text: str

    @property
    def key(self) -> int:
        """A number that no document of the corpus has."""
        return 9_000_000 + self.number

    @property
    def path(self) -> str:
        """As unlike a path of the corpus."""
        return f"changing/{self.number}.txt"


def main(tasks: Mapping[str, Task]) -> None:
    """Do what the command line asks for."""
    task, work, out = sys.argv[1:4]
    found = tasks[task](Path(work))
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def bigrams(text: str) -> str:
    """Return the pairs of characters of each run of Han, and its last one, with blanks between."""
    terms: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run[0] < "\u3400":
            terms.append(run)
        else:
            terms += map(str.__add__, run, run[1:])
            terms.append(run[-1])
    return " ".join(terms)


def whole(text: str) -> list[str]:
    """Return the pairs of characters that a run must hold to hold this text."""
    return list(map(str.__add__, text, text[1:]))


def ask_all(work: Path, ask: Callable[[str, Any], object]) -> dict[str, tuple[float, float]]:
    """Return p50 and p95 in milliseconds of each kind of question.

    Other programs run beside: of each question the best of some rounds counts. Between two rounds
    lie all others of its kind.

    Args:
        work: Where questions lie.
        ask: Answers one question, given its kind.
    """
    questions = read_questions(work)
    return {kind: quantiles(timed(getattr(questions, kind), ask, kind)) for kind in KINDS}


def timed(asked: Sequence[_Asked], ask: Callable[[str, _Asked], object], kind: str) -> list[float]:
    """Return milliseconds of each question; those that go before warm the engine up."""
    warm = len(asked) - ASKED
    for question in asked[:warm]:
        ask(kind, question)
    rounds = [
        [took(lambda question=question: ask(kind, question)) for question in asked[warm:]]
        for _round in range(ROUNDS)
    ]
    return [min(times) for times in zip(*rounds, strict=True)]


def took(act: Callable[[], object]) -> float:
    """Return the milliseconds that something took."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def change_all(
    text: str,
    put: Callable[[Version | None, Version | None], None],
    seen: Callable[[str], int],
) -> dict[str, tuple[float, float]]:
    """Add, change and delete documents one by one; return p50 and p95 in milliseconds.

    Args:
        text: Of each document, besides a word of its own.
        put: Takes the old version away and puts the new one, and commits; None: there is none.
        seen: Returns how many documents hold a word, by a reader that sees the last commit.
    """
    times: dict[str, list[float]] = {"add": [], "update": [], "delete": [], "visible": []}
    for number in range(CHANGES):
        old, new = (Version(number, f"{text}\n{word}{number}") for word in ("first", "second"))
        steps = (("add", None, old), ("update", old, new), ("delete", new, None))
        for step, before, after in steps:
            times[step].append(took(lambda pair=(before, after): put(*pair)))
            word, wanted = (after or new).text.rpartition("\n")[2], int(after is not None)
            started = time.perf_counter()
            found = seen(word)
            times["visible"].append((time.perf_counter() - started) * 1000)
            if found != wanted:
                raise SystemExit(f"after {step}: {word} is found {found} times, not {wanted}")
    return {step: quantiles(known) for step, known in times.items()}


def quantiles(times: Iterable[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    known = sorted(times)
    return statistics.median(known), known[min(len(known) - 1, int(len(known) * 0.95))]


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
