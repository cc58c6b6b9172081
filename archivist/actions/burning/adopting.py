"""Discs that others made: what lies on them is taken note of, by content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.contents import sha256_known
from archivist.actions.burning.enter_rows import keep_list
from archivist.actions.burning.shelf import DiscShelf, MadeDisc
from archivist.errors import InvalidChoiceError
from archivist.model.disc_check import DiscCheck, Fault
from archivist.model.display import shown
from archivist.model.names import same_name
from archivist.store.disc_lists import list_content
from archivist.store.operations import Writing


def without_own_list(check: DiscCheck) -> DiscCheck:
    """Return the check of a disc of which nobody expects a list of checksums."""
    faults = tuple(each for each in check.faults if each.fault is not Fault.NO_LIST)
    return replace(check, faults=faults)


def refuse_known(number: str, made: MadeDisc | None) -> None:
    """Refuse to take note anew of what lies on a disc that archivist made.

    Raises:
        InvalidChoiceError: It did.
    """
    if made is not None and made.sums:
        raise InvalidChoiceError(
            _("Disc {number} was made by archivist, which knows what lies on it.").format(
                number=shown(number)
            ),
            _("Check it without --adopt."),
        )


def adopt(session: Writing, root: Path, shelf: DiscShelf, check: DiscCheck) -> int:
    """Keep the list of a disc's files that the archive holds, and return how many these are.

    Raises:
        InvalidChoiceError: They are none, or archivist made the disc.
        NotWritableError: The list cannot be kept.
    """
    refuse_known(check.number, shelf.made.get(same_name(check.number)))
    there = set(check.sums.values())
    records = shelf.seen.dossier.records
    sums = {each.path: sha for each in records if (sha := sha256_known(each)) in there}
    if not sums:
        raise InvalidChoiceError(
            _("No file on disc {number} is one of this archive.").format(
                number=shown(check.number)
            ),
            _("Nothing was entered. Check it without --adopt, or lay the right disc in."),
        )
    content = list_content(sums)
    keep_list(root, check.number, content)
    session.note(
        "disc",
        {
            "number": check.number,
            "files": len(sums),
            "image_digest": check.image,
            "archive_list_sha256": hashlib.sha256(content).hexdigest(),
            "disc_list_sha256": "",
        },
    )
    return len(sums)
