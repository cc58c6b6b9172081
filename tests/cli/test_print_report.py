"""``archivist print report`` and ``archivist audit -o report.pdf`` as their users run them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from archivist.actions.score import Request, verdict
from archivist.cli.main import run
from archivist.cli.options import view_of
from archivist.formats.score_wording import points_text
from archivist.model.period import Period
from tests.cli.conftest import SAMPLE
from tests.formats.reports import told
from tests.pages import squashed

HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
WHEN = ["--period", "2025-Q1", "--as-of", "2025-05-20"]
BY = ["--rubric", "xbnh-2025", *WHEN]
Ran = Callable[..., int]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    return root


def ran(root: Path, *words: str | Path, lang: str = "zh_CN") -> int:
    return run(["archivist", "--lang", lang, *map(str, words), "--archive", str(root)])


@pytest.fixture
def archivist(root: Path) -> Ran:
    return partial(ran, root)


def test_a_score_is_printed_in_chinese(
    archivist: Ran, tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "评分.pdf"
    assert archivist("print", "report", *BY, "--all", "-o", output) == 0
    assert "评分.pdf" in capsys.readouterr().out
    text = told(output.read_bytes())
    request = Request(rubric="xbnh-2025", period=Period.parse("2025-Q1"), ranked=True)
    found = verdict(view_of(root, date(2025, 5, 20), quiet=True), request)
    for studio in found.studios:
        assert studio.score.studio in text
        for scored in studio.score.criteria:
            values = (scored.points, scored.secured, scored.possible)
            figures = "".join(map(points_text, values))
            assert squashed(f"{scored.criterion.id}{scored.criterion.name}{figures}") in text
    assert "历次得分" in text
    assert "编号评分项" in text
    assert "认定结果" in text
    assert "archivist" not in text


def test_the_audit_writes_the_same_pages(archivist: Ran, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert archivist("print", "report", *BY, "-o", first) == 0
    assert archivist("audit", *BY, "-o", second) == 1
    assert first.read_bytes() == second.read_bytes()


def test_without_a_rubric_what_is_missing_is_printed(archivist: Ran, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    when = ["--studio", "机电", "--period", "2025", "--as-of", "2025-05-20"]
    assert archivist("print", "report", *when, "-q", "-o", first) == 0
    assert archivist("audit", *when, "--format", "pdf", "-o", second) == 1
    assert first.read_bytes() == second.read_bytes()
    text = told(first.read_bytes())
    assert JIDIAN in text
    assert f"、{HETAO}" not in text
    assert "×缺失" in text
    assert "06培训学习资料" in text
    assert "archivist" not in text


def test_the_audit_names_the_file_it_wrote(
    archivist: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivist("audit", *WHEN, "-o", tmp_path / "a.pdf", lang="en")
    said = capsys.readouterr().out
    assert "示例: quarter 1 of 2025" in said
    assert "a.pdf" in said
    archivist("audit", *WHEN, "-q", "-o", tmp_path / "b.pdf", lang="en")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["audit", "--format", "pdf"], "A PDF needs a file"),
        (["audit", "--rubric", "--format", "pdf"], "A PDF needs a file"),
        (["audit", "--format", "pdf", "-o", "x.html"], "does not end as pdf does"),
        (["audit", "--ahead", "30", "-o", "x.pdf"], "leave out"),
        (["print", "report"], "Say where to write to: -o report.pdf"),
        (["print", "report", "--all", "--studio", "x", "-o", "x.pdf"], "leave --studio out"),
    ],
)
def test_what_makes_no_sense_is_refused(
    archivist: Ran, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archivist(*words, lang="en") == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize("words", [["audit"], ["audit", *BY], ["print", "report"]])
def test_nothing_is_replaced_or_written_where_archivist_keeps_its_own(
    archivist: Ran, root: Path, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "notes.pdf"
    taken.write_bytes(b"my own notes")
    assert archivist(*words, "-o", taken, lang="en") == 7
    assert "notes.pdf is there already" in " ".join(capsys.readouterr().err.split())
    assert taken.read_bytes() == b"my own notes"
    state = root / ".archivist"
    state.mkdir(exist_ok=True)
    assert archivist(*words, "-o", state / "x.pdf", lang="en") == 8
    assert "lies in the archive" in " ".join(capsys.readouterr().err.split())
    assert not (state / "x.pdf").exists()


def test_a_layout_of_the_archive_goes_before_the_shipped_one(sample: Path, tmp_path: Path) -> None:
    pages = sample / "templates" / "pages"
    shipped = SAMPLE.parent / "templates" / "catalog" / "pages"
    pages.mkdir(parents=True)
    text = (shipped / "report.toml").read_text(encoding="utf-8")
    fewer = text.replace('"tasks", "categories", "evidence", ', "")
    assert fewer != text
    (pages / "short.toml").write_text(fewer, encoding="utf-8")
    shutil.copy(shipped / "report.typ", pages / "short.typ")
    output = tmp_path / "short.pdf"
    words: list[str | Path] = ["print", "report", *WHEN, "--layout", "short", "-o", output]
    assert ran(sample, *words, lang="en") == 0
    text = told(output.read_bytes())
    assert "Whattodonext" not in text
    assert "Signatures" in text
