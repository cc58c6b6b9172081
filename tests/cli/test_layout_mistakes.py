"""Mistakes in a layout are told with its file, line and key, before anything is set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.store.page_file import page_source
from tests.cli.inboxes import DAY, an_archive, ran

Caught = pytest.CaptureFixture[str]
COMMANDS = {
    "box-front": "labels",
    "box-spine": "labels",
    "box-small": "labels",
    "disc-case": "disc",
    "disc-face": "disc",
    "photos-6": "photos",
    "photos-2": "photos",
    "calibrate": "calibrate",
}
"""What prints by a layout and reads it before it looks into the archive."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return an_archive(tmp_path / "库")


def changed(text: str, old: str, new: str) -> str:
    """Replace a part of a text, whatever the number in it is."""
    pattern = r"[\d.]+".join(map(re.escape, re.split(r"(?<== )[\d.]+", old)))
    found = re.search(pattern, text)
    assert found
    return text[: found.start()] + new + text[found.end() :]


def told(
    root: Path,
    capsys: Caught,
    name: str,
    *changes: tuple[str, str],
    lang: str = "en",
    typ: str = "",
) -> str:
    """Return what is said of a copy of a shipped layout with some texts replaced."""
    own = root / "templates" / "pages"
    own.mkdir(parents=True, exist_ok=True)
    toml, form = page_source(None, name)
    for old, new in changes:
        toml = changed(toml, old, new)
    (own / "我的.toml").write_text(toml, encoding="utf-8")
    (own / "我的.typ").write_text(form + typ, encoding="utf-8")
    out = root.parent / "a.pdf"
    command = COMMANDS.get(name, "calibrate")
    assert ran(root, "print", command, "--layout", "我的", "-o", out, *DAY, lang=lang) == 4
    assert not out.exists()
    return capsys.readouterr().err


