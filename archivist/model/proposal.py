"""Proposals: where each file of an old tree belongs, how sure that is, and what tells it.

Files of one event belong together: what lies in one folder with a title of its own and was
photographed on one day is one item, and its documents stay with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from archivist.model.clues import WEAK, Clue, ClueKind, Clues, FolderTale, Votes
from archivist.model.days import compact
from archivist.model.dossier import Dossier
from archivist.model.elements import Element
from archivist.model.facts import Facts
from archivist.model.incoming import NameKind, read_name
from archivist.model.matching import Sighting
from archivist.model.names import portable
from archivist.model.old_names import day_and_title, is_generic, without_date, years_of
from archivist.model.place import Destination, Places, When
from archivist.model.plan import Category
from archivist.model.record import PICTURES, kind_of

_DOUBTFUL = frozenset({ClueKind.SAVING_DAY, ClueKind.OTHER_YEAR, ClueKind.OTHER_STUDIO})
_CLOSE = 0.85
"""A second category that comes so near makes the first a guess."""


class Certainty(StrEnum):
    """How sure a proposal is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"
    NONE = "none"
    """Something is missing that only a person knows."""


class Open(StrEnum):
    """What a person has to say before a file can be copied."""

    STUDIO = "studio"
    CATEGORY = "category"
    TITLE = "title"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """One file of the old tree that may be worth keeping."""

    path: str
    """Below the old folder, that folder's own name in front."""
    facts: Facts

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition("/")[2]

    @property
    def pictorial(self) -> bool:
        """It is a picture or a video by its name."""
        return kind_of(self.name) in PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where one file belongs."""

    path: str
    studio: str = ""
    category: Category | None = None
    item: str = ""
    """The folder of the item; empty: not known, or the category has none."""
    day: date | None = None
    """The event's."""
    material: str = ""
    certainty: Certainty = Certainty.NONE
    clues: tuple[Clue, ...] = ()
    open: tuple[Open, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one file and its folders tell."""

    file: OldFile
    tale: FolderTale
    votes: Votes
    seen: tuple[Sighting, ...]
    day: Clue | None


class Proposer:
    """Proposes places in one archive."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan = dossier.plan
        self._clues = Clues(dossier)
        self._places = Places(dossier)

    def propose(self, files: Iterable[OldFile]) -> list[Proposal]:
        """Return a proposal for each file, those of one event together."""
        events: dict[str, list[_Look]] = {}
        for file in files:
            look = self._look(file)
            events.setdefault(look.tale.event, []).append(look)
        return [each for looks in events.values() for each in self._event(looks)]

    def _look(self, file: OldFile) -> _Look:
        tale = self._clues.of_folder(file.path.rpartition("/")[0])
        votes, seen = self._clues.of_file(file.name, is_picture=file.pictorial)
        day = self._day(file, tale)
        return _Look(file=file, tale=tale, votes=votes, seen=seen, day=day)

    def _day(self, file: OldFile, tale: FolderTale) -> Clue | None:
        """Return the day of a file and what tells it, the most trusted first."""
        told = read_name(file.name)
        stem = PurePosixPath(file.name).stem
        named = day_and_title(stem, tale.year)[0] if told.kind is NameKind.OTHER else None
        camera = next(
            (r.day for r in file.facts.readings if r.element is Element.SHOOTING_DATE), None
        )
        moment = date.fromisoformat(told.moment[:10]) if told.moment else None
        for kind, day in (
            (ClueKind.NAME_DAY, named),
            (ClueKind.NAME_DAY, None if told.saving else moment),
            (ClueKind.CAMERA_DAY, camera),
            (ClueKind.SAVING_DAY, moment if told.saving else None),
        ):
            if real := self._clues.real(day):
                return Clue(kind=kind, text=file.name, means=real.isoformat())
        return None

    def _event(self, looks: Sequence[_Look]) -> Iterator[Proposal]:
        """Yield the proposals of one event's files, or of one folder that is none."""
        tale = looks[0].tale
        days = Counter(
            look.day.means
            for look in looks
            if look.file.pictorial and look.day and look.day.kind is not ClueKind.SAVING_DAY
        )
        shared = None if tale.broad else _shared(looks)
        for look in looks:
            points = look.votes.points if shared is None else shared
            votes = _added(tale.votes, Votes(points=points, clues=look.votes.clues))
            yield self._proposal(look, votes, _event_day(look, days))

    def _proposal(self, look: _Look, votes: Votes, day: Clue | None) -> Proposal:
        tale = look.tale
        category, sure = self._category(votes)
        happened = date.fromisoformat(day.means) if day else None
        told = [day] if day else []
        if tale.year and happened and happened.year != tale.year:
            told.append(Clue(kind=ClueKind.OTHER_YEAR, text="", means=str(tale.year)))
        title = self._title(look, category)
        item = self._item(tale, category, title, happened)
        flat = category is not None and category.flat
        missing = [
            what
            for what, there in (
                (Open.STUDIO, bool(tale.studio)),
                (Open.CATEGORY, category is not None),
                (Open.TITLE, flat or bool(item)),
                (Open.DATE, flat or happened is not None or not look.file.pictorial),
            )
            if not there
        ]
        number = category.number if category else ""
        own = tuple(clue for clue in votes.clues if clue.means == number)
        found = Proposal(
            path=look.file.path,
            studio=tale.studio,
            category=category,
            item=item,
            day=happened,
            material=self._material(look, category),
            clues=tuple(dict.fromkeys((*tale.clues, *own, *told))),
            open=tuple(missing),
        )
        return replace(found, certainty=_certainty(found, look, sure=sure))

    def _category(self, votes: Votes) -> tuple[Category | None, bool]:
        """Return the category for which most speaks, and whether no other comes near."""
        ranked = sorted(votes.points.items(), key=lambda vote: (-vote[1], vote[0]))
        if not ranked:
            return None, False
        number, points = ranked[0]
        category = next((c for c in self._plan.categories if c.number == number), None)
        second = ranked[1][1] if len(ranked) > 1 else 0
        return category, points >= WEAK and second < _CLOSE * points

    def _title(self, look: _Look, category: Category | None) -> str:
        """Return the item's title: the event's, else the folder's, else what the name says."""
        tale = look.tale
        if tale.title:
            years = () if tale.broad is False else years_of(look.file.name)
            year = years[0] if years else tale.year
            dated = tale.broad and year and not look.file.pictorial
            return f"{year}年{tale.title}" if dated else tale.title
        number = category.number if category else ""
        claimed = next((each.claim for each in look.seen if each.category == number), None)
        if claimed:
            return claimed.material.name
        stem = PurePosixPath(look.file.name).stem
        title = without_date(day_and_title(stem, tale.year)[1])
        human = read_name(look.file.name).kind is NameKind.OTHER and not is_generic(title)
        return title if human and category else ""

    def _item(
        self, tale: FolderTale, category: Category | None, title: str, day: date | None
    ) -> str:
        """Return the item's folder; one that the archive has is named as it is there."""
        if category is None or category.flat or not title:
            return ""
        clean = portable(title.replace("/", "_"))
        when = When(day=day, stated=True)
        place = self._places.resolve((tale.studio, category.number, clean), when)
        if isinstance(place, Destination):
            return place.path.rpartition("/")[2]
        return f"{compact(day)} {clean}" if day else clean

    def _material(self, look: _Look, category: Category | None) -> str:
        number = category.number if category else ""
        found = [each for each in look.seen if each.category == number]
        return found[0].claim.material.name if found else ""


def _shared(looks: Sequence[_Look]) -> Mapping[str, int]:
    """Return how much speaks for each category on an average of an event's files."""
    total: Counter[str] = Counter()
    for look in looks:
        total.update(look.votes.points)
    mean = {number: points // len(looks) for number, points in total.items()}
    return {n: p for n, p in mean.items() if p or not looks[0].tale.votes.points}


def _added(first: Votes, second: Votes) -> Votes:
    points = Counter(first.points)
    points.update(second.points)
    return Votes(points=points, clues=(*first.clues, *second.clues))


def _event_day(look: _Look, days: Mapping[str, int]) -> Clue | None:
    """Return the day of the event to which a file belongs."""
    tale = look.tale
    if tale.day:
        return next(clue for clue in tale.clues if clue.kind is ClueKind.FOLDER_DAY)
    if look.file.pictorial:
        trusted = look.day and look.day.kind is not ClueKind.SAVING_DAY
        if trusted or tale.broad or len(days) != 1:
            return look.day
    if tale.broad or not days:
        return None
    # Several days in one folder: the documents keep together, on the day of most pictures.
    most = min(days, key=lambda day: (-days[day], day))
    return Clue(kind=ClueKind.NEIGHBOURS, text=tale.title, means=most)


def _certainty(found: Proposal, look: _Look, *, sure: bool) -> Certainty:
    if found.open:
        return Certainty.NONE
    kinds = {clue.kind for clue in found.clues}
    lent = look.file.pictorial and ClueKind.NEIGHBOURS in kinds
    if not sure or lent or kinds & _DOUBTFUL:
        return Certainty.GUESS
    told = found.category is not None and look.tale.exact == found.category.number
    return Certainty.CERTAIN if told else Certainty.LIKELY
