"""The pool: limits are kept, processes are replaced, nothing is left behind."""

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

from archivist.errors import ArchivistError
from archivist.formats import pool, verdict
from archivist.formats.pool import Job, ReaderPool
from archivist.model.facts import Defect, Facts, Format
from archivist.model.settings import Limits

QUICK = Limits(seconds=0.3, megabytes=1536)
PATIENT = Limits(seconds=60)
PACKAGES = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """No test may leave a thread, a process or a zombie."""
    threads = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= threads
    assert psutil.Process().children() == []


@pytest.fixture
def texts(tmp_path: Path) -> list[Job]:
    jobs = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"text {number}", encoding="utf-8")
        jobs.append(Job(path.name, path, path.stat().st_size))
    return jobs


def program(text: str) -> Sequence[str]:
    return (sys.executable, "-c", text)


def once(pool_: ReaderPool, job: Job) -> Facts:
    ((key, facts),) = pool_.read([job])
    assert key == job.key
    return facts


def digest(job: Job) -> str:
    return hashlib.sha256(job.path.read_bytes()).hexdigest()


def test_every_job_is_answered_once(texts: list[Job]) -> None:
    with ReaderPool(PATIENT, 2) as readers:
        answers = dict(readers.read(texts))
    assert sorted(answers) == sorted(job.key for job in texts)
    assert all(answers[job.key].sha256 == digest(job) for job in texts)
    assert {facts.format for facts in answers.values()} == {Format.TEXT}


def test_a_pool_reads_again_with_the_same_processes(texts: list[Job]) -> None:
    with ReaderPool(PATIENT, 1) as readers:
        list(readers.read(texts[:2]))
        first = [process.pid for process in psutil.Process().children()]
        list(readers.read(texts[2:4]))
        assert [process.pid for process in psutil.Process().children()] == first


def test_no_job_starts_no_process() -> None:
    with ReaderPool(PATIENT) as readers:
        assert list(readers.read([])) == []
        assert psutil.Process().children() == []


@pytest.mark.parametrize(("jobs", "processes"), [(1, 1), (2, 1), (12, 2)])
def test_a_second_process_starts_only_when_several_jobs_wait(
    texts: list[Job], jobs: int, processes: int
) -> None:
    with ReaderPool(PATIENT, 2) as readers:
        answers = readers.read(texts[:jobs])
        next(answers)
        assert len(psutil.Process().children()) == processes
        list(answers)


def test_jobs_are_taken_only_as_they_can_be_worked_on(texts: list[Job]) -> None:
    taken = 0

    def endless() -> Iterator[Job]:
        nonlocal taken
        while True:
            taken += 1
            yield texts[taken % len(texts)]

    with ReaderPool(PATIENT, 1) as readers:
        answers = readers.read(endless())
        for _ in range(3):
            next(answers)
        assert taken <= 20
        answers.close()  # type: ignore[attr-defined]


SLEEP = "import time; time.sleep(60)"
ALLOCATE = "x = b'x' * 400_000_000; import time; time.sleep(60)"


def test_a_process_that_hangs_is_killed(texts: list[Job]) -> None:
    with ReaderPool(QUICK, 1, command=program(SLEEP)) as readers:
        facts = once(readers, texts[0])
    assert (facts.defect, facts.sha256) == (Defect.TIMEOUT, digest(texts[0]))
    assert facts.detail.startswith("reading it took longer than the limit of 0.3")


def test_a_process_that_takes_too_much_memory_is_killed(texts: list[Job]) -> None:
    limits = Limits(seconds=60, megabytes=200)
    with ReaderPool(limits, 1, command=program(ALLOCATE)) as readers:
        facts = once(readers, texts[0])
    assert (facts.defect, facts.sha256) == (Defect.MEMORY, digest(texts[0]))
    assert "200 MB" in facts.detail


FACTS = '["", "text", "", "", 0, 0, 0, [], []]'
NONSENSE = {
    "ends at once": "",
    "ends with a code": "import os; input(); os._exit(3)",
    "kills itself": "import os; input(); os.abort()",
    "no JSON": "input(); print('hello')",
    "no list": "input(); print('{}')",
    "no facts": "input(); print('[1, []]')",
    "another job's answer": f"input(); print('[7, {FACTS}]')",
    "half a line": f"input(); print('[1, {FACTS}]', end='')",
    "no text": "import sys; input(); sys.stdout.buffer.write(bytes(range(128, 256)) + b'\\n')",
    "deep nesting": "input(); print('[' * 100_000)",
    "an endless number": "input(); print('[' + '9' * 10_000 + ']')",
    "an endless line": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "a wrong type": "input(); print('[1, [1, 2, 3, 4, 5, 6, 7, 8]]')",
    "closes its input": "import os; os.close(0); os.close(1)",
}


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_a_process_that_talks_nonsense_has_crashed(texts: list[Job], text: str) -> None:
    with ReaderPool(PATIENT, 1, command=program(text)) as readers:
        facts = once(readers, texts[0])
    assert (facts.defect, facts.sha256) == (Defect.CRASHED, digest(texts[0]))


