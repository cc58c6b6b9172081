"""``archivist describe --embed``: copies for hand-over that carry their description inside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.sight import sight
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.embedding import CannotEmbedError, embedded, packet_in
from archivist.formats.reader import MAX_IN_MEMORY, open_regular
from archivist.formats.statement import UnwritableError
from archivist.formats.xmp import MalformedXmpError
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.layout import SIDECAR
from archivist.model.record import Record
from archivist.model.refusal import reason_of
from archivist.model.stating import Statement, stated, values_of
from archivist.store.moving import new_file
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy that was made, or not."""

    record: Record
    target: str = ""
    """Relative to the folder of the copies; empty: there is none."""
    beside: bool = False
    """The format takes no description inside: a sidecar lies beside the copy."""
    reason: str = ""
    """Why there is no copy."""


def embed(view: View, paths: Iterable[Path], target: Path) -> Iterator[Copy]:
    """Copy images into a folder, each with what holds for it written inside; nothing is replaced.

    The picture's data are the same bytes. JPEG and PNG take the description inside; other formats
    are copied as they are, with a sidecar.

    Args:
        view: Which archive, on which day.
        paths: Images, items and other folders; none: every image.
        target: A folder outside the archive; made when it is not there.

    Raises:
        InvalidChoiceError: The folder lies in the archive, or a path names no image.
        NotWritableError: The folder cannot be made.
    """
    place = Path(os.path.abspath(target))  # noqa: PTH100 - as the user named it
    if place.resolve().is_relative_to(view.root.resolve()):
        raise InvalidChoiceError(
            _("{place} lies in the archive.").format(place=target),
            _("Copies for hand-over belong outside of it; name another folder."),
        )
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(place=target, reason=reason_of(error)),
            _("Choose another folder, or ask for the right to write there."),
        ) from error
    for record in sight(view, paths, folders_are_items=False).records:
        yield _copy(extended(view.root), record, extended(place))


def _copy(root: Path, record: Record, place: Path) -> Copy:
    target = place / record.path
    try:
        with open_regular(root / record.path) as file:
            content = file.read(MAX_IN_MEMORY + 1)
        if len(content) > MAX_IN_MEMORY:
            return Copy(record=record, reason=_("it is larger than 256 MB; copy it by hand"))
        inside, packet = _described(content, record)
        target.parent.mkdir(parents=True, exist_ok=True)
        new_file(target, inside or content)
        if inside is None:
            new_file(target.with_name(target.name + SIDECAR), packet)
    except OSError as error:
        return Copy(record=record, reason=reason_of(error))
    except (UnwritableError, MalformedXmpError) as error:
        return Copy(record=record, reason=str(error))
    return Copy(record=record, target=record.path, beside=inside is None)


def _described(content: bytes, record: Record) -> tuple[bytes | None, bytes]:
    """Return the content with its description inside, if it can hold one, and the description."""
    code = str(record.code) if record.code else ""
    statement = statement_of(record)
    try:
        before = packet_in(content)
        packet = changed_packet(before, statement, code) if before else new_packet(statement, code)
        return embedded(content, packet), packet
    except (CannotEmbedError, MalformedXmpError):
        return None, new_packet(statement, code)


def statement_of(record: Record) -> Statement:
    """Return everything that holds for an image, wherever it is stated."""
    said = stated(values_of(record.elements))
    return {e: texts for e, texts in said.items() if texts} if isinstance(said, dict) else {}
