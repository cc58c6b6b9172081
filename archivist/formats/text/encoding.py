"""How the bytes of a text are encoded, told by what they decode to.

A few bad bytes cost a few characters, never the text: each encoding is tried with its faults.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

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
_ZEROS = re.compile(b"\0{16,}")
"""What a power cut or a sparse file leaves; more than any character of UTF-32 holds."""
_HIGH = re.compile(b"[\x80-\xff]+")
_ACCENTED = re.compile(b"[A-Za-z][\xc0-\xff](?=[a-z])")
"""A letter of Western Europe within a word; of Chinese, the second byte is seldom a small letter
and the first seldom stands alone."""
_ENOUGH = 0.6
"""How much of what is no ASCII must be usual for an encoding to be believed."""
_FAULTS = 0.02
"""How much of a text may be no character."""
_HAN = re.compile("[\u4e00-\u9fff]")
_CHINESE_MARKS = "，。、；：？！“”‘’（）《》【】—…·　①②③④⑤％￥～〔〕〈〉「」"
_NO_CHARACTERS = frozenset(("Cc", "Cn", "Co", "Cs"))
_BLANK = "\t\n\x0b\x0c\r\x1a\x1b\x85"
"""Control characters that texts hold: line ends, the end of a file in DOS, colours of a log."""


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


@dataclass(frozen=True, slots=True)
class _Trial:
    """What an encoding makes of some bytes, counted in characters."""

    faults: int
    """Characters that are none."""
    strange: int
    """Characters beyond ASCII, faults among them."""
    usual: int
    """Characters and marks that are usual in Chinese."""

    @property
    def score(self) -> float:
        """How usual it is, 0 to 1."""
        return self.usual / self.strange if self.strange else 1.0


def beginning(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream that are not zeros alone; it is left behind them."""
    stream.seek(0)
    while (head := stream.read(SAMPLE)) and head == bytes(len(head)):
        pass
    return head


def encoding_of(head: bytes) -> str:
    """Return the name of the encoding of a text, of whose beginning these bytes are.

    What is tried: the mark of byte order, UTF-16 without one, UTF-8, Windows-1252 where accented
    letters stand in ASCII, GB 18030, Big5. Bytes that are none of these are GB 18030 with faults.
    """
    head = head[:SAMPLE]
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    head = _before_zeros(head)
    wide = _wide(head)
    if wide:
        return wide
    utf8 = _trial(head, "utf-8")
    if _is_utf8(utf8):
        return "utf-8"
    trials = {name: _trial(head, name) for name in ("gb18030", "big5hkscs")}
    if _is_western(head, faulty=all(trial.faults for trial in trials.values())):
        return "cp1252"
    # Nearly every pair of bytes is a character of GB 18030, but of Big5 only few texts are usual.
    gb, big5 = trials["gb18030"], trials["big5hkscs"]
    if gb.score >= _ENOUGH and gb.score + 0.1 >= big5.score:
        return "gb18030"
    return "big5hkscs" if big5.score > gb.score and not big5.faults > gb.faults else "gb18030"


def may_be_text(head: bytes) -> bool:
    """Tell text that stray bytes, zeros or UTF-16 without a mark make look binary from what is."""
    head = head[:SAMPLE]
    name = encoding_of(head)
    text = _decoded(_ZEROS.sub(b"\0" * 4, head) if _is_bytewise(name) else head, name)
    text = re.sub("\0{4,}", "", text).strip()
    length = len(text)
    faults = sum(count for c, count in Counter(text).items() if _is_fault(c))
    if not text or faults > max(_FAULTS * length, min(1, length / 5), min(3, length / 10)):
        return False
    if not _is_bytewise(name) or name == "utf-8":
        return True
    trial = _trial(head, name)
    return 10 * trial.strange <= 3 * length or trial.score >= _ENOUGH


def _is_bytewise(name: str) -> bool:
    return not name.startswith(("utf-16", "utf-32"))


def _is_fault(character: str) -> bool:
    if character in _BLANK:
        return False
    return character == "\ufffd" or unicodedata.category(character) in _NO_CHARACTERS


def _before_zeros(head: bytes) -> bytes:
    """Return the bytes up to the first long run of zeros, and after one that leads."""
    leading = _ZEROS.match(head)
    if leading:
        # What follows keeps its place within the characters of UTF-16 and UTF-32.
        head = head[leading.end() & ~3 :]
    run = _ZEROS.search(head)
    return head[: run.start()] if run else head


def _is_utf8(trial: _Trial) -> bool:
    """Tell UTF-8 with few faults; other encodings hold its longer characters by chance only."""
    sound = trial.strange - trial.faults
    return sound >= 10 * trial.faults or (sound >= 2 * trial.faults and trial.score >= _ENOUGH)


def _is_western(head: bytes, *, faulty: bool) -> bool:
    """Tell ASCII with accented letters: bytes beyond ASCII stand alone."""
    runs = _HIGH.findall(head)
    alone = sum(len(run) == 1 for run in runs)
    return 10 * alone >= 8 * len(runs) and (faulty or 2 * len(_ACCENTED.findall(head)) >= alone)


def _wide(head: bytes) -> str:
    """Return which UTF-16 it is, if any: zeros stand where ASCII has its upper half."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4 or not _ODD_CONTROLS.search(head):
        return ""
    names = (
        ("utf-16-le", "utf-16-be") if odd.count(0) >= even.count(0) else ("utf-16-be", "utf-16-le")
    )
    scores = {name: _wide_score(head, name) for name in names}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH else ""


def _wide_score(head: bytes, name: str) -> float:
    """Return how usual a text is in UTF-16, 0 to 1; below 0 it is none."""
    text = _decoded(head, name)
    faults = text.count("\ufffd")
    if any(ord(c) < 9 for c in text) or faults > max(1, _FAULTS * len(text)):
        return -1.0
    return _trial(head, name).score


def _trial(head: bytes, name: str) -> _Trial:
    text = _decoded(head, name)
    strange = "".join(c for c in text if not c.isascii())
    return _Trial(
        faults=strange.count("\ufffd"),
        strange=len(strange),
        usual=usual_han(strange) + sum(c in _CHINESE_MARKS for c in strange),
    )


def _decoded(head: bytes, name: str) -> str:
    """Decode with faults; the head may end inside a character, which is left out."""
    return codecs.getincrementaldecoder(name)("replace").decode(head)
