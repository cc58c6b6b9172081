"""The text of PowerPoint's old presentations (MS-PPT), and WPS Presentation's dps files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from archivist.model.text import MOST

_DOCUMENT, _SLIDE_ATOM, _PERSIST_ATOM = 0x03E8, 0x03EF, 0x03F3
_SLIDE_LIST, _OUTLINE_REFERENCE = 0x0FF0, 0x0F9E
_WIDE_TEXT, _NARROW_TEXT, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_REMARK, _TAG, _TAG_DATA = 0x2EE0, 0x1388, 0x138B
_ENCRYPTED_MARK = 0xF3D1C4DF
_CONTAINER = 0xF
_MAX_EDITS = 10_000
"""Times that a presentation was saved without being written anew."""
_MAX_ATOMS = 2_000_000
_MARKS = {**dict.fromkeys(range(0x20)), 0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0D: "\n"}
_DAMAGED = "its list of slides is damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atom:
    """A record; containers only tell that what follows is inside of them."""

    kind: int
    instance: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Listed:
    """A slide or a page of notes, as the document lists it."""

    place: int
    """Number under which the directory has it."""
    notes: int = 0
    texts: list[str] = field(default_factory=list)
    """Of its title and its body."""


def slides(content: bytes, user: bytes) -> Iterator[str]:
    """Yield the text of each slide with its notes, in the order of the show.

    Args:
        content: The stream with all records.
        user: The stream that tells which of them count.

    Raises:
        TextError: It is encrypted; or damaged, after all text that there is, old versions too.
    """
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED_MARK:
        raise TextError(Defect.ENCRYPTED, "it needs a password")
    try:
        directory, root = _directory(content, struct.unpack_from("<I", user, 16)[0])
        shown, notes = _lists(content, directory[root])
    except (struct.error, KeyError) as error:
        yield _page(_texts(content, 0, []))
        raise TextError(Defect.BROKEN, _DAMAGED) from error
    for slide in shown:
        yield _page(_slide(content, directory, slide, notes))


def _directory(content: bytes, edit: int) -> tuple[dict[int, int], int]:
    """Return where each object's newest version begins, and the number of the document."""
    places: dict[int, int] = {}
    root = 0
    seen: set[int] = set()
    while edit and edit not in seen and len(seen) < _MAX_EDITS:
        seen.add(edit)
        _head, kind, length = struct.unpack_from("<HHI", content, edit)
        if kind != _EDIT:
            raise KeyError(edit)
        if length >= 32:
            raise TextError(Defect.ENCRYPTED, "it needs a password")
        before, listed, document = struct.unpack_from("<3I", content, edit + 16)
        root = root or document
        for number, place in _places(content, listed):
            places.setdefault(number, place)
        edit = before
    return places, root


def _places(content: bytes, directory: int) -> Iterator[tuple[int, int]]:
    _head, kind, length = struct.unpack_from("<HHI", content, directory)
    if kind != _DIRECTORY:
        raise KeyError(directory)
    at, end = directory + 8, min(directory + 8 + length, len(content) - 3)
    while at < end:
        run = struct.unpack_from("<I", content, at)[0]
        first, count = run & 0xFFFFF, run >> 20
        for number in range(count):
            at += 4
            yield first + number, struct.unpack_from("<I", content, at)[0]
        at += 4


def _lists(content: bytes, document: int) -> tuple[list[_Listed], dict[int, int]]:
    """Return the slides of a document in order, and where its notes are, by their number."""
    shown: dict[int, _Listed] = {}
    notes: dict[int, int] = {}
    kind = -1
    current: _Listed | None = None
    for atom in _atoms(content, document, _DOCUMENT):
        if atom.kind == _SLIDE_LIST:
            kind, current = atom.instance, None
        elif atom.kind == _PERSIST_ATOM:
            place, _flags, _texts, number = struct.unpack_from("<4I", content, atom.start)
            current = None
            if kind == 0:
                current = shown.setdefault(place, _Listed(place=place))
            elif kind == 2:
                notes[number] = place
        elif current is not None and atom.kind in {_WIDE_TEXT, _NARROW_TEXT}:
            current.texts.append(_text(content, atom))
    return list(shown.values()), notes


def _slide(
    content: bytes, directory: dict[int, int], slide: _Listed, notes: dict[int, int]
) -> Iterator[str]:
    place = directory.get(slide.place)
    if place is None:
        yield from slide.texts
        return
    yield from _texts(content, place, slide.texts)
    for atom in _atoms(content, place):
        if atom.kind == _SLIDE_ATOM and atom.end - atom.start >= 20:
            number = struct.unpack_from("<I", content, atom.start + 16)[0]
            remark = directory.get(notes.get(number, -1))
            if remark is not None:
                yield from _texts(content, remark, [])
            return


def _texts(content: bytes, place: int, outline: list[str]) -> Iterator[str]:
    """Yield the texts of one object: in place of a reference the text of the outline."""
    left = dict(enumerate(outline))
    remark_end = 0
    for atom in _atoms(content, place, whole=place == 0):
        if atom.kind in {_WIDE_TEXT, _NARROW_TEXT}:
            yield _text(content, atom)
        elif atom.kind == _OUTLINE_REFERENCE and atom.end - atom.start >= 4:
            yield left.pop(struct.unpack_from("<I", content, atom.start)[0], "")
        elif atom.kind == _REMARK:
            remark_end = atom.end
        elif atom.kind == _STRING and atom.instance == 1 and atom.end <= remark_end:
            yield content[atom.start : atom.end].decode("utf-16-le", "ignore")
    yield from left.values()


def _atoms(content: bytes, start: int, kind: int = 0, *, whole: bool = False) -> Iterator[_Atom]:
    """Yield what is in the record there, containers before their contents.

    What is inside of a container follows its head, so that no depth has to be kept.
    """
    end = len(content) if whole else min(_end(content, start, kind), len(content))
    at = start if whole else start + 8
    for _ in range(_MAX_ATOMS):
        if at + 8 > end:
            return
        head, found, length = struct.unpack_from("<HHI", content, at)
        at += 8
        yield _Atom(kind=found, instance=head >> 4, start=at, end=min(at + length, end))
        if head & 0xF != _CONTAINER and not _is_tag_of_2002(content, found, at, length):
            at += length


def _end(content: bytes, start: int, kind: int) -> int:
    _head, found, length = struct.unpack_from("<HHI", content, start)
    if kind and found != kind:
        raise KeyError(kind)
    return start + 8 + int(length)


def _is_tag_of_2002(content: bytes, kind: int, at: int, length: int) -> bool:
    """Tell what PowerPoint 2002 added, remarks above all, which says it is no container."""
    name = "___PPT10".encode("utf-16-le")
    return kind == _TAG_DATA and content[at - 8 - len(name) : at - 8] == name and length > 0


def _text(content: bytes, atom: _Atom) -> str:
    encoding = "utf-16-le" if atom.kind == _WIDE_TEXT else "latin-1"
    return content[atom.start : atom.end].decode(encoding, "ignore")


def _page(texts: Iterator[str]) -> str:
    lines: list[str] = []
    size = 0
    for text in texts:
        found = (line.strip() for line in text.translate(_MARKS).split("\n"))
        # A star stands where the program puts a number or a date.
        lines += [line for line in found if line not in {"", "*"}]
        size += len(text)
        if size > MOST:
            break
    return "\n".join(lines)
