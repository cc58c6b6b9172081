"""The bar that sealing and verifying show on a terminal."""

from __future__ import annotations

import pytest

from archivist.cli import keeping_bar
from archivist.cli.keeping_bar import pace_bar

Caught = pytest.CaptureFixture[str]


def test_the_bar_tells_files_bytes_and_speed(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught
) -> None:
    monkeypatch.setattr(keeping_bar, "_PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bar = pace_bar(shown=True, label="Sealing")
    bar(1, 2, 1_500_000, 3_000_000)
    bar(2, 2, 3_000_000, 3_000_000)
    text = capsys.readouterr().err
    assert "Sealing 50 %  1/2 files, 1.50 MB of 3.00 MB" in text
    assert text.count("Sealing") == 1, "it is not drawn for every file"
    bar.close()  # type: ignore[attr-defined]
    bar.close()  # type: ignore[attr-defined]
    assert capsys.readouterr().err == "\r\x1b[K"


def test_no_bar_is_drawn_where_nobody_looks(capsys: Caught) -> None:
    pace_bar(shown=False, label="x")(1, 1, 1, 1)
    assert capsys.readouterr().err == ""
