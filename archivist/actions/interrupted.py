"""What a command began and did not end: boxes that are half told are not printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from archivist.errors import BusyError, NotReadableError, UnprintableError
from archivist.model.operation import Deed, Verb
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.journal import unfinished
from archivist.store.lock import holder
from archivist.store.tree import extended

_BOXING = frozenset({Verb.BOX, Verb.UNDO})
"""What lays items into boxes, or takes them out."""


def interrupted(root: Path) -> tuple[Deed, ...]:
    """Return the operations that an earlier command began and did not end.

    Raises:
        NotReadableError: The journal cannot be read.
    """
    try:
        return unfinished(extended(root))
    except OSError as error:
        raise NotReadableError(
            _("The journal of the archive cannot be read: {reason}").format(
                reason=reason_of(error)
            ),
            _("Check the drive and your rights."),
        ) from error


def interruption_texts(deeds: Sequence[Deed]) -> Iterator[str]:
    """Yield what is to be said of a command that was cut off: which it was, what finishes it."""
    if deeds:
        yield _(
            "“archivist {verb}” was cut off ({when}), so that what is told here may be half of it; "
            "“archivist box assign” finishes it first, and so does every command that writes."
        ).format(verb=deeds[0].operation.verb.value, when=deeds[0].at)


def refuse_interrupted(root: Path, deeds: Sequence[Deed], studios: Collection[str]) -> None:
    """Refuse to print the boxes of a studio in which a laying into boxes was cut off.

    Raises:
        BusyError: It goes on just now.
        UnprintableError: It was cut off.
    """
    touched = {
        step.path.partition("/")[0]
        for deed in deeds
        if deed.operation.verb in _BOXING
        for step in deed.operation.steps
    }
    if touched.isdisjoint(studios):
        return
    if holder(extended(root) / STATE):
        raise BusyError(
            _("Items are being laid into these boxes just now; nothing was printed."),
            _("Wait until that command has ended, then print again."),
        )
    raise UnprintableError(
        _("Nothing was printed: {what}").format(what=" ".join(interruption_texts(deeds))),
        _("Run “archivist box assign”, then print again."),
    )
