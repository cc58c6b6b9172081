"""Entering discs whose images are whole: their lists, the journal, the rows of the register."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.image import MadeImage
from archivist.actions.burning.plan import Burning, PlannedDisc, rows_of, taken_since
from archivist.actions.burning.register import Registers
from archivist.actions.burning.shelf import disc_shelf
from archivist.actions.register_books import register_steps
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.display import shown
from archivist.model.operation import Deed, Operation, Result, Verb
from archivist.model.refusal import reason_of
from archivist.store.disc_lists import keep_disc_list
from archivist.store.operations import Writing, writing
from archivist.store.tree import extended

Ready = Sequence[tuple[PlannedDisc, MadeImage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How the entering of one studio's discs ended."""

    deeds: tuple[Deed, ...] = ()
    finished: tuple[Deed, ...] = ()

    @property
    def done(self) -> bool:
        """The rows are in the register."""
        return bool(self.deeds) and all(deed.result is Result.DONE for deed in self.deeds)

    @property
    def reason(self) -> str:
        """Why they are not; empty: they are, or nothing was to be entered."""
        return next((deed.reason for deed in self.deeds if deed.reason), "")


def entered(view: View, ready: Ready, burning: Burning, now: datetime) -> Entry:
    """Enter the discs of one studio, in one command that ``archivist undo`` takes back.

    Raises:
        InvalidChoiceError: Somebody entered such a number meanwhile.
        ArchivistError: The register is open elsewhere, read-only, or cannot take rows.
    """
    if not ready:
        return Entry()
    with writing(view.root, Verb.DISC, now) as session:
        # Whatever was entered while the images were written, is seen now.
        shelf = disc_shelf(survey(view))
        if taken := taken_since(shelf, [disc for disc, _image in ready]):
            raise InvalidChoiceError(
                _("These numbers were entered into a register meanwhile: {numbers}").format(
                    numbers=_(", ").join(map(shown, taken))
                ),
                _("Move the images of these numbers elsewhere, then run the command again."),
            )
        rows = [row for disc, image in ready for row in rows_of(disc, burning, image.sums)]
        contents = Registers(view.root, shelf).with_rows(shelf.of(ready[0][0].studio), rows)
        _tell(session, view, ready)
        steps = tuple(register_steps(session, contents))
        deeds = tuple(session.carry_out([Operation(verb=Verb.DISC, steps=steps)]))
        return Entry(deeds=deeds, finished=session.finished)


def _tell(session: Writing, view: View, ready: Ready) -> None:
    """Keep what lies on each disc, before a row says that there is one."""
    for disc, image in ready:
        content = disc.list
        keep_list(view.root, disc.number, content)
        session.note(
            "disc",
            {
                "number": disc.number,
                "files": disc.count,
                "bytes": disc.size,
                "image_digest": image.digest,
                "archive_list_sha256": hashlib.sha256(content).hexdigest(),
                "disc_list_sha256": image.sums,
            },
        )


def keep_list(root: Path, number: str, content: bytes) -> None:
    """Keep the archive's own list of a disc.

    Raises:
        NotWritableError: The file system refuses, or the number is no file's name.
    """
    try:
        keep_disc_list(extended(root), number, content)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is no file's name")
        raise NotWritableError(
            _("The list of disc {number} cannot be kept: {reason}").format(
                number=shown(number), reason=reason
            ),
            _("Check the drive and your rights, then run the command again."),
        ) from error
