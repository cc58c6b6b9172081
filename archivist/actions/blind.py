"""Refusing to judge what cannot be looked into: what is not seen is not missing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.names import same_name
from archivist.model.plan import Plan
from archivist.model.settings import MARKER

_UNSEEN = frozenset({StrayKind.STUDIO_ABSENT, StrayKind.UNREADABLE, StrayKind.LINK})


def refuse_blind(path: str, detail: str, plan: Plan, studios: Iterable[str]) -> None:
    """Refuse when what cannot be looked into is the folder of a studio or of a category.

    Args:
        path: What cannot be looked into, relative to the archive.
        detail: Why not, in the system's words; empty: it is not there, or it is a link.
        plan: Which folders are categories.
        studios: Those that are judged.

    Raises:
        NotReadableError: It is one of these.
    """
    parts = path.split("/")
    known = len(parts) == 1 or plan.category_of(parts[1]) is not None
    if len(parts) <= 2 and known and same_name(parts[0]) in map(same_name, studios):
        raise NotReadableError(
            _("The folder {path} cannot be looked into: {reason}").format(
                path=path, reason=detail or _("it is not there, or it is a link")
            ),
            _(
                "Without it the audit would call everything in it missing. Check the drive and "
                "your rights; “archivist init” makes a folder that was never there."
            ),
        )


def refuse_unseen(dossier: Dossier, studios: Iterable[str]) -> None:
    """Refuse when a survey could not look into a folder of a studio or of a category.

    Raises:
        NotReadableError: It could not.
    """
    names = tuple(studios)
    for stray in dossier.strays:
        if stray.kind in _UNSEEN:
            refuse_blind(stray.path, stray.detail, dossier.plan, names)


def still_there(root: Path) -> None:
    """Refuse to judge when the drive went away meanwhile: that looks like a mass deletion.

    Raises:
        NotReadableError: The marker of the archive is gone.
    """
    # Not is_file(): it raises for some of the errors that a dropped share gives.
    if not os.path.isfile(root / MARKER):  # noqa: PTH113
        raise NotReadableError(
            _("The archive {place} went away while it was being read.").format(place=root),
            _("Check the network drive or the cable, then run the command again."),
        )
