"""What `docs/security.md` claims names where it lies, and both languages claim the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from archivist.checks import CHECKS

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("security.md", "security.zh-CN.md")
_CLAIMED = re.compile(r"`((?:archivist|tests)/[\w/.]+)`")
_CODE = re.compile(r"\b[A-Z]{3}[0-9]{3}\b")
_COMMAND = re.compile(r"`archivist ([a-z][a-z-]+)")
NETWORK = {"ssl", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib", "asyncio"}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_place_that_is_named_is_there(name: str) -> None:
    claimed = _CLAIMED.findall(page(name))
    assert len(claimed) > 20
    assert [each for each in claimed if not (ROOT / each).is_file()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_code_and_command_is_there(name: str) -> None:
    from archivist.cli.main import COMMANDS  # noqa: PLC0415

    text = page(name)
    assert set(_CODE.findall(text)) <= {check.code for check in CHECKS}
    assert set(_COMMAND.findall(text)) <= set(COMMANDS)


def test_both_languages_claim_the_same() -> None:
    english, chinese = map(page, PAGES)
    for pattern in (_CLAIMED, _CODE, _COMMAND):
        assert sorted(pattern.findall(english)) == sorted(pattern.findall(chinese))
    assert all(len(text.splitlines()) <= 110 for text in (english, chinese))


def test_archivist_opens_no_connection() -> None:
    """Of ``socket`` only the name of this computer is asked."""
    found = []
    for path in (ROOT / "archivist").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                named.add(node.module or "")
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used = node.value.id == "socket" and node.attr != "gethostname"
                named |= {"socket." + node.attr} if used else set()
        found += [f"{path.name}: {each}" for each in named if each in NETWORK or "socket." in each]
    assert found == []
