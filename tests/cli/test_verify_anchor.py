"""``archivist verify --anchor``: paper against the journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.store.journal_lines import FILE, digest, summed
from archivist.store.journal_notes import head
from tests.actions.keeping.sealed import sealed, verified
from tests.cli.inboxes import ran

Caught = pytest.CaptureFixture[str]
Rows = list[bytes]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = sealed(tmp_path)
    verified(root)
    verified(root, days=1)
    return root


def said(root: Path, capsys: Caught, *words: str) -> tuple[int, str]:
    code = ran(root, "verify", *words)
    caught = capsys.readouterr()
    return code, caught.out + caught.err


def on_paper(root: Path) -> str:
    anchor = head(root)
    return f"{anchor.line} {anchor.sha256[:4]} {anchor.sha256[4:16]}…"


def test_as_long_as_the_line_is_there_it_holds(root: Path, capsys: Caught) -> None:
    paper = on_paper(root)
    before = (root / ".archivist" / FILE).read_bytes()
    assert said(root, capsys, "--anchor", paper)[0] == 0
    assert (root / ".archivist" / FILE).read_bytes() == before, "looking is not noted"
    verified(root, days=2)
    code, text = said(root, capsys, "--anchor", paper)
    assert code == 0
    assert "16 digits compared" in text


def rewritten(rows: Rows) -> Rows:
    """Write a journal anew, with a chain that fits."""
    last, new = "0" * 64, []
    for number, row in enumerate(rows, start=1):
        value = json.loads(row) | {"n": number, "prev": last, "by": "somebody"}
        del value["sum"]
        raw = summed(json.dumps(value).encode())
        last = digest(raw)
        new.append(raw + b"\n")
    return new


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(rewritten, "was written anew", id="written anew"),
        pytest.param(lambda rows: rows[:-1], "its end was cut off", id="cut off"),
        pytest.param(lambda rows: rows[1:], "is line 2 now", id="removed"),
        pytest.param(lambda rows: [rows[0], *rows], "is line 4 now", id="put in"),
        pytest.param(
            lambda rows: [rows[0].replace(b'"do"', b'"dO"'), *rows[1:]],
            "line 1 is not",
            id="changed",
        ),
        pytest.param(lambda _rows: [], "it ends with 0", id="lost"),
    ],
)
def test_what_another_hand_did_to_the_journal_is_told(
    change: Callable[[Rows], Rows], words: str, root: Path, capsys: Caught
) -> None:
    paper = on_paper(root)
    place = root / ".archivist" / FILE
    place.write_bytes(b"".join(change(place.read_bytes().splitlines(keepends=True))))
    code, text = said(root, capsys, "--anchor", paper)
    assert code == 1
    assert words in " ".join(text.split())
    assert "with the paper once more" in " ".join(text.split())


def test_programs_are_told_as_well(root: Path, capsys: Caught) -> None:
    anchor = head(root)
    code = ran(root, "verify", "--anchor", on_paper(root), "--json")
    value = json.loads(capsys.readouterr().out)
    assert (code, value["schema"], value["holds"]) == (0, "archivist/anchor-check/1", True)
    assert (value["line"], value["sha256"]) == (anchor.line, anchor.sha256)


def test_what_is_no_anchor_is_refused(root: Path, capsys: Caught) -> None:
    code, text = said(root, capsys, "--anchor", "12 ab")
    assert code == 2
    assert "at least 8 digits" in " ".join(text.split())


def test_a_journal_that_cannot_be_read_is_an_error(root: Path, capsys: Caught) -> None:
    paper = on_paper(root)
    (root / ".archivist" / FILE).unlink()
    (root / ".archivist" / FILE).mkdir()
    code, text = said(root, capsys, "--anchor", paper)
    assert code > 2
    assert "journal cannot be read" in text
