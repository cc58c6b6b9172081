"""Finding a literal text: which parts can hold it, which do, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from archivist.model.analysis import How, Lookup, phrase
from archivist.model.document import CHUNK, OVERLAP
from archivist.model.han import HAN, fold
from archivist.model.matcher import Matcher
from archivist.model.query import EXACT, Text
from archivist.store.index import heads, schema
from archivist.store.index.lexicon import Term
from archivist.store.index.literal import Literal
from archivist.store.index.looking_up import any_of, lookups_of
from archivist.store.index.pinyin import pinyin_terms
from archivist.store.index.postings import Postings
from archivist.store.index.scoring import FIXED, SHOWN, SPOKEN, Scale
from archivist.store.index.values import folded_value, head_values, people_of
from archivist.store.index.view import View

_ONLY_HAN = re.compile(rf"[{HAN}]+")
_FEW = 8
"""Parts that are sooner read than looked up once more."""
_SPOKEN = re.compile(r"[a-z]{2,}")
_HEARD = frozenset({schema.ALL, *schema.PINYIN_FIELDS})
_MOST_HEARD = 5_000
"""Records of one segment whose heads are read for what only sounds like it."""
_TELLING = (schema.TITLE, schema.CODE, schema.CAUSE, schema.PEOPLE)


class TextSearch:
    """A text that is looked for, in one segment after the other.

    Args:
        text: What is looked for.
        views: All segments: how rare a word is, depends on them.
        scale: For the scores.

    Attributes:
        best: By first part of a record, the part that is worth most, if it is another one; numbers
            as they are in the whole index.
        sure: Whether words alone prove it: no text need be read.
        scored: Whether it matters what a record is worth.
        typed: What may be the sound of what is looked for; empty: it is no sound.
        heard: First parts of the records that only sound so, numbered as those of ``best``.
        literal: The same, of Han alone; None: there is more in it.
        reach: How many parts, one after the other, one finding can take.
    """

    def __init__(self, text: Text, views: Sequence[View], scale: Scale) -> None:
        self.text = text
        self.field = schema.ALL if text.field is None else text.field.value
        self.matcher = Matcher(text.text, quoted=text.quoted, prefix=text.prefix)
        self.best: dict[int, int] = {}
        self.heard: set[int] = set()
        self.scored = True
        self._scale = scale
        wanted = lookups_of(text)
        self._words = [lookup.term for lookup in wanted if lookup.how is How.EXACT]
        self._open = [lookup for lookup in wanted if lookup.how is not How.EXACT]
        self.sure = text.field in EXACT or self.matcher.exact
        folded = phrase(text.text)
        # Folding goes character by character: where it stands unfolded, it stands folded.
        plain = text.quoted or _ONLY_HAN.fullmatch(folded)
        self._plain = folded if plain and " " not in folded else ""
        self.literal = Literal.of(folded, loose=not text.quoted)
        self.reach = 1
        if text.field is None and not self.sure and len(folded) > OVERLAP // 2:
            self.reach = 2 + len(folded) // (CHUNK - OVERLAP)
        spoken = self.field in _HEARD and not text.quoted and _SPOKEN.fullmatch(folded)
        self.typed = folded if spoken else ""
        self._terms = {view: self._terms_of(view) for view in views}
        self._rarity = [
            scale.rarity(sum(term.frequency for term in terms if term))
            for terms in zip(*self._terms.values(), strict=True)
        ]
        self._postings: dict[View, list[Postings]] = {}
        self._candidates: dict[View, Sequence[int]] = {}

    def rough(self, view: View) -> set[int]:
        """Return the first parts of all records that can hold the text, and some others."""
        return {*view.records_of(self.candidates(view)), *self._sounding(view)}

    def found(self, view: View, within: Collection[int] | None) -> dict[int, float]:
        """Return the score of each record that holds the text, by its first part.

        Args:
            view: A segment.
            within: First parts of the records that are of interest; None: all.
        """
        parts = self.candidates(view)
        if within is not None:
            parts = view.parts_among(parts, within)
        if not self.sure:
            parts = list(self._standing(view, parts))
        scores = self._scored_records(view, parts)
        for first in self._heard(view, within):
            if first not in scores:
                scores[first] = SPOKEN
                self.heard.add(view.start + first)
        return scores

    def _scored_records(self, view: View, parts: Sequence[int]) -> dict[int, float]:
        if not self.scored:
            return dict.fromkeys(view.records_of(parts), 0.0)
        scores = self._scores(view, parts)
        return scores if view.file.firsts is None else self._best(view, scores)

    def is_anywhere(self, views: Iterable[View]) -> bool:
        """Tell whether any record holds the text: the first one that does is enough."""
        for view in views:
            parts = self.candidates(view)
            if parts and self.sure:
                return True
            if next(iter(self._heard(view)), None) is not None:
                return True
            if next(self._standing(view, parts), None) is not None:
                return True
        return False

    def candidates(self, view: View) -> Sequence[int]:
        """Return the parts that have all words of the text, in order."""
        if view not in self._candidates:
            parts = self._holding_words(view)
            alone = self.sure and self.literal and not self._headed and not self._words
            reading = partial(self._standing, view) if alone else None
            for lookup in self._open:
                if parts is not None and (len(parts) <= _FEW and not self.sure):
                    break
                some = self._spread(any_of(view, self.field, lookup, reading))
                parts = sorted(some) if parts is None else [each for each in parts if each in some]
            if parts is None:
                parts = view.records if self._headed else range(view.file.parts)
            self._candidates[view] = view.living(parts)
        return self._candidates[view]

    @property
    def _headed(self) -> bool:
        return self.field != schema.ALL

    def _terms_of(self, view: View) -> list[Term | None]:
        return [view.file.words.get(self.field, word) for word in self._words]

    def _holding_words(self, view: View) -> Sequence[int] | None:
        """Return the parts that have all whole words, or some more; None: there are no words."""
        terms = self._terms[view]
        if not terms:
            return None
        postings = [view.file.postings(term) for term in terms if term]
        self._postings[view] = postings
        if len(postings) < len(terms):
            return []
        rarest, *others = sorted(postings, key=len)
        parts = self._ordered(rarest.ids())
        for each in others:
            if not parts or (len(parts) <= _FEW and not self.sure):
                break
            if self.reach > 1:
                some = self._spread(each.ids())
                parts = [part for part in parts if part in some]
            elif len(parts) > len(each) // 8:
                some = set(parts)
                parts = [part for part in each.among(parts) if part in some]
            else:
                parts = sorted(set(parts).intersection(each.among(parts)))
        return parts

    def _ordered(self, parts: Sequence[int]) -> Sequence[int]:
        return sorted(self._spread(parts)) if self.reach > 1 else parts

    def _spread(self, parts: Iterable[int]) -> set[int]:
        """Return the parts from which on one of these can be reached."""
        if self.reach == 1:
            return set(parts)
        return {part - back for part in parts for back in range(self.reach) if part >= back}

    def _standing(self, view: View, parts: Sequence[int]) -> Iterator[int]:
        """Yield those of some parts in which the text stands."""
        if not self._plain or self._headed:
            yield from (part for part in parts if self._stands(view, part))
            return
        absent = self.literal.is_absent if self.literal and self.reach == 1 else None
        for part, surely in view.file.stored.holding(parts, self._plain, absent):
            if surely or self._stands(view, part):
                yield part

    def _stands(self, view: View, part: int) -> bool:
        """Tell whether the text stands in a part, as a whole and in one place."""
        matches = self.matcher.matches
        if self._headed:
            return any(matches(folded_value(value)) for value in self._values(view, part))
        stored = view.file.stored
        kept = stored[part]
        if self.reach > 1 and matches(fold(view.joined(part, self.reach))):
            return True
        if matches(kept.folded.text):
            return True
        # Most heads do not have it at all, which is quicker to see than to take them apart.
        if not kept.head or (self._plain and not self._can_be_in(kept.head)):
            return False
        texts = heads.scored_texts(stored.head(part)).values()
        return any(matches(folded_value(value)) for values in texts for value in values)

    def _can_be_in(self, head: str) -> bool:
        """Tell whether a head as it is kept may have the literal text in one of its values."""
        special = not self._plain.isprintable() or any(map(self._plain.count, '"\\'))
        return special or self._plain in fold(head).replace(" ", "")

    def _scores(self, view: View, parts: Sequence[int]) -> dict[int, float]:
        if self._headed or not parts:
            return dict.fromkeys(parts, FIXED)
        scores: dict[int, float] = {}
        for postings, rarity in zip(self._postings.get(view, ()), self._rarity, strict=False):
            some = self._scored(view, postings, rarity, parts)
            scores = {part: scores[part] + some[part] for part in parts} if scores else some
        if self._open:
            fixed = FIXED * len(self._open)
            if scores:
                scores = {part: scores[part] + fixed for part in parts}
            else:
                scores = dict.fromkeys(parts, fixed)
        if not self._words:
            self._prefer_telling(view, scores)
        return scores or dict.fromkeys(parts, FIXED)

    def _scored(
        self, view: View, postings: Postings, rarity: float, parts: Sequence[int]
    ) -> dict[int, float]:
        """Return the score of one word in each of some parts."""
        lengths = view.file.lengths
        if self.reach > 1:
            reached = sorted(self._reached(parts, view.file.parts))
            weights = postings.weights(reached).items()
            scores = self._scale.scores(rarity, weights, lengths)
            on = range(self.reach)
            return {part: max(scores.get(part + each, 0.0) for each in on) for part in parts}
        known = postings.weights(parts)
        if len(known) == len(parts):
            return self._scale.scores(rarity, known.items(), lengths)
        weighed = zip(parts, map(known.__getitem__, parts), strict=True)
        return self._scale.scores(rarity, weighed, lengths)

    def _reached(self, parts: Iterable[int], count: int) -> set[int]:
        return {part + on for part in parts for on in range(self.reach) if part + on < count}

    def _prefer_telling(self, view: View, scores: dict[int, float]) -> None:
        """Let records come first whose title or people have what is too short for a score."""
        for field in _TELLING:
            for lookup in self._open:
                for part in any_of(view, field, lookup):
                    if part in scores:
                        scores[part] += SHOWN

    def _best(self, view: View, scores: dict[int, float]) -> dict[int, float]:
        """Return the best score of each record, and remember in which part it is."""
        best: dict[int, float] = {}
        for first, part in zip(view.records_of(list(scores)), scores, strict=True):
            if scores[part] > best.get(first, -1.0):
                best[first] = scores[part]
                if part != first:
                    self.best[view.start + first] = view.start + part
                else:
                    self.best.pop(view.start + first, None)
        return best

    def _sounding(self, view: View) -> list[int]:
        """Return the records whose head sounds like what was typed, in any field."""
        if not self.typed:
            return []
        lookup = Lookup(self.typed, How.PREFIX)
        return view.living(any_of(view, schema.PINYIN, lookup))

    def _heard(self, view: View, within: Collection[int] | None = None) -> Iterator[int]:
        """Yield those of some records that sound like what was typed, in the field asked for."""
        found = self._sounding(view)
        some = found if within is None else [first for first in found if first in within]
        for count, first in enumerate(some):
            # Beyond so many, what sounds so in any field is sooner taken than read.
            if not self._headed or count >= _MOST_HEARD or self._sounds(view, first):
                yield first

    def _sounds(self, view: View, part: int) -> bool:
        values = self._values(view, part)
        return any(term.startswith(self.typed) for each in values for term in pinyin_terms(each))

    def _values(self, view: View, part: int) -> tuple[str, ...]:
        """Return the texts of the field asked for."""
        if self.field == schema.PEOPLE:
            return people_of(view.file.facets[part])
        return head_values(view.file.stored.head(part)).get(self.field, ())
