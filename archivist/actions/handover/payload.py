"""What goes into a bag: the files that a selection means, where each lies in the payload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import NoReturn

from archivist.actions.survey import Survey, choose_studios, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.wording import period_words
from archivist.model.bag import PAYLOAD, collisions, is_safe
from archivist.model.bag_list import HandoverLine, handover_line
from archivist.model.entry import EntryKind
from archivist.model.item import ITEM_FILE, Item
from archivist.model.names import same_name
from archivist.model.pack import PackPlan
from archivist.model.period import Period
from archivist.model.plan import Plan
from archivist.model.record import Record, RecordKind
from archivist.model.record_told import day_of
from archivist.model.settings import Settings
from archivist.store.manifest import covered
from archivist.store.tree import extended, walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be handed over; every part that is empty lets everything through."""

    studios: tuple[str, ...] = ()
    """Names, or parts of names."""
    categories: tuple[str, ...] = ()
    """Numbers or names."""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The files of a bag."""

    files: tuple[tuple[str, str], ...]
    """Path in the payload and path in the archive, of each."""
    lines: tuple[HandoverLine, ...]
    words: str
    """The selection."""
    left: tuple[str, ...] = ()
    """Links and devices, which are not copied."""
    undated: int = 0
    """Records that a period leaves out because neither they nor their items tell a day."""
    refused: tuple[tuple[str, str], ...] = ()
    """What cannot be handed over, by its path, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A selection, understood."""

    studios: frozenset[str]
    """As names are compared."""
    numbers: frozenset[str]
    period: Period | None
    words: str

    @property
    def whole(self) -> bool:
        return not (self.studios or self.numbers or self.period)

    def place(self, path: str, plan: Plan) -> bool:
        """Tell whether a path lies in a studio and a category that are chosen."""
        studio, _slash, rest = path.partition("/")
        folder, slash, _rest = rest.partition("/")
        if self.studios and same_name(studio) not in self.studios:
            return False
        category = plan.category_of(folder) if slash else None
        return not self.numbers or (category is not None and category.number in self.numbers)


def selected(view: View, wanted: Wanted) -> Payload:
    """Return the files that a selection of studios, categories and a period means.

    An item that has a day goes as a whole by it; of one that has none each record goes by its own
    day. Ledgers, which are about all days, go along with what is of the period.

    Raises:
        InvalidChoiceError: A name fits nothing, or nothing is chosen.
        NotReadableError: The archive cannot be looked into.
    """
    seen = survey(view)
    settings, plan = seen.dossier.settings, seen.dossier.plan
    choice = _chosen(wanted, settings, plan)
    root = extended(view.root)
    listed = [each for each in covered(root, settings) if choice.whole or "/" in each.path]
    here = [e for e in listed if choice.whole or choice.place(f"{e.path}/", plan)]
    blocked = [(e.path, e.detail) for e in here if e.kind is EntryKind.BLOCKED]
    paths = [e.path for e in here if e.kind is EntryKind.FILE and choice.place(e.path, plan)]
    undated = 0
    if choice.period is not None:
        paths, undated = _within(choice.period, paths, seen)
    if not paths:
        _refuse_nothing(choice)
    links = (e.path for e in walk(root, settings) if e.kind in {EntryKind.LINK, EntryKind.SPECIAL})
    return Payload(
        files=tuple((path, path) for path in paths),
        lines=_lines(seen, [(path, path) for path in paths]),
        words=choice.words,
        left=tuple(path for path in links if choice.place(path, plan)),
        undated=undated,
        refused=(*blocked, *unfit(paths)),
    )


def _chosen(wanted: Wanted, settings: Settings, plan: Plan) -> _Choice:
    names = choose_studios(settings, wanted.studios)
    return _Choice(
        studios=frozenset(map(same_name, names)),
        numbers=frozenset(_numbers(plan, wanted.categories)),
        period=wanted.period,
        words=_words(wanted, names, plan),
    )


def _refuse_nothing(choice: _Choice) -> NoReturn:
    raise InvalidChoiceError(
        _("There is nothing to hand over in {selection}.").format(selection=choice.words),
        _("Choose another --period. Ledgers go along with what is of it, never alone.")
        if choice.period
        else _("Choose otherwise with --studio, --category or --period."),
    )


def evidence(seen: Survey, plans: tuple[PackPlan, ...]) -> Payload:
    """Return the files that prove the points of a rubric, in its own order."""
    lines = [line for plan in plans for line in plan.files]
    files = [(line.path, line.source) for line in lines]
    files += [(f"{line.path}.xmp", line.sidecar) for line in lines if line.sidecar]
    scores = [plan.score for plan in plans]
    text = _("the evidence for {rubric}, {period}: {studios}")
    words = text.format(
        rubric=scores[0].rubric.name,
        period=period_words(scores[0].period),
        studios="、".join(score.studio for score in scores),
    )
    return Payload(
        files=tuple(files),
        lines=_lines(seen, files),
        words=words,
        refused=tuple(unfit([path for path, _source in files])),
    )


def _lines(seen: Survey, files: Iterable[tuple[str, str]]) -> tuple[HandoverLine, ...]:
    """Return the lines of those files that are records."""
    records = {record.path: record for record in seen.dossier.records}
    return tuple(handover_line(path, records[own]) for path, own in files if own in records)


def unfit(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the paths that cannot stand in a bag, and why: no check would let them pass."""
    for path in paths:
        if any("\ud800" <= sign <= "\udfff" for sign in path):
            yield path, _("its name is not in UTF-8; rename it first")
        elif not is_safe(f"{PAYLOAD}{path}"):
            yield path, _("its name leads elsewhere on other systems; rename it first")
    for path, other in collisions(paths):
        text = _("on other systems it is one with {other}; rename one of the two first")
        yield path, text.format(other=other)


def _within(period: Period, paths: list[str], seen: Survey) -> tuple[list[str], int]:
    """Return the files of a period, ledgers never alone, and how many records tell no day."""
    dossier, here = seen.dossier, set(paths)
    whole = {item.path for item in dossier.items if item.day and item.day in period}
    dated = {path for path in paths if any(folder in whole for folder in _folders(path))}
    loose = [r for r in dossier.records if r.item.day is None and r.path in here]
    told = [r for r in loose if not _ledger(r) and (day := day_of(r)) and day in period]
    undated = sum(day_of(record) is None and not _ledger(record) for record in loose)
    if not dated and not told:
        return [], undated
    chosen = [*told, *filter(_ledger, loose)]
    single = {record.path for record in chosen}
    single |= {seen.sidecars[path] for path in single if path in seen.sidecars}
    single |= {f"{record.item.path}/{ITEM_FILE}" for record in chosen}
    return [path for path in paths if path in single or path in dated], undated


def _ledger(record: Record) -> bool:
    item: Item = record.item
    return item.flat and record.kind is RecordKind.WORKBOOK


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _numbers(plan: Plan, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        found = plan.category_of(name)
        if found is None:
            raise InvalidChoiceError(
                _("“{name}” is no category of this archive.").format(name=name),
                _("Use one of: {names}").format(
                    names=", ".join(each.number for each in plan.categories)
                ),
            )
        yield found.number


def _words(wanted: Wanted, names: tuple[str, ...], plan: Plan) -> str:
    """Return a selection in words."""
    folders = [each.folder for name in wanted.categories if (each := plan.category_of(name))]
    parts = ["、".join(names), "、".join(folders)]
    parts.append(period_words(wanted.period) if wanted.period else "")
    return _("; ").join(part for part in parts if part) or _("the whole archive")
