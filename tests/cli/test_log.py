"""``archivist log``, ``archivist undo`` and ``archivist status`` as their users run them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.actions.status import Status
from archivist.actions.undo import Log
from archivist.cli.log_output import render
from archivist.cli.status_output import render as render_status
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.owner import Owner
from archivist.store.journal import Break
from archivist.store.operations import writing
from tests.cli.inboxes import DAY, SAID, an_archive, dropped, ran

PLACE = "收件箱/06/20250318 授课"
Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    dropped(root, f"{PLACE}/item.toml", SAID)
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue"), ("c.jpg", "pink"), ("d.jpg", "tan")):
        dropped(root, f"{PLACE}/{name}", colour=colour)
    return root


def test_what_was_done_is_shown_and_taken_back(root: Path, capsys: Caught) -> None:
    assert ran(root, "log") == 0
    assert "Nothing was done yet." in capsys.readouterr().out
    assert ran(root, "undo") == 1
    assert "nothing to take back" in capsys.readouterr().out
    assert ran(root, "file", *DAY) == 0
    capsys.readouterr()
    assert ran(root, "log") == 0
    told = capsys.readouterr().out
    assert "5 files" in told
    assert "and 1 more (-v lists all)" in told
    assert "The journal is whole." in told
    assert ran(root, "log", "-v") == 0
    assert "folder 甲工作室/06 培训学习资料/20250318 授课" in capsys.readouterr().out
    assert ran(root, "undo") == 0
    assert "5 files taken back." in capsys.readouterr().out
    assert (root / PLACE / "a.jpg").is_file()
    assert ran(root, "log") == 0
    assert "(cannot be taken back any more)" in capsys.readouterr().out


def test_the_log_is_json_for_scripts(
    root: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ran(root, "file", *DAY)
    capsysbinary.readouterr()
    assert ran(root, "log", "--json", "--limit", "1") == 0
    said = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert said["schema"] == "archivist/log/1"
    assert said["whole"]
    (command,) = said["commands"]
    assert command["verb"] == "file"
    assert {"do", "path", "from", "sha256"} == set(command["operations"][0]["steps"][0])


def noted(root: Path, kind: str, **value: object) -> None:
    with writing(root, Verb.VERIFY, datetime(2025, 12, 31, 10, tzinfo=UTC)) as session:
        session.note(kind, value)


NOTES = [
    pytest.param("seal", {"files": 7, "for": "seal"}, "· 7 files", id="sealed"),
    pytest.param(
        "seal",
        {"files": 7, "for": "seal --repair"},
        "· 7 files, the manifest was mended",
        id="mended",
    ),
    pytest.param(
        "verify", {"files": 1, "sample": "all", "missing": 0}, "√ 1 file, nothing wrong", id="sound"
    ),
    pytest.param(
        "verify",
        {"files": 8, "sample": "5%", "missing": 1, "damaged": 2, "own": 3, "new": 4},
        "× 8 files, a part (5%), missing 1, damaged 2, damaged files of archivist itself 3, new 4",
        id="ill",
    ),
    pytest.param(
        "verify",
        {"files": 8, "sample": "all", "paths": ["甲"]},
        "√ 8 files, only what was named, nothing wrong",
        id="part",
    ),
    pytest.param(
        "backup",
        {"files": 9, "snapshot": "2025", "target": "/盘 一/备份"},
        "· snapshot 2025 at /盘 一/备份, 9 files",
        id="backup",
    ),
    pytest.param(
        "restore-test",
        {"result": "ok", "files": 9, "snapshot": "2025", "target": "/备份"},
        "√ passed, 9 files, snapshot 2025 of /备份",
        id="restores",
    ),
    pytest.param(
        "restore-test",
        {"result": "failed", "files": 9, "failed": 2, "snapshot": "2025", "target": "/备份"},
        "× failed, 9 files, not restored 2, snapshot 2025 of /备份",
        id="restores not",
    ),
    pytest.param("disc", {"number": "A1", "files": 2}, "· A1, 2 files", id="disc"),
    pytest.param(
        "disc-verify",
        {"number": "A1", "set": "封存", "result": "合格", "faults": 0},
        "√ A1 封存, passed",
        id="disc is sound",
    ),
    pytest.param(
        "disc-verify",
        {"number": "A1", "set": "", "result": "不合格", "faults": 2},
        "× A1, failed, faults 2",
        id="disc is not",
    ),
    pytest.param("verify", {"files": "x", "missing": -3, "sample": 5}, "√ 0 files", id="hostile"),
    pytest.param("backup", {"snapshot": 3, "target": "长" * 999}, "长…, 0 files", id="endless"),
]


@pytest.mark.parametrize(("kind", "value", "said"), NOTES)
def test_what_is_noted_is_told_in_one_line(
    root: Path,
    kind: str,
    value: dict[str, object],
    said: str,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    noted(root, kind, **value)
    assert ran(root, "log") == 0
    told = capsys.readouterr().out
    assert said in " ".join(told.split())
    assert told.startswith("2025-12-31 10:00  ")
    assert "Nothing was done yet." not in told
    assert "The journal is whole." in told


def test_notes_stand_between_the_commands_and_what_sealed_in_passing_does_not(
    root: Path, capsys: Caught
) -> None:
    noted(root, "backup", files=1)
    assert ran(root, "file", *DAY) == 0
    noted(root, "verify", files=2)
    noted(root, "seal", files=5, **{"for": "file"})
    capsys.readouterr()
    assert ran(root, "log") == 0
    told = capsys.readouterr().out
    heads = [line.split()[2] for line in told.splitlines() if line.startswith("20")]
    assert heads == ["verified", "filed", "backed"]
    assert ran(root, "log", "--limit", "1") == 0
    assert "filed" not in capsys.readouterr().out
    assert ran(root, "log", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert [each["do"] for each in said["notes"]] == ["verify", "backup"]
    assert said["notes"][0]["told"] == {"files": 2}
    assert said["notes"][0]["text"] == "2 files, nothing wrong"
    assert len(said["commands"]) == 1


def test_a_tampered_journal_is_told(root: Path, capsys: Caught) -> None:
    ran(root, "file", *DAY)
    journal = root / ".archivist" / "journal.jsonl"
    text = journal.read_text(encoding="utf-8")
    journal.write_text(text.replace("a.jpg", "x.jpg"), encoding="utf-8")
    capsys.readouterr()
    assert ran(root, "log") == 1
    assert "of the journal was changed" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["undo", "0"], ["undo", "x"], ["log", "--limit", "0"]])
def test_numbers_have_to_make_sense(root: Path, words: list[str], capsys: Caught) -> None:
    assert ran(root, *words) == 2
    capsys.readouterr()


def test_how_things_stand(root: Path, capsys: Caught) -> None:
    dropped(root, "收件箱/x.jpg", colour="black")
    assert ran(root, "status", *DAY) == 1
    told = capsys.readouterr().out
    assert "In the inbox: 1 file waits, 4 are ready." in told
    assert "Nobody watches" in told
    ran(root, "file", *DAY)
    (root / "收件箱/x.jpg").unlink()
    capsys.readouterr()
    assert ran(root, "status", *DAY) == 0
    assert "Done last:" in capsys.readouterr().out
    assert ran(root, "status", "-q", *DAY) == 0
    assert "Done last:" not in capsys.readouterr().out


def test_the_status_is_json_for_scripts(
    root: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert ran(root, "status", "--json", *DAY) == 0
    said = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert said["counts"] == {"files": 4, "waits": 0, "ready": 4, "unfinished": 0}
    assert said["watcher"] is None


def a_deed(result: Result | None = None, reason: str = "") -> Deed:
    step = Step(kind=StepKind.MOVE, path="甲/a.jpg", source="收件箱/\x1b[31ma.jpg")
    operation = Operation(verb=Verb.FILE, steps=(step,))
    return Deed(
        number=1,
        batch=1,
        at="2025-01-01T10:00:00+08:00",
        by="李明@pc",
        operation=operation,
        result=result,
        reason=reason,
    )


@pytest.mark.parametrize("since", [datetime(2025, 1, 1, 8, 30, tzinfo=UTC), None])
def test_who_watches_and_what_was_cut_off_is_told(since: datetime | None, capsys: Caught) -> None:
    owner = Owner(verb="watch", host="值班室", pid=7, since=since)
    told = Status(outcomes=(), watcher=owner, unfinished=(a_deed(),))
    render_status(told, as_json=False, quiet=False, verbose=False)
    text = capsys.readouterr().out
    assert "Watched by 值班室 (process 7)" in text
    assert "cut off" in text


def test_the_watcher_is_told_to_scripts(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    owner = Owner(host="值班室", pid=7, since=datetime(2025, 1, 1, tzinfo=UTC))
    render_status(Status(outcomes=(), watcher=owner), as_json=True, quiet=False, verbose=False)
    said = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert said["watcher"]["host"] == "值班室"


@pytest.mark.parametrize("result", [None, *Result])
def test_every_result_has_its_word_and_the_reason_is_told(
    result: Result | None, capsys: Caught
) -> None:
    log = Log(deeds=(a_deed(result, "why not"),), breaks=(Break(line=3),))
    render(log, limit=9, as_json=False, verbose=False)
    text = capsys.readouterr().out
    assert "why not" in text
    assert "Line 3" in text
    assert "\x1b[31ma" not in text
