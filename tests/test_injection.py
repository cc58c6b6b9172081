"""What strangers write into names and descriptions is shown, and never does anything.

All of `archivist`'s commands that show or write texts of others are run on one archive whose
folders, files, captions, boxes and settings are made of formulas, markup and terminal controls.
"""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from archivist.cli.main import run
from archivist.cli.screen import json_bytes, show
from archivist.formats.csv_text import csv_bytes, guarded
from tests.cli.inboxes import an_archive, dropped
from tests.formats.ledgers import in_this_process
from tests.hostile import (
    TEXTS,
    hidden,
    named,
    refuse_page,
    refuse_table,
    refuse_workbook,
)
from tests.photos import a_photo

Caught = pytest.CaptureFixture[str]
STUDIO = "甲工作室"
TRAINING = f"{STUDIO}/06 培训学习资料"
SEEN = ("alert(1)", "cmd|", "{{ 7*7 }}", "#panic(1)", "&lt;b&gt;")
"""Of the texts: they are shown, not left out."""


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def _toml(text: str) -> str:
    return json.dumps(text).replace("\\u0000", "")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive full of them."""
    root = an_archive(tmp_path_factory.mktemp("hostile") / "档案库")
    photo = a_photo()
    for number, (key, text) in enumerate(TEXTS.items(), start=1):
        folder = f"{TRAINING}/202503{number:02} {named(text)}"
        said = {
            "事由": text,
            "地点": text,
            "人物": text,
            "来源": text,
            "责任者": text,
            "文号": text,
        }
        lines = [f"{json.dumps(k)} = {_toml(v)}" for k, v in said.items()]
        lines.append(f'"纸质" = {{ "盒" = {_toml(text)} }}')
        dropped(root, f"{folder}/item.toml", "\n".join([*lines, ""]))
        dropped(root, f"{folder}/学习记录表{named(text)}.txt", f"内容 {text}\n")
        dropped(root, f"{folder}/{named(text)}", "x")
        (root / folder / f"C1-202503{number:02}-01.jpg").write_bytes(photo)
        sidecar = dropped(root, f"{folder}/C1-202503{number:02}-01.jpg.xmp")
        sidecar.write_bytes(_sidecar(text))
        dropped(root, f"收件箱/{key}{named(text)}.txt", "x")
    marker = root / "archive.toml"
    marker.write_text(
        marker.read_text(encoding="utf-8").replace(
            "[[studios]]", 'name = "=1+1<script>"\n\n[[studios]]', 1
        ),
        encoding="utf-8",
    )
    return root


def _sidecar(text: str) -> bytes:
    """Return XMP whose headline is a text, as far as XML can hold it."""
    held = "".join(c for c in text if c >= " " or c in "\t\r\n")
    refs = "".join(f"&#{ord(c)};" for c in held)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:Headline>'
        f"{refs}</photoshop:Headline><photoshop:Source>{refs}</photoshop:Source>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def ran(root: Path, *words: str | Path) -> int:
    place = ["--archive", str(root)]
    return run(["archivist", *map(str, words), *place])


TERMINAL = {
    "check": ("check", "-v"),
    "check-json": ("check", "--json"),
    "check-github": ("check", "--format", "github"),
    "audit": ("audit", "-v"),
    "audit-json": ("audit", "--json"),
    "status": ("status", "-v"),
    "status-json": ("status", "--json"),
    "box-list": ("box", "list", "-v"),
    "box-json": ("box", "list", "--json"),
    "box-assign": ("box", "assign", "-n", "-v"),
    "retention-list": ("retention", "list", "-v"),
    "retention-list-json": ("retention", "list", "--json"),
    "retention-due": ("retention", "due", "-v", "--as-of", "2099-01-01"),
    "file": ("file", "-n", "-v"),
    "file-json": ("file", "-n", "--json"),
    "ledger-check": ("ledger", "check"),
    "ledger-sync": ("ledger", "sync", "-n"),
    "judge-list": ("judge", "--list"),
    "seal": ("seal", "-v"),
    "seal-again": ("seal", "-n", "--json"),
    "verify": ("verify", "-v"),
    "disc-due": ("disc", "due", "-v"),
    "log": ("log", "-v"),
    "find": ("find", "C1-20250310-01"),
    "unknown-box": ("box", "list", "--box", "\x1b[31m\u202e"),
    "unknown-studio": ("audit", "--studio", "\x1b[31m\u202e"),
    "unknown-command": ("\x1b[31m\u202e",),
}


@pytest.mark.parametrize("words", TERMINAL.values(), ids=TERMINAL)
def test_nothing_of_a_stranger_reaches_the_terminal_unseen(
    root: Path, words: tuple[str, ...], capsys: Caught
) -> None:
    ran(root, *words)
    told = capsys.readouterr()
    assert hidden(told.out) == ""
    assert hidden(told.err) == ""
    assert told.out or told.err
    assert "should not happen" not in told.err
    if "--json" in words:
        json.loads(told.out)


@pytest.mark.parametrize("key", TEXTS)
def test_a_description_is_shown_and_steers_nothing(root: Path, key: str, capsys: Caught) -> None:
    number = [*TEXTS].index(key) + 1
    folder = root / TRAINING / f"202503{number:02} {named(TEXTS[key])}"
    assert ran(root, "describe", folder / f"C1-202503{number:02}-01.jpg") == 0
    told = capsys.readouterr()
    assert hidden(told.out + told.err) == ""


WORKBOOKS = {
    "levels": ("print", "catalogue", "-o"),
    "files": ("print", "catalogue", "--form", "files", "-o"),
    "register": ("print", "catalogue", "--form", "register", "-o"),
    "describe": ("describe", "--export"),
    "retention": ("retention", "due", "--as-of", "2099-01-01", "--export"),
    "score": ("audit", "--rubric", "-o"),
    "worksheet": ("judge", "--worksheet"),
}
_WITHOUT_NAMES = {"score", "worksheet"}
"""They list the rubric's own lines, of strangers' texts only what counts as evidence."""


@pytest.mark.parametrize("words", WORKBOOKS.values(), ids=WORKBOOKS)
def test_no_cell_of_a_workbook_is_calculated(
    root: Path, words: tuple[str, ...], tmp_path: Path
) -> None:
    book = tmp_path / "表.xlsx"
    ran(root, *words, book, *([root / TRAINING] if words[0] == "describe" else []))
    text = refuse_workbook(book)
    # The table of descriptions is read back: what it holds is what was said, to the letter.
    assert words[0] == "describe" or not hidden(text), repr(hidden(text))
    if words not in (WORKBOOKS[key] for key in _WITHOUT_NAMES):
        assert all(each in text for each in SEEN)


TABLES = {key: WORKBOOKS[key] for key in ("levels", "files", "register", "retention")}


@pytest.mark.parametrize("words", TABLES.values(), ids=TABLES)
def test_no_cell_of_a_csv_file_is_calculated(
    root: Path, words: tuple[str, ...], tmp_path: Path
) -> None:
    table = tmp_path / "表.csv"
    ran(root, *words, table)
    text = "\n".join(cell for row in refuse_table(table.read_bytes()) for cell in row)
    assert all(each in text for each in SEEN)


PAGES = {
    "levels": ("print", "catalogue", "-o"),
    "files": ("print", "catalogue", "--form", "files", "-o"),
    "register": ("print", "catalogue", "--form", "register", "-o"),
    "audit": ("audit", "--format", "html", "-o"),
    "score": ("audit", "--rubric", "--format", "html", "-o"),
    "verify": ("verify", "--report"),
}


@pytest.mark.parametrize("words", PAGES.values(), ids=PAGES)
def test_a_page_runs_nothing(root: Path, words: tuple[str, ...], tmp_path: Path) -> None:
    page = tmp_path / "页.html"
    ran(root, *words, page)
    text = refuse_page(page.read_bytes())
    if words[0] == "print":
        assert all(each in text for each in SEEN)


def test_a_pack_lists_what_it_holds_and_runs_nothing(root: Path, tmp_path: Path) -> None:
    pack = tmp_path / "佐证"
    ran(root, "pack", pack, "--period", "2025")
    lists = [*pack.glob("Evidence list.*")]
    assert len(lists) == 2
    for each in lists:
        text = refuse_workbook(each) if each.suffix == ".xlsx" else each.read_text("utf-8-sig")
        assert not hidden(text), each.name


def test_the_tables_of_a_bag_calculate_nothing(root: Path, tmp_path: Path) -> None:
    bag = tmp_path / "移交"
    ran(root, "pack", "--bagit", bag)
    [table], [book] = bag.glob("metadata/*.csv"), bag.glob("metadata/*.xlsx")
    cells = "\n".join(cell for row in refuse_table(table.read_bytes()) for cell in row)
    assert all(each in cells for each in SEEN)
    assert not hidden(refuse_workbook(book))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_guard_of_csv_holds_by_itself(text: str) -> None:
    [[cell, number]] = refuse_table(csv_bytes([[text, -1]]).replace(b"-1\r\n", b"1\r\n"))
    assert cell == guarded(text)
    assert number == "1"


def test_a_csv_file_has_its_mark_and_lines_of_windows() -> None:
    assert csv_bytes([["甲", "乙,丙"], [1, 'd"e']]) == '\ufeff甲,"乙,丙"\r\n1,"d""e"\r\n'.encode()
    assert csv_bytes([["a\nb", "", "\udc80"]]) == b'\xef\xbb\xbf"a\nb",,\\udc80\r\n'


@pytest.mark.parametrize("text", [*TEXTS.values(), "\U000e0001", "𠮷", "a\nb"])
def test_json_means_the_same_and_hides_nothing(text: str) -> None:
    data = json_bytes({"甲": text}).decode()
    assert json.loads(data) == {"甲": text}
    assert not hidden(data)


def test_json_says_bytes_that_are_no_text_as_json_does() -> None:
    assert json_bytes("\udcff", indent=None) == b'"\\udcff"\n'


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_only_our_own_colours_reach_a_terminal(
    text: str, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_args, **_more: False)
    show(f"{click.style('√', 'green', bold=True)} {text}")
    told = capsys.readouterr().out
    assert told.startswith("\x1b[32m\x1b[1m√\x1b[0m ")
    rest = told.removeprefix("\x1b[32m\x1b[1m√\x1b[0m ").replace("\x1b[31m", "")
    assert not hidden(rest)