HUGE = "9" * 3000
MISTAKES = {
    "a misspelt field": (
        "box-front",
        ('"keeper"', '"keper"'),
        "fields.11: there is no “keper”, perhaps “keeper”; use some of: studio, category",
    ),
    "a field of another form": (
        "box-small",
        ('"period"', '"cut-marks"'),
        "fields.3: there is no “cut-marks”; use some of:",
    ),
    "a field twice": ("box-front", ('"keeper"', '"year"'), "“year” stands here twice"),
    "no field": ("photos-6", ('fields = ["code"', "fields = [] # "), "nothing would be printed"),
    "no choice": ("calibrate", ("[margins]", 'fields = ["a"]\n[margins]'), "write fields = []"),
    "a misspelt size": (
        "box-front",
        ("studio = 15", "studoi = 15"),
        "sizes.studoi: there is no such key; did you mean “studio”?",
    ),
    "a size that there is not": (
        "box-front",
        ("inset = 3 ", "colour = 3\ninset = 3 "),
        "sizes.colour: there is no such key; remove the line",
    ),
    "a size left out": (
        "box-front",
        ("inset = 3 ", "# "),
        "sizes.inset: this key is missing; write inset = …",
    ),
    "a frame wider than the label": (
        "box-front",
        ("inset = 3 ", "inset = 60 "),
        "sizes.inset: no room",
    ),
    "a size wider than the paper": ("calibrate", ("bar = 100", "bar = 5000"), "sizes.bar: 5000"),
    "a negative size": ("calibrate", ("inset = 10", "inset = -1"), "sizes.inset: -1 does not fit"),
    "no size": ("calibrate", ("inset = 10", "inset = nan"), "sizes.inset: nan does not fit"),
    "an endless size": ("calibrate", ("inset = 10", "inset = inf"), "sizes.inset: inf does not"),
    "text for a size": (
        "calibrate",
        ("inset = 10", 'inset = "ten"'),
        'sizes.inset: "ten" does not fit; write a number without quotes',
    ),
    "a hole as wide as the disc": (
        "disc-face",
        ("hole = 41", "hole = 118"),
        "sizes.hole: no room: sizes.hole, sizes.edge and what lies beside need 144 mm, and there "
        "are 118 mm (across a label)",
    ),
    "a disc that is not round": (
        "disc-face",
        ("height = 118      # 与", "height = 100  # 与"),
        "a disc is round",
    ),
    "far too many labels": (
        "box-front",
        ("columns = 2 ", "columns = 100000 "),
        "sheet.columns: 100000 does not fit; write a whole number from 1 to 100",
    ),
    "endless labels": (
        "box-front",
        ("columns = 2 ", f"columns = {HUGE} "),
        "sheet.columns: 99999999999999999999… does not fit",
    ),
    "no labels": ("box-front", ("columns = 2 ", "columns = 0 "), "sheet.columns: 0 does not fit"),
    "no number of labels": (
        "box-front",
        ("columns = 2 ", "columns = nan "),
        "sheet.columns: nan does not fit; write a whole number",
    ),
    "labels off the sheet": (
        "box-front",
        ("columns = 2 ", "columns = 3 "),
        "sheet: the labels reach 295 mm across, the paper has 210 mm",
    ),
    "margins over the paper": (
        "photos-6",
        ("left = 20", "left = 200"),
        "margins.left, margins.right: the margins together leave less than 5 mm",
    ),
    "no sheet": ("box-front", ("[sheet]", "[margins]\n[other]"), "other: there is no such key"),
    "a sheet for what has none": (
        "calibrate",
        (
            "[margins]",
            "[sheet]\ncolumns = 1\nrows = 1\nwidth = 9\nheight = 9\nleft = 0\ntop = 0\n[margins]",
        ),
        "sheet: no labels lie on this paper",
    ),
    "half a photo": ("photos-6", ("columns = 2", "columns = 2.5"), "sizes.columns: 2.5 does not"),
    "photos higher than the page": ("photos-6", ("rows = 3", "rows = 9"), "sizes.least-row: no"),
    "a code wider than a photo": ("photos-6", ("qr = 11", "qr = 100"), "sizes.qr: no room"),
    "a table wider than a photo": ("photos-2", ("label = 23", "label = 90"), "sizes.label: no"),
    "more than the case holds": ("disc-case", ("row = 7.6", "row = 20"), "sizes.row: no room"),
    "more than the DVD's holds": ("disc-case-dvd", ("row = 8.5", "row = 36"), "sizes.row: no room"),
    "a column without room": (
        "files-list",
        ("number = 11", "number = 0.5"),
        "sizes.number: no letter has room in this column; write at least 3",
    ),
    "columns without room": ("files-list", ("code = 48", "code = 250"), "sizes.code: no room"),
    "a list without room": ("box-list", ("number = 11", "number = 160"), "sizes.number: no room"),
    "a column of nothing": ("box-list", ("number = 11", "# "), "sizes.number: this key is missing"),
    "a cover without room": ("cover", ("value = 125", "value = 260"), "sizes.value: no room"),
    "more than a cover holds": ("cover", ("line = 13", "line = 30"), "sizes.line: no room"),
    "a report without room": ("report", ("count = 18", "count = 30"), "sizes.count: no room"),
    "a score without room": ("score", ("figure = 15", "figure = 40"), "sizes.figure: no room"),
    "a strip for nothing": ("box-spine", ("length = 270", "length = 60"), "sizes.studio: no room"),
    "a control character": (
        "calibrate",
        ('title = "', 'title = "\\u0007'),
        "title: it holds a control character (U+0007); delete it",
    ),
    "a control character in a font": (
        "calibrate",
        ("heading = []", 'heading = ["a\\tb"]'),
        "heading.1: it holds a control character (U+0009)",
    ),
    "no title": ("calibrate", ('title = "打印校准页"', 'title = " "'), "title: it is empty"),
    "a novel": (
        "calibrate",
        ('title_en = "', 'title_en = "' + "x" * 201),
        "title_en: it is longer than 200 characters",
    ),
    "a form that there is not": (
        "calibrate",
        ('form = "calibrate"', 'form = "kalibrate"'),
        "form: there is no paper “kalibrate”; for this one write “calibrate”",
    ),
    "a page begun where there is no choice": (
        "calibrate",
        ("[margins]", 'new_page = "studio"\n[margins]'),
        "new_page: there is nothing to choose here",
    ),
    "no pages to choose": (
        "calibrate",
        ("size = 10", 'new_page = "item"\nsize = 10'),
        "new_page: there is nothing to choose here; take it out",
    ),
    "a page of what": ("photos-6", ('new_page = "studio"', 'new_page = "box"'), "new_page: there"),
}


