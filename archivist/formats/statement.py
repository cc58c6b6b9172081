"""What a person states of one image, checked before it is written."""

from __future__ import annotations

import re
from gettext import gettext as _

from archivist.formats.packet import MAX_TEXT
from archivist.model.days import dotted, read_day
from archivist.model.elements import Element, PeopleStatus, Person
from archivist.model.stating import Statement

MAX_PEOPLE = 180
MAX_PERSON = 500
"""Characters of one person; with `MAX_PEOPLE` everything stated is read back whole."""

_WRITABLE = frozenset(Element) - {Element.SAVING_DATE}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_NOBODY = frozenset({PeopleStatus.NONE_PARTICULAR, PeopleStatus.UNKNOWN})
_NAMED = (PeopleStatus.NAMED.value,)


class UnwritableError(ValueError):
    """A statement cannot be written; the message says why, on one line."""


def settled(statement: Statement) -> dict[Element, tuple[str, ...]]:
    """Return the statement as it will be read back.

    Blanks and line breaks become one space, a shooting date ISO 8601 (XMP's form, with its time of
    day if it is stated), an event date dotted, a person ``name(position)``. People imply the
    status ``named``; a status that says nobody is named removes the people.

    Raises:
        UnwritableError: A text is blank, too long, no day, or holds a character that XML forbids
            (a control character, half a surrogate pair); or the people contradict their status.
    """
    found = {element: _settled(element, texts) for element, texts in statement.items()}
    status = found.get(Element.PEOPLE_STATUS, ())
    if found.get(Element.PEOPLE):
        if status not in {(), _NAMED}:
            raise UnwritableError(f"people are named, and their status is {status[0]}")
        found[Element.PEOPLE_STATUS] = _NAMED
    elif status and status[0] in _NOBODY:
        found[Element.PEOPLE] = ()
    return found


def one_text(text: str, limit: int = MAX_TEXT) -> str:
    """Return a text on one line, or refuse it."""
    line = " ".join(text.split())
    if not line:
        raise UnwritableError(_("a text is blank; no text at all removes the element"))
    if len(line) > limit:
        raise UnwritableError(_("a text is longer than {limit} characters").format(limit=limit))
    illegal = _ILLEGAL.search(line)
    if illegal:
        point = f"U+{ord(illegal[0]):04X}"
        raise UnwritableError(_("XML cannot hold the character {point}").format(point=point))
    return line


def _settled(element: Element, texts: tuple[str, ...]) -> tuple[str, ...]:
    if element not in _WRITABLE:
        raise UnwritableError(f"{element.value} is never stated")
    if element is Element.PEOPLE:
        if len(texts) > MAX_PEOPLE:
            raise UnwritableError(_("more than {limit} people").format(limit=MAX_PEOPLE))
        return tuple(str(Person.parse(one_text(text, MAX_PERSON))) for text in texts)
    if len(texts) > 1:
        raise UnwritableError(f"{element.value} has more than one text")
    return tuple(_in_form(element, one_text(text)) for text in texts)


def _in_form(element: Element, text: str) -> str:
    if element is Element.PEOPLE_STATUS:
        if text not in {status.value for status in PeopleStatus}:
            raise UnwritableError(f"{text[:40]!r} is no status of people")
        return text
    if element not in {Element.SHOOTING_DATE, Element.EVENT_DATE}:
        return text
    day = read_day(text)
    if day is None:
        raise UnwritableError(f"{text[:40]!r} begins with no day")
    if element is Element.EVENT_DATE:
        return dotted(day)
    return text if _MOMENT.fullmatch(text) else day.isoformat()
