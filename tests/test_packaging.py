"""What a fresh machine installs, and what it needs for that."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import archivist

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINNED = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)


def wanted() -> set[str]:
    lines = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    ]
    return {re.split(r"[<>=!~ ;\[]", line, maxsplit=1)[0].lower() for line in lines}


def test_every_dependency_is_pinned() -> None:
    assert wanted() <= {match[1] for match in PINNED.finditer(PINS)}


def test_every_pin_has_checksums_and_nothing_else_stands_there() -> None:
    rest = PINNED.sub("", re.sub(r"^#.*\n", "", PINS, flags=re.MULTILINE))
    assert rest.strip() == ""
    assert all("--hash=sha256:" in match[3] for match in PINNED.finditer(PINS))


def test_no_address_of_an_index_is_pinned() -> None:
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|@", PINS)


def test_every_dependency_has_a_lower_bound() -> None:
    dependencies = PROJECT["project"]["dependencies"]
    assert [line for line in dependencies if ">=" not in line or "<" not in line] == []


def test_the_version_is_written_once() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", archivist.__version__)
    assert PROJECT["project"]["dynamic"] == ["version"]
