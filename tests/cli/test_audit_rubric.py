"""``archivist audit --rubric`` as its users run it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions.score import Request, verdict
from archivist.actions.view import View
from archivist.cli import audit_rubric
from archivist.cli.main import run
from archivist.cli.screen import columns
from archivist.model.verdict import Verdict
from tests.cli.conftest import SAMPLE

Caught = pytest.CaptureFixture[str]
CaughtBytes = pytest.CaptureFixture[bytes]
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
WHEN = ["--period", "2025-Q1", "--as-of", "2025-05-20"]
BY = ["--rubric", "xbnh-2025", *WHEN]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audit") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    return root


@pytest.fixture
def audit(root: Path) -> Callable[..., int]:
    def ran(*words: str | Path, lang: str = "en") -> int:
        where = ["--archive", str(root)]
        return run(["archivist", "--lang", lang, "audit", *where, *map(str, words)])

    return ran


def keep(audit: Callable[..., int], root: Path, capsys: Caught) -> str:
    audit(*BY, "-q", "--keep")
    name = capsys.readouterr().out.rpartition("Kept as ")[2].strip()
    assert (root / ".archivist" / "audits" / f"{name}.json").is_file()
    return name


def test_points_are_told_with_reasons_and_cures(audit: Callable[..., int], capsys: Caught) -> None:
    assert audit(*BY, lang="zh_CN") == 1
    told = capsys.readouterr().out
    for text in (HETAO, JIDIAN, "满分 100.00", "R-P2", "补救："):
        assert text in told


def test_only_the_totals_when_quiet_and_the_evidence_when_verbose(
    audit: Callable[..., int], capsys: Caught
) -> None:
    audit(*BY, "-q")
    quiet = capsys.readouterr().out
    audit(*BY)
    usual = capsys.readouterr().out
    audit(*BY, "-v")
    verbose = capsys.readouterr().out
    assert len(quiet) < len(usual) < len(verbose)
    assert "R-P2" not in quiet
    assert "“流速仪法测流”" in verbose
    assert "“流速仪法测流”" not in usual


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_text_fits_the_terminal(
    audit: Callable[..., int], lang: str, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (BY, ["--ahead", "30", "--as-of", "2025-05-20"]):
        audit(*words, lang=lang)
        assert [x for x in capsys.readouterr().out.splitlines() if columns(x) > 80] == []


def test_all_studios_are_ranked(audit: Callable[..., int], capsysbinary: CaughtBytes) -> None:
    audit(*BY, "--all", "--json")
    said = json.loads(capsysbinary.readouterr().out)
    assert [each["rank"] for each in said["studios"]] == [1, 2]
    first, second = (each["secured"] for each in said["studios"])
    assert first > second


def test_json_stands_alone_on_the_standard_output(
    audit: Callable[..., int], root: Path, capsysbinary: CaughtBytes
) -> None:
    assert audit(*BY, "--json", "--keep") == 1
    said = json.loads(capsysbinary.readouterr().out)
    assert said["schema"] == "archivist/rubric-audit/1"
    assert said["period"] == "2025-Q1"
    assert list((root / ".archivist" / "audits").iterdir())


def test_a_page_on_the_standard_output_has_the_history(
    audit: Callable[..., int], capsysbinary: CaughtBytes
) -> None:
    audit(*BY, "--format", "html")
    page = capsysbinary.readouterr().out.decode("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "2024" in page


@pytest.mark.parametrize("name", ["报告.json", "报告.HTM"])
def test_a_report_replaces_its_own_kind_and_nothing_else(
    audit: Callable[..., int], name: str, tmp_path: Path, capsys: Caught
) -> None:
    report, other = tmp_path / name, tmp_path / f"论文{name}"
    other.write_bytes(b"mine")
    assert audit(*BY, "-o", report) == 1
    assert f"Written: {report}" in capsys.readouterr().out
    assert audit(*BY, "-q", "-o", report) == 1
    assert capsys.readouterr().out == ""
    assert report.stat().st_size > 1000
    assert audit(*BY, "-q", "-o", other) == 7
    assert other.read_bytes() == b"mine"


def test_a_workbook_leads_to_the_archive_and_is_never_replaced(
    audit: Callable[..., int], root: Path, capsys: Caught
) -> None:
    report = root.parent / "报告.xlsx"
    assert audit(*BY, "-o", report) == 1
    book = openpyxl.load_workbook(report)
    links = [
        cell.hyperlink.target
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert links
    assert all(link.startswith("示例/") for link in links)
    # An inspector has written into it.
    book.worksheets[1]["A9"] = "实得 2 分"
    book.save(report)
    before = report.read_bytes()
    capsys.readouterr()
    assert audit(*BY, "-o", report) == 7
    assert report.read_bytes() == before
    assert "somebody may have written into it" in capsys.readouterr().err


def test_a_workbook_that_appears_meanwhile_stays(
    audit: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "报告.xlsx"

    def scored(view: View, request: Request) -> Verdict:
        report.write_bytes(b"PK mine")
        return verdict(view, request)

    monkeypatch.setattr(audit_rubric, "verdict", scored)
    assert audit(*BY, "-o", report) == 7
    assert report.read_bytes() == b"PK mine"
    assert [path.name for path in tmp_path.iterdir()] == [report.name]


def test_a_folder_that_is_not_there_is_refused(
    audit: Callable[..., int], tmp_path: Path, capsys: Caught
) -> None:
    for name in ("a.xlsx", "a.html"):
        assert audit(*BY, "-o", tmp_path / "没有" / name) == 7
        assert "cannot be written" in capsys.readouterr().err


def test_what_changed_since_a_kept_audit_is_told(
    audit: Callable[..., int], root: Path, capsys: Caught
) -> None:
    name = keep(audit, root, capsys)
    assert audit(*BY, "--since", name) == 1
    assert "nothing has changed" in capsys.readouterr().out
    book = root / HETAO / "18 工作台账" / "培训学习台账.xlsx"
    aside = root.parent / "aside.xlsx"
    book.rename(aside)
    try:
        audit(*BY, "--since", "LAST")
    finally:
        aside.rename(book)
    told = capsys.readouterr().out
    assert f"Since {name}" in told
    assert "nothing has changed" not in told
    assert "new: " in told


def test_a_kept_audit_holds_what_json_holds(
    audit: Callable[..., int], root: Path, capsys: Caught, tmp_path: Path
) -> None:
    audit(*BY, "-o", tmp_path / "a.json", "--keep")
    name = capsys.readouterr().out.rpartition("Kept as ")[2].strip()
    kept = json.loads((root / ".archivist" / "audits" / f"{name}.json").read_bytes())
    assert kept.pop("kept_at")
    assert kept == json.loads((tmp_path / "a.json").read_bytes())


def test_a_kept_audit_is_not_written_over(
    audit: Callable[..., int], root: Path, capsys: Caught
) -> None:
    kept = root / ".archivist" / "audits" / f"{keep(audit, root, capsys)}.json"
    before = kept.read_bytes()
    assert audit(*BY, "-o", kept) == 8
    assert kept.read_bytes() == before


def test_an_unknown_kept_audit_is_refused(audit: Callable[..., int], capsys: Caught) -> None:
    assert audit("--rubric", "skill-master-studio", "--since", "LAST") == 8
    assert "--keep" in capsys.readouterr().err


def test_what_falls_due_is_the_only_answer_to_ahead(
    audit: Callable[..., int], capsys: Caught
) -> None:
    assert audit("--ahead", "30", "--rubric", "xbnh-2025", "--as-of", "2025-05-20") == 1
    told = capsys.readouterr().out
    assert "2025.05.31" in told
    assert "secured" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ahead", "30", "--period", "2025"], "leave out --period"),
        (["--ahead", "30", "--all", "--keep"], "leave out --all, --keep"),
        (["--ahead", "30", "--since", "last"], "leave out --since"),
        (["--ahead", "30", "--format", "html"], "leave out --format html"),
        (["--ahead", "30", "-o", "a.html"], "leave out -o"),
        (["--ahead", "0"], "no number from 1 on"),
        (["--all", "--studio", "河套"], "--all ranks all studios"),
        (["--format", "xlsx"], "A workbook needs a file"),
        (["--format", "html", "-o", "a.xlsx"], "does not end as html does"),
        (["--format", "text", "-o", "a.html"], "text goes to the screen"),
        (["-o", "a.docx"], "-o writes .html, .json, .xlsx or .pdf"),
    ],
)
def test_what_has_no_meaning_together_is_refused(
    audit: Callable[..., int], words: list[str], said: str, capsys: Caught
) -> None:
    assert audit(*words) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not Path(words[-1]).exists()


def test_an_ending_that_is_none_of_ours_goes_with_a_form(
    audit: Callable[..., int], tmp_path: Path
) -> None:
    assert audit(*BY, "--json", "-q", "-o", tmp_path / "a.txt") == 1
    assert json.loads((tmp_path / "a.txt").read_bytes())


def test_an_unknown_rubric_is_refused_with_the_names(
    audit: Callable[..., int], capsys: Caught
) -> None:
    assert audit("--rubric", "没有") == 8
    assert "xbnh-2025" in capsys.readouterr().err


def test_a_studio_that_meets_all_exits_with_0(tmp_path: Path, capsys: Caught) -> None:
    root = tmp_path / "小库"
    folder = root / "templates" / "rubrics"
    folder.mkdir(parents=True)
    (folder / "小.toml").write_text(
        'id = "小"\nname = "小细则"\ntotal = 10\n[[sections]]\nname = "一"\npoints = 10\n'
        '[[sections.criteria]]\nid = "A"\nname = "甲"\npoints = 10\n'
        '[[sections.criteria.deductions]]\nkind = "findings"\ncodes = ["NAM"]\neach = 1\n'
        'text = "名称"\nperiod = "year"\n',
        encoding="utf-8",
    )
    (root / "archive.toml").write_text(
        'rubrics = ["小"]\n[[studios]]\nname = "甲"\n', encoding="utf-8"
    )
    (root / "甲").mkdir()
    words = ["--archive", str(root), "--as-of", "2025.12.31", "--all"]
    assert run(["archivist", "--lang", "en", "audit", *words]) == 0
    assert "小细则" in capsys.readouterr().out
    assert run(["archivist", "--lang", "en", "next", *words[:-1]]) == 0
    assert "Nothing falls due" in capsys.readouterr().out
