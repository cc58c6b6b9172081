"""Keeping 保管: when the archive was sealed, verified, backed up and shown to restore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How an archive was kept until a day; a day that is None: it never happened."""

    since: date | None = None
    """When the journal begins."""
    sealed: date | None = None
    """When the manifest was written last, be it by a command that files."""
    verified: date | None = None
    unsound: Mapping[str, int] | None = None
    """What the last verification found, by kind: only what is above 0."""
    backed_up: date | None = None
    """When the last backup was made."""
    first_backup: date | None = None
    tested: date | None = None
    """When restoring was tried last."""
    restored: bool = False
    """Whether that succeeded."""
    shown: date | None = None
    """When restoring succeeded last."""


def age(day: date, as_of: date) -> int:
    """Return how many days ago a day was."""
    return (as_of - day).days
