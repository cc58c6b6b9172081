"""When the archive was last backed up, shown to restore and verified, on one line."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _

from archivist.formats.keeping_wording import restore_line
from archivist.model.days import dotted
from archivist.model.keeping import Keeping


def keeping_dates(keeping: Keeping | None, as_of: date) -> str:
    """Return the days; None: the journal cannot be read, which is said instead."""
    if keeping is None:
        return restore_line(keeping, as_of)
    tested = _day(keeping.tested)
    if keeping.tested and not keeping.restored:
        tested = _("{day}, failed").format(day=tested)
    verified = _day(keeping.verified)
    if keeping.unsound:
        verified = _("{day}, with faults").format(day=verified)
    told = (
        _("backup {day}").format(day=_day(keeping.backed_up)),
        _("restore test {day}").format(day=tested),
        _("verified {day}").format(day=verified),
    )
    return _("; ").join(told)


def _day(day: date | None) -> str:
    return dotted(day) if day else _("never")
