"""Recognising in a process apart: a page that spoils it costs itself; no answer is believed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ArchivistError
from archivist.formats import apart_worker, ocr
from archivist.formats.ocr_pages import (
    PageFailedError,
    PageReader,
    checked_recognition,
    recognition_to_list,
)
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from archivist.model.recognition import Recognition
from archivist.model.settings import Limits

FOUND = Recognition(text="签到表\n徐宏伟", confidence=0.98, rotation=90, engine="x 1", frames=2)
FITFUL = """
import json, sys, time
for line in sys.stdin:
    number, (kind, path, *page) = json.loads(line)
    if "slow" in path: time.sleep(60)
    if "crash" in path or (kind == "engine" and len(sys.argv) > 1): sys.exit(1)
    answer = "encrypted" if "locked" in path else [path, 0.5, 0, "x", 1]
    answer = {"evil": 1} if "odd" in path else "x 1" if kind == "engine" else answer
    print(json.dumps([number, answer]), flush=True)
"""
COMMAND = (sys.executable, "-c", FITFUL)
QUICK = Limits(seconds=2.5, megabytes=1536)


def test_pages_after_a_spoilt_one_are_read() -> None:
    told: list[str | Defect] = []
    with PageReader(QUICK, command=COMMAND) as reader:
        assert reader.engine() == "x 1"
        for name in ("a", "slow", "b", "crash", "locked", "odd", "c"):
            try:
                told.append(reader.read(Path(name), 1).text)
            except PageFailedError as error:
                told.append(error.defect)
    assert told == [
        "a", Defect.TIMEOUT, "b", Defect.CRASHED, Defect.ENCRYPTED, Defect.CRASHED, "c",
    ]  # fmt: skip


def test_an_engine_that_cannot_be_loaded_is_no_fault_of_a_page() -> None:
    reader = PageReader(QUICK, command=(*COMMAND, "broken"))
    with reader, pytest.raises(ArchivistError, match="cannot be loaded") as caught:
        reader.engine()
    assert "pip install" in caught.value.hint


found = st.builds(
    Recognition,
    text=st.text(st.characters(min_codepoint=32, exclude_characters="\x7f", codec="utf-8")),
    confidence=st.floats(0, 1),
    rotation=st.sampled_from([0, 90, 180, 270]),
    engine=st.just("rapidocr 3.10.0"),
    frames=st.integers(1, 100),
)


@given(found)
def test_checking_is_the_inverse_of_sending(told: Recognition) -> None:
    assert checked_recognition(json.loads(json.dumps(recognition_to_list(told)))) == told


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="too short"),
        pytest.param("evil", id="no defect"),
        pytest.param(["x", 1, 0, "x", 1], id="a number of another type"),
        pytest.param([["x"], 1.0, 0, "x", 1], id="no text"),
        pytest.param(["x", 1.5, 0, "x", 1], id="surer than sure"),
        pytest.param(["x", float("nan"), 0, "x", 1], id="no number"),
        pytest.param(["x", 1.0, 45, "x", 1], id="turned by another angle"),
        pytest.param(["x", 1.0, 0, "x", 0], id="no picture"),
        pytest.param(["x", 1.0, 0, "x", 101], id="too many pictures"),
        pytest.param(["x", 1.0, 0, "x", True], id="a truth"),
        pytest.param(["\x1b[2J", 1.0, 0, "x", 1], id="a terminal's command"),
        pytest.param(["\ud800", 1.0, 0, "x", 1], id="half a character"),
        pytest.param(["x" * 200_001, 1.0, 0, "x", 1], id="long"),
        pytest.param(["x", 1.0, 0, "x" * 301, 1], id="a long name"),
    ],
)
def test_what_no_honest_process_sends_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of several
        checked_recognition(value)


@pytest.mark.parametrize(
    ("raised", "answer"),
    [
        pytest.param(None, recognition_to_list(FOUND), id="read"),
        pytest.param(TextError(Defect.BROKEN, "x"), "broken", id="broken"),
        pytest.param(PermissionError(13, "denied"), "unreadable", id="refused"),
    ],
)
def test_the_process_answers_for_a_page(
    raised: Exception | None, answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognise(path: Path, page: int) -> Recognition:
        assert (path, page) == (Path("a.pdf"), 3)
        if raised:
            raise raised
        return FOUND

    monkeypatch.setattr(ocr, "recognise", recognise)
    assert apart_worker.result_of(["recognise", "a.pdf", 3]) == answer


def test_the_process_names_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "ready", lambda: "x 1")
    assert apart_worker.result_of(["engine", ""]) == "x 1"
