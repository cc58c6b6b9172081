"""What sealing 固化 came to."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model.verifying import Complaint, Difference, Differing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """What was sealed, and what waits for a person."""

    total: int = 0
    """Files that are sealed now."""
    added: tuple[str, ...] = ()
    """New ones."""
    updated: tuple[str, ...] = ()
    """Living files 台账与著录 that were edited, taken up as they are now."""
    moved: tuple[tuple[str, str], ...] = ()
    """From where to where."""
    touched: int = 0
    """Files whose time alone had changed."""
    accepted: tuple[str, ...] = ()
    """Edits and damage that a person told to take up."""
    removed: tuple[str, ...] = ()
    """Missing files that a person told to leave out."""
    waiting: tuple[Differing, ...] = ()
    """What stays as it was sealed until a person decides."""
    complaints: tuple[Complaint, ...] = ()
    """Where the manifest was changed by another hand; nothing is sealed then."""
    repaired: tuple[str, ...] = ()
    """Files whose lines were restored, each by what the file itself holds."""
    doubtful: tuple[Complaint, ...] = ()
    """Lines that agree with nothing: a person has to decide."""
    kept: tuple[str, ...] = ()
    """Under which names the altered manifest and its times were put aside."""
    size: int = 0
    """Bytes that were read."""
    breaks: tuple[int, ...] = ()
    """Lines of the journal where its chain does not hold."""
    torn: int = 0
    """The journal's last line, when it was broken off; 0: it is whole."""
    uncovered: tuple[str, ...] = ()
    """What was asked for and is never sealed, as the inbox."""
    dry: bool = False
    """Nothing was written."""

    @property
    def chain_whole(self) -> bool:
        """Whether the journal's chain holds."""
        return not self.breaks and not self.torn

    @property
    def done(self) -> bool:
        """Whether nothing waits for a person; what is in use the next run seals."""
        passing = {Difference.IN_USE}
        waits = any(each.kind not in passing for each in self.waiting)
        return not self.complaints and not self.doubtful and not waits

    @property
    def changes(self) -> int:
        """How many files the manifest now holds otherwise than before."""
        many = (self.added, self.updated, self.moved, self.accepted, self.removed, self.repaired)
        return self.touched + sum(map(len, many))
