"""Plain text, in whatever encoding; csv, tsv and Markdown are read as they are."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.text.encoding import SAMPLE, encoding_of
from archivist.model.text import MOST

CHUNK = 1024 * 1024


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text as one page; of an endless file only what is kept is read."""
    yield decoded(stream, MOST + 1)


def decoded(stream: BinaryIO, most: int) -> str:
    """Return the text of a stream from its beginning, at most so many characters and some more."""
    stream.seek(0)
    head = stream.read(SAMPLE)
    decoder = codecs.getincrementaldecoder(encoding_of(head))("replace")
    texts = [decoder.decode(head)]
    length = len(texts[0])
    while length <= most and (chunk := stream.read(CHUNK)):
        texts.append(decoder.decode(chunk))
        length += len(texts[-1])
    # A file that was not read to its end may have been left inside a character.
    texts.append(decoder.decode(b"", final=length <= most))
    return "".join(texts)
