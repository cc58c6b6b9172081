"""Text blocks whose bytes do not say how they are encoded, or say it wrongly.

EXIF knows ASCII only, IPTC seldom names its character set, and programs fill both with UTF-8, GBK
or UTF-16 of either byte order. What is tried, in this order: what the field declares, UTF-8, GBK,
Western European.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable

MAX_BYTES = 64 * 1024
MAX_TEXT = 4000

_COMMENT_CODE = 8
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DOUBT = 0.75
_LETTERS = re.compile(r"[\x00-\x7f\u00a0-\u017f\u0370-\u03ff\u0400-\u045f]*")
"""Of what UTF-8 writes with two bytes, what Europe uses."""
_ASCII, _COMMON, _LISTED, _HAN, _OTHER, _IMPLAUSIBLE = 3.0, 3.0, 2.0, 1.0, 0.5, -4.0
_HAN_BLOCKS = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")


def clean(text: str) -> str:
    """Return a text up to its end mark, on one line, without characters that show nothing."""
    kept = text.partition("\0")[0].replace("\N{REPLACEMENT CHARACTER}", "")
    kept = kept[: 4 * MAX_TEXT]
    if not kept.isprintable():
        kept = "".join(c if c.isprintable() else " " for c in kept)
    return " ".join(kept.split())[:MAX_TEXT]


def from_bytes(block: bytes) -> str:
    """Return the text of a field that should be ASCII."""
    block = block[:MAX_BYTES]
    if block.startswith(_BYTE_ORDER_MARKS):
        return clean(_decoded(block, "utf-16"))
    if b"\0" in block.rstrip(b"\0") and _looks_wide(block):
        return from_utf16(block)
    block = block.partition(b"\0")[0]
    text = _tail_tolerant(block, "utf-8")
    if text is not None and not _is_odd(text):
        return clean(text.removeprefix("\ufeff"))
    return clean(_from_gbk(block) or text or _decoded(block, "cp1252"))


def from_utf16(block: bytes, *, favour: float = 0.0) -> str:
    """Return the text of a field that should be UTF-16; little-endian when in doubt.

    Args:
        block: The text, with or without a byte order mark; some programs put UTF-8 there.
        favour: How much likelier big-endian must be, for a field that should be the other.
    """
    block = block[: MAX_BYTES - 1]
    if block.startswith(_BYTE_ORDER_MARKS):
        return clean(_decoded(block, "utf-16"))
    little, big = (_decoded(block, name).partition("\0")[0] for name in ("utf-16-le", "utf-16-be"))
    wide = big if _plausibility(big) > _plausibility(little) + favour else little
    narrow = _tail_tolerant(block.rstrip(b"\0"), "utf-8")
    # Two letters of ASCII are also one Han character, such as 乙; only a rare one is doubted.
    if narrow and narrow.isprintable() and _plausibility(wide) < _LISTED:
        return clean(narrow)
    return clean(wide)


def from_numbers(values: Iterable[object]) -> bytes:
    """Return the bytes that a list of numbers stands for: bytes, or 16-bit units."""
    numbers = [n for n in values if isinstance(n, int) and 0 <= n < 2**16][:MAX_BYTES]
    if all(number < 2**8 for number in numbers):
        return bytes(numbers)
    return b"".join(number.to_bytes(2, "little") for number in numbers)


def from_xp_field(block: bytes) -> str:
    """Return the text of a field of Windows' property page, which should be UTF-16LE."""
    return from_utf16(block, favour=_DOUBT)


def from_user_comment(block: bytes) -> str:
    """Return EXIF's UserComment, whose first 8 bytes name its encoding, rightly or not."""
    code, rest = block[:_COMMENT_CODE], block[_COMMENT_CODE:MAX_BYTES]
    kind = code.rstrip(b"\0 ").upper()
    if kind == b"UNICODE":
        return from_utf16(rest)
    if kind == b"JIS":
        text = _tail_tolerant(rest, "iso2022_jp")
        return clean(text) if text else from_bytes(rest)
    if kind in {b"ASCII", b""}:
        return from_bytes(rest.lstrip(b"\0"))
    return from_bytes(block)


def _from_gbk(block: bytes) -> str:
    """Return Chinese text; empty where the bytes are more likely something else."""
    text = _tail_tolerant(block, "gb18030")
    if text is None:
        return ""
    wide = [c for c in text if not c.isascii()]
    usual = sum(_weight(c) >= _LISTED for c in wide)
    return text if 2 * usual >= len(wide) else ""


def _is_odd(text: str) -> bool:
    """Tell UTF-8 of nothing but rare letters, which some GBK is by chance too."""
    return text != "" and max(text) < "\u0800" and not _LETTERS.fullmatch(text)


def _looks_wide(block: bytes) -> bool:
    return len(block) >= 4 and block.count(0) * 3 >= len(block) and block[:2].count(0) == 1


def _tail_tolerant(block: bytes, encoding: str) -> str | None:
    """Decode, forgiving a last character that a field's limit cut; None if it is another code."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        return decoder.decode(block)
    except (UnicodeDecodeError, ValueError):
        return None


def _decoded(block: bytes, encoding: str) -> str:
    return block.decode(encoding, "replace")


def _plausibility(text: str) -> float:
    return sum(map(_weight, text)) / len(text) if text else 0.0


def _weight(character: str) -> float:
    """Return how likely a character is in a caption: ASCII and the usual Han characters most."""
    if character.isascii():
        return _ASCII if character.isprintable() or character in "\r\n\t" else _IMPLAUSIBLE
    if unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"} or character == "\ufffd":
        return _IMPLAUSIBLE
    try:
        listed = character.encode("gb2312")
    except UnicodeEncodeError:
        return _HAN if _HAN_BLOCKS.fullmatch(character) else _OTHER
    return _COMMON if listed[0] < 0xD8 else _LISTED