@pytest.mark.parametrize(("name", "change", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_with_its_file_and_key(
    root: Path, capsys: Caught, name: str, change: tuple[str, str], said: str
) -> None:
    error = told(root, capsys, name, change)
    assert "pages/我的.toml has 1 mistake:" in error
    assert said in error
    assert ".typ" not in error


def test_all_mistakes_are_told_with_their_lines_in_the_order_of_the_file(
    root: Path, capsys: Caught
) -> None:
    error = told(root, capsys, "box-front", ("qr = 18", "qr = -1"), ('"keeper"', '"keper"'))
    toml = (root / "templates" / "pages" / "我的.toml").read_text(encoding="utf-8").split("\n")
    lines = {
        line.partition(" = ")[0]: number for number, line in enumerate(toml, 1) if " = " in line
    }
    assert "2 mistakes" in error
    first, second = f"line {lines['fields']}, fields.11", f"line {lines['qr']}, sizes.qr"
    assert 0 < error.index(first) < error.index(second)


def test_a_label_without_a_sheet_is_told(root: Path, capsys: Caught) -> None:
    toml = page_source(None, "box-front")[0]
    sheet = toml[toml.index("[sheet]") : toml.index("[sizes]")]
    error = told(root, capsys, "box-front", (sheet, ""))
    assert "sheet: this table is missing" in error


def test_in_a_form_of_ones_own_sizes_mean_what_it_says(root: Path, capsys: Caught) -> None:
    typ = '\n#place(line(length: size("logo") / 0))\n'
    error = told(root, capsys, "calibrate", ("inset = 10", "logo = 3\ninset = 10"), typ=typ)
    assert "pages/我的.typ has 1 mistake" in error


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (
            ("labels", "--layout", "files-list"),
            "“files-list”是归档文件目录的版式，不能用于档案盒标签。",
            "可用的有：box-front、box-small、box-small-21、box-small-24、box-spine",
        ),
        (
            ("labels", "--layout", "甲" * 200),
            f"没有版式“{'甲' * 60}…”。",
            "可用的有：box-front、",
        ),
        (("calibrate", "--layout", "cover"), "不能用于校准页", "可用的有：calibrate"),
    ],
    ids=["another's", "none", "one page"],
)
def test_a_layout_that_does_not_fit_is_told_in_chinese(
    root: Path, capsys: Caught, words: tuple[str, ...], message: str, hint: str
) -> None:
    assert ran(root, "print", *words, "-o", root.parent / "a.pdf", *DAY, lang="zh_CN") == 8
    error = capsys.readouterr().err
    assert message in error
    assert hint in error


def test_a_field_is_found_by_what_people_call_it(root: Path, capsys: Caught) -> None:
    error = told(root, capsys, "box-front", ('"keeper"', '"件数"'))
    assert "there is no “件数”, write count; use some of: studio, category" in error
    error = told(root, capsys, "box-front", ('"keeper"', '"页数"'), lang="zh_CN")
    assert "number（盒号）" in error
    assert "pages（页数）" in error


def test_a_mistake_is_told_in_chinese(root: Path, capsys: Caught) -> None:
    error = told(root, capsys, "box-front", ('"keeper"', '"keper"'), lang="zh_CN")
    assert "pages/我的.toml 有 1 处错误" in error
    assert "fields.11：没有“keper”，是不是“keeper”？可用的有：studio（工作室）、" in error
    error = told(root, capsys, "disc-face", ("hole = 41", "hole = 118"), lang="zh_CN")
    assert "sizes.hole：放不下" in error
