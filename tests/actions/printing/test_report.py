from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.audit import audit
from archivist.actions.printing.report import print_audit, print_score
from archivist.actions.score import Request, verdict
from archivist.cli.options import view_of
from archivist.errors import InvalidChoiceError
from tests.formats.reports import told

SAMPLE = Path(__file__).resolve().parents[3] / "sample_archive"
DAY = date(2025, 5, 20)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    settings = root / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'fonds = "A104"\nfonds_name = "总干渠管理所"\n{text}', encoding="utf-8")
    return root


def test_the_fonds_stands_on_the_cover_of_a_score(root: Path) -> None:
    view = view_of(root, DAY, quiet=True)
    found = verdict(view, Request(rubric="xbnh-2025"))
    assert told(print_score(view, found)).startswith("总干渠管理所Reportofthescore")


def test_the_fonds_stands_on_the_cover_of_an_audit(root: Path) -> None:
    view = view_of(root, DAY, quiet=True)
    assert told(print_audit(view, audit(view))).startswith("总干渠管理所Reportoftheaudit")


def test_a_layout_of_another_form_is_refused(root: Path) -> None:
    view = view_of(root, DAY, quiet=True)
    with pytest.raises(InvalidChoiceError, match="score"):
        print_audit(view, audit(view), "score")
