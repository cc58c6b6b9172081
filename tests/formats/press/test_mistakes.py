"""Mistakes in a layout come out with file, line and column, in words, Typst's own behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archivist.errors import ArchivistError, InvalidFileError, UnprintableError
from archivist.formats.press.mistakes import Blame, failure_of
from archivist.formats.press.names import ABOUT
from archivist.formats.press.work import compile_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = {"main.typ": "pages/名.typ", "base.typ": "pages/base.typ", "other.typ": "pages/other.typ"}
FILES = {
    "base.typ": '#let size(name) = (a: 1).at(name)\n#let d = json("data.json")\n',
    "other.typ": "#let a = 1\n\n甲 #nothing\n",
    "broken.png": "no picture",
    ABOUT: '{"title": "x"}',
}


def failure(
    folder: Path,
    main: str,
    skipped: Mapping[str, str] | None = None,
    data: str = "{}",
    suspect: str = "",
) -> ArchivistError:
    for name, text in {**FILES, "main.typ": main, "data.json": data}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return failure_of(
        compile_folder(folder, [], 0), Blame(names=NAMES, skipped=skipped or {}, suspect=suspect)
    )


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what the process changes of its environment taken back."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "")
    for name in ("all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")


CASES = {
    "unknown": ("a\n  #foo", "line 2, column 4: there is no “foo”; is it spelt right? [unknown"),
    "unclosed": ("#box[abc", "line 1, column 5: a bracket is opened here"),
    "closed": ("#let x = (1))]", "[unexpected closing bracket]"),
    "expected": ("#let x = ", "something is missing here: expression"),
    "found": ("#box(width: 5)[a]", "it has to be: auto, relative length, or fraction, and it is:"),
    "string": ('#let x = "abc', "quotation mark"),
    "argument": ("#text(foo: 3)[a]", "“foo” is no word"),
    "too much": ("#box(1, 2, 3)", "a value too much"),
    "too little": ("#image()", "a value is missing: source"),
    "types": ('#(1 + "a")', "do not go together [cannot add integer and string]"),
    "key": ("#(a: 1).b", "there is no “b” among these"),
    "no file": ('#image("logo.png")', "there is no file “logo.png” beside"),
    "outside": ('#image("../../logo.png")', "only use files that lie beside it"),
    "at the root": ('#read("/etc/passwd")', "there is no file “passwd” beside"),
    "windows": ('#image("C:\\\\a\\\\b.png")', "only use files that lie beside it"),
    "picture": ('#image("broken.png")', "the file is no picture, or broken"),
    "brackets": ("#" + "(" * 20_000 + ")" * 20_000, "brackets are nested too deep here"),
    "import": (
        '#import "other.typ": b',
        "pages/other.typ has 1 mistake:\n  line 3, column 4: there",
    ),
    "name": ('#import "base.typ": b', "nothing of this name"),
    "cycle": ('#import "main.typ"', "imports itself"),
    "panic": ('#panic("no")', "the layout stopped by itself: no"),
    "assert": ('#assert(false, message: "no")', "the layout stopped by itself: no"),
    "bare assert": ("#assert(false)", "the layout stopped by itself [assertion failed]"),
    "recursion": ("#let f(x) = f(x)\n#f(1)", "calls itself without end"),
    "loop": ("#while true {}", "a loop never ends"),
    "divided": ("#(1/0)", "divided by zero"),
    "index": ("#(1, 2).at(5)", "fewer values"),
    "called": ('#import "base.typ": *\n#size("b")', "called from pages/名.typ, line 2"),
    "font": ('#set text(font: "Nope")\nabc', "there is no font “nope”"),
    "wasm": ('#plugin("broken.png")', "failed to load WebAssembly"),
}


@pytest.mark.parametrize("name", ["/etc/a.png", "a.png", "../a.png", "https://a.b/a.png"])
def test_a_picture_that_leads_to_another_file_is_told(name: str, tmp_path: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{name}" width="5"/></svg>'
    (tmp_path / "a.svg").write_text(svg, encoding="utf-8")
    said = failure(tmp_path, '#image("a.svg")').message
    assert f"the picture shows another file, {name}; save it so" in said
    assert str(tmp_path) not in said


@pytest.mark.parametrize(("main", "said"), CASES.values(), ids=CASES)
def test_a_mistake_is_told_with_its_place(main: str, said: str, tmp_path: Path) -> None:
    error = failure(tmp_path, main)
    assert isinstance(error, InvalidFileError)
    assert said in error.message
    assert str(tmp_path) not in error.message
    assert "pages/" in error.message.partition("\n")[0]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    error = failure(tmp_path, "#let x = )\n\n#let y = ]")
    assert "4 mistakes" in error.message
    assert "line 1," in error.message
    assert "line 3," in error.message


def test_a_file_that_could_not_be_used_says_why(tmp_path: Path) -> None:
    error = failure(tmp_path, '#image("logo.png")', {"logo.png": "it is too large"})
    assert "logo.png cannot be used: it is too large" in error.message


def test_data_that_cannot_be_read_is_not_the_layouts_mistake(tmp_path: Path) -> None:
    error = failure(tmp_path, '#import "base.typ": *', data="{")
    assert isinstance(error, UnprintableError)
    assert "cannot be read by the layout" in error.message
    error = failure(tmp_path, '#json("data.json")', data="{")
    assert "pages/名.typ" in error.message


def test_where_only_the_sizes_can_be_wrong_their_file_is_named(tmp_path: Path) -> None:
    error = failure(tmp_path, "#(1/0)", suspect="pages/名.toml")
    assert error.message.startswith("pages/名.toml has 1 mistake")
    assert "divided by zero" in error.message
    assert error.message.endswith("(pages/名.typ)")


def test_a_fault_without_a_place_is_told_as_it_is() -> None:
    error = failure_of({"fault": "PDF/A-2b error: too deep", "diagnostic": ""}, Blame())
    assert isinstance(error, UnprintableError)
    assert "PDF/A-2b error: too deep" in error.message


def test_what_a_process_makes_up_does_no_harm() -> None:
    diagnostic = "error: x\n  ┌─ \u202e../b.typ:1:1\n" * 50
    error = failure_of({"fault": 3, "diagnostic": diagnostic}, Blame())
    assert error.message.count("\n") <= 21


def test_hostile_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    error = failure(tmp_path, '#image("\\u{1b}[31m\\u{202e}.png")')
    assert "\x1b" not in error.message
    assert "\u202e" not in error.message
    assert json.dumps(error.message)
