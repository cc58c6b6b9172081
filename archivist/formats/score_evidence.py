"""The evidence 佐证 of a score: events, workbooks and records, with the codes of the images."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import PurePosixPath

from archivist.formats.score_names import Names
from archivist.model.code import read_code
from archivist.model.days import dotted
from archivist.model.event import Event
from archivist.model.score import Proof


def codes_of(paths: Iterable[str]) -> list[str]:
    """Return the codes that the names of records spell, each once, in order."""
    stems = (PurePosixPath(path).name.partition(".")[0] for path in paths)
    return list(dict.fromkeys(str(code) for stem in stems if (code := read_code(stem))))


def proof_title(proof: Proof) -> str:
    """Return what an event is called, or the name of a file."""
    if proof.event is not None:
        return proof.event.title
    return proof.path.rpartition("/")[2]


def proof_text(proof: Proof, names: Names) -> str:
    """Return one line of evidence: day, kind, title, where it lies, and the codes."""
    event = proof.event
    if event is None:
        return _without_studio(proof.path)
    head = _("{day} {kind} “{title}”").format(
        day=dotted(event.day), kind=names.kind(event.kind), title=event.title
    )
    codes = codes_of(event.evidence)
    parts = [
        head,
        _without_studio(event.item),
        row_text(event),
        _("codes {codes}").format(codes=_span(codes)) if codes else "",
    ]
    return _("; ").join(filter(None, parts))


def proof_link(proof: Proof) -> str:
    """Return the path to open: the item, else its first record, else the workbook."""
    event = proof.event
    if event is None:
        return proof.path
    return event.item or next(iter(event.evidence), "") or event.path


def row_text(event: Event) -> str:
    """Return which row of which workbook tells an event; nothing when none does."""
    if not event.path:
        return ""
    book = event.path.rpartition("/")[2]
    return _("row {row} of {book}").format(row=event.row, book=book)


def _span(codes: list[str]) -> str:
    """Return codes; of many only the first and the last, with their number."""
    if len(codes) <= 3:
        return _(", ").join(codes)
    return _("{first} … {last} ({count})").format(first=codes[0], last=codes[-1], count=len(codes))


def _without_studio(path: str) -> str:
    return path.partition("/")[2] or path
