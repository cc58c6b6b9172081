"""``archivist describe``: state the elements of images in sidecars, of an item in ``item.toml``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.sight import Sight, sight
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.formats.packet import MAX_BYTES
from archivist.formats.statement import UnwritableError
from archivist.formats.xmp import MalformedXmpError
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.elements import Element, Origin
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.record import Record
from archivist.model.refusal import reason_of
from archivist.model.stating import Statement, differing, origin_of, values_of
from archivist.store.durable import open_plain
from archivist.store.item_writing import with_elements
from archivist.store.operations import Writing, writing
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one description is going to say, or says now."""

    path: str
    """The image or the item, relative to the archive."""
    written: str
    """The sidecar or ``item.toml``."""
    statement: Statement
    """What is new in it; empty: nothing is."""
    content: bytes = b""
    before: str = ""
    """SHA-256 of the description that is there; empty: none is."""
    overruled: tuple[str, ...] = ()
    """Images of the item whose own description says otherwise, and goes before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeReport:
    """What was written."""

    changes: tuple[Change, ...]
    deeds: tuple[Deed, ...] = ()
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""
    dry_run: bool = False

    @property
    def done(self) -> bool:
        """Everything that was new is written."""
        return all(deed.result is Result.DONE for deed in self.deeds)

    @property
    def reason(self) -> str:
        """Why nothing was written; empty when it was."""
        return next((deed.reason for deed in self.deeds if deed.result is not Result.DONE), "")


def describe(
    view: View, paths: tuple[Path, ...], statement: Statement, now: datetime, *, dry_run: bool
) -> DescribeReport:
    """State elements of images and items; all paths or none.

    Args:
        view: Which archive, on which day.
        paths: Images, or the folders of items; in the inbox too.
        statement: What is stated.
        now: Written into the journal.
        dry_run: Only say what would be written.

    Raises:
        InvalidChoiceError: A path is neither an image nor an item, or a text cannot be stated.
        NotInArchiveError: A path does not exist, or lies outside.
        NotReadableError: A sidecar that is there is no XMP: it is not overwritten.
    """
    if dry_run:
        return DescribeReport(changes=tuple(_changes(view, paths, statement)), dry_run=True)
    with writing(view.root, Verb.DESCRIBE, now) as session:
        return carry_out(session, tuple(_changes(view, paths, statement)))


def carry_out(session: Writing, changes: tuple[Change, ...]) -> DescribeReport:
    """Write descriptions, all or none."""
    new = [change for change in changes if change.statement]
    steps = tuple(
        Step(
            kind=StepKind.PUT,
            path=change.written,
            sha256=session.keep(change.content),
            before=change.before,
        )
        for change in new
    )
    operations = [Operation(verb=Verb.DESCRIBE, steps=steps)] if steps else []
    deeds = tuple(session.carry_out(operations))
    return DescribeReport(changes=changes, deeds=deeds, finished=session.finished)


def _changes(view: View, paths: Iterable[Path], statement: Statement) -> Iterator[Change]:
    seen = sight(view, paths)
    for path in seen.items:
        yield item_change(view, seen, path, statement)
    sharing: dict[str, list[Record]] = {}
    for record in seen.records:
        sharing.setdefault(sidecar_of(seen, record), []).append(record)
    for records in sharing.values():
        # Files of one shot may share a sidecar: what is new for either is written once.
        new = {e: t for each in records for e, t in differing(statement, each.elements).items()}
        yield image_change(view, seen, records[0], new)


def sidecar_of(seen: Sight, record: Record) -> str:
    """Return the sidecar that describes an image, or is going to."""
    return seen.sidecars.get(record.path) or f"{record.path}{SIDECAR}"


def image_change(view: View, seen: Sight, record: Record, new: Statement) -> Change:
    """Return what the sidecar of an image is going to say.

    Args:
        view: Which archive, on which day.
        seen: What is known of it.
        record: The image.
        new: What is new of it.

    Raises:
        InvalidChoiceError: A text cannot be written, or a value to be taken back stands elsewhere.
        NotReadableError: The sidecar that is there is no XMP.
    """
    _refuse_elsewhere(record, new)
    sidecar = sidecar_of(seen, record)
    place = extended(view.root) / sidecar
    code = str(record.code) if record.code else ""
    try:
        before = read_start(place)
        content = changed_packet(before, new, code) if before else new_packet(new, code)
    except UnwritableError as error:
        raise _unwritable(record.path, error) from error
    except (MalformedXmpError, OSError) as error:
        raise NotReadableError(
            _("The sidecar {path} cannot be read: {reason}").format(
                path=sidecar, reason=reason_of(error) if isinstance(error, OSError) else error
            ),
            _("It is left as it is. Mend it with the program that wrote it, or move it away."),
        ) from error
    return Change(
        path=record.path,
        written=sidecar,
        statement=new,
        content=content,
        before=_digest(before),
    )


def item_change(view: View, seen: Sight, path: str, statement: Statement) -> Change:
    """Return what the ``item.toml`` of an item is going to say.

    Raises:
        InvalidFileError: The ``item.toml`` that is there has mistakes.
        NotReadableError: It cannot be read.
    """
    written = f"{path}/{ITEM_FILE}"
    place = extended(view.root) / written
    try:
        before = read_start(place)
        text = before.decode("utf-8") if before else ""
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is no UTF-8 text")
        raise NotReadableError(
            _("{path} cannot be read: {reason}").format(path=written, reason=reason),
            _("It is left as it is. Save it as UTF-8 text, then run the command again."),
        ) from error
    content = with_elements(text, item_words(statement)).encode("utf-8")
    return Change(
        path=path,
        written=written,
        statement=statement if content != before else {},
        content=content,
        before=_digest(before),
        overruled=tuple(_overruled(seen, path, statement)),
    )


def read_start(place: Path) -> bytes | None:
    """Return a description that is there; None when there is none.

    One byte more than one may have, so that a larger one is refused and not cut.

    Raises:
        OSError: It cannot be read, or it is a link.
    """
    try:
        with open_plain(place) as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None


def _digest(content: bytes | None) -> str:
    """Return the digest of what was read, so that nothing newer is replaced.

    An empty file counts as none: it looks like what a killed run leaves, and is put aside as such.
    """
    return hashlib.sha256(content).hexdigest() if content else ""


def item_words(statement: Statement) -> Mapping[Element, str | tuple[str, ...]]:
    """Return a statement in the words of ``item.toml``: a status stands for the people."""
    words: dict[Element, str | tuple[str, ...]] = {}
    for element, texts in statement.items():
        if element is Element.PEOPLE:
            words[element] = texts
        elif element is not Element.PEOPLE_STATUS:
            words[element] = texts[0] if texts else ""
    status = statement.get(Element.PEOPLE_STATUS, ())
    if status and not statement.get(Element.PEOPLE):
        words[Element.PEOPLE] = status[0]
    return words


def _overruled(seen: Sight, path: str, statement: Statement) -> Iterator[str]:
    for record in seen.within(path):
        new = differing(statement, record.elements)
        if any(origin_of(record.elements, each) is Origin.SIDECAR for each in new):
            yield record.path


def _refuse_elsewhere(record: Record, new: Statement) -> None:
    """Refuse to take a value back that does not stand in the sidecar: it would go on to hold."""
    for element, texts in new.items():
        origin = origin_of(record.elements, element)
        if texts or origin in {None, Origin.SIDECAR}:
            continue
        raise InvalidChoiceError(
            _("What {path} is to take back stands elsewhere: {text}").format(
                path=record.path, text=values_of(record.elements)[element]
            ),
            _("Take it back in the item (archivist describe ITEM …), or state another value.")
            if origin is Origin.ITEM
            else _("It stands in the image or in the item's name; state another value instead."),
        )


def _unwritable(path: str, error: UnwritableError) -> InvalidChoiceError:
    return InvalidChoiceError(
        _("What is to be stated of {path} cannot be written: {reason}").format(
            path=path, reason=error
        ),
        _("Change the text and run the command again; nothing was written."),
    )
