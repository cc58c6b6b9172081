"""The text of a file as JSON: there and back, and what a stranger may not send."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text_wire import checked_text, text_to_list
from archivist.model.facts import Defect
from archivist.model.text import MOST, FileText

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
PAGES = st.lists(TEXT, max_size=5).map(tuple)


@st.composite
def file_texts(draw: st.DrawFn) -> FileText:
    pages = draw(PAGES)
    numbers = draw(st.sets(st.integers(1, len(pages)))) if pages else set()
    return FileText(
        sha256=draw(st.sampled_from(["", "0f" * 32])),
        pages=pages,
        scanned=tuple(sorted(numbers)),
        cut=draw(st.booleans()),
        defect=draw(st.none() | st.sampled_from(Defect)),
        detail=draw(TEXT),
        author=draw(TEXT),
        title=draw(TEXT),
    )


@given(file_texts())
def test_a_text_survives_the_way_there_and_back(text: FileText) -> None:
    assert checked_text(json.loads(json.dumps(text_to_list(text)))) == text


GOOD = FileText(sha256="0f" * 32, pages=("a\n\tb", ""), scanned=(2,), detail="x", title="y")
WRONG: dict[str, tuple[int, object]] = {
    "digest is a number": (0, 7),
    "digest is no digest": (0, "zz" * 32),
    "pages are a text": (1, "ab"),
    "a page is a number": (1, [1, 2]),
    "a page with a terminal's command": (1, ["\x1b[2J", ""]),
    "a page with half a character": (1, ["\ud800", ""]),
    "a page with an old line end": (1, ["a\r\nb", ""]),
    "a page without end": (1, ["x" * (MOST + 1), ""]),
    "pages without end": (1, ["x" * (MOST // 2 + 1)] * 2),
    "too many pages": (1, [""] * 20_001),
    "scanned is a number": (2, 1),
    "a scanned page that is not there": (2, [3]),
    "a scanned page before the first": (2, [0]),
    "a scanned page twice": (2, [1, 1]),
    "a scanned page is true": (2, [True]),
    "a scanned page is a fraction": (2, [1.5]),
    "cut is a number": (3, 1),
    "defect unknown": (4, "fine"),
    "defect is a list": (4, []),
    "detail too long": (5, "x" * 301),
    "detail with a terminal's command": (5, "\x9b2J"),
    "author too long": (6, "x" * 1001),
    "title is nothing": (7, None),
}


@pytest.mark.parametrize(("at", "value"), WRONG.values(), ids=WRONG)
def test_a_strangers_nonsense_is_a_value_error(at: int, value: object) -> None:
    assert checked_text(text_to_list(GOOD)) == GOOD
    fields = text_to_list(GOOD)
    fields[at] = value
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds, the type is the contract
        checked_text(fields)


@pytest.mark.parametrize("value", [None, 1, "x", {}, [], [1] * 7, [1] * 9])
def test_another_shape_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match="no text"):
        checked_text(value)
