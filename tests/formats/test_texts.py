"""The pool that reads texts: what a hostile or damaged file costs is one process and one answer."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from archivist.formats.pool import Job
from archivist.formats.text_wire import MAX_ANSWER
from archivist.formats.texts import TextPool, allowance
from archivist.model.facts import Defect
from archivist.model.settings import Limits
from archivist.model.text import MOST, FileText
from tests.formats.text.pdfs import bomb, pdf, rows

PATIENT = Limits(seconds=60)
QUICK = Limits(seconds=0.1)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """No test may leave a thread, a process or a zombie."""
    threads = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= threads
    assert psutil.Process().children() == []


def job(path: Path, content: bytes) -> Job:
    path.write_bytes(content)
    return Job(path.name, path, len(content))


def program(text: str) -> Sequence[str]:
    return (sys.executable, "-c", text)


def once(pool: TextPool, asked: Job) -> FileText:
    ((key, text),) = pool.read([asked])
    assert key == asked.key
    assert text.sha256 == hashlib.sha256(asked.path.read_bytes()).hexdigest()
    return text


def test_every_file_is_answered_once_whatever_the_others_do(tmp_path: Path) -> None:
    files = {f"{number}.txt": f"测流仪{number}".encode("gbk") for number in range(9)}
    files |= {"a.pdf": pdf(rows("测")), "cut.pdf": pdf(rows("测"))[:99], "empty.txt": b""}
    jobs = [job(tmp_path / name, content) for name, content in files.items()]
    with TextPool(PATIENT, 2) as pool:
        answers = dict(pool.read(jobs))
    assert answers.keys() == files.keys()
    assert answers["3.txt"].pages == ("测流仪3",)
    assert answers["a.pdf"].pages == ("测",)
    assert answers["cut.pdf"].defect is Defect.BROKEN
    assert answers["empty.txt"].defect is Defect.EMPTY


def test_a_document_that_swallows_memory_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    jobs = [job(tmp_path / "bomb.pdf", bomb(300)), job(tmp_path / "a.txt", b"hello")]
    with TextPool(Limits(seconds=60, megabytes=200), 1) as pool:
        answers = dict(pool.read(jobs))
    assert answers["bomb.pdf"].defect is Defect.MEMORY
    assert "200 MB" in answers["bomb.pdf"].detail
    assert len(answers["bomb.pdf"].sha256) == 64
    assert answers["a.txt"].pages == ("hello",)


def test_a_process_that_loops_is_killed(tmp_path: Path) -> None:
    loop = "input()\nwhile True: pass"
    with TextPool(QUICK, 1, command=program(loop)) as pool:
        text = once(pool, job(tmp_path / "a.pdf", b"x"))
    assert (text.defect, text.pages) == (Defect.TIMEOUT, ())
    assert text.detail.startswith("reading it took longer than the limit of 0.4")


NONSENSE = {
    "ends": "",
    "crashes": "import os; input(); os.abort()",
    "facts": 'input(); print(\'[1, ["", "text", "", "", 0, 0, 0, [], []]]\')',
    "a terminal's command": (
        "import json; input()\n"
        "print(json.dumps([1, ['', ['\\x1b[2J'], [], False, '', '', '', '']]))"
    ),
    "an endless line": "import sys\nwhile True: sys.stdout.write('x' * 2**20)",
    "deep nesting": "input(); print('[' * 100_000)",
}


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_a_process_that_talks_nonsense_has_crashed(tmp_path: Path, text: str) -> None:
    with TextPool(PATIENT, 1, command=program(text)) as pool:
        assert once(pool, job(tmp_path / "a.pdf", b"x")).defect is Defect.CRASHED


def test_the_longest_text_passes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("𠮷" * (MOST + 9), encoding="utf-8")
    with TextPool(PATIENT, 1) as pool:
        text = once(pool, Job(path.name, path, 4 * MOST))
    assert (text.defect, text.cut, len(text.pages[0])) == (None, True, MOST)
    assert MAX_ANSWER < 128 * 2**20


def test_a_large_sparse_file_is_read_within_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write("测流仪\n".encode() * 10_000)
        file.truncate(300_000_000)
    with TextPool(Limits(seconds=60, megabytes=700), 1) as pool:
        text = once(pool, Job(path.name, path, 300_000_000))
    assert text.defect is None
    assert text.pages[0].startswith("测流仪\n")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_names_that_are_no_text_survive_the_way(tmp_path: Path) -> None:
    paths = [tmp_path / os.fsdecode(b"\xd5\xd5\x1b[2J.txt"), tmp_path / "a\nb\r.txt"]
    with TextPool(PATIENT, 1) as pool:
        for path in paths:
            assert once(pool, job(path, b"hello")).pages == ("hello",)


def test_a_text_may_take_longer_than_facts_and_the_longer_the_larger() -> None:
    assert allowance(Limits(seconds=30), 0) == 120
    assert allowance(Limits(seconds=30), 50_000_000) == 170
    assert allowance(Limits(seconds=30), 10**12) == 720


def test_the_parent_imports_no_library_for_foreign_files() -> None:
    heavy = "pypdfium2 xlrd olefile email html.parser zipfile psutil".split()
    text = "import sys, archivist.formats.texts; print(*(set(sys.argv[1:]) & set(sys.modules)))"
    done = subprocess.run(
        [*program(text), *heavy],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.strip() == ""
