"""``archivist import`` of a bag: only a whole one comes in, and of it only its payload."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

from archivist.actions.handover.check_bag import check_bag
from archivist.actions.progress import Progress, unseen
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.formats.bag_wording import fault_text
from archivist.model.bag import PAYLOAD
from archivist.model.display import shown
from archivist.store.bag.reading import is_bag

_MANY = 20
"""Faults that are named before the import is refused."""


def payload_of(place: Path, progress: Progress = unseen) -> Path | None:
    """Return the folder of a bag that is to be brought in; None: the place is no bag.

    It is checked at every run: weeks may lie between the plan and the copying.

    Raises:
        InvalidChoiceError: It is a ZIP.
        InvalidFileError: It has faults; all of them are named.
    """
    _refuse_zip(place)
    if not is_bag(place):
        return None
    checked = check_bag(place, progress)
    if not checked.whole:
        told = [shown(fault_text(each)) for each in checked.found.faults[:_MANY]]
        if len(checked.found.faults) > _MANY:
            told.append(_("and {count} more").format(count=len(checked.found.faults) - _MANY))
        faults = "\n".join(f"  {each}" for each in told)
        raise InvalidFileError(
            _("The bag {place} has faults, and nothing is brought in:\n{faults}").format(
                place=place, faults=faults
            ),
            _("Ask whoever handed it over for a new one; “archivist check-bag” names all faults."),
        )
    return place / PAYLOAD.rstrip("/")


def _refuse_zip(place: Path) -> None:
    if place.suffix.lower() == ".zip" and os.path.isfile(place):  # noqa: PTH113 - it may be too long
        raise InvalidChoiceError(
            _("{place} is a ZIP; what lies in it cannot be brought in from there.").format(
                place=place
            ),
            _(
                "Unpack it into a folder of its own and name the folder that holds bagit.txt: the "
                "plan and the copying need the files for days. “archivist check-bag” checks the "
                "ZIP as it is."
            ),
        )
