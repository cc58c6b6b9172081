"""What a fresh machine installs, and what it needs for that."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import archivist

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINNED = re.compile(
    r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)(?: ; [^\\]+)? \\\n"
    r"((?:    --hash=\S+(?: \\)?\n)+)",
    re.MULTILINE,
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


def test_what_is_asked_for_with_an_extra_is_pinned_with_it() -> None:
    # Without it, pip takes the newest release for the extra, which has no checksum here: the day
    # on which that release appears, nothing can be installed any more.
    bare = {match[1] for match in PINNED.finditer(PINS) if "[" not in match[0].partition("==")[0]}
    asked = {
        match[1].lower()
        for name in {match[1] for match in PINNED.finditer(PINS)}
        for line in requirements(name)
        if "extra ==" not in line and (match := re.match(r"([A-Za-z0-9_.-]+)\[", line))
    }
    assert "coverage" in asked
    assert asked & bare == set()


def requirements(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # it is for another platform


def test_no_address_of_an_index_is_pinned() -> None:
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|@", PINS)


def test_every_dependency_has_a_lower_bound() -> None:
    dependencies = PROJECT["project"]["dependencies"]
    loose = [line for line in dependencies if ">=" not in line or "<" not in line]
    # Frozen for good: what is read and written is exactly its format.
    assert loose == ["whoosh==2.7.4"]


def test_the_version_is_written_once() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", archivist.__version__)
    assert PROJECT["project"]["dynamic"] == ["version"]
