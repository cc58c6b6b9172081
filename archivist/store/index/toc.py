"""The list of segments as Whoosh keeps it: ``_MAIN_<generation>.toc``.

It holds no schema: stock Whoosh has to be given one (``open_dir(folder, schema=…)``), which is
the only safe way to open an index anyway.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable
from typing import Final

from archivist.store.index import safe_pickle, schema
from archivist.store.index.segment import Segment

_START: Final = struct.Struct("!3siibbbb")
_STATED: Final = (b"\x04\x08\x04", -12345, -111, 2, 7, 4, 0)
"""Sizes of numbers, order of bytes, version of the list, release of Whoosh, length of no schema."""
_NEXT: Final = struct.Struct("!ii")


def file_name(generation: int) -> str:
    """Return the name of the list of that generation."""
    return f"_{schema.NAME}_{generation}.toc"


def dump(generation: int, segments: Iterable[Segment]) -> bytes:
    """Write the list."""
    # The pickle is put together by hand: Whoosh's classes are named in it, not needed for it.
    pickled = b"".join(map(_pickled, segments))
    whole = b"\x80\x02](" + pickled + b"e."
    return _START.pack(*_STATED) + _NEXT.pack(generation, 0) + whole


def load(data: bytes) -> tuple[int, dict[str, tuple[int, int, frozenset[int]]]]:
    """Return the generation, and by segment: its parts, its words and which parts are gone.

    Raises:
        ValueError: It is damaged, or not written here.
    """
    try:
        if _START.unpack_from(data) != _STATED:
            raise ValueError("not written here")
        generation, _ = _NEXT.unpack_from(data, _START.size)
        records = safe_pickle.load_segments(data[_START.size + _NEXT.size :])
        return generation, {record.segid: _facts(record) for record in records}
    except (struct.error, AttributeError, TypeError) as error:
        raise ValueError(str(error)) from error


def _facts(record: safe_pickle.SegmentRecord) -> tuple[int, int, frozenset[int]]:
    words = record._fieldlengths.get(schema.ALL, 0)
    return int(record._doccount), int(words), frozenset(record._deleted or ())


def _pickled(segment: Segment) -> bytes:
    values = {
        "indexname": schema.NAME,
        "segid": segment.id,
        "compound": True,
        "_doccount": segment.parts,
        "_deleted": set(segment.deleted) or None,
        "_fieldlengths": {schema.ALL: segment.words},
    }
    # Object of a class, made without arguments: name, (), NEWOBJ; then its values, BUILD.
    codec = b"cwhoosh.codec.whoosh3\nW3Codec\n)\x81"
    settings = _inside({"_blocklimit": schema.BLOCK, "_compression": 3, "_inlinelimit": 1})
    state = _inside(values) + _inside("_codec") + codec + settings + b"bs"
    return b"cwhoosh.codec.whoosh3\nW3Segment\n)\x81" + state + b"b"


def _inside(value: object) -> bytes:
    """Return the pickle of a value without its begin and its end."""
    return pickle.dumps(value, 2)[2:-1]
