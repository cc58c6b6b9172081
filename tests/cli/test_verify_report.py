"""``archivist verify --report``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions.keeping import report_rows
from archivist.cli.main import run
from tests.actions.keeping.sealed import sealed

Verify = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sealed(tmp_path)


@pytest.fixture
def verify(root: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    monkeypatch.setattr(report_rows, "scanner_of", lambda _wanted, _root: None)
    monkeypatch.chdir(root.parent)

    def at(*words: str) -> int:
        return run(["archivist", "--lang", "en", "verify", "--archive", str(root), *words])

    return at


@pytest.mark.parametrize("name", ["r.html", "r.pdf", "R.JSON"])
def test_the_ending_says_in_which_form(
    name: str, verify: Verify, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify("--report", name) == 0
    told = capsys.readouterr().out
    assert "security: " in told
    assert "rows failed" in told
    assert "archivist check" in told
    assert f"Written: {name}" in told
    data = (tmp_path / name).read_bytes()
    assert data.startswith({"l": b"<!D", "f": b"%PD", "N": b'{\n "schema'}[name[-1]])


def test_an_earlier_report_is_never_replaced_as_people_sign_it(
    verify: Verify, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify("--report", "r.html", "-q") == 0
    before = (tmp_path / "r.html").read_bytes()
    assert verify("--report", "r.html", "-q") == 7
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "r.html").read_bytes() == before


@pytest.mark.parametrize("name", ["r.html", "r.pdf"])
def test_damaged_settings_keep_no_report_from_being_written(
    name: str, verify: Verify, root: Path, tmp_path: Path
) -> None:
    (root / "archive.toml").write_text("studios = 3", encoding="utf-8")
    verify("--report", name)
    assert (tmp_path / name).stat().st_size > 1000


def test_what_scripts_read_stays_one_value(
    verify: Verify, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert verify("--report", "r.json", "--json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "archivist/verify/1"
    assert not json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["passed"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("r.txt", "name the file so"),
        ("库/r.html", "--report"),
        ("nowhere/r.json", "not there"),
        ("other.html", "already"),
    ],
    ids=["ending", "inside", "no-folder", "foreign"],
)
def test_a_place_where_no_report_can_be_is_refused(
    name: str, words: str, verify: Verify, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.html").write_text("mine", encoding="utf-8")
    assert verify("--report", name) != 0
    assert words in capsys.readouterr().err
    assert (tmp_path / "other.html").read_text(encoding="utf-8") == "mine"
