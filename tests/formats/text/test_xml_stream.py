"""XML as it streams by, hostile XML above all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archivist.formats.text import xml_stream
from archivist.formats.text.failing import TextError
from archivist.formats.text.xml_stream import attribute, elements, parse
from archivist.model.facts import Defect


class Heard:
    """Notes whatever it is told."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.events.append(f"<{name} {attributes}>" if attributes else f"<{name}>")

    def end(self, name: str) -> None:
        self.events.append(f"</{name}>")

    def characters(self, text: str) -> None:
        self.events.append(text)


def heard(*chunks: str, qualified: bool = False) -> str:
    sink = Heard()
    for _ in parse((chunk.encode() for chunk in chunks), sink, qualified=qualified):
        pass
    return "".join(sink.events)


def test_names_come_without_prefix_unless_asked_for() -> None:
    assert heard('<w:a x:b="1">文', "本<c/></w:a>") == "<a {'x:b': '1'}>文本<c></c></a>"
    assert heard("<w:a/>", qualified=True) == "<w:a></w:a>"


def test_a_reader_may_stop_after_any_chunk() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"<a>"
        raise AssertionError("read on")

    reading = parse(chunks(), Heard())
    next(reading)


def test_an_attribute_is_found_under_any_prefix() -> None:
    assert attribute({"id": "1", "r:id": "rId2"}, "id") == "rId2"
    assert attribute({"id": "1"}, "id") == ""


def test_elements_come_before_the_fault() -> None:
    listing = elements([b"<a><b/>", b'<c x="1"/>', b"<d/><"])
    assert [next(listing)[0] for _ in range(4)] == ["a", "b", "c", "d"]
    with pytest.raises(TextError):
        next(listing)


LAUGHS = '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;">]><a>&m;</a>'
REFUSED = {
    "a billion laughs": LAUGHS,
    "an external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "a DTD from elsewhere": '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
    "an unknown entity": "<a>&x;</a>",
    "elements that do not end": "<a><b></a>",
    "nothing": "",
    "two roots": "<a/><b/>",
    "no XML": "PK\x03\x04",
    "an unknown encoding": '<?xml version="1.0" encoding="x-nonsense"?><a/>',
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_no_office_writes_is_broken(content: str) -> None:
    with pytest.raises(TextError) as caught:
        heard(content)
    assert caught.value.defect is Defect.BROKEN
    assert caught.value.detail


def test_a_million_elements_inside_of_each_other_are_refused_without_recursion() -> None:
    with pytest.raises(TextError, match="nested"):
        heard(*["<a>" * 1000] * 1000)


def test_elements_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MAX_ELEMENTS", 1000)
    with pytest.raises(TextError, match="too many"):
        heard("<a>", "<b/>" * 2000)


def test_a_tag_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MAX_MARKUP", 10_000)
    with pytest.raises(TextError, match="a tag of more than"):
        heard('<a b="', *["x" * 1000] * 100)


def test_names_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "_MAX_NAMES", 10)
    with pytest.raises(TextError, match="kinds"):
        heard("<a>", *[f"<b{number}/>" for number in range(20)])
