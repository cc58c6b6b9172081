"""Writing XMP: whatever is stated is read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.statement import settled
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.caption import is_from_a_device, labelled
from archivist.model.elements import Element
from archivist.model.stating import Statement
from tests.formats.described import MAPPED, held, read_back

RARE = "㛃𠮷𬭎《》&<>\"'“”]]>()（）、;: \n\t\u3000\u00a0\u200b\u0301éA1-"
TEXTS = st.one_of(
    st.text(RARE, min_size=1, max_size=20),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20),
).filter(lambda text: text.strip())
DATES = st.dates().map(lambda day: day.isoformat())


def texts_of(element: Element) -> st.SearchStrategy[tuple[str, ...]]:
    if element is Element.PEOPLE:
        return st.lists(TEXTS, max_size=4).map(tuple)
    if element in {Element.EVENT_DATE, Element.SHOOTING_DATE}:
        return st.tuples(DATES)
    if element is Element.CAPTION:
        # What a camera might have put there is not taken for a person's words.
        lines = TEXTS.map(lambda text: " ".join(text.split()))
        return st.tuples(lines.filter(lambda t: not is_from_a_device(t) and not labelled(t)))
    return st.one_of(st.tuples(TEXTS), st.just(()))


STATEMENTS = st.fixed_dictionaries(
    {},
    optional={
        element: texts_of(element) for element in MAPPED if element is not Element.PEOPLE_STATUS
    },
)


def expected(statement: Statement) -> dict[Element, tuple[str, ...]]:
    found = {element: texts for element, texts in settled(statement).items() if texts}
    if Element.PHOTOGRAPHER in found:
        # The reader takes the creator for the source where none is stated.
        found.setdefault(Element.SOURCE, found[Element.PHOTOGRAPHER])
    return found


@given(statement=STATEMENTS)
def test_whatever_is_stated_is_read_back(statement: Statement) -> None:
    packet = new_packet(statement)
    assert read_back(packet) == expected(statement)
    assert changed_packet(packet, statement) is packet


@given(first=STATEMENTS, second=STATEMENTS)
def test_the_last_statement_holds(first: Statement, second: Statement) -> None:
    packet = new_packet(first, "C1")
    changed = changed_packet(packet, second)
    assert read_back(changed) == expected({**first, **second})
    assert changed_packet(changed, second) is changed
    assert held(changed, "dc:identifier") == ["C1"]
