"""What is known of one studio, whatever the day and the rubric: the ground of its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from archivist.model.case import Case
from archivist.model.completeness import Line
from archivist.model.dossier import Dossier
from archivist.model.event import Event
from archivist.model.holdings import Holdings
from archivist.model.judgement import Judgement
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matrix import lines_of
from archivist.model.period import Period
from archivist.model.plan import Category, Material
from archivist.model.settings import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioFacts:
    """One studio as its files tell it."""

    studio: str
    entries: tuple[LedgerEntry, ...] = ()
    events: tuple[Event, ...] = ()
    workbooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths of the ledgers that are there and can be read, by the ledger's id."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why a workbook cannot be read, by its path."""
    holdings: Holdings = field(default_factory=Holdings)
    """Answers and items of this studio alone."""


def case_of(
    facts: StudioFacts, studio: Studio, day: Dossier, judgements: tuple[Judgement, ...]
) -> Case:
    """Return what a rubric may know of a studio on a day.

    Args:
        facts: What its files tell.
        studio: It, as ``archive.toml`` names it.
        day: Settings, plan and day; it needs no records.
        judgements: Those on this studio.
    """
    return Case(
        studio=studio.name,
        since=studio.since,
        as_of=day.as_of,
        events=facts.events,
        entries=facts.entries,
        workbooks=facts.workbooks,
        unread=facts.unread,
        lines=_lines(facts.holdings, studio, day),
        judgements=judgements,
    )


def _lines(
    holdings: Holdings, studio: Studio, day: Dossier
) -> Callable[[str, Period], tuple[Line, ...]]:
    places: dict[str, tuple[Category, Material]] = {
        material.id: (category, material)
        for category in day.plan.categories
        for material in category.materials
    }

    @cache
    def lines(material_id: str, period: Period) -> tuple[Line, ...]:
        category, material = places[material_id]
        return lines_of(day, holdings, studio, category, material, period)

    return lines
