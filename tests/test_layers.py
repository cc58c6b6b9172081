"""What import-linter cannot say: sizes, names, the clock, and "the standard library only"."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "archivist"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
LAYOUTS = sorted((ROOT / "templates" / "catalog" / "pages").glob("*.typ"))
MOST_LINES = 300
VAGUE = {"base", "common", "helpers", "manager", "utils"}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Yield the top-level package of every import in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("layer", ["errors.py", "model", "checks"])
def test_the_inner_layers_use_the_standard_library_only(layer: str) -> None:
    files = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] == layer]
    foreign = {name_of(path): set(imports(path)) - sys.stdlib_module_names for path in files}
    assert files
    assert {path: names for path, names in foreign.items() if names - {"archivist"}} == {}


def test_only_the_command_line_looks_at_the_clock() -> None:
    outside = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "cli"]
    assert [f"{name_of(path)}:{line}" for path in outside for line in clock_calls(path)] == []


def test_what_tests_share_lies_beside_them_and_in_none_of_them() -> None:
    shared = {name_of(path): list(imported_tests(path)) for path in CODE}
    assert {path: names for path, names in shared.items() if names} == {}


def imported_tests(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in names if name.rpartition(".")[2].startswith("test_"))


def clock_calls(path: Path) -> Iterator[int]:
    """Yield the lines that ask for the date or the time of day; a stopwatch is none of them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            if node.func.attr in CLOCKS and owner in {"date", "datetime", "time"}:
                yield node.lineno


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_can_be_held_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", LAYOUTS, ids=name_of)
def test_a_layout_can_be_held_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert "\r" not in text
