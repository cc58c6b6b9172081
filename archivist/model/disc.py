"""The disc 光盘: a copy of records on a carrier, as the register of discs tells of it (6.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from archivist.model.ledger_entry import RowPlace

_SHA256 = re.compile(r"(?:.*[:：\s])?([0-9a-fA-F]{64})\s*", re.DOTALL)
_OF_LIST = "sha256sums"
SETS = ("封存", "异地", "利用")
"""套别: sealed, off-site, in use (FACTS §5)."""
PASSED, FAILED = "合格", "不合格"
"""检测结果."""


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
    """With the method named: ``SHA-256（盘上清单 其他/sha256sums.txt）：…``, or of its image."""
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

    @property
    def list_sha256(self) -> str:
        """SHA-256 of the list of checksums on it; empty: the row does not tell it."""
        return self._sha256 if _OF_LIST in self.digest.lower() else ""

    @property
    def image_sha256(self) -> str:
        """SHA-256 of its image; empty: the row does not tell it."""
        return "" if _OF_LIST in self.digest.lower() else self._sha256

    @property
    def _sha256(self) -> str:
        match = _SHA256.fullmatch(self.digest.strip())
        return match[1].lower() if match else ""
