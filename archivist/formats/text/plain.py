"""Plain text, in whatever encoding; csv, tsv and Markdown are read as they are."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.text.encoding import beginning, encoding_of
from archivist.model.text import MOST

CHUNK = 1024 * 1024


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text as one page; of an endless file only what is kept is read."""
    yield decoded(stream, MOST + 1)


def decoded(stream: BinaryIO, most: int) -> str:
    """Return the text of a stream from its beginning, at most so many characters and some more.

    Zeros are no text, however many a power cut or a sparse file left.
    """
    head = beginning(stream)
    decoder = codecs.getincrementaldecoder(encoding_of(head))("replace")
    texts = [decoder.decode(head).replace("\0", "")]
    length = len(texts[0])
    while length <= most and (chunk := stream.read(CHUNK)):
        # A hole is passed by at once, unless a character waits for its end.
        if chunk == bytes(len(chunk)) and not decoder.getstate()[0]:
            continue
        texts.append(decoder.decode(chunk).replace("\0", ""))
        length += len(texts[-1])
    # A file that was not read to its end may have been left inside a character.
    texts.append(decoder.decode(b"", final=length <= most))
    return "".join(texts)