def test_an_answer_in_advance_is_no_answer_to_the_next_question(texts: list[Job]) -> None:
    hasty = f"input(); print('[1, {FACTS}]\\n[1, {FACTS}]', flush=True); input()"
    with ReaderPool(PATIENT, 1, command=program(hasty)) as readers:
        first, second = (once(readers, job).defect for job in texts[:2])
    assert (first, second) == (None, Defect.CRASHED)


STUMBLE = """
import os
from archivist.formats import worker
honest = worker.read_facts
worker.read_facts = lambda path: os._exit(1) if path.name == "3.txt" else honest(path)
worker.main()
"""


def test_a_process_that_crashed_is_replaced(texts: list[Job]) -> None:
    with ReaderPool(PATIENT, 2, command=program(STUMBLE)) as readers:
        answers = dict(readers.read(texts))
    crashed = {key for key, facts in answers.items() if facts.defect is Defect.CRASHED}
    assert crashed == {"3.txt"}
    assert len(answers) == len(texts)


def test_a_file_that_is_gone_when_its_reader_was_killed_is_unreadable(tmp_path: Path) -> None:
    with ReaderPool(PATIENT, 1, command=program("")) as readers:
        facts = once(readers, Job("gone", tmp_path / "gone", 0))
    assert (facts.defect, facts.sha256) == (Defect.UNREADABLE, "")


def test_hashing_after_a_kill_is_bounded(texts: list[Job]) -> None:
    facts = verdict.condemned(
        texts[0].path,
        Defect.TIMEOUT,
        limits=QUICK,
        seconds=-1,
        stopping=threading.Event(),
    )
    assert facts.defect is Defect.UNREADABLE
    assert facts.detail == "reading it takes too long"


def test_larger_files_get_more_time() -> None:
    assert verdict.allowance(Limits(seconds=30), 0) == 30
    assert verdict.allowance(Limits(seconds=30), 50_000_000) == 35


def test_giving_up_kills_the_processes_at_once(texts: list[Job]) -> None:
    readers = ReaderPool(
        PATIENT, 2, command=program(STUMBLE.replace("os._exit(1)", "os.read(9, 1)"))
    )
    answers = readers.read(texts)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert psutil.Process().children() == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_exception_amid_the_jobs_kills_the_processes(
    texts: list[Job], error: type[BaseException]
) -> None:
    def jobs() -> Iterator[Job]:
        yield from texts[:3]
        raise error

    readers = ReaderPool(PATIENT, 2, command=program(SLEEP))
    with pytest.raises(error):
        list(readers.read(jobs()))
    assert psutil.Process().children() == []


def test_closing_does_not_wait_for_a_process_that_hangs(texts: list[Job]) -> None:
    with ReaderPool(PATIENT, 1, command=program(SLEEP)) as readers:
        answers = readers.read(texts)
        killer = threading.Timer(0.1, readers.close)
        killer.start()
        with pytest.raises(RuntimeError, match="closed"):
            next(answers)
        killer.join()


def test_a_command_that_does_not_exist_is_an_error_with_a_way_out(texts: list[Job]) -> None:
    with (
        ReaderPool(PATIENT, 1, command=["/no/such/program"]) as readers,
        pytest.raises(ArchivistError) as caught,
    ):
        list(readers.read(texts))
    assert "cannot be started" in caught.value.message
    assert caught.value.hint


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_a_name_that_is_no_text_survives_the_way(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xd5\xd5\xc6\xac.txt")
    path.write_text("hello", encoding="utf-8")
    with ReaderPool(PATIENT, 1) as readers:
        assert once(readers, Job("x", path, 5)).format is Format.TEXT


@pytest.mark.parametrize("name", ["a\nb.txt", "照片 😀.txt", "a" * 200 + ".txt"])
def test_odd_names_survive_the_way(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("hello", encoding="utf-8")
    with ReaderPool(PATIENT, 1) as readers:
        assert once(readers, Job("x", path, 5)).format is Format.TEXT


def test_the_parent_imports_no_library_for_foreign_files() -> None:
    heavy = "PIL pypdf exifread psutil defusedxml pillow_heif".split()
    text = "import sys, archivist.formats.pool; print(*(set(sys.argv[1:]) & set(sys.modules)))"
    done = subprocess.run(
        [*program(text), *heavy],
        capture_output=True,
        text=True,
        check=True,
        env=PACKAGES,
    )
    assert done.stdout.strip() == ""


def test_the_number_of_processes_is_bounded_by_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for processors, expected in ((None, 1), (2, 2), (64, 4)):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        assert ReaderPool(PATIENT)._workers == expected
    assert ReaderPool(PATIENT, 3)._workers == 3
    assert pool.MAX_WORKERS == 4
