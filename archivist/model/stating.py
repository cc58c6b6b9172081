"""Stating: what a person says of images, as the words of a command or the cells of a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archivist.model.caption import BETWEEN_PEOPLE
from archivist.model.days import dotted, read_day
from archivist.model.elements import DAYS, Element, Elements, Origin, PeopleStatus, Person, Reading

SINGLE = (
    Element.CAUSE,
    Element.EVENT_DATE,
    Element.SHOOTING_DATE,
    Element.PLACE,
    Element.SOURCE,
    Element.BACKGROUND,
    Element.PHOTOGRAPHER,
    Element.CAPTION,
)
"""Elements of which one value is stated."""
FIVE = (
    Element.CAUSE,
    Element.EVENT_DATE,
    Element.SHOOTING_DATE,
    Element.PLACE,
    Element.PEOPLE,
    Element.SOURCE,
)
"""The five elements 五要素; the date is two days."""
REMOVED = frozenset({"-", "－", "—"})
"""What a person types into a cell to take a value back."""

Statement = Mapping[Element, tuple[str, ...]]
"""By element the texts to be stated: one, for people one a person; none removes the element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misstatement:
    """Why a text cannot be stated."""

    element: Element
    text: str


def people_of(text: str) -> tuple[str, ...]:
    """Return the people that a text names, ``徐宏伟(领衔人)、姜杰``."""
    return tuple(name.strip() for name in BETWEEN_PEOPLE.split(text) if name.strip())


def stated(words: Mapping[Element, str]) -> dict[Element, tuple[str, ...]] | Misstatement:
    """Return what words state; a status of the people stands for the people.

    Args:
        words: By element the text; ``-`` takes a value back, an empty text says nothing.
    """
    found: dict[Element, tuple[str, ...]] = {}
    for element, text in words.items():
        if text.strip():
            texts = _texts(element, text.strip())
            if isinstance(texts, Misstatement):
                return texts
            found[element] = texts
    if found.get(Element.PEOPLE_STATUS):
        found[Element.PEOPLE] = ()
    elif Element.PEOPLE in found:
        found[Element.PEOPLE_STATUS] = (PeopleStatus.NAMED.value,) if found[Element.PEOPLE] else ()
    return found


def _texts(element: Element, text: str) -> tuple[str, ...] | Misstatement:
    if text in REMOVED:
        return ()
    if element is Element.PEOPLE:
        return people_of(text)
    if element not in DAYS:
        return (text,)
    day = read_day(text)
    return (dotted(day),) if day else Misstatement(element=element, text=text)


def values_of(elements: Elements) -> dict[Element, str]:
    """Return what holds for an image as texts, days dotted, people with ``、`` between."""
    found = {
        element: _text(reading)
        for element in SINGLE
        if (reading := getattr(elements, element.value)) is not None
    }
    if elements.people:
        found[Element.PEOPLE] = "、".join(reading.text for reading in elements.people)
    if elements.people_status not in {PeopleStatus.NOT_ENTERED, PeopleStatus.NAMED}:
        found[Element.PEOPLE_STATUS] = elements.people_status.value
    return found


def proposals_of(elements: Elements) -> dict[Element, str]:
    """Return what nobody confirmed yet, for the elements that nothing states.

    The day of saving stands where the day of shooting is asked for: it is the nearest that is
    known, and whoever confirms it makes it the day of shooting.
    """
    known = values_of(elements)
    found: dict[Element, str] = {}
    people: list[str] = []
    for reading in elements.proposals:
        element = reading.element
        if element is Element.PEOPLE:
            people.append(reading.text)
        elif element is Element.SAVING_DATE:
            found.setdefault(Element.SHOOTING_DATE, _text(reading))
        elif element in SINGLE:
            found.setdefault(element, _text(reading))
    if people:
        found[Element.PEOPLE] = "、".join(people)
    silent = {Element.PEOPLE} if Element.PEOPLE_STATUS in known else set()
    return {e: text for e, text in found.items() if e not in known and e not in silent}


def origin_of(elements: Elements, element: Element) -> Origin | None:
    """Return where the value stands that holds for an element; None: nothing states it."""
    if element is Element.PEOPLE:
        return elements.people[0].origin if elements.people else None
    reading = getattr(elements, element.value, None) if element in SINGLE else None
    return reading.origin if isinstance(reading, Reading) else None


def missing_of(elements: Elements) -> frozenset[Element]:
    """Return which of the five elements nothing states."""
    known = values_of(elements)
    if Element.PEOPLE_STATUS in known:
        known[Element.PEOPLE] = ""
    return frozenset(FIVE) - known.keys()


def differing(statement: Statement, elements: Elements) -> dict[Element, tuple[str, ...]]:
    """Return the part of a statement that says something new of an image."""
    known = values_of(elements)
    found = {}
    for element, texts in statement.items():
        before = known.get(element, "")
        if element is Element.PEOPLE_STATUS:
            before = elements.people_status.value
            same = (texts or (PeopleStatus.NOT_ENTERED.value,)) == (before,)
        else:
            same = _folded(element, texts) == _folded(
                element, people_of(before) if _plural(element) else [before]
            )
        if not same:
            found[element] = texts
    if Element.PEOPLE in found and Element.PEOPLE_STATUS in statement:
        found[Element.PEOPLE_STATUS] = statement[Element.PEOPLE_STATUS]
    return found


def _plural(element: Element) -> bool:
    return element is Element.PEOPLE


def _folded(element: Element, texts: Iterable[str]) -> list[str]:
    """Return texts as they are read back; of people, brackets and commas of either width."""
    plain = [" ".join(text.split()) for text in texts if text]
    if not _plural(element):
        return plain
    return [str(Person.parse(unicodedata.normalize("NFKC", text))) for text in plain]


def _text(reading: Reading) -> str:
    day = reading.day if reading.element in DAYS else None
    return dotted(day) if day else reading.text
