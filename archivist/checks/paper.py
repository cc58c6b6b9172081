"""PAP101–PAP105: the paper copies of items, and the boxes in which they lie."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import item_file, split, strays
from archivist.model.box import Box, BoxHeld
from archivist.model.box_faults import MixedIn, mixed_in
from archivist.model.boxing import Scales, boxes_named, numbered
from archivist.model.display import shown
from archivist.model.dossier import StrayKind
from archivist.model.finding import Property, Severity
from archivist.model.ledger_entry import CellTrouble
from archivist.model.names import same_name
from archivist.model.piece_numbers import same_numbers
from archivist.model.record import RecordKind
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.box import BoxedItem
    from archivist.model.boxing import Weighed
    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.record import Record

_REGISTER = ("档案盒", "装盒", "盒登记")
"""Words in the name of a register of boxes."""
ILLEGIBLE = "PAP104"
_ILLEGIBLE = {
    CellTrouble.HIDDEN: N_("“{text}” holds characters that cannot be seen ({near})"),
    CellTrouble.LONG: N_("“{text}” is longer than the {near} characters that a number may have"),
    CellTrouble.FORMULA: N_("the formula “{text}” has no value"),
    CellTrouble.NO_YEAR: N_("“{text}” names no year"),
    CellTrouble.NO_CHOICE: N_("“{text}” is no retention"),
    CellTrouble.NO_SPINE: N_("“{text}” is no thickness in millimetres"),
}
_MOST_TEXT = 40
"""Characters of a cell that a message repeats."""
_MIXED = {
    MixedIn.CATEGORY: N_("of several categories"),
    MixedIn.YEAR: N_("of several years"),
    MixedIn.RETENTION: N_("of several retentions"),
}


@check(
    "PAP101",
    Severity.HINT,
    Property.COMPLETENESS,
    "6.9.1",
    message=N_("where the paper copy lies is not stated, nor why there is none"),
    remedy=N_(
        'Run archivist box assign, or write "纸质" = {{ "盒" = "06-1" }} or '
        '{{ "无" = "reason" }} into {file}'
    ),
)
def paper_not_stated(dossier: Dossier) -> Iterator[Finding]:
    """An item states neither a box nor why there is no paper copy.

    Looks at items with files of which the filing plan asks a paper copy, in studios that keep a
    register of boxes. Ledgers are left out.

    Why: the standard asks for paper and electronic copies that agree. Without the box nobody knows
    whether a paper copy is there, and it is on no list and no label.

    How to mend: run archivist box assign, which finds a box for each. Where there is no paper, say
    so in item.toml with the reason.
    """
    keeping = {r.item.studio for r in dossier.records if _is_register(r)}
    if not keeping:
        return
    damaged = {split(stray.path)[0] for stray in strays(dossier, StrayKind.DAMAGED_ITEM_FILE)}
    for weighed in _weighed(dossier):
        item = weighed.boxed.item
        wanted = weighed.asked and weighed.boxed.files and item.studio in keeping
        if wanted and not item.flat and item.path not in damaged and not item.description.paper:
            yield found("PAP101", item.path, file=item_file(item))


@check(
    "PAP102",
    Severity.WARNING,
    Property.COMPLETENESS,
    "DA/T 22",
    message=N_("box {box} holds items {mixed}"),
    remedy=N_(
        "Lay this item into another box and correct {file}, or do so with the others; archivist "
        "box list shows what lies in each"
    ),
)
def box_mixed(dossier: Dossier) -> Iterator[Finding]:
    """A box mixes what is kept apart.

    Looks at the items that name the same box. Of one box, the first item that differs from the
    most of them is named.

    Why: files of another year, category or retention do not share a box, after common practice:
    what is to be kept ten years would have to be picked out of what is kept for ever.

    How to mend: lay the item into a box of its own year, category and retention, and write that
    box into its item.toml. Run archivist box assign for items that name no box any more.
    """
    boxes: defaultdict[tuple[str, str], list[BoxedItem]] = defaultdict(list)
    for weighed in _weighed(dossier) if any(i.description.paper for i in dossier.items) else ():
        for number in boxes_named(weighed.boxed.item):
            boxes[weighed.boxed.item.studio, same_name(number)].append(weighed.boxed)
    for (studio, _number), items in boxes.items():
        held = BoxHeld(box=Box(studio=studio, number=""), items=numbered(items))
        for kind in mixed_in(held)[:1]:
            item = _odd_one(held.items, kind).item
            number = next(n for n in boxes_named(item) if same_name(n) == _number)
            words = {"mixed": _MIXED[kind]}
            yield found("PAP102", item.path, words, box=number, file=item_file(item))


@check(
    "PAP103",
    Severity.WARNING,
    Property.COMPLETENESS,
    "6.9.1",
    message=N_("box {box} is stated, and also why there is no paper copy: {reason}"),
    remedy=N_("Find out which is true, and remove the other from {file}"),
)
def paper_contradicts(dossier: Dossier) -> Iterator[Finding]:
    """An item states a box and at the same time why there is no paper copy.

    Looks at what item.toml says of the item as a whole.

    Why: one of the two is not true, and nobody can tell which without opening the box.

    How to mend: look into the box, then remove the other from item.toml.
    """
    for item in dossier.items:
        paper = item.description.paper
        if paper and paper.box and paper.none_because:
            facts = {"box": paper.box, "reason": paper.none_because, "file": item_file(item)}
            yield found("PAP103", item.path, **facts)


@check(
    ILLEGIBLE,
    Severity.ERROR,
    Property.USABILITY,
    "6.9.1",
    message=N_("cell {cell}: {wrong}"),
    remedy=N_("Clear the cell in {file} and type it anew"),
)
def register_illegible(dossier: Dossier) -> Iterator[Finding]:
    """A cell of the register of boxes or discs cannot be read as it is.

    Looks at the rows of these registers: at characters that nobody sees, such as controls and
    marks of direction, at numbers too long for any label, at formulas without a value, and at
    years, retentions and thicknesses of boxes that are none. Each cell is named by sheet, column
    and row.

    Why: such characters come in when a text is pasted. They print as nothing or stop the print of
    labels, and a number that looks like another one leads to no box. What names no year and no
    retention says nothing on a label, which then tells of what lies in the box instead.

    How to mend: clear the cell in the spreadsheet program, type it by hand, and save.
    """
    for path, cells in dossier.illegible.items():
        for cell in cells:
            wrong = {"wrong": _ILLEGIBLE.get(cell.trouble, _ILLEGIBLE[CellTrouble.HIDDEN])}
            place = f"{shown(cell.sheet)}!{cell.column}{cell.row}"
            facts = {"cell": place, "text": _short(cell.text), "near": cell.near}
            yield found(ILLEGIBLE, path, wrong, file=path.rpartition("/")[2], **facts)


@check(
    "PAP105",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "DA/T 22",
    message=N_("“{paper}” states piece number {number}, which “{other}” of {place} has already"),
    remedy=N_(
        "Take the number of one of them out of {file}, then run archivist box assign: it gives a "
        "new one"
    ),
)
def piece_number_twice(dossier: Dossier) -> Iterator[Finding]:
    """Two papers state the same piece number 件号.

    Looks at the numbers that item.toml states, among items of one studio, category, year and
    retention. The second of two papers is named.

    Why: the number ends the archival code 档号, so that two papers bear the same one, and nobody
    finds the one that a list means.

    How to mend: look which paper bears the number as it was printed, take the other's out of its
    item.toml, and run archivist box assign.
    """
    stating = any(item.description.pieces for item in dossier.items)
    for same in same_numbers(each.boxed for each in _weighed(dossier)) if stating else ():
        item, other = same.boxed.item, same.other.item
        facts = {"paper": shown(same.paper), "other": shown(same.other_paper)}
        yield found(
            "PAP105",
            item.path,
            **facts,
            number=str(same.number),
            place=shown(other.path.rpartition("/")[2]),
            file=item_file(item),
        )


def _short(text: str) -> str:
    plain = shown(text)
    return plain if len(plain) <= _MOST_TEXT else f"{plain[: _MOST_TEXT - 1]}…"


def _is_register(record: Record) -> bool:
    here = record.item.flat and record.kind is RecordKind.WORKBOOK
    return here and any(word in record.name for word in _REGISTER)


def _weighed(dossier: Dossier) -> Iterator[Weighed]:
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(dossier.records, key=lambda each: each.path):
        records[record.item.path].append(record)
    scales = Scales(dossier.plan)
    for item in dossier.items:
        yield scales.weighed(item, records[item.path])


def _odd_one(items: tuple[BoxedItem, ...], kind: MixedIn) -> BoxedItem:
    """Return the first item that is not like the most of them; of two, the second."""
    values = [_value(each, kind) for each in items]
    usual = max(values, key=values.count)
    return next(i for i, value in zip(items, values, strict=True) if value != usual)


def _value(each: BoxedItem, kind: MixedIn) -> object:
    values = {
        MixedIn.CATEGORY: each.item.category,
        MixedIn.YEAR: each.year,
        MixedIn.RETENTION: each.retention,
    }
    return values[kind]
