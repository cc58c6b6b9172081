"""``archivist print disc``: labels for the cases and the faces of discs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import refuse_unseen
from archivist.actions.ledgers import Librarian
from archivist.actions.printing.form import press
from archivist.actions.printing.label_layouts import LabelJob, label_layouts
from archivist.actions.printing.labels import PrintedLabels
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.formats.apart import Apart
from archivist.formats.papers.disc_pages import CASE, DVD, FACE, disc_form
from archivist.formats.workbook.reading import LIMITS
from archivist.model.disc import Disc
from archivist.model.display import shown
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.names import same_name
from archivist.model.record import Record
from archivist.store.ledger_file import load_ledgers
from archivist.store.settings import load_settings
from archivist.store.tree import extended

REGISTER = "discs"
"""The id of the ledger."""


def print_discs(
    view: View, job: LabelJob, studios: Sequence[str] = (), numbers: Sequence[str] = ()
) -> PrintedLabels:
    """Return the labels of the discs in the registers.

    Args:
        view: Which archive, on which day.
        job: By which layouts, of the forms ``disc-case``, ``disc-case-dvd`` and ``disc-face``.
        studios: Names, or parts of names; none means all.
        numbers: Of discs; none means all.

    Raises:
        InvalidChoiceError: There is no such disc, studio or layout.
        InvalidFileError: A register of discs cannot be read, or a layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, or a disc no number; nothing is printed.
    """
    root = extended(view.root)
    layouts = label_layouts(root, job, (CASE, DVD, FACE))
    discs = discs_of(view, studios)
    _refuse_none(discs, numbers)
    wanted = {same_name(number) for number in numbers}
    chosen = [disc for disc in discs if not wanted or same_name(disc.number) in wanted]
    settings = load_settings(root)
    pdfs = tuple(
        press(
            root,
            settings,
            disc_form(layout.form, chosen, settings, start=job.start),
            view.as_of,
            layout.name,
        )
        for layout in layouts
    )
    return PrintedLabels(pdfs=pdfs, count=len(chosen))


def discs_of(view: View, studios: Sequence[str] = ()) -> tuple[Disc, ...]:
    """Return the discs in the registers of studios, as they stand there; it raises as above."""
    dossier = survey(view).dossier
    names = choose_studios(dossier.settings, studios)
    names = names or tuple(studio.name for studio in dossier.settings.studios)
    refuse_unseen(dossier, names)
    librarian = Librarian(dossier.plan, load_ledgers(extended(view.root), dossier.plan))
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in dossier.records:
        records[record.item.studio].append(record)
    with Apart(LIMITS) as apart:
        return tuple(
            disc
            for name in names
            for disc in _of_studio(view.root, librarian, records[name], apart)
        )


def _refuse_none(discs: Sequence[Disc], numbers: Sequence[str]) -> None:
    if not discs:
        raise InvalidChoiceError(
            _("No disc stands in a register of discs."),
            _(
                "Make a register with “archivist ledger new discs”, enter one disc in each row, "
                "file it, and print again."
            ),
        )
    there = {same_name(disc.number) for disc in discs}
    missing = [number for number in numbers if same_name(number) not in there]
    if missing:
        raise InvalidChoiceError(
            _("No register has this disc: {numbers}.").format(
                numbers=_(", ").join(map(shown, missing))
            ),
            _("Write the number as it stands in the register of discs: A104-2015-015."),
        )


def _of_studio(
    root: Path, librarian: Librarian, records: list[Record], apart: Apart
) -> Iterator[Disc]:
    told = {record.path: ledger for record, ledger in librarian.workbooks(records)}
    read = librarian.read(root, records, apart)
    for path, reason in read.unread.items():
        ledger = told.get(path)
        # Labels of half the discs would pass for all of them.
        if ledger is not None and ledger.id == REGISTER:
            raise InvalidFileError(
                _("{file} cannot be read: {reason}").format(file=shown(path), reason=reason)
            )
    return (_disc(entry) for entry in read.entries if entry.ledger == REGISTER)


def _disc(entry: LedgerEntry) -> Disc:
    place = _("{file}, {sheet}, row {row}")
    texts = {
        key: entry.text(key).strip()
        for key in (
            *("number", "title", "type", "capacity", "size", "year", "retention", "set"),
            *("first", "last", "burner", "place", "remarks"),
        )
    }
    return Disc(
        studio=entry.path.partition("/")[0],
        burnt=entry.days.get("burnt"),
        checked=entry.days.get("checked"),
        row=place.format(file=shown(entry.path), sheet=shown(entry.sheet), row=entry.row),
        **texts,
    )
