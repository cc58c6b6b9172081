"""``archivist ledger new``: the ledgers that a studio does not keep yet, ready to be filled in."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.ledgers import ledger_told, ledgers_category
from archivist.actions.survey import choose_studios
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.ledger import Ledger
from archivist.model.names import is_junk
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.plan import Category, Plan
from archivist.model.record import RecordKind, kind_of
from archivist.model.settings import Settings
from archivist.store.ledger_file import load_ledgers
from archivist.store.operations import Writing, writing
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import extended

_ENDING = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLedgers:
    """What became of the ledgers that were asked for."""

    deeds: tuple[Deed, ...]
    """One for each workbook, with the path in its step and how it ended."""
    kept: tuple[str, ...] = ()
    """Workbooks that were there already; relative to the archive."""
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def done(self) -> bool:
        """All that was wanted was made."""
        return all(deed.result is Result.DONE for deed in self.deeds)


def new_ledgers(
    view: View, names: Sequence[str], studios: Sequence[str], year: int, now: datetime
) -> NewLedgers:
    """Make workbooks in the category of ledgers; what a studio keeps already stays alone.

    Args:
        view: Which archive.
        names: Ledgers, by id or name; none: those of the filing plan, without the registers.
        studios: Names, or parts of names; none means all.
        year: Stands in the names of the workbooks; 0: none does.
        now: When it is done.

    Raises:
        InvalidChoiceError: A name fits no ledger or no studio, or the plan has no place for them.
        NotWritableError: Nothing can be written in the archive.
    """
    root = extended(view.root)
    settings = load_settings(root)
    plan = load_plan(root, settings)
    ledgers = load_ledgers(root, plan)
    chosen = _chosen(ledgers, names, plan)
    category = ledgers_category(plan, ledgers)
    if category is None:
        raise InvalidChoiceError(
            _("The filing plan has no category for ledgers."),
            _("Give one of its categories a material of kind “ledger”."),
        )
    all_studios = tuple(studio.name for studio in settings.studios)
    stock = _Stock(settings=settings, plan=plan, ledgers=ledgers, category=category, year=year)
    names_of_studios = choose_studios(settings, studios) or all_studios
    shelves = [_Shelf(root, studio, stock) for studio in names_of_studios]
    with writing(view.root, Verb.LEDGER, now) as session:
        wanted = [(each, shelf, shelf.kept(each)) for shelf in shelves for each in chosen]
        operations = (
            shelf.operation(session, ledger) for ledger, shelf, path in wanted if not path
        )
        return NewLedgers(
            deeds=tuple(session.carry_out(operations)),
            kept=tuple(path for _ledger, _shelf, path in wanted if path),
            finished=session.finished,
        )


def _chosen(ledgers: Sequence[Ledger], names: Sequence[str], plan: Plan) -> list[Ledger]:
    if not names:
        own = {m.id for category in plan.categories if category.flat for m in category.materials}
        return [ledger for ledger in ledgers if ledger.material in own]
    return [_named(ledgers, name) for name in dict.fromkeys(names)]


def _named(ledgers: Sequence[Ledger], name: str) -> Ledger:
    for ledger in ledgers:
        if name in {ledger.id, ledger.name, ledger.name_en}:
            return ledger
    fitting = [ledger for ledger in ledgers if name and name in ledger.name]
    if len(fitting) == 1:
        return fitting[0]
    known = [each for ledger in ledgers for each in (ledger.name, ledger.id)]
    near = [] if fitting else difflib.get_close_matches(name, known, n=1)
    raise InvalidChoiceError(
        _("There is no ledger “{name}”.").format(name=name),
        _("Did you mean “{near}”?").format(near=near[0])
        if near
        else _("Use one of: {names}").format(
            names=_(", ").join(each.name for each in fitting or ledgers)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stock:
    """What is the same for all studios."""

    settings: Settings
    plan: Plan
    ledgers: Sequence[Ledger]
    category: Category
    """In which ledgers are kept."""
    year: int


class _Shelf:
    """Where one studio keeps its ledgers."""

    def __init__(self, root: Path, studio: str, stock: _Stock) -> None:
        self._root, self._studio, self._stock = root, studio, stock
        there = self._folders_of(stock.category)
        self._folder = min(there, default=f"{studio}/{stock.category.folder}")
        self._files = [f"{folder}/{name}" for folder in there for name in self._listed(folder)]

    def kept(self, ledger: Ledger) -> str:
        """Return the workbook in which this ledger is kept already (of that year), or nothing."""
        year = str(self._stock.year or "")
        for path in (*self._files, *self._filed(ledger)):
            name = path.rpartition("/")[2]
            if year in name and kind_of(name) is RecordKind.WORKBOOK:
                told = ledger_told(name, self._stock.plan, self._stock.ledgers)
                if told == ledger:
                    return path
        return ""

    def operation(self, session: Writing, ledger: Ledger) -> Operation:
        """Return the operation that puts the workbook there, with the folders that lack."""
        content = workbook_bytes(ledger_book(ledger, self._stock.settings.called(self._root.name)))
        year = self._stock.year
        prefix = _("{year} ").format(year=year) if year else ""
        folders = [self._studio, self._folder]
        steps = [Step(kind=StepKind.FOLDER, path=each) for each in folders]
        path = f"{self._folder}/{prefix}{ledger.name}{_ENDING}"
        put = Step(kind=StepKind.PUT, path=path, sha256=session.keep(content))
        return Operation(verb=Verb.LEDGER, steps=(*steps, put))

    def _filed(self, ledger: Ledger) -> Iterator[str]:
        """Yield the files of the items among which a register may lie, as that of the members."""
        for category in self._stock.plan.categories:
            if category.flat or all(m.id != ledger.material for m in category.materials):
                continue
            for folder in self._folders_of(category):
                for item in self._listed(folder):
                    yield from (f"{folder}/{item}/{n}" for n in self._listed(f"{folder}/{item}"))

    def _folders_of(self, category: Category) -> list[str]:
        plan, names = self._stock.plan, self._listed(self._studio)
        return [f"{self._studio}/{name}" for name in names if plan.category_of(name) == category]

    def _listed(self, folder: str) -> list[str]:
        try:
            names = sorted(os.listdir(self._root / folder))  # noqa: PTH208 - names alone
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [name for name in names if not is_junk(name, self._stock.settings.ignore)]
