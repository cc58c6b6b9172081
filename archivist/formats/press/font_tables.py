"""What font files hold. Runs in the killable process: fonts are foreign files."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 100 * 1024 * 1024
"""Bytes of a font file; the largest of Noto CJK has 30 MB."""
SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FAMILY = frozenset({1, 16})
"""Ids of names: the family, and the one that holds all weights."""
_MAGIC = frozenset({b"\0\1\0\0", b"OTTO", b"true", b"ttcf"})
_FACES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font of a file."""

    path: Path
    index: int = 0
    names: tuple[str, ...] = ()
    """Of its family, in all languages."""


class FontFaultError(Exception):
    """A font cannot be used.

    Args:
        reason: A word for it, which the parent puts into a sentence.
        near: Families that are named alike.
    """

    def __init__(self, reason: str, near: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.near = tuple(near)


def faces(path: Path) -> list[Face]:
    """Return the fonts of a file.

    Raises:
        FontFaultError: It is missing, no font, broken or far too large.
    """
    _check(path)
    try:
        return list(_opened(path))
    except broken() as error:
        raise FontFaultError("broken") from error


def broken() -> tuple[type[Exception], ...]:
    """Return all that fontTools raises at a file that is no font, or half of one."""
    from fontTools.ttLib import TTLibError  # type: ignore[import-untyped]  # noqa: PLC0415

    return (
        TTLibError,
        struct.error,
        AssertionError,
        AttributeError,
        ArithmeticError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    )


def _check(path: Path) -> None:
    try:
        if not path.exists():
            raise FontFaultError("absent")
        if not path.is_file():
            raise FontFaultError("folder")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise FontFaultError("unreadable") from error
    if size > LARGEST:
        raise FontFaultError("large")


def _opened(path: Path) -> Iterator[Face]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    size = path.stat().st_size
    # fontTools leaves open what it opened itself and could not read.
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in _MAGIC:
            raise ValueError(head)
        count = struct.unpack(">L", head[8:12])[0] if head[:4] == b"ttcf" else 1
        for index in range(min(count, _FACES)):
            font = TTFont(file, fontNumber=index, lazy=True)
            if any(each.offset + each.length > size for each in font.reader.tables.values()):
                raise ValueError(size)
            if "cmap" not in font or font["maxp"].numGlyphs < 1:
                raise ValueError(path)
            yield Face(path=path, index=index, names=tuple(_names(font["name"])))


def _names(table: Any) -> Iterator[str]:  # noqa: ANN401 - fontTools has no types
    seen = set()
    for record in table.names:
        if record.nameID in _FAMILY:
            name = record.toUnicode(errors="replace").strip()
            if name and name not in seen:
                seen.add(name)
                yield name


def characters(path: Path, index: int) -> tuple[Mapping[int, str], frozenset[str]]:
    """Return what a face draws: code points, and characters with a selector behind them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with path.open("rb") as file:
        table = TTFont(file, fontNumber=index, lazy=True)["cmap"]
        drawn: Mapping[int, str] = table.getBestCmap() or {}
        variants = frozenset(
            chr(character) + chr(selector)
            for each in table.tables
            if each.format == 14
            for selector, characters in each.uvsDict.items()
            for character, _glyph in characters
        )
    return drawn, variants


def save_renamed(face: Face, family: str, target: Path) -> None:
    """Save one font by another family's name; what it draws is copied as it is.

    Typst knows one font of a family and weight, and SimSun-ExtB is SimSun to it.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with face.path.open("rb") as file:
        font = TTFont(file, fontNumber=face.index, lazy=True)
        for record in font["name"].names:
            if record.nameID in _FAMILY:
                record.string = family
        font.save(target, reorderTables=None)
