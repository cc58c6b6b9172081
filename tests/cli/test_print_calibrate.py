"""``archivist print calibrate`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.inboxes import an_archive, ran

Caught = pytest.CaptureFixture[str]


def test_a_page_is_written(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "库")
    page = tmp_path / "test.pdf"
    assert ran(root, "print", "calibrate", "-o", page, "--as-of", "2026-01-01") == 0
    assert page.read_bytes().startswith(b"%PDF-")
    assert str(page) in capsys.readouterr().out


def test_where_to_has_to_be_said(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "库")
    assert ran(root, "print", "calibrate") == 2
    assert "-o test-page.pdf" in capsys.readouterr().err


def test_offsets_that_are_wrong_are_told(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "库")
    marker = root / "archive.toml"
    said = marker.read_text(encoding="utf-8") + "[printing]\noffset_x = nan\n"
    marker.write_text(said, encoding="utf-8")
    assert ran(root, "print", "calibrate", "-o", tmp_path / "test.pdf") == 4
    assert "printing.offset_x" in capsys.readouterr().err
    assert not (tmp_path / "test.pdf").exists()
