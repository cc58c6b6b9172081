"""XML as a stream of elements: no DTD, no entities, everything bounded, nothing kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from archivist.formats.found import one_line
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

MAX_DEPTH = 256
MAX_ELEMENTS = 20_000_000
"""Of one part; a million rows of ten cells have as many."""
MAX_MARKUP = 4 * 1024 * 1024
"""Bytes of one tag with its attributes. Expat reads an unfinished one anew with every chunk."""
_MAX_NAMES = 10_000


class Sink(Protocol):
    """Whoever is told of elements as they come."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins; its attributes keep their prefixes."""

    def end(self, name: str, /) -> None:
        """An element ends."""

    def characters(self, text: str, /) -> None:
        """A piece of the text inside the element that began last and has not ended."""


def parse(chunks: Iterable[bytes], sink: Sink, *, qualified: bool = False) -> Iterator[None]:
    """Tell the sink what the chunks hold; yields after each chunk, so that a caller may stop.

    Args:
        chunks: The document.
        sink: Who is told.
        qualified: Names keep their prefixes, as a format needs that uses one name for two things.

    Raises:
        TextError: It is no XML, has a DTD, or is deeper or larger than any document is.
    """
    reader = _Reader(sink, qualified=qualified)
    try:
        for chunk in chunks:
            reader.feed(chunk)
            yield
        reader.finish()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise TextError(Defect.BROKEN, one_line(error)) from error
    yield


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute that stands under a prefix, such as the ``id`` of ``r:id``."""
    ending = ":" + name
    return next((value for key, value in attributes.items() if key.endswith(ending)), "")


class _Reader:
    def __init__(self, sink: Sink, *, qualified: bool) -> None:
        self._sink = sink
        self._qualified = qualified
        self._names: dict[str, str] = {}
        self._depth = 0
        self._count = 0
        self._fed = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = sink.characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        self._parser = parser

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > MAX_MARKUP:
            raise TextError(Defect.BROKEN, f"a tag of more than {MAX_MARKUP} bytes")

    def finish(self) -> None:
        self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise TextError(Defect.BROKEN, "too many or too deeply nested elements")
        self._sink.start(self._names.get(name) or self._local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._sink.end(self._names.get(name) or self._local(name))

    def _local(self, name: str) -> str:
        local = name if self._qualified else name.rpartition(":")[2]
        if len(self._names) >= _MAX_NAMES:
            raise TextError(Defect.BROKEN, "more kinds of elements than any format has")
        self._names[name] = local
        return local

    def _refuse(self, *_details: object) -> int:
        raise TextError(Defect.BROKEN, "it has a DTD or an entity, which Office does not write")


class _Starts:
    """Keeps the elements of a small part that only lists things."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name, attributes))

    def end(self, name: str) -> None:
        """Nothing to keep."""

    def characters(self, text: str) -> None:
        """Nothing to keep."""


def elements(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of each element, in the order in which they begin.

    Raises:
        TextError: As `parse` does, after what came before.
    """
    sink = _Starts()
    try:
        for _ in parse(chunks, sink):
            yield from sink.found
            sink.found.clear()
    except TextError:
        yield from sink.found
        raise
