"""The case: what a rubric may know of one studio. The score sees this and no files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from archivist.model.completeness import Line
from archivist.model.event import Event
from archivist.model.finding import Finding
from archivist.model.judgement import Judgement
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One studio on a day."""

    studio: str
    since: date | None = None
    """When it was founded: nothing is asked for a period that ended before."""
    as_of: date
    events: tuple[Event, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    workbooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths of the workbooks that are there and can be read, by the ledger's id."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why a workbook cannot be read, by its path."""
    lines: Callable[[str, Period], tuple[Line, ...]]
    """The lines of the completeness matrix for a material's id and a period: one of a standing
    material, one for each own period inside of a recurring one, none before the founding."""
    findings: tuple[tuple[Finding, date | None], ...] = ()
    """Findings of the checks, each with the day of the item that it is about."""
    judgements: tuple[Judgement, ...] = ()
    """Of this rubric and this studio."""
