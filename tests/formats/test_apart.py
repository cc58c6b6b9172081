"""Odd jobs in a process apart: answered, or given up, and nothing is left behind."""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from archivist.errors import ArchivistError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.thumbnails import make_thumbnails
from archivist.model.facts import Defect
from archivist.model.settings import Limits
from tests.formats.pictures import encoded, noise

PATIENT = Limits(seconds=30, megabytes=1536)
FITFUL = """
import base64, json, sys, time
for line in sys.stdin:
    number, (kind, path, *more) = json.loads(line)
    if "slow" in path: time.sleep(60)
    if "crash" in path: sys.exit(1)
    answer = "!" if "odd" in path else base64.b64encode(path.encode()).decode()
    print(json.dumps([number, None if "none" in path else answer]), flush=True)
"""
COMMAND = (sys.executable, "-c", FITFUL)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    threads, before = set(threading.enumerate()), children()
    yield
    assert set(threading.enumerate()) <= threads
    assert children() == before


def children() -> set[psutil.Process]:
    """Return the processes of this one; other tests may keep some of theirs."""
    return set(psutil.Process().children())


def test_one_process_does_one_job_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n", encoding="utf-8")
    before = children()
    with Apart(PATIENT) as apart:
        sheets = {"sheets": [["a", False, [[1, ["a", "b"]]]]]}
        assert apart.ask(["cells", str(tmp_path / "a.csv")]) == sheets
        first = children()
        assert len(first - before) == 1
        assert apart.ask(["thumbnail", str(tmp_path / "a.csv"), 8]) is None
        assert children() == first


def test_nothing_to_do_starts_nothing() -> None:
    before = children()
    with Apart(PATIENT, command=["no such program"]):
        assert children() == before


def test_a_process_that_cannot_be_started_is_an_error() -> None:
    apart = Apart(PATIENT, command=["no such program"])
    with apart, pytest.raises(ArchivistError, match="cannot be started"):
        apart.ask(["cells", "x"])


@pytest.mark.parametrize(("path", "defect"), [("slow", Defect.TIMEOUT), ("crash", Defect.CRASHED)])
def test_a_job_that_spoils_its_process_says_why(path: str, defect: Defect) -> None:
    with Apart(Limits(seconds=0.3, megabytes=1536), command=COMMAND) as apart:
        with pytest.raises(SpoiltError) as caught:
            apart.ask(["x", path])
        assert caught.value.defect is defect
        assert apart.ask(["x", "after"]) == base64.b64encode(b"after").decode()


def test_pictures_after_a_spoilt_one_are_made() -> None:
    paths = [Path(name) for name in ("a", "slow", "b", "crash", "none", "odd", "c")]
    made = make_thumbnails(paths, limits=Limits(seconds=0.5, megabytes=1536), command=COMMAND)
    assert [picture for _path, picture in made] == [b"a", None, b"b", None, None, None, b"c"]


def test_thumbnails_come_in_order_and_may_be_given_up(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jpg", "gone.jpg", "b.jpg")]
    for path in (paths[0], paths[2]):
        path.write_bytes(encoded(noise(), "JPEG"))
    made = list(make_thumbnails(paths))
    assert [path for path, _picture in made] == paths
    assert [picture is not None for _path, picture in made] == [True, False, True]
    given_up = make_thumbnails(paths)
    next(given_up)
    given_up.close()  # type: ignore[attr-defined]
