"""The event 事件: what an entry or an item tells, with its own date and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LackKind(StrEnum):
    """Why the record of an event is incomplete."""

    ENTRY = "entry"
    """The item is filed, and no ledger has a row for it."""
    ITEM = "item"
    """The ledger has a row, and nothing filed answers it."""
    FIELD = "field"
    """A column that the ledger demands is empty."""
    MONTH = "month"
    """The cell of a month of a term is empty: nothing tells that anything took place."""
    MATERIAL = "material"
    """A material that the kind of event demands is not in its item."""
    FILE = "file"
    """A file that the kind of event demands, such as the sign-in sheet, is not in its item."""
    PHOTO = "photo"
    """No image with all five elements is in its item."""


_UNPROVED = frozenset({LackKind.ITEM, LackKind.MONTH})


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is lacking."""

    kind: LackKind
    name: str = ""
    """The column's key, the material's id, or the name of the file."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Not ``kw_only``: a union's archive tells of a hundred thousand."""

    kind: str
    day: date
    """Its own date, whatever the day on which it was filed."""
    title: str
    lacking: tuple[Lack, ...] = ()
    level: str = ""
    """The level of an award as the ledger states it."""
    failed: bool = False
    """A monthly assessment below the pass."""
    item: str = ""
    """Path of the item that is its evidence."""
    evidence: tuple[str, ...] = ()
    """Paths of the records that prove it."""
    ledger: str = ""
    """The ledger's id; empty when no row tells it."""
    path: str = ""
    """The ledger's workbook."""
    sheet: str = ""
    row: int = 0

    @property
    def complete(self) -> bool:
        """Nothing is lacking."""
        return not self.lacking

    @property
    def stated(self) -> bool:
        """Somebody says that it took place: it is no empty month of a term."""
        return all(lack.kind is not LackKind.MONTH for lack in self.lacking)

    @property
    def proved(self) -> bool:
        """It is stated, and files answer it where some are asked for; else it is a claim."""
        return all(lack.kind not in _UNPROVED for lack in self.lacking)
