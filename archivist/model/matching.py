"""Recognising which material a record answers: stated outright, or by words in its name.

In this order: what ``item.toml`` says of the file, the file's name with its ending, what
``item.toml`` says of the item, the cause 事由, the item's title. The longest word in a name wins. A
picture also answers the category's image material that has no words of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from archivist.model.plan import Category, Frequency, Material, MaterialKind, Part, Plan
from archivist.model.record import PICTURES, Record

_SHORTER = re.compile(
    "半年|季度|[一二三四]季|月度|月份|(?:[0-9]|[一二三四五六七八九十])月(?!.*年度)"
)
"""What a name tells of a shorter time than the year, so that it is no yearly report or plan."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A material, and which part of it if it is a set, that a record answers."""

    material: Material
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a text would answer in one category, and the word that tells it."""

    category: str
    """Its number."""
    claim: Claim
    word: str
    """Folded; a dot stands for where the name proper ends, or before the ending."""


def fold(text: str) -> str:
    """Return a text in the form in which words are looked for: full width and case do not count."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass(slots=True)
class _Vocabulary:
    """The words of one category, the longest first."""

    words: list[tuple[str, Claim]] = field(default_factory=list)
    names: dict[str, Claim] = field(default_factory=dict)
    pictures: Claim | None = None

    @classmethod
    def of(cls, category: Category) -> _Vocabulary:
        found = cls()
        for material in category.materials:
            claim = Claim(material)
            for name in filter(None, (material.id, material.name, material.name_en)):
                found.names[fold(name)] = claim
            found.words += [(fold(word), claim) for word in (material.name, *material.words)]
            for part in material.parts:
                whole = Claim(material, part)
                for name in filter(None, (part.name, part.name_en)):
                    found.names[fold(name)] = whole
                found.words += [(fold(word), whole) for word in (part.name, *part.words)]
            if material.kind is MaterialKind.IMAGE and not material.words and not found.pictures:
                found.pictures = claim
        found.words.sort(key=lambda pair: -len(pair[0]))
        return found


class Recogniser:
    """Recognises the materials of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._vocabularies = {
            category.number: _Vocabulary.of(category) for category in plan.categories
        }
        self._index = _Index(self._vocabularies)
        self._in_text = lru_cache(maxsize=50_000)(self._search)

    def claims(self, record: Record) -> tuple[Claim, ...]:
        """Return what a record answers, most specific first; empty when nothing is recognised."""
        own = self._specific(record)
        pictures = self._vocabularies[record.item.category].pictures
        if pictures is None or not record.pictorial or pictures in own:
            return own
        return (*own, pictures)

    def stated(self, category: str, text: str) -> Claim | None:
        """Return what a material's name or id in ``item.toml`` means, or None."""
        vocabulary = self._vocabularies.get(category)
        return vocabulary.names.get(fold(text.strip())) if vocabulary else None

    def titled(self, category: str, title: str) -> Claim | None:
        """Return the material that the title of an item names, or None."""
        return self._in_text(category, title, is_picture=False, parts=False)

    def everywhere(self, text: str, *, is_picture: bool) -> tuple[Sighting, ...]:
        """Return what a text would answer in each category that knows a word of it.

        Args:
            text: The name of a file or of a folder.
            is_picture: Whether it names a picture, so that it may answer an image material.
        """
        folded = fold(text)
        shorter = _SHORTER.search(folded) is not None
        known: dict[str, list[tuple[int, str, Claim]]] = {}
        for word in self._index.present(folded):
            for number, rank, claim in self._index.words[word]:
                if _fits(claim, is_picture, parts=True, shorter=shorter):
                    known.setdefault(number, []).append((rank, word, claim))
        found = []
        for number, words in sorted(known.items()):
            ordered = ((word, claim) for _rank, word, claim in sorted(words, key=lambda w: w[0]))
            best, longest = _longest(ordered, is_picture)
            if best is not None:
                found.append(Sighting(number, best, longest))
        return tuple(found)

    def _specific(self, record: Record) -> tuple[Claim, ...]:
        category, is_picture = record.item.category, record.kind in PICTURES
        own, shared = record.description, record.item.description
        if own.materials:
            return self._all_stated(category, own.materials)
        named = self._in_text(category, record.name, is_picture=is_picture, parts=True)
        if named:
            return (named,)
        if shared.materials:
            return self._all_stated(category, shared.materials)
        for text in _hints(record):
            hinted = self._in_text(category, text, is_picture=is_picture, parts=False)
            if hinted:
                return (hinted,)
        return ()

    def _all_stated(self, category: str, texts: tuple[str, ...]) -> tuple[Claim, ...]:
        found = (self.stated(category, text) for text in texts)
        return tuple(dict.fromkeys(claim for claim in found if claim))

    def _search(self, category: str, text: str, *, is_picture: bool, parts: bool) -> Claim | None:
        """Return the claim of the longest word in a text; a part is looked for only in file names.

        Of equally long words, a picture goes to an image material and another file to a document.
        """
        folded = fold(text)
        shorter = _SHORTER.search(folded) is not None
        words = (
            (word, claim)
            for word, claim in self._vocabularies[category].words
            if word in folded and _fits(claim, is_picture, parts, shorter)
        )
        return _longest(words, is_picture)[0]


class _Index:
    """The words of all categories, to be found in a text without looking for each of them."""

    def __init__(self, vocabularies: Mapping[str, _Vocabulary]) -> None:
        self.words: dict[str, list[tuple[str, int, Claim]]] = {}
        for number, vocabulary in vocabularies.items():
            for rank, (word, claim) in enumerate(vocabulary.words):
                self.words.setdefault(word, []).append((number, rank, claim))
        self._lengths = sorted({len(word) for word in self.words})

    def present(self, folded: str) -> set[str]:
        """Return the words that a text holds."""
        size = len(folded)
        pieces = {
            folded[i : i + length] for length in self._lengths for i in range(size - length + 1)
        }
        return pieces & self.words.keys()


def _longest(
    words: Iterable[tuple[str, Claim]],
    is_picture: bool,  # noqa: FBT001
) -> tuple[Claim | None, str]:
    """Return the claim of the first of the longest words that suits best, and the word."""
    found: Claim | None = None
    longest = ""
    for word, claim in words:
        if len(word) < len(longest):
            break
        if (claim.material.kind is MaterialKind.IMAGE) is is_picture:
            return claim, word
        found, longest = found or claim, longest or word
    return found, longest


def _fits(claim: Claim, is_picture: bool, parts: bool, shorter: bool) -> bool:  # noqa: FBT001
    if claim.part is not None and not parts:
        return False
    if claim.material.kind is MaterialKind.IMAGE and not is_picture:
        return False
    return not (shorter and claim.material.frequency is Frequency.YEARLY)


def _hints(record: Record) -> Iterator[str]:
    if record.elements.cause:
        yield record.elements.cause.text
    yield record.item.name.title
