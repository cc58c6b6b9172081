"""Clues: what the folders of an old tree and the names in it tell of where a file belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from archivist.model.category_words import CategoryWords
from archivist.model.dossier import Dossier
from archivist.model.matching import Recogniser, Sighting, fold
from archivist.model.names import same_name
from archivist.model.old_names import day_and_title, is_generic, is_unnamed, without_date, years_of
from archivist.model.plan import Category

_EXACT, _ALIKE, _WORD, _FILE_WORD, _FILE_ALIKE, _PICTURES, _TOPIC = 100, 10, 5, 9, 6, 5, 8
"""Weights: a category's own folder; then for each character of a word that tells it."""
WEAK = 15
"""Less than this is hardly a clue."""
_PICTURE_WORDS = re.compile("照片|图片|相片|相册|视频|录像|photo|picture|video")
_PICTURE_CATEGORY = "影像"


class ClueKind(StrEnum):
    """What tells something."""

    FOLDER_STUDIO = "folder-studio"
    FOLDER_CATEGORY = "folder-category"
    """A folder is named like the category."""
    FOLDER_ALIKE = "folder-alike"
    """A folder's name shares words with the category's."""
    FOLDER_WORD = "folder-word"
    """A folder's name holds a word of the plan."""
    FILE_WORD = "file-word"
    FILE_ALIKE = "file-alike"
    PICTURES = "pictures"
    """A folder is for pictures, of whatever."""
    FOLDER_ITEM = "folder-item"
    FOLDER_DAY = "folder-day"
    NAME_DAY = "name-day"
    CAMERA_DAY = "camera-day"
    SAVING_DAY = "saving-day"
    """A messenger, a scanner or a screenshot gave the name: the day is that of saving."""
    NEIGHBOURS = "neighbours"
    """Other pictures of the same folder have that day."""
    OTHER_YEAR = "other-year"
    """The folders state another year than the day's."""
    OTHER_STUDIO = "other-studio"
    """A folder names a studio that the archive does not have."""


DAYS = frozenset(
    {
        ClueKind.FOLDER_DAY,
        ClueKind.NAME_DAY,
        ClueKind.CAMERA_DAY,
        ClueKind.SAVING_DAY,
        ClueKind.NEIGHBOURS,
    }
)
"""What they mean is a day, ``2022-01-25``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One thing that tells where a file belongs."""

    kind: ClueKind
    text: str
    """What was read."""
    means: str = ""
    """What it tells: a category's number, a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How strongly names speak for categories, by number."""

    points: Mapping[str, int] = field(default_factory=dict)
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderTale:
    """What the names of the folders above a file tell."""

    studio: str = ""
    votes: Votes = Votes()
    exact: str = ""
    """The category whose own folder this is."""
    title: str = ""
    broad: bool = True
    """The title is that of a whole category or of nothing, not of one event."""
    event: str = ""
    """The folder of the event: its files belong together."""
    day: date | None = None
    year: int | None = None
    clues: tuple[Clue, ...] = ()
    """Of studio, item and day."""


