"""Measure searching beside recoll, SQLite FTS5 and tantivy: ``python search.py --help``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive import STUDIOS
from measure import ARCHIVIST, Cost, _environment, measure, median
from search_child import size_of
from search_corpus import lay_out, read, read_questions
from search_report import Cold, Command, Engine, Whole, report, seconds_of

_HERE = Path(__file__).resolve().parent
_BIG = 100_000
_ROUNDS = 5


def main() -> None:
    """Lay out texts, measure each engine in turn, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="texts of about 2 kB")
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    parser.add_argument("--tantivy", metavar="PYTHON", help="a Python that has tantivy installed")
    parser.add_argument("--big", action="store_true", help=f"a cold start with {_BIG:,} texts too")
    parser.add_argument("--alone", action="store_true", help="without the other engines")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        print("\n".join(_all(work, asked)))
    finally:
        if asked.at is None:
            shutil.rmtree(work)


def _all(work: Path, asked: argparse.Namespace) -> Iterator[str]:
    texts = work / "texts"
    texts.mkdir(parents=True)
    kind = lay_out(texts, asked.count)
    engines = list(_engines(asked))
    for engine in engines:
        _measure(engine, texts)
    literal = _answer(engines[0], "literal", texts)
    colds = [_cold(texts, asked.count)]
    if asked.big:
        colds.append(_big(work / "big", engines[0]))
    size = sum(len(chunk.text.encode()) for chunk in read(texts))
    whole = Whole(kind=kind, count=asked.count, bytes=size, literal=literal)
    yield from report(whole, engines, colds, _command(work, texts))


def _engines(asked: argparse.Namespace) -> Iterator[Engine]:
    yield Engine("ours", "archivist", sys.executable)
    if asked.alone:
        return
    if shutil.which("recollindex") and shutil.which("recollq"):
        yield Engine("recoll", "recoll", sys.executable)
    yield Engine("fts5", "SQLite FTS5", sys.executable)
    if asked.tantivy:
        yield Engine("tantivy", "tantivy", asked.tantivy)


def _measure(engine: Engine, texts: Path) -> None:
    """Let an engine index, answer and change."""
    if engine.name == "recoll":
        _run(engine, "files", texts)
    _say(f"{engine.label}: indexing")
    engine.indexing = _run(engine, "index", texts, memory=True)
    engine.bytes = sum(map(size_of, texts.glob(f"{engine.name}*")))
    _say(f"{engine.label}: asking")
    engine.asked = _answer(engine, "ask", texts)
    if engine.name != "recoll":
        engine.changed = _answer(engine, "change", texts)


def _big(work: Path, ours: Engine) -> Cold:
    """Index more texts, and search in them from cold."""
    work.mkdir()
    lay_out(work, _BIG)
    _say(f"{ours.label}: indexing {_BIG:,}")
    _run(ours, "index", work)
    return _cold(work, _BIG)


def _cold(texts: Path, count: int) -> Cold:
    """Open and search in new processes, in turns with a bare interpreter."""
    _say(f"cold searches in {count:,}")
    bare = [sys.executable, str(_HERE / "search_cold.py")]
    words = [*bare, str(texts / "ours"), read_questions(texts).term[0]]
    costs: dict[int, list[Cost]] = {1: [], 2: []}
    told: dict[int, list[list[str]]] = {1: [], 2: []}
    for _round in range(_ROUNDS):
        for key, command in ((1, bare), (2, words)):
            costs[key].append(measure(command, texts))
            told[key].append(_output(command))
    held = {key: statistics.median(float(each[1]) for each in known) for key, known in told.items()}
    empty, full = median(costs[1]), median(costs[2])
    return Cold(
        count=count,
        cpu=seconds_of(full) - seconds_of(empty),
        wall=statistics.median(float(each[0]) for each in told[2]),
        memory=held[2] - held[1],
    )


def _command(work: Path, texts: Path) -> Command | None:
    """Index the texts as files of an archive, and search in it by the command line."""
    if "search" not in " ".join(_output([*ARCHIVIST, "--help"])):
        return None
    root = work / "archive"
    _say("archivist index, archivist search")
    measure((*ARCHIVIST, "init", str(root), "--studio", STUDIOS[0]), work)
    category = next((root / STUDIOS[0]).glob("06 *"))
    for chunk in read(texts):
        path = category / f"{chunk.day.replace('-', '')} {chunk.path.replace('/', ' ', 1)}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(chunk.text, encoding="utf-8", newline="\n")
    indexing = measure((*ARCHIVIST, "index"), root, memory=True)
    words = (*ARCHIVIST, "search", read_questions(texts).term[0], "--limit", "20", "--paths")
    return Command(
        indexing=indexing,
        again=measure((*ARCHIVIST, "index"), root),
        search=median(measure(words, root) for _round in range(_ROUNDS)),
        memory=measure(words, root, memory=True).all,
    )


def _run(engine: Engine, task: str, texts: Path, *, memory: bool = False) -> Cost:
    """Do a task in a process of its own; its answer is in ``out.json`` afterwards."""
    script, out = _HERE / f"search_{engine.name}.py", texts / "out.json"
    out.unlink(missing_ok=True)
    command = [engine.python, str(script), task, str(texts), str(out)]
    cost = measure(command, texts, memory=memory)
    if not out.exists():
        sys.exit(f"no answer from: {' '.join(command)}")
    return cost


def _answer(engine: Engine, task: str, texts: Path) -> Any:  # noqa: ANN401
    _run(engine, task, texts)
    return json.loads((texts / "out.json").read_text(encoding="utf-8"))


def _output(command: Sequence[str]) -> list[str]:
    """Return the words that a command prints."""
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, env=_environment(), encoding="utf-8"
    )
    return done.stdout.split()


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
