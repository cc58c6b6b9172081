"""Builders of an inbox that never was on a disk: files, what they tell, what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts, Format
from archivist.model.item import Description
from archivist.model.reception import Reception, read_basket
from tests.builders import a_dossier, readings, some_facts

INBOX = "收件箱"
PLACE = f"{INBOX}/06/20220125 授课"
FULL = readings(
    cause="授课", place="302", people="徐宏伟", source="李明", shooting_date="2022.01.25"
)


def a_file(path: str, size: int = 10) -> Entry:
    """Return a file as a walk sees it."""
    return Entry(path, EntryKind.FILE, size)


def sidecar_facts(path: str, **changes: object) -> Facts:
    """Return the facts of a sidecar that states the five elements."""
    values: dict[str, Any] = {"format": Format.XMP, "readings": FULL, **changes}
    return some_facts(path, **values)


def received(
    *paths: str,
    dossier: Dossier | None = None,
    facts: Mapping[str, Facts] | None = None,
    said: Mapping[str, Description | str] | None = None,
    intake: Intake | None = None,
    partial: frozenset[str] = frozenset(),
) -> dict[str, Arrival]:
    """Return the arrivals by path.

    Args:
        paths: The files.
        dossier: The archive; else an empty one.
        facts: Of some files; the others are sound.
        said: What the ``item.toml`` of a folder says, or its mistakes as a text.
        intake: What a person says.
        partial: Folders of which single files only were named.
    """
    basket = read_basket(map(a_file, paths), partial)
    known = {path: _facts(path) for path in paths} | dict(facts or {})
    descriptions = {
        folder: (each, "") if isinstance(each, Description) else (Description(), each)
        for folder, each in (said or {}).items()
    }
    found = Reception(dossier or a_dossier()).receive(
        basket, known, descriptions, intake or Intake()
    )
    return {arrival.path: arrival for arrival in found}


def facts_of(*paths: str) -> dict[str, Facts]:
    """Return facts of sound files and sidecars."""
    return {path: _facts(path) for path in paths}


def kinds(arrival: Arrival) -> set[ReasonKind]:
    """Return the kinds of everything that is to be said of a file."""
    return {reason.kind for reason in arrival.reasons}


def reason(arrival: Arrival, kind: ReasonKind) -> Reason:
    """Return the only reason of a kind."""
    (found,) = (each for each in arrival.reasons if each.kind is kind)
    return found


def _facts(path: str) -> Facts:
    return sidecar_facts(path) if path.endswith(".xmp") else some_facts(path)
