"""The pieces 件 of a whole archive, and which of them bears a code 档号 as lists print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.actions.label_places import FoundPath, LabelTarget
from archivist.actions.ledgers import Librarian
from archivist.actions.survey import Survey, survey
from archivist.actions.view import View
from archivist.model.boxing import Scales, order_of
from archivist.model.catalogue import CatalogueScope
from archivist.model.display import shown
from archivist.model.piece_code import plain_code
from archivist.model.piece_lines import PieceLine, piece_lines
from archivist.model.record import Record
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended


def every_paper(seen: Survey) -> CatalogueScope:
    """Return all papers of an archive in the order of its settings: numbers run through them."""
    dossier = seen.dossier
    studios = tuple(studio.name for studio in dossier.settings.studios)
    order = {name: number for number, name in enumerate(studios)}
    ledgers = load_ledgers(extended(seen.view.root), dossier.plan)
    papers = Librarian(dossier.plan, ledgers).papers(dossier.records)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(papers, key=lambda each: each.path):
        records[record.item.path].append(record)
    items = sorted(dossier.items, key=lambda i: (order.get(i.studio, 0), order_of(i)))
    return CatalogueScope(plan=dossier.plan, studios=studios, items=tuple(items), records=records)


def filed_pieces(seen: Survey, scales: Scales) -> tuple[PieceLine, ...]:
    """Return all pieces of an archive, volume by volume."""
    return piece_lines(every_paper(seen), scales.weighed, seen.dossier.settings)


def piece_places(root: Path, text: str) -> LabelTarget:
    """Return the files of the piece that bears a 档号; of prints and mere paper, their item.

    Args:
        root: The archive.
        text: As it is printed; width, dashes, dots and case do not count.

    Raises:
        ArchivistError: The archive cannot be looked into.
    """
    # The day changes no number. What the last command read of the files is not read again.
    seen = survey(View(root=root, as_of=date.min, now_ns=0))
    wanted = plain_code(text)
    lines = filed_pieces(seen, Scales(seen.dossier.plan))
    found = [line for line in lines if line.code and plain_code(line.code) == wanted]
    return LabelTarget(
        places=tuple(dict.fromkeys(place for line in found for place in _places(line))),
        remarks=tuple(map(_told, found)),
    )


def _places(line: PieceLine) -> Iterable[FoundPath]:
    piece = line.piece
    if piece.prints or not piece.records:
        return [FoundPath(piece.item.path, folder=True)]
    return [FoundPath(record.path, folder=False) for record in piece.records]


def _told(line: PieceLine) -> str:
    title, code = shown(line.title), shown(line.code)
    if not line.box:
        return _("{code}: {title}; it lies in no box.").format(code=code, title=title)
    text = _("{code}: {title}; box {box}, piece {number}.")
    return text.format(code=code, title=title, box=shown(line.box), number=line.number)
