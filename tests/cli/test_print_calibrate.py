"""``archivist print calibrate`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.inboxes import an_archive, ran
from tests.labels import plain
from tests.pages import text_of

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


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_a_place_without_a_name_is_refused(tmp_path: Path, capsys: Caught, lang: str) -> None:
    root = an_archive(tmp_path / "库")
    assert ran(root, "print", "calibrate", "-o", "", lang=lang) == 8
    error = capsys.readouterr().err
    said = {"en": "Behind -o there is no name of a file.", "zh_CN": "-o 后面没有写文件名。"}
    assert said[lang] in error


def test_the_steps_tell_the_sizes_of_the_layout(tmp_path: Path) -> None:
    root = an_archive(tmp_path / "库")
    assert ran(root, "print", "new-layout", "mine", "--from", "calibrate", "-q") == 0
    path = root / "templates" / "pages" / "mine.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("inset = 10 ", "inset = 12 ").replace("bar = 100 ", "bar = 80 ")
    path.write_text(text, encoding="utf-8")
    page = tmp_path / "test.pdf"
    assert ran(root, "print", "calibrate", "--layout", "mine", "-o", page) == 0
    told = plain(text_of(page.read_bytes()))
    assert "hastobe80mm" in told
    assert "shouldbe12mm" in told
    assert "offset_x=12−Left(mm)=" in told
    assert told.count("80mm") == 3
