"""E-mail: who wrote to whom and when, the body, and the names and texts of what is attached.

The headers are decoded here and not by the library's modern policy, for mail programs of China
long sent them as bare GBK, which the library replaces by question marks.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import BinaryIO

from archivist.formats.text.encoding import encoding_of
from archivist.formats.text.markup import text_of

_MOST = 128 * 1024 * 1024
"""Bytes of one message that are read."""
_MOST_PARTS = 500
_MOST_HEADER = 20_000
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_GBK = re.compile(r"(?:x-)?(?:gb|cp-?936|ms936)", re.IGNORECASE)
_TEXT_NAMES = (".txt", ".csv", ".md", ".log", ".tsv")


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield a message as one page."""
    stream.seek(0)
    message = email.message_from_bytes(stream.read(_MOST), policy=email.policy.compat32)
    yield "\n".join(part for part in _parts(message) if part.strip())


def _parts(message: Message) -> Iterator[str]:
    """Yield the texts of a message in its order; the depth of what is nested costs nothing."""
    waiting = [message]
    for _count in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield from _headers(part)
        if part.get_content_type() == "multipart/alternative":
            waiting += _chosen(part)
        elif part.is_multipart():
            waiting += reversed(_inside(part))
        else:
            yield from _leaf(part)


def _headers(part: Message) -> Iterator[str]:
    stated = {name.lower(): value for name, value in part.raw_items()}
    if "from" in stated or "subject" in stated:
        for name in _HEADERS:
            if name.lower() in stated:
                yield f"{name}: {header_text(str(stated[name.lower()]))}"


def _inside(part: Message) -> list[Message]:
    inside = part.get_payload()
    return [p for p in inside if isinstance(p, Message)] if isinstance(inside, list) else []


def _chosen(part: Message) -> list[Message]:
    """Return which of several versions of a text is read: plain text, else the last."""
    versions = _inside(part)
    plain = [v for v in versions if v.get_content_type() == "text/plain" and v.get_payload()]
    return plain[:1] or versions[-1:]


def _leaf(part: Message) -> Iterator[str]:
    name = header_text(part.get_filename() or "")
    if name:
        yield name
    kind = part.get_content_type()
    if part.get_content_maintype() != "text" and not name.lower().endswith(_TEXT_NAMES):
        return
    text = _decoded(part)
    yield text_of(text) if kind == "text/html" else text


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = str(part.get_content_charset() or "")
    return _text(content, charset)


def _text(content: bytes, charset: str) -> str:
    """Decode as stated where that succeeds, else as the bytes look."""
    name = "gb18030" if _GBK.match(charset) else charset
    try:
        return content.decode(name or encoding_of(content))
    except (LookupError, UnicodeError, ValueError):
        return content.decode(encoding_of(content), "replace")


def header_text(raw: str) -> str:
    """Return what a header says: encoded words decoded, bare bytes in whatever encoding."""
    raw = " ".join(raw[:_MOST_HEADER].split())
    bare = raw.encode("utf-8", "surrogateescape")
    if not raw.isascii():
        return bare.decode(encoding_of(bare), "replace")
    try:
        chunks = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return "".join(c if isinstance(c, str) else _text(c, n or "ascii") for c, n in chunks)