class Clues:
    """Reads names against one archive and its plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan = dossier.plan
        self._studios = [studio.name for studio in dossier.settings.studios]
        self._recogniser = Recogniser(dossier.plan)
        self._words = CategoryWords(dossier.plan.categories)
        self._flat = {each.number for each in dossier.plan.categories if each.flat}
        self._as_of = dossier.as_of
        self.of_folder = lru_cache(maxsize=4096)(self._folder)
        self._of_part = lru_cache(maxsize=4096)(self._part)

    def of_file(self, name: str, *, is_picture: bool) -> tuple[Votes, tuple[Sighting, ...]]:
        """Return for which categories a file's name speaks, and what it would answer in each."""
        points: Counter[str] = Counter()
        clues = []
        seen = self._sightings(name, is_picture=is_picture)
        for each in seen:
            points[each.category] += _FILE_WORD * _weight(each.word)
            clues.append(Clue(kind=ClueKind.FILE_WORD, text=each.word, means=each.category))
        stem = name.rpartition(".")[0] or name
        for number, weight, shared in self._words.alike(stem):
            points[number] += _FILE_ALIKE * weight
            clues.append(Clue(kind=ClueKind.FILE_ALIKE, text=shared, means=number))
        for number, word in self._words.hinted(stem):
            points[number] += _FILE_WORD * len(word)
            clues.append(Clue(kind=ClueKind.FILE_WORD, text=word, means=number))
        return Votes(points=points, clues=tuple(clues)), seen

    def real(self, day: date | None) -> date | None:
        """Return a day on which something can have happened."""
        return day if day and date(1949, 10, 1) <= day <= self._as_of else None

    def _folder(self, folder: str) -> FolderTale:
        """Return what the folders of a path tell; the old folder's own name is its first part."""
        parts = [part for part in folder.split("/") if part]
        studio, clues, rest = self._studio(parts)
        year = next((year for part in reversed(parts) for year in years_of(part)), None)
        votes, exact, alike = self._categories(parts, rest)
        title, broad, depth, day = self._title(parts, rest, alike, year)
        named = "" if depth is None else parts[depth]
        if named:
            clues.append(Clue(kind=ClueKind.FOLDER_ITEM, text=named, means=title))
        if day:
            clues.append(Clue(kind=ClueKind.FOLDER_DAY, text=named, means=day.isoformat()))
        return FolderTale(
            studio=studio,
            votes=votes,
            exact=exact,
            title=title,
            broad=broad,
            event=folder if depth is None else "/".join(parts[: depth + 1]),
            day=day,
            year=year,
            clues=tuple(clues),
        )

    def _studio(self, parts: Sequence[str]) -> tuple[str, list[Clue], list[int]]:
        """Return the studio, why, and which parts say something else."""
        rest = list(range(len(parts)))
        for number, part in enumerate(parts):
            folded = same_name(part)
            named = [name for name in self._studios if same_name(name) in folded]
            if not named and len(part) > 1 and len(self._studios) > 1 and not is_generic(part):
                named = [name for name in self._studios if folded in same_name(name)]
            if len(named) == 1:
                rest.remove(number)
                clue = Clue(kind=ClueKind.FOLDER_STUDIO, text=part, means=named[0])
                return named[0], [clue], rest
        other = next((p for p in parts if p.endswith("工作室") and len(p) > 3), "")
        clues = [Clue(kind=ClueKind.OTHER_STUDIO, text=other)] if other else []
        return (self._studios[0] if len(self._studios) == 1 else ""), clues, rest

    def _categories(
        self, parts: Sequence[str], rest: Iterable[int]
    ) -> tuple[Votes, str, dict[int, bool]]:
        """Return the votes of folders, the category whose folder it is, the parts that are alike.

        Those parts are mapped to whether the part is the category's very name.
        """
        points: Counter[str] = Counter()
        clues: list[Clue] = []
        exact = ""
        alike: dict[int, bool] = {}
        for number in rest:
            part = parts[number]
            own = self._own_folder(part)
            if own:
                exact = own.number
                alike[number] = True
                points[own.number] += _EXACT
                clues.append(Clue(kind=ClueKind.FOLDER_CATEGORY, text=part, means=own.number))
                continue
            for category, weight, clue in self._of_part(part):
                points[category] += weight
                clues.append(clue)
                if clue.kind is ClueKind.FOLDER_ALIKE:
                    alike[number] = False
        return Votes(points=points, clues=tuple(clues)), exact, alike

    def _part(self, part: str) -> tuple[tuple[str, int, Clue], ...]:
        return tuple(self._part_votes(part))

    def _part_votes(self, part: str) -> Iterator[tuple[str, int, Clue]]:
        for number, weight, _shared in self._words.alike(part):
            clue = Clue(kind=ClueKind.FOLDER_ALIKE, text=part, means=number)
            yield number, _ALIKE * weight, clue
        for number, word in self._words.hinted(part):
            clue = Clue(kind=ClueKind.FOLDER_WORD, text=part, means=number)
            yield number, _TOPIC * len(word), clue
        for each in self._sightings(part, is_picture=True):
            clue = Clue(kind=ClueKind.FOLDER_WORD, text=part, means=each.category)
            yield each.category, _WORD * _weight(each.word), clue
        if _PICTURE_WORDS.search(fold(part)):
            for category in self._plan.categories:
                if _PICTURE_CATEGORY in category.name:
                    clue = Clue(kind=ClueKind.PICTURES, text=part, means=category.number)
                    yield category.number, _PICTURES, clue

    def _sightings(self, text: str, *, is_picture: bool) -> tuple[Sighting, ...]:
        """Return which words of the plan a text holds; a ledger's only where it calls itself so."""
        ledgers = {number for number, _weight, _shared in self._words.alike(text)}
        return tuple(
            each
            for each in self._recogniser.everywhere(text, is_picture=is_picture)
            if each.category not in self._flat or each.category in ledgers
        )

    def _own_folder(self, part: str) -> Category | None:
        """Return the category of which a folder bears the name; a bare number may be a month."""
        found = self._plan.category_of(part)
        if found is None or same_name(part.strip()) == same_name(found.name):
            return found
        return (
            found
            if any(n == found.number for n, _weight, _shared in self._words.alike(part))
            else None
        )

    def _title(
        self, parts: Sequence[str], rest: Iterable[int], alike: Mapping[int, bool], year: int | None
    ) -> tuple[str, bool, int | None, date | None]:
        """Return the event's title, whether it is none of its own, its depth and its day."""
        telling = [n for n in rest if not is_generic(parts[n]) and not alike.get(n)]
        for number in telling:
            day, title = day_and_title(parts[number], year)
            if self.real(day) and title:
                return title, False, number, day
        if 0 not in alike and any(map(is_unnamed, parts)):
            # Who names no folders calls the whole after a drive, not after an event.
            telling = [number for number in telling if number]
        first = min(alike, default=-1)
        deeper = [number for number in telling if number > first]
        if deeper:
            depth = deeper[0] if alike else deeper[-1]
            return without_date(parts[depth]), False, depth, None
        if telling:
            return without_date(parts[telling[-1]]), True, None, None
        return "", True, None, None


def _weight(word: str) -> int:
    """Return how much a word tells: an ending of a name tells little."""
    return 1 if word.startswith(".") else min(len(word.strip(".")), 8)
