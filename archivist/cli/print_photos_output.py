"""Saying what photo sheets hold."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.printing.photos import PhotoSheets
from archivist.cli.screen import show
from archivist.model.display import shown

_FEW = 10
"""Photos without a picture that are named."""


def show_sheets(made: PhotoSheets, *, verbose: bool) -> None:
    """Write how many photos were printed, and which without a picture."""
    text = ngettext("{count} photo", "{count} photos", made.photos)
    show(text.format(count=made.photos))
    named = made.without if verbose else made.without[:_FEW]
    for photo in named:
        text = _("Without a picture: {path} ({reason})")
        show(text.format(path=shown(photo.record.path), reason=photo.reason))
    if len(named) < len(made.without):
        rest = len(made.without) - len(named)
        show(_("and {count} more (-v lists all)").format(count=rest))
    if made.coarse:
        show(_("For so many photos the pictures were made coarser; print fewer for finer ones."))
