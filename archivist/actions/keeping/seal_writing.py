"""Writing down what was found by sealing, beside what other commands sealed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotWritableError
from archivist.model.manifest import Sealed
from archivist.model.operation import Verb
from archivist.model.refusal import reason_of
from archivist.store.operations import writing
from archivist.store.seal_state import seal_state
from archivist.store.sealing import seal, with_touched


def write_down(
    root: Path,
    before: Mapping[str, Sealed],
    changes: Mapping[str, Sealed | None],
    now: datetime,
) -> int:
    """Put changes into the manifest and return how many files are sealed then.

    Args:
        root: The archive.
        before: What was sealed when the files were read.
        changes: What is sealed from now on, by path; None: nothing any more. Where another command
            sealed something else meanwhile, that stays.
        now: When the command runs.

    Raises:
        BusyError: Another command writes there and does not end.
        NotWritableError: The file system refuses; the manifest is the one before, or the new one.
    """
    with writing(root, Verb.SEAL, now) as session:
        try:
            state = seal_state(root)
            if state.begun and not state.whole:
                raise changed_meanwhile()
            entries = with_touched(root, state.manifest.entries, state.pending, now.date())
            _apply(changes, entries, before)
            seal(root, session.journal, entries.values(), Verb.SEAL.value)
        except OSError as error:
            raise NotWritableError(
                _("The manifest cannot be written: {reason}").format(reason=reason_of(error)),
                _(
                    "Nothing of yours was changed. Check the drive, the space left on it and "
                    "your rights; then run the command again."
                ),
            ) from error
    return len(entries)


def changed_meanwhile() -> NotWritableError:
    """Return the error that tells that the manifest is not the one that was looked at."""
    return NotWritableError(
        _("The manifest was changed by another program meanwhile."),
        _("“archivist verify” names what; nothing was sealed."),
    )


def _apply(
    changes: Mapping[str, Sealed | None], entries: dict[str, Sealed], before: Mapping[str, Sealed]
) -> None:
    """Change entries, but for those that another command changed since `before`."""
    for path, sealed in changes.items():
        if _digest(entries.get(path)) == _digest(before.get(path)):
            entries.pop(path, None)
            if sealed is not None:
                entries[path] = sealed


def _digest(sealed: Sealed | None) -> str:
    return sealed.sha256 if sealed else ""
