"""What a rubric may refer to, and what was probably meant by a word that is unknown."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from archivist.model.ledger import Ledger
from archivist.model.plan import Plan
from archivist.model.rubric import Rubric
from archivist.model.wording import N_
from archivist.store.toml import Mistake

_LONG = 40
"""Characters of a value that are repeated to the user."""
_MANY = 12
"""Choices that are listed where none is near."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is referred to: its ids, each with the name that people read."""

    names: Mapping[str, str]
    unknown: str
    """What is said of an id that is none, with ``{id}``."""
    found: str = ""
    """Where people find all of them."""

    def mistakes(self, ids: Sequence[str], place: str) -> Iterator[Mistake]:
        """Yield what is wrong with a list of ids."""
        for each, times in Counter(ids).items():
            if each not in self.names:
                yield Mistake(place=place, text=self._unknown(each))
            elif times > 1:
                text = _("“{id}” is named twice; once is enough").format(id=cut(each))
                yield Mistake(place=place, text=text)

    def _unknown(self, given: str) -> str:
        text = _(self.unknown).format(id=cut(given))
        near = self._near(given)
        if near:
            return text + _("; did you mean {near}?").format(near=_(" or ").join(near))
        if not self.names:
            return text + _("; there is none at all")
        most = _MANY // 2 if self.found else _MANY
        listed = _(", ").join(list(self.names)[:most])
        more = _(" …") if len(self.names) > most else ""
        text += _("; use one of: {names}").format(names=listed + more)
        return text + (_(self.found) if self.found else "")

    def _near(self, given: str) -> list[str]:
        """Return the ids that look or are called like a text, each with its name."""
        if len(given) > _LONG:
            return []
        called = {name: each for each, name in self.names.items() if name}
        found = difflib.get_close_matches(given, [*self.names, *called], n=3, cutoff=0.55)
        ids = dict.fromkeys(called.get(each, each) for each in found)
        return [self._shown(each) for each in list(ids)[:2]]

    def _shown(self, each: str) -> str:
        name = self.names[each]
        return _("“{id}” ({name})").format(id=each, name=name) if name else f"“{each}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a rubric may refer to."""

    materials: Kind
    ledgers: Kind
    events: Kind
    levels: Kind
    conditions: Kind
    categories: Kind
    codes: frozenset[str]
    """Of the checks; none: they are not looked up."""
    books: Mapping[str, Ledger]
    levelled: frozenset[str]
    """Kinds of events of which a ledger states the level."""
    failing: frozenset[str]
    """Kinds of events of which a ledger tells that they failed."""

    @classmethod
    def of(
        cls, rubric: Rubric, plan: Plan, ledgers: Iterable[Ledger], codes: Collection[str]
    ) -> Known:
        """Gather it."""
        books = {ledger.id: ledger for ledger in ledgers}
        rules = [rule for ledger in books.values() for rule in ledger.events]
        materials = [each for category in plan.categories for each in category.materials]
        return cls(
            materials=Kind(
                {each.id: each.name for each in materials},
                N_("the plan has no material “{id}”"),
                N_(" (“archivist audit -v” lists all)"),
            ),
            ledgers=Kind(
                {each.id: each.name for each in books.values()}, N_("there is no ledger “{id}”")
            ),
            events=Kind(
                {rule.kind: rule.name for rule in rules}, N_("no ledger tells of events “{id}”")
            ),
            levels=Kind(
                {level.id: level.name for level in rubric.levels},
                N_("this rubric has no level “{id}”"),
            ),
            conditions=Kind(
                {each.id: each.name for each in rubric.conditions},
                N_("this rubric has no condition “{id}”"),
            ),
            categories=Kind(
                {each.number: each.name for each in plan.categories},
                N_("the plan has no category “{id}”"),
            ),
            codes=frozenset(codes),
            books=books,
            levelled=frozenset(rule.kind for rule in rules if rule.level),
            failing=frozenset(rule.kind for rule in rules if rule.failing),
        )

    def level_mistakes(self, level: str, events: Sequence[str], place: str) -> Iterator[Mistake]:
        """Yield what is wrong with a level that events are asked to have."""
        if not level:
            return
        yield from self.levels.mistakes((level,), place)
        for each in dict.fromkeys(events):
            if each in self.events.names and each not in self.levelled:
                text = _("no ledger states a level of “{id}”; remove this line").format(id=each)
                yield Mistake(place=place, text=text)

    def failing_mistakes(self, events: Sequence[str], place: str) -> Iterator[Mistake]:
        """Yield the events that no ledger can tell to have failed."""
        for each in dict.fromkeys(events):
            if each in self.events.names and each not in self.failing:
                text = _("no ledger tells of “{id}” whether it failed").format(id=each)
                yield Mistake(place=place, text=text)

    def code_mistakes(self, texts: Sequence[str], place: str) -> Iterator[Mistake]:
        """Yield what is wrong with the beginnings of codes."""
        for text in texts if self.codes else ():
            if not text or not any(code.startswith(text) for code in self.codes):
                near = difflib.get_close_matches(text[:_LONG].upper(), sorted(self.codes), n=2)
                said = _("no check has a code that begins with “{id}”").format(id=cut(text))
                if near:
                    said += _("; did you mean {near}?").format(near=_(" or ").join(near))
                else:
                    said += _("; “archivist explain” lists all codes")
                yield Mistake(place=place, text=said)


def cut(text: str) -> str:
    """Return a value as it is repeated to the user: a long one is cut."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
