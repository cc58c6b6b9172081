"""E-mail: who wrote to whom and when, the body, and the names and texts of what is attached.

The headers are decoded here and not by the library's modern policy, for mail programs of China
long sent them as bare GBK, which the library replaces by question marks.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value
from functools import partial
from typing import Any, BinaryIO

from archivist.formats.text.encoding import encoding_of
from archivist.formats.text.failing import TextError
from archivist.formats.text.markup import text_of
from archivist.model.facts import Defect

_MOST = 128 * 1024 * 1024
"""Bytes of one message that are read."""
_MOST_PARTS = 500
_MOST_HEADER = 16 * 1024
"""Bytes of one header that are kept: what the library does with one grows with its square."""
_MOST_HEADERS = 256 * 1024
"""Bytes of all headers of one part."""
_MOST_PARAMETERS = 64
_DEEPEST = 100
"""How deep parts lie in parts; the library takes some of Python's stack for each."""
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_GBK = re.compile(r"(?:x-)?(?:gb|cp-?936|ms936)", re.IGNORECASE)
_NO_CHARSET = re.compile(r"punycode|idna|(?:raw)?_?unicode[-_]?escape", re.IGNORECASE)
"""What Python calls an encoding and no mail is in; the first takes time without bound."""
_TEXT_NAMES = (".txt", ".csv", ".md", ".log", ".tsv")


class _Raw(Compat32):
    """Hands headers out as they are, bare bytes among them."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - as the library's
        """Return the value alone; the library would put question marks for bytes."""
        return value


class _Part(Message):
    """A message or a part of one, bounded while it is parsed.

    Args:
        cuts: Receives what was left out.
    """

    def __init__(self, cuts: set[str], policy: Any) -> None:  # noqa: ANN401 - as the library's
        super().__init__(policy)
        self._cuts = cuts
        self._depth = 0
        self._room = _MOST_HEADERS
        self._count = 0

    def set_raw(self, name: str, value: str) -> None:
        """Keep a header, or what of it there is room for."""
        kept = value[: min(_MOST_HEADER, max(self._room, 0))]
        if name.lower().startswith("content-"):
            kept = ";".join(kept.split(";", _MOST_PARAMETERS)[:_MOST_PARAMETERS])
        if len(kept) < len(value):
            self._cuts.add("its headers are too long")
        self._room -= len(name) + len(kept)
        if self._room > 0:
            super().set_raw(name, kept)

    def attach(self, payload: Any) -> None:  # noqa: ANN401 - as the library's
        """Keep a part, within the limits of depth and number."""
        payload._depth = self._depth + 1
        self._count += 1
        if self._count <= _MOST_PARTS:
            super().attach(payload)
        else:
            self._cuts.add("it has too many parts")

    def get_content_type(self) -> str:
        """Return what the part is; what lies too deep is not parsed."""
        stated = super().get_content_type()
        if self._depth >= _DEEPEST and stated.startswith(("multipart/", "message/")):
            self._cuts.add("its parts are nested too deep")
            return "application/octet-stream"
        return stated

    def get_param(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as the library's
        """Return a parameter as text; one that cannot be parsed is none."""
        try:
            found = super().get_param(*args, **options)
            return collapse_rfc2231_value(found) if isinstance(found, tuple) else found
        except (TypeError, ValueError):
            return args[1] if len(args) > 1 else options.get("failobj")


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield a message as one page.

    Raises:
        TextError: After the page, when something was left out of it.
    """
    stream.seek(0)
    cuts: set[str] = set()
    content = stream.read(_MOST)
    message = email.message_from_bytes(content, partial(_Part, cuts), policy=_Raw())
    yield "\n".join(part for part in _parts(message, cuts) if part.strip())
    if cuts:
        raise TextError(Defect.BROKEN, "; ".join(sorted(cuts)))


def _parts(message: Message, cuts: set[str]) -> Iterator[str]:
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
    if waiting:
        cuts.add("it has too many parts")


def _headers(part: Message) -> Iterator[str]:
    stated = {name.lower(): value for name, value in part.raw_items()}
    if "from" in stated or "subject" in stated:
        for name in _HEADERS:
            if name.lower() in stated:
                yield f"{name}: {header_text(str(stated[name.lower()]))}"


def _inside(part: Message) -> list[Message]:
    inside = part.get_payload() if part.is_multipart() else None
    return [p for p in inside if isinstance(p, Message)] if isinstance(inside, list) else []


def _chosen(part: Message) -> list[Message]:
    """Return which of several versions of a text is read: plain text, else the last."""
    versions = _inside(part)
    plain = [
        v for v in versions if v.get_content_type() == "text/plain" and v.get_payload(decode=True)
    ]
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
    name = "gb18030" if _GBK.match(charset) else _NO_CHARSET.sub("", charset)
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
    # The library looks for the end of each encoded word in all that follows, in vain for many.
    end = raw.rfind("?=") + 2 if "?=" in raw else 0
    try:
        chunks = decode_header(raw[:end])
    except (HeaderParseError, ValueError):
        return raw
    words = (c if isinstance(c, str) else _text(c, n or "ascii") for c, n in chunks)
    return "".join(words) + raw[end:]
