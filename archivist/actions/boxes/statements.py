"""What each ``item.toml`` is going to say: the box of an item, and the numbers of its pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.shelves import StudioBoxes
from archivist.actions.describe import read_start
from archivist.errors import InvalidFileError
from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.boxing import key_of
from archivist.model.item import ITEM_FILE
from archivist.model.operation import Step, StepKind
from archivist.model.piece_numbers import gone, numbering, unwritten
from archivist.model.refusal import reason_of
from archivist.store.item_boxing import with_box, with_pieces
from archivist.store.operations import Writing
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True)
class ItemText:
    """An ``item.toml`` as it is."""

    text: str
    before: str
    """SHA-256; empty: there is none, or an empty one, which counts as none."""


class UnwritableError(Exception):
    """An ``item.toml`` cannot be changed.

    Args:
        reason: Why, for a person.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def item_text(root: Path, path: str) -> ItemText:
    """Return the ``item.toml`` of an item, of which it is sure that it can be changed.

    Raises:
        UnwritableError: It cannot, not without loss.
    """
    try:
        content = read_start(extended(root) / path / ITEM_FILE)
        text = content.decode("utf-8") if content else ""
        with_pieces(with_box(text, "0"), {"": 1}, "0")
    except (InvalidFileError, OSError, UnicodeDecodeError) as error:
        raise UnwritableError(_reason(error)) from error
    return ItemText(text, hashlib.sha256(content).hexdigest() if content else "")


def to_be_numbered(
    boxes: StudioBoxes, after: Sequence[BoxHeld], wanted: Collection[str]
) -> Iterator[BoxedItem]:
    """Yield the items that lay in a box before and have a piece whose number is not written down.

    Only those are meant that were chosen, or are numbered among the same pieces as what was: else
    their numbers were given to others.

    Args:
        boxes: Of the studio, as they are.
        after: As they are going to be, with the numbers of all pieces.
        wanted: The paths of the items that were chosen.
    """
    lying = {each.item.path for held in boxes.boxes for each in held.items}
    items = {each.item.path: each for held in reversed(after) for each in held.items}
    keys = {key_of(each) for path, each in items.items() if path in wanted}
    for path, each in sorted(items.items()):
        if path in lying and each.numbers and key_of(each) in keys and unwritten(each):
            yield each


def statement(session: Writing, text: ItemText, boxed: BoxedItem, box: str = "") -> Step:
    """Return the step that writes the ``item.toml`` of an item.

    Args:
        session: What keeps it until it is in its place.
        text: As it is.
        boxed: With the numbers of its pieces.
        box: The box into which it is laid; empty: as it says.
    """
    content = with_box(text.text, box) if box else text.text
    if boxed.numbers:
        numbers = {**gone(boxed), **dict(zip(boxed.papers, boxed.numbers, strict=True))}
        ordered = dict(sorted(numbers.items(), key=lambda each: each[1]))
        content = with_pieces(content, ordered, numbering(boxed))
    return Step(
        kind=StepKind.PUT,
        path=f"{boxed.item.path}/{ITEM_FILE}",
        sha256=session.keep(content.encode("utf-8")),
        before=text.before,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_of(error)
    if isinstance(error, InvalidFileError):
        return " ".join(line.strip() for line in error.message.split("\n"))
    return _("it is no UTF-8 text")
