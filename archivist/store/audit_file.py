"""A kept audit's file: what it has to hold, and the name that follows from it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archivist.model.days import compact
from archivist.model.names import portable
from archivist.model.period import Period

SCHEMA = "archivist/rubric-audit/1"
MOST = 64 * 1024 * 1024
"""Bytes of one audit."""
_NAME = re.compile(
    r"(.+)-([0-9]{4}(?:-(?:Q[1-4]|H[12]|[0-9]{2}))?)-([0-9]{8}-[0-9]{6})(?:-([0-9]{1,4}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditName:
    """What the name of a kept audit tells."""

    rubric: str
    """Signs that no file name bears are replaced; see `safe`."""
    period: Period
    made: datetime
    """Local time."""
    turn: int = 1
    """Which one of that second."""

    @classmethod
    def parse(cls, text: str) -> AuditName | None:
        """Return what a name without its ending tells, or None; the inverse of ``str``."""
        match = _NAME.fullmatch(text)
        if match is None:
            return None
        try:
            made = datetime.strptime(match[3], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - it has no zone
            period = Period.parse(match[2])
        except ValueError:
            return None
        return cls(rubric=match[1], period=period, made=made, turn=int(match[4] or 1))

    def __str__(self) -> str:
        behind = f"-{self.turn}" if self.turn > 1 else ""
        day, time = compact(self.made.date()), f"{self.made:%H%M%S}"
        return f"{self.rubric}-{self.period}-{day}-{time}{behind}"


def safe(rubric: str) -> str:
    """Return a rubric's id as a part of a name that every system takes."""
    return portable(rubric.replace("/", "_"))[:60].strip(". ") or "_"


def audit_of(data: bytes) -> Mapping[str, Any]:
    """Return an audit.

    Raises:
        ValueError: It is none.
    """
    if len(data) > MOST:
        raise ValueError(len(data))
    try:
        value = json.loads(data)
    except RecursionError as error:
        raise ValueError from error
    match value:
        case {"schema": str(schema), "rubric": {"id": str()}, "period": str(period)}:
            Period.parse(period)
            if schema == SCHEMA:
                return dict(value)
    raise ValueError(SCHEMA)
