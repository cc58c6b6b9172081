"""Whoosh's files hold pickles: they are read without ever calling or making what they name.

A pickle of plain values (numbers, text, bytes, lists, tuples, dictionaries) needs no name at all.
The list of segments needs three, which become plain records of ours.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any


class RefusedPickleError(ValueError):
    """Bytes are no pickle, or one that asks for more than plain values."""


class SegmentRecord:
    """Stands for Whoosh's segment: nothing but the values that were kept of it."""

    indexname: str
    segid: str
    compound: bool
    _doccount: int
    _deleted: set[int] | None
    _fieldlengths: dict[str, int]


class _Codec:
    """Stands for Whoosh's codec, of which nothing is wanted."""


_NAMES: dict[tuple[str, str], Any] = {
    ("whoosh.codec.whoosh3", "W3Segment"): SegmentRecord,
    ("whoosh.codec.whoosh3", "W3Codec"): _Codec,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
}


class _Plain(pickle._Unpickler):
    """The one in Python: of the one in C, nine bytes can ask for gigabytes of memory."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        raise RefusedPickleError(f"{module}.{name}")


class _Segments(_Plain):
    """What is more than a plain value becomes one of our records."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (found := _NAMES.get((module, name))) is None:
            raise RefusedPickleError(f"{module}.{name}")
        return found


def loads(data: bytes) -> Any:  # noqa: ANN401
    """Read a pickle of plain values.

    Raises:
        RefusedPickleError: It is damaged, or names anything.
    """
    return _load(_Plain(io.BytesIO(data)).load)


def load_segments(data: bytes) -> list[SegmentRecord]:
    """Read a list of segments as Whoosh pickles it.

    Raises:
        RefusedPickleError: It is damaged, or names anything but segments.
    """
    found = _load(_Segments(io.BytesIO(data)).load)
    if isinstance(found, list) and all(isinstance(each, SegmentRecord) for each in found):
        return found
    raise RefusedPickleError("no list of segments")


def _load(load: Callable[[], Any]) -> Any:  # noqa: ANN401
    try:
        return load()
    except RefusedPickleError:
        raise
    # A damaged pickle raises nearly anything.
    except Exception as error:
        raise RefusedPickleError(str(error)) from error
