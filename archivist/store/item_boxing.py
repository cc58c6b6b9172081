"""Setting the box and the numbers of pieces 件号 in the text of an ``item.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _

from archivist.errors import InvalidFileError
from archivist.store.item_tables import broken, read_tables, refusal, spelt, stated, tables_of
from archivist.store.item_writing import (
    alike,
    before_tables,
    edited,
    opened,
    quoted,
    with_table,
)
from archivist.store.toml import MAX_BYTES


def with_box(text: str, box: str) -> str:
    """Return the text of an ``item.toml`` that says in which box the paper copy lies.

    Args:
        text: The file as it is; empty for a new one.
        box: The number of the box.

    Raises:
        InvalidFileError: The text is no TOML, or cannot be changed without loss.
    """
    mark, old = opened(text)
    before = read_tables(old)
    spelling, there = spelt(before, "paper"), stated(before, "paper")
    if there is not None and not isinstance(there, Mapping):
        raise _odd()
    key = "box" if there and "box" in there and "盒" not in there else "盒"
    if there is None:
        line = f"{quoted(spelling)} = {{ {quoted(key)} = {quoted(box)} }}\n"
        new = before_tables(old, line)
    else:
        new = edited(old, lambda document: document[spelling].update({key: box}))
    return mark + _checked(new, old, {**before, spelling: {**(there or {}), key: box}})


def with_pieces(text: str, pieces: Mapping[str, int], numbered_as: str) -> str:
    """Return the text of an ``item.toml`` that says which numbers the item's pieces have.

    Args:
        text: The file as it is; empty for a new one.
        pieces: All numbers, by the names of the papers; what it said besides goes.
        numbered_as: Among which pieces they count.

    Raises:
        InvalidFileError: The text is no TOML, or cannot be changed without loss.
    """
    mark, old = opened(text)
    before = read_tables(old)
    spelling, there = spelt(before, "pieces"), stated(before, "pieces")
    basis, based = spelt(before, "numbered_as"), stated(before, "numbered_as")
    if not isinstance(there, Mapping | None) or not isinstance(based, str | None):
        raise _odd()
    told = ", ".join(f"{quoted(name)} = {number}" for name, number in pieces.items())
    line = f"{quoted(spelling)} = {{ {told} }}\n"
    lines, new = "", old
    if there is None:
        lines = line
    elif there != pieces:
        new = with_table(new, spelling, pieces, line)
    if based is None:
        lines += f"{quoted(basis)} = {quoted(numbered_as)}\n"
    elif based != numbered_as:
        new = edited(new, lambda document: document.update({basis: numbered_as}))
    new = before_tables(new, lines) if lines else new
    return mark + _checked(new, old, {**before, spelling: dict(pieces), basis: numbered_as})


def _checked(new: str, old: str, wanted: Mapping[str, object]) -> str:
    """Return a changed text, once it is sure that it says what it is to say."""
    new = alike(new, old)
    if broken(new) or tables_of(new) != wanted:
        raise _odd()
    if len(new.encode("utf-8")) > MAX_BYTES:
        raise refusal(_("it is too large"))
    return new


def _odd() -> InvalidFileError:
    return refusal(_("it is written in a way that cannot be changed without loss"))
