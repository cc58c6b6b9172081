"""The disc 光盘: a copy of records on a carrier, as the register of discs tells of it (6.9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archivist.model.ledger_entry import RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """One row of the register of discs; what a person left empty is empty, or None."""

    studio: str
    number: str
    """``A104-2015-015``."""
    title: str = ""
    type: str = ""
    """``DVD``."""
    capacity: str = ""
    size: str = ""
    """How much is on it, ``4.123``."""
    year: str = ""
    retention: str = ""
    """As written; so is all that the register does not calculate with."""
    set: str = ""
    """封存, 异地 or 利用."""
    first: str = ""
    """Code of the first image."""
    last: str = ""
    digest: str = ""
    """Of its image, with the method named: ``SHA-256：…``."""
    burnt: date | None = None
    burner: str = ""
    checked: date | None = None
    result: str = ""
    """合格 or 不合格."""
    checker: str = ""
    place: str = ""
    remarks: str = ""
    row: RowPlace | None = None
    """Where it stands in the register; None: in no register."""
