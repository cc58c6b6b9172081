"""Which discs the registers of studios have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from gettext import gettext as _

from archivist.actions.blind import refuse_unseen
from archivist.actions.ledgers import Librarian
from archivist.actions.registers import (
    refuse_illegible_rows,
    refuse_unread,
    twice_refused,
    twice_text,
    with_disguised,
)
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.apart import Apart
from archivist.formats.workbook.reading import LIMITS
from archivist.model.disc import Disc
from archivist.model.display import shown
from archivist.model.ledger import DISC_REGISTER
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.names import same_name
from archivist.model.record import Record
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended

_TEXTS = (
    *("number", "title", "type", "capacity", "size", "year", "retention", "set"),
    *("first", "last", "burner", "place", "remarks"),
)
"""Columns that are repeated as they are written, on one line."""


def discs_of(
    view: View, studios: Sequence[str] = (), numbers: Sequence[str] = ()
) -> tuple[Disc, ...]:
    """Return the discs in the registers of studios, as they stand there.

    Args:
        view: Which archive, on which day.
        studios: Names, or parts of names; none means all.
        numbers: Of discs; none means all.

    Raises:
        InvalidChoiceError: There is no such disc or studio.
        InvalidFileError: A register of discs cannot be read.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A cell of their rows cannot be read, or two rows are of one disc.
    """
    dossier = survey(view).dossier
    names = choose_studios(dossier.settings, studios)
    names = names or tuple(studio.name for studio in dossier.settings.studios)
    refuse_unseen(dossier, names)
    ledgers = load_ledgers(extended(view.root), dossier.plan)
    librarian = Librarian(dossier.plan, ledgers)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in dossier.records:
        records[record.item.studio].append(record)
    with Apart(LIMITS) as apart:
        looked = [librarian.read(view.root, records[name], apart) for name in names]
    read = [
        with_disguised(each, name, dossier, ledgers)
        for name, each in zip(names, looked, strict=True)
    ]
    refuse_unread(read, DISC_REGISTER)
    discs = [_disc(entry) for each in read for entry in each.of(DISC_REGISTER)]
    _refuse_none(discs, numbers)
    wanted = {same_name(number) for number in numbers}
    chosen = tuple(disc for disc in discs if not wanted or same_name(disc.number) in wanted)
    refuse_illegible_rows({disc.row for disc in chosen}, read, ledgers)
    _refuse_twice(chosen)
    return chosen


def _refuse_twice(discs: Sequence[Disc]) -> None:
    """Refuse two rows of one number; the sets of a disc share it.

    Raises:
        UnprintableError: There are such.
    """
    rows: defaultdict[tuple[str, ...], list[Disc]] = defaultdict(list)
    for disc in discs:
        if disc.number:
            rows[disc.studio, same_name(disc.number), same_name(disc.set)].append(disc)
    lines = [
        twice_text(some[0].number, [disc.row for disc in some if disc.row])
        for some in rows.values()
        if len(some) > 1
    ]
    if lines:
        raise twice_refused(lines)


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


def _disc(entry: LedgerEntry) -> Disc:
    return Disc(
        studio=entry.path.partition("/")[0],
        burnt=entry.days.get("burnt"),
        checked=entry.days.get("checked"),
        row=entry.place,
        **{key: " ".join(entry.text(key).split()) for key in _TEXTS},
    )
