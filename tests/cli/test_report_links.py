"""Where the links of a workbook lead, wherever it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.cli.audit_rubric import _base


@pytest.mark.parametrize(
    ("output", "expected"),
    [("r.xlsx", "库/"), ("库/r.xlsx", ""), ("报告/r.xlsx", "../库/")],
    ids=["beside", "inside", "elsewhere"],
)
def test_links_lead_from_the_workbook_to_the_archive(
    output: str, expected: str, tmp_path: Path
) -> None:
    assert _base(tmp_path / output, tmp_path / "库") == expected


def test_links_to_another_drive_are_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_way(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert _base(tmp_path / "r.xlsx", tmp_path) == tmp_path.as_posix() + "/"
