"""How an archive is kept, in the language spoken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from archivist.model.days import dotted
from archivist.model.keeping import Keeping, age


def restore_line(keeping: Keeping | None, as_of: date) -> str:
    """Return when the backup was last shown to restore, on one line."""
    if keeping is None:
        return _("backup: not known, as the journal cannot be read")
    if keeping.tested and not keeping.restored:
        text = _("backup: the restore test of {day} failed")
        return text.format(day=dotted(keeping.tested))
    if keeping.shown:
        text = _("backup last shown to restore on {when}")
        return text.format(when=day_and_age(keeping.shown, as_of))
    if keeping.backed_up:
        text = _("backup of {when}, never shown to restore")
        return text.format(when=day_and_age(keeping.backed_up, as_of))
    return _("backup: never made, never shown to restore")


def day_and_age(day: date, as_of: date) -> str:
    """Return a day and how long ago it was: ``2025.11.20 (12 days ago)``."""
    days = age(day, as_of)
    if days < 1:
        return _("{day} (today)").format(day=dotted(day))
    text = ngettext("{day} ({count} day ago)", "{day} ({count} days ago)", days)
    return text.format(day=dotted(day), count=days)


def keeping_json(keeping: Keeping | None) -> Mapping[str, object] | None:
    """Return how an archive is kept as JSON values; None: its journal cannot be read."""
    if keeping is None:
        return None
    days = ("sealed", "verified", "backed_up", "tested", "shown")
    told = {name: getattr(keeping, name) for name in days}
    iso = {name: day.isoformat() if day else None for name, day in told.items()}
    return {**iso, "restored": keeping.restored, "unsound": dict(keeping.unsound or {})}
