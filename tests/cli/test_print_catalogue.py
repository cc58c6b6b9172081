"""``archivist print catalogue`` and ``print cover`` as their users run them."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pypdf
import pytest
import python_calamine

from archivist.cli import catalogue_output
from archivist.cli.main import run
from tests.cli.conftest import SAMPLE
from tests.pages import squashed, text_of

Caught = pytest.CaptureFixture[str]
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("catalogue") / "示例档案库"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    return root


def ran(root: Path, paper: str, *words: str | Path, lang: str = "zh_CN") -> int:
    where = ["--archive", str(root), "--as-of", "2025-06-30"]
    return run(["archivist", "--lang", lang, "print", paper, *where, *map(str, words)])


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_whole_archive_is_printed_with_its_empty_categories(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    target = tmp_path / "目录.pdf"
    assert ran(root, "catalogue", "-o", target) == 0
    assert f"已写入：{target}" in capsys.readouterr().out
    text = squashed(text_of(target.read_bytes()))
    for piece in (HETAO, JIDIAN, "06培训学习资料", "测流仪器理论授课", "示例档案库"):
        assert piece in text


def test_only_one_studio_is_printed_when_it_is_named(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "目录.pdf"
    assert ran(root, "catalogue", "--studio", "河套", "-o", target, "-q") == 0
    text = squashed(text_of(target.read_bytes()))
    assert HETAO in text
    assert JIDIAN not in text


def test_csv_workbook_and_html_tell_the_same(root: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"目录.{ending}" for ending in ("csv", "xlsx", "html")]
    for path in paths:
        assert ran(root, "catalogue", "-o", path, "-q") == 0
    rows = rows_of(paths[0])[1:]
    titles = [row[3] for row in rows]
    assert "测流仪器理论授课" in titles
    assert sum(row[0] == JIDIAN and row[2] == "" for row in rows) > 5
    book = python_calamine.CalamineWorkbook.from_path(paths[1])
    held = [row[2] for name in (HETAO, JIDIAN) for row in book.get_sheet_by_name(name).to_python()]
    assert [title for title in held if title in titles] == titles
    page = paths[2].read_text(encoding="utf-8")
    assert all(title in page for title in titles)


@pytest.mark.parametrize(
    ("form", "column", "value"),
    [
        ("files", 6, "收文 关于命名职工创新工作室的通知"),
        ("photos", 2, "C1-20250225-01"),
        ("register", 3, "C1-20250225-01.jpg"),
    ],
)
def test_lists_of_records_are_chosen_by_form(
    root: Path, tmp_path: Path, form: str, column: int, value: str
) -> None:
    assert ran(root, "catalogue", "--form", form, "-o", tmp_path / "a.pdf", "-q") == 0
    assert squashed(value) in squashed(text_of((tmp_path / "a.pdf").read_bytes()))
    assert ran(root, "catalogue", "--form", form, "-o", tmp_path / "a.csv", "-q") == 0
    assert value in [row[column] for row in rows_of(tmp_path / "a.csv")]


def test_the_numbers_of_documents_do_not_depend_on_the_choice(root: Path, tmp_path: Path) -> None:
    for name, words in {"all": (), "some": ("--category", "13")}.items():
        path = tmp_path / f"{name}.csv"
        assert ran(root, "catalogue", "--form", "files", *words, "-o", path, "-q") == 0
    every = {row[3] for row in rows_of(tmp_path / "all.csv")[1:]}
    some = {row[3] for row in rows_of(tmp_path / "some.csv")[1:]}
    assert some < every


def test_a_choice_that_holds_nothing_is_told(root: Path, tmp_path: Path, capsys: Caught) -> None:
    words: list[str | Path] = ["--year", "1990", "-o", tmp_path / "a.pdf"]
    for paper in ("catalogue", "cover"):
        assert ran(root, paper, *words, lang="en") == 8
        assert "There is no item in what was chosen." in capsys.readouterr().err
    only: list[str | Path] = ["--category", "01", "--form", "photos", "-o", tmp_path / "a.pdf"]
    assert ran(root, "catalogue", *only, lang="en") == 8
    assert "There is no photo in what was chosen." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "-o catalogue.pdf"),
        (["-o", "目录.docx"], ".pdf, .xlsx, .csv or .html"),
        (["-o", "目录.csv", "--preview"], "--preview"),
        (["-o", "目录.html", "--layout", "mine"], "--layout"),
    ],
)
def test_how_to_name_the_file_is_told(
    root: Path, capsys: Caught, words: list[str], told: str
) -> None:
    assert ran(root, "catalogue", *words, lang="en") == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "html"])
def test_a_foreign_file_is_never_overwritten(
    root: Path, tmp_path: Path, capsys: Caught, ending: str
) -> None:
    target = tmp_path / f"目录.{ending}"
    target.write_bytes(b"mine")
    assert ran(root, "catalogue", "-o", target, lang="en") == 7
    assert "Nothing was overwritten" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(("ending", "code"), [("pdf", 0), ("html", 7), ("csv", 7)])
def test_only_an_own_pdf_is_replaced(root: Path, tmp_path: Path, ending: str, code: int) -> None:
    target = tmp_path / f"目录.{ending}"
    assert ran(root, "catalogue", "--category", "06", "-o", target, "-q") == 0
    first = target.read_bytes()
    assert ran(root, "catalogue", "--category", "07", "-o", target, "-q") == code
    assert (target.read_bytes() != first) is (code == 0)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileExistsError(), "somebody may have written into it"),
        (OSError(28, "No space left on device"), "cannot be written"),
    ],
)
def test_what_happens_in_the_last_moment_is_told(
    root: Path,
    tmp_path: Path,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    told: str,
) -> None:
    def refuse(*_place: object) -> None:
        raise error

    monkeypatch.setattr(catalogue_output, "new_file", refuse)
    assert ran(root, "catalogue", "-o", tmp_path / "a.csv", lang="en") == 7
    assert told in capsys.readouterr().err


def test_each_volume_has_a_cover(root: Path, tmp_path: Path, capsys: Caught) -> None:
    target = tmp_path / "封面.pdf"
    words: list[str | Path] = ["--studio", "河套", "--year", "2025", "-o", target]
    assert ran(root, "cover", *words) == 0
    pages = pypdf.PdfReader(target).pages
    assert len(pages) == 3
    assert HETAO in squashed(pages[0].extract_text())
    capsys.readouterr()
    assert ran(root, "cover", "--category", "06", *words, "-q") == 0
    assert capsys.readouterr().out == ""
    assert "06培训学习资料" in squashed(text_of(target.read_bytes()))


def test_a_cover_wants_a_pdf(root: Path, capsys: Caught) -> None:
    assert ran(root, "cover", lang="en") == 2
    assert "-o cover.pdf" in capsys.readouterr().err
    assert ran(root, "cover", "-o", root.parent / "cover.xlsx", lang="en") == 8
    assert f"-o {root.parent / 'cover.pdf'}" in capsys.readouterr().err


def test_with_a_fonds_its_number_and_name_are_printed(sample: Path, tmp_path: Path) -> None:
    with_fonds(sample)
    words = ["--category", "13", "--studio", "河套"]
    assert ran(sample, "cover", *words, "-o", tmp_path / "封面.pdf", "-q") == 0
    cover = squashed(text_of((tmp_path / "封面.pdf").read_bytes()))
    assert "A104" in cover
    assert "河套灌区" in cover
    assert ran(sample, "catalogue", "--form", "files", *words, "-o", tmp_path / "目录.csv") == 0
    codes = [row[3] for row in rows_of(tmp_path / "目录.csv")[1:]]
    assert codes[0].startswith("A104-WS·20")
    assert codes[0].endswith("-0113-0001")


def with_fonds(root: Path) -> Path:
    settings = root / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'fonds = "A104"\nfonds_name = "河套灌区"\n{text}', encoding="utf-8")
    return root


def test_no_code_is_divided_where_there_is_a_fonds(sample: Path, tmp_path: Path) -> None:
    root = with_fonds(sample)
    words: list[str | Path] = ["--form", "files", "--category", "06", "-q"]
    for ending in ("csv", "pdf"):
        assert ran(root, "catalogue", *words, "-o", tmp_path / f"目录.{ending}") == 0
    codes = [row[3] for row in rows_of(tmp_path / "目录.csv")[1:]]
    assert all(code.startswith("A104-WS·") for code in codes)
    text = text_of((tmp_path / "目录.pdf").read_bytes())
    assert all(code in text for code in codes)
    images = re.findall(r"C[0-9]-[0-9]{8}-[0-9]{2}(?:—[0-9]{2})?", squashed(text))
    assert any("—" in code for code in images)
    assert all(code in text for code in images)


def test_the_list_of_a_box_lies_across_where_there_is_a_fonds(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "盒内目录.pdf"
    command = ["archivist", "--lang", "zh_CN", "box", "print", "--category", "06"]
    where = ["--archive", str(sample), "--as-of", "2025-06-30", "-q", "-o", str(target)]
    assert run([*command, *where]) == 0
    shapes = {page.mediabox.width < page.mediabox.height for page in pypdf.PdfReader(target).pages}
    assert shapes == {True}
    with_fonds(sample)
    assert run([*command, *where]) == 0
    listed, remarks, *_more = pypdf.PdfReader(target).pages
    assert listed.mediabox.width > listed.mediabox.height
    assert remarks.mediabox.width < remarks.mediabox.height
    text = listed.extract_text()
    codes = re.findall(r"A104-WS·[0-9A-Z-]+", text)
    assert codes
    assert all(re.fullmatch(r"A104-WS·[0-9]{4}-(?:Y|D[13]0)-[0-9]{4}-[0-9]{4}", c) for c in codes)


def test_pages_that_nobody_counted_are_told_as_such_in_every_form(
    root: Path, tmp_path: Path
) -> None:
    paths = {ending: tmp_path / f"目录.{ending}" for ending in ("csv", "xlsx", "html", "pdf")}
    for path in paths.values():
        assert ran(root, "catalogue", "-o", path, "-q") == 0
    head, *rows = rows_of(paths["csv"])
    pages = [row[head.index("页数")] for row in rows]
    guessed = next(page for page in pages if page.startswith("约"))
    assert any(page.isdecimal() for page in pages)
    book = python_calamine.CalamineWorkbook.from_path(paths["xlsx"])
    cells = [str(cell) for row in book.get_sheet_by_name(HETAO).to_python() for cell in row]
    assert guessed in cells
    assert f">{guessed}<" in paths["html"].read_text(encoding="utf-8")
    assert squashed(guessed) in squashed(text_of(paths["pdf"].read_bytes()))
