"""The names that a rubric's report speaks of, in the language spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from gettext import gettext as _

from archivist.formats.wording import name_of, spoken
from archivist.model.ledger import EventRule, Ledger, LedgerColumn
from archivist.model.period import Period
from archivist.model.plan import Category, Material, Plan
from archivist.model.rubric import (
    Band,
    Bonus,
    Criterion,
    Deduction,
    Duty,
    Level,
    Rubric,
    Section,
    StandingCondition,
)
from archivist.model.verdict import Verdict

Named = (
    Bonus
    | Band
    | Criterion
    | Duty
    | EventRule
    | Ledger
    | LedgerColumn
    | Level
    | Rubric
    | Section
    | StandingCondition
)


def named(thing: Named) -> str:
    """Return the name of a thing in the language spoken."""
    return (thing.name_en if spoken() == "en" else "") or thing.name


def asked(deduction: Deduction) -> str:
    """Return what a deduction asks, in the language spoken."""
    return (deduction.text_en if spoken() == "en" else "") or deduction.text


def reading(deduction: Deduction) -> str:
    """Return how the project reads a text that leaves room, in the language spoken."""
    return (deduction.note_en if spoken() == "en" else "") or deduction.note


def consequences(band: Band) -> tuple[str, ...]:
    """Return what a band leads to, in the language spoken."""
    return (band.consequences_en if spoken() == "en" else ()) or band.consequences


def listed(names: Iterable[str]) -> str:
    """Return names as the language joins them, each once."""
    return _(", ").join(dict.fromkeys(names))


@dataclass(frozen=True, kw_only=True)
class Names:
    """What ids mean in one verdict; an id that nothing explains stands for itself."""

    plan: Plan
    ledgers: tuple[Ledger, ...]
    rubric: Rubric
    period: Period | None = None
    """The audited one, which commands have to name."""
    as_of: date | None = None
    """The day on which things are looked at; None: nothing is past."""
    on_paper: bool = False
    """Who signs a paper has no keyboard at hand: cures name no commands."""

    @classmethod
    def of(cls, verdict: Verdict, *, on_paper: bool = False) -> Names:
        """Return the names of a verdict."""
        return cls(
            plan=verdict.plan,
            ledgers=verdict.ledgers,
            rubric=verdict.rubric,
            period=verdict.period,
            as_of=verdict.as_of,
            on_paper=on_paper,
        )

    def is_past(self, period: Period | None) -> bool:
        """Tell whether a period lies wholly in the past."""
        return period is not None and self.as_of is not None and period.end < self.as_of

    @cached_property
    def materials(self) -> Mapping[str, tuple[Category, Material]]:
        """Each material with its category, by its id."""
        return {
            material.id: (category, material)
            for category in self.plan.categories
            for material in category.materials
        }

    @cached_property
    def rules(self) -> Mapping[str, tuple[Ledger, EventRule]]:
        """The ledger and the rule that tell each kind of event first."""
        found: dict[str, tuple[Ledger, EventRule]] = {}
        for ledger in self.ledgers:
            for rule in ledger.events:
                found.setdefault(rule.kind, (ledger, rule))
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Ledger]:
        return {ledger.id: ledger for ledger in self.ledgers}

    def ledger(self, ledger_id: str) -> Ledger | None:
        """Return the ledger with that id, or None."""
        return self._by_id.get(ledger_id)

    def name(self, some_id: str) -> str:
        """Return the name of a material, ledger or standing condition."""
        if some_id in self.materials:
            return name_of(self.materials[some_id][1])
        condition = next((c for c in self.rubric.conditions if c.id == some_id), None)
        thing = self.ledger(some_id) or condition
        return named(thing) if thing is not None else some_id

    def kind(self, kind: str) -> str:
        """Return the name of a kind of event."""
        return named(self.rules[kind][1]) if kind in self.rules else kind

    def kinds(self, kinds: Iterable[str]) -> str:
        """Return the names of kinds of event of which any counts."""
        return _(" or ").join(dict.fromkeys(self.kind(kind) for kind in kinds))

    def level(self, level_id: str) -> str:
        """Return the name of a level of awards."""
        level = next((each for each in self.rubric.levels if each.id == level_id), None)
        return named(level) if level is not None else level_id

    def column(self, ledger_id: str, key: str) -> str:
        """Return what heads a column in the workbook, which is Chinese in every language."""
        ledger = self.ledger(ledger_id)
        column = ledger.column(key) if ledger is not None else None
        return column.name if column is not None else key

    def folders(self, numbers: Iterable[str]) -> str:
        """Return the folders of categories."""
        wanted = set(numbers)
        return _(" or ").join(c.folder for c in self.plan.categories if c.number in wanted)
