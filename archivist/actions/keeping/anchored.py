"""``archivist verify --anchor``: does the journal still hold the line whose head is on paper?

A chain that fits shows that no line was changed by itself; that all of it was not written anew,
or cut off at its end, only what stands outside the archive can show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.own_files import journal_chain
from archivist.errors import InvalidFileError, NotReadableError
from archivist.model.anchor import Anchor
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.journal_lines import FILE, Line, breaks, digest, read_lines
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What the journal has to say to an anchor from paper."""

    anchor: Anchor
    lines: int = 0
    """How many lines the journal has now."""
    sha256: str = ""
    """Of the line of the anchor, as it is now; empty: there is none."""
    elsewhere: int = 0
    """The line that has the digest instead; 0: none has."""
    breaks: tuple[int, ...] = ()
    """Lines up to that of the anchor where the chain does not hold."""

    @property
    def there(self) -> bool:
        """Whether the line is the one on paper."""
        return bool(self.sha256) and self.sha256.startswith(self.anchor.sha256)

    @property
    def holds(self) -> bool:
        """Whether the line, and all before it, are what they were then."""
        return self.there and not self.breaks


def whole_head(root: Path) -> Anchor:
    """Return the head of an archive's journal; line 0 when there is none.

    Raises:
        InvalidFileError: The chain does not hold; a head of it would vouch for what is wrong.
        NotReadableError: The journal cannot be read.
    """
    try:
        chain = journal_chain(root)
    except OSError as error:
        raise _unreadable(error) from error
    if chain.breaks or chain.torn:
        raise InvalidFileError(
            _(
                "No head of the journal is given: line {line} was changed, removed, put elsewhere "
                "or broken off, and a head would vouch for that."
            ).format(line=min((*chain.breaks, *filter(None, (chain.torn,))))),
            _(
                "Compare .archivist/journal.jsonl with the one of the backup; “archivist verify” "
                "names all such lines."
            ),
        )
    return Anchor(chain.line, chain.head)


def anchored(root: Path, anchor: Anchor) -> Anchored:
    """Look the line of an anchor up in an archive's journal.

    Raises:
        NotReadableError: The journal cannot be read.
    """
    found: dict[int, str] = {}
    lines = 0

    def passing() -> Iterator[Line]:
        nonlocal lines
        for line in read_lines(extended(root) / STATE / FILE):
            lines = line.number
            sha256 = digest(line.raw)
            if lines == anchor.line or sha256.startswith(anchor.sha256):
                found[lines] = sha256
            yield line

    try:
        broken = sorted({each.line for each in breaks(passing())})
    except OSError as error:
        raise _unreadable(error) from error
    sha256 = found.pop(anchor.line, "")
    return Anchored(
        anchor=anchor,
        lines=lines,
        sha256=sha256,
        elsewhere=min(found, default=0),
        breaks=tuple(line for line in broken if line <= anchor.line),
    )


def _unreadable(error: OSError) -> NotReadableError:
    return NotReadableError(
        _("The journal cannot be read: {reason}").format(reason=reason_of(error)),
        _("Check the drive and your rights; then run the command again."),
    )
