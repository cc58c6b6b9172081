"""What ``archivist box assign`` does, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import gettext as _

from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.box_filling import Filled, Filling
from archivist.model.operation import Deed, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioAssigned:
    """What goes where in one studio."""

    studio: str
    filling: Filling = field(default_factory=Filling)
    entered: tuple[BoxHeld, ...] = ()
    """Boxes that items name and no register has, with all that is going to lie in them."""
    numbered: tuple[BoxedItem, ...] = ()
    """Items that lay in a box before, of which pieces get the numbers that they keep."""
    corrected: tuple[BoxHeld, ...] = ()
    """Boxes of the register whose row gets another first or last piece."""
    stale: tuple[BoxHeld, ...] = ()
    """Those of which a person has to correct it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignReport:
    """What went where."""

    studios: tuple[StudioAssigned, ...]
    troubles: tuple[tuple[str, str], ...] = ()
    """Items that got no box, or whose box is not entered, because of their ``item.toml``, and
    why."""
    deeds: tuple[Deed, ...] = ()
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""
    dry_run: bool = False

    @property
    def boxes(self) -> tuple[Filled, ...]:
        """All boxes that get items."""
        return tuple(box for studio in self.studios for box in studio.filling.boxes)

    @property
    def entered(self) -> int:
        """How many boxes are entered into the register that were there already."""
        return sum(len(studio.entered) for studio in self.studios)

    @property
    def numbered(self) -> int:
        """How many items that lay in a box before get numbers."""
        return sum(len(studio.numbered) for studio in self.studios)

    @property
    def idle(self) -> bool:
        """There is nothing to be written."""
        return not (self.boxes or self.entered or self.numbered or self.corrected)

    @property
    def corrected(self) -> int:
        """How many rows of registers name other pieces than before."""
        return sum(len(studio.corrected) for studio in self.studios)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why something was not written."""
        reasons = [
            _("{place}: {what}").format(place=deed.failed, what=deed.reason)
            if deed.failed
            else deed.reason
            for deed in self.deeds
            if deed.result is not Result.DONE
        ]
        return tuple(dict.fromkeys(reasons))

    @property
    def full(self) -> bool:
        """The drive is full."""
        return any(deed.full for deed in self.deeds)

    @property
    def done(self) -> bool:
        """Everything that wants a box has one."""
        return not self.troubles and not self.reasons
