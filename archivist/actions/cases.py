"""Cases: what a rubric may know of each studio, found once and remembered until a file changes.

What is filed is told by a walk of the tree alone: under the same names, sizes and times, what was
found before still holds, and nothing is opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from archivist.actions.case_findings import CaseFindings, Dated
from archivist.actions.case_prints import prints_of
from archivist.actions.ledgers import Librarian, StudioLedgers
from archivist.actions.studio_look import look_at
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.formats.apart import Apart
from archivist.formats.wording import spoken
from archivist.formats.workbook.reading import LIMITS
from archivist.model.case import Case
from archivist.model.dossier import Dossier
from archivist.model.events import events_of
from archivist.model.facts import Defect
from archivist.model.filed import Filed
from archivist.model.holdings import Holdings
from archivist.model.item import Item
from archivist.model.judgement import Judgement
from archivist.model.ledger import Ledger
from archivist.model.matching import Claim, Recogniser
from archivist.model.plan import Plan
from archivist.model.record import Record
from archivist.model.rubric import Deduction, Rubric
from archivist.model.settings import STATE, Settings
from archivist.model.studio_facts import StudioFacts, case_of
from archivist.store.case_file import CaseFiles, as_bytes, as_rows
from archivist.store.case_packing import packed
from archivist.store.case_unpacking import UNFIT, unpacked
from archivist.store.catalog import state_folder

_PASSING = frozenset({Defect.UNREADABLE, Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED})
"""Defects that may be the moment's and not the file's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a score rests on besides the files."""

    settings: Settings
    plan: Plan
    ledgers: tuple[Ledger, ...]
    rubric: Rubric
    judgements: tuple[Judgement, ...] = ()
    findings: bool = False
    """The rubric asks for findings of the checks."""

    def demands(self) -> Iterator[Deduction]:
        """Yield everything that the rubric asks."""
        for criterion in self.rubric.criteria:
            yield from criterion.deductions
        for condition in self.rubric.conditions:
            yield from condition.demands
        for duty in self.rubric.duties:
            yield from duty.demands

    def judged(self, studio: str) -> tuple[Judgement, ...]:
        """Return the judgements on a studio by this rubric."""
        return tuple(
            each
            for each in self.judgements
            if each.studio == studio and each.rubric == self.rubric.id
        )


def cases(view: View, grounds: Grounds, studios: Sequence[str]) -> Iterator[Case]:
    """Yield the case of each studio, in the order given, one at a time.

    What changed is looked at before the first is yielded, and nothing of it is held longer.

    Raises:
        NotReadableError: A studio or a category cannot be listed: what it holds is not missing.
    """
    finder = _Finder(view, grounds, studios)
    finder.prepare()
    return map(finder.case, studios)


class _Finder:
    """Finds what is known of the studios that are asked for."""

    def __init__(self, view: View, grounds: Grounds, studios: Sequence[str]) -> None:
        self._view, self._grounds, self._studios = view, grounds, studios
        settings, plan = grounds.settings, grounds.plan
        self._prints = prints_of(view, settings, plan, grounds.ledgers, studios)
        state = state_folder(view.root, STATE, settings.state_dir)
        self._files = CaseFiles(state, "case", spoken())
        demands = grounds.demands() if grounds.findings else ()
        self._findings = CaseFindings(state, spoken(), self._prints.whole, demands, view.as_of)
        self._day = Dossier(settings=settings, plan=plan, as_of=view.as_of)
        self._unwritten: dict[str, bytes] = {}

    def prepare(self) -> None:
        """Look at what is new or changed, in one go."""
        of = self._prints.of
        new = [name for name in self._studios if not self._files.holds(name, of[name])]
        unchecked = self._findings.unknown(self._studios)
        if new or unchecked:
            dossier = self._survey([*new, *unchecked]) if unchecked else self._look(new)
            self._find(dossier, new)
            if unchecked:
                lasting = self._prints.settled and not any(map(_passing, dossier.records))
                self._findings.find(dossier, unchecked, lasting=lasting)
            self._forget()

    def case(self, studio: str) -> Case:
        """Return the case of one studio."""
        facts = self._known(studio)
        if facts is None:
            # It went away since, or its rest is not what its checksum promised.
            self._find(self._look([studio]), [studio], keep=True)
            body = self._unwritten.pop(studio)
            facts = unpacked(as_rows(body), studio, self._grounds.plan)
        of = next(each for each in self._grounds.settings.studios if each.name == studio)
        case = case_of(facts, of, self._day, self._grounds.judged(studio))
        return replace(case, findings=self._checked(studio))

    def _forget(self) -> None:
        names = [studio.name for studio in self._grounds.settings.studios]
        for files in (self._files, self._findings.files):
            files.keep_only(names)

    def _checked(self, studio: str) -> tuple[Dated, ...]:
        """Return the findings of one studio."""
        found = self._findings.of(studio)
        if found is None:
            self._findings.find(self._survey([studio]), [studio], lasting=False)
            found = self._findings.of(studio)
        return found or ()

    def _known(self, studio: str) -> StudioFacts | None:
        body = self._unwritten.pop(studio, None)
        if body is None:
            body = self._files.read(studio, self._prints.of[studio])
        if body is not None:
            with suppress(*UNFIT):
                return unpacked(as_rows(body), studio, self._grounds.plan)
        return None

    def _look(self, studios: Sequence[str]) -> Dossier:
        folders = [folder for name in studios for folder in self._prints.folders[name]]
        return look_at(self._view, self._grounds.settings, self._grounds.plan, folders)

    def _survey(self, studios: Iterable[str]) -> Dossier:
        """Look at the whole archive, as the checks do, though not into other studios' files."""
        wanted = frozenset(studios)
        everything = len(wanted) == len(self._grounds.settings.studios)
        scope: frozenset[str] = frozenset() if everything else wanted
        return survey(replace(self._view, scope=scope)).dossier

    def _find(self, dossier: Dossier, studios: Sequence[str], *, keep: bool = False) -> None:
        """Find out what the files of studios tell, and remember it."""
        librarian = Librarian(self._grounds.plan, self._grounds.ledgers)
        with Apart(LIMITS) as apart:
            for own in _each(dossier, studios):
                studio = own.settings.studios[0].name
                read = librarian.read(self._view.root, own.records, apart)
                body = as_bytes(packed(self._facts(own, read)))
                passing = read.passing or any(map(_passing, own.records))
                lasting = not passing and studio not in self._prints.unsettled
                written = lasting and self._write(studio, body, spoken=bool(read.unread))
                if keep or not written:
                    self._unwritten[studio] = body

    def _write(self, studio: str, body: bytes, *, spoken: bool) -> bool:
        return self._files.write(studio, self._prints.of[studio], body, spoken=spoken)

    def _facts(self, own: Dossier, read: StudioLedgers) -> StudioFacts:
        """Return what the files of one studio tell."""
        grounds = self._grounds
        filed = filed_of(own.items, own.records, grounds.plan)
        return StudioFacts(
            studio=own.settings.studios[0].name,
            entries=read.entries,
            events=events_of(grounds.ledgers, read.entries, filed).events,
            workbooks=read.workbooks,
            unread=read.unread,
            holdings=Holdings.of(own),
        )


def _each(dossier: Dossier, studios: Sequence[str]) -> Iterator[Dossier]:
    """Yield the dossier of each studio."""
    items: defaultdict[str, list[Item]] = defaultdict(list)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for item in dossier.items:
        items[item.studio].append(item)
    for record in dossier.records:
        records[record.item.studio].append(record)
    for studio in dossier.settings.studios:
        if studio.name in studios:
            yield replace(
                dossier,
                settings=replace(dossier.settings, studios=(studio,)),
                items=tuple(items[studio.name]),
                records=tuple(records[studio.name]),
            )


def _passing(record: Record) -> bool:
    return record.facts is not None and record.facts.defect in _PASSING


def filed_of(items: Iterable[Item], records: Iterable[Record], plan: Plan) -> Filed:
    """Return what a studio has filed, as ties and events look it up."""
    recogniser = Recogniser(plan)
    held: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        held[record.item.path].append(record)

    def titled(item: Item) -> Claim | None:
        return recogniser.titled(item.category, item.name.title)

    return Filed(
        items=tuple(items),
        records={path: tuple(found) for path, found in held.items()},
        claims=recogniser.claims,
        titled=titled,
    )
