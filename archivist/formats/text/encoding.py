"""How the bytes of a text are encoded, told by what they decode to."""

from __future__ import annotations

import codecs
import re

SAMPLE = 65536
"""Bytes from the beginning that decide."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD_CONTROLS = re.compile(b"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_ENOUGH = 0.6
"""How much of what is no ASCII must be usual for an encoding to be believed."""
_HAN = re.compile("[\u4e00-\u9fff]")
_CHINESE_MARKS = "，。、；：？！“”‘’（）《》【】—…·　①②③④⑤％￥～〔〕〈〉「」"


def usual_han(text: str) -> int:
    """Count the Han characters that are usual in simplified or traditional Chinese."""
    return sum(map(_USUAL.__contains__, text))


def _first_levels() -> frozenset[str]:
    """Return the 3,755 characters of GB 2312's first level and the 5,401 of Big5's."""
    simplified = bytes(
        byte for lead in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (lead, low)
    ).decode("gb2312", "ignore")
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = bytes(
        byte for lead in range(0xA4, 0xC7) for low in lows for byte in (lead, low)
    ).decode("big5", "ignore")
    return frozenset(_HAN.findall(simplified + traditional))


_USUAL = _first_levels()


def encoding_of(head: bytes) -> str:
    """Return the name of the encoding of a text, of whose beginning these bytes are.

    What is tried: the mark of byte order, UTF-16 without one, UTF-8, GB 18030, Big5. Bytes that are
    none of these are GB 18030 with faults.
    """
    head = head[:SAMPLE]
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _wide(head)
    if wide:
        return wide
    if _decoded(head, "utf-8") is not None:
        return "utf-8"
    scores = {name: _score(head, name) for name in ("gb18030", "big5hkscs")}
    # Nearly every pair of bytes is a character of GB 18030, but of Big5 only few texts are usual.
    best = max(scores, key=lambda name: (scores[name], name == "gb18030"))
    if scores["gb18030"] >= _ENOUGH and scores["gb18030"] + 0.1 >= scores[best]:
        return "gb18030"
    return best


def may_be_text(head: bytes) -> bool:
    """Tell text that some stray control characters, or UTF-16 without a mark, make look binary."""
    head = head[:SAMPLE]
    strays = len(_ODD_CONTROLS.findall(head))
    if 100 * strays > len(head):
        return bool(_wide(head))
    return (
        _decoded(head, "utf-8") is not None
        or _score(_ODD_CONTROLS.sub(b"", head), "gb18030") >= _ENOUGH
    )


def _wide(head: bytes) -> str:
    """Return which UTF-16 it is, if any: zeros stand where ASCII has its upper half."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4 or not _ODD_CONTROLS.search(head):
        return ""
    names = (
        ("utf-16-le", "utf-16-be") if odd.count(0) >= even.count(0) else ("utf-16-be", "utf-16-le")
    )
    scores = {name: _score(head[: len(head) & ~1], name) for name in names}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH else ""


def _score(head: bytes, name: str) -> float:
    """Return how usual a text is in an encoding, 0 to 1; below 0 it is none."""
    text = _decoded(head, name)
    if text is None:
        return -1.0
    if any(ord(c) < 9 for c in text):
        return -1.0
    strange = [c for c in text if not c.isascii()]
    if not strange:
        return 1.0
    known = usual_han("".join(strange)) + sum(c in _CHINESE_MARKS for c in strange)
    return known / len(strange)


def _decoded(head: bytes, name: str) -> str | None:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        return decoder.decode(head)
    except UnicodeDecodeError:
        return None
