"""What is wrong with a cell of a ledger, in one sentence that says where and what to do."""

from __future__ import annotations

from gettext import gettext as _

from archivist.model.display import shown
from archivist.model.ledger_entry import CellFault, CellTrouble, RowPlace
from archivist.model.wording import N_

_MAX_TEXT = 40
"""Characters of a cell that a sentence repeats."""
_WRONG = {
    CellTrouble.NO_DAY: N_("“{text}” is no day that exists: write it like 2022.01.25"),
    CellTrouble.FUTURE: N_(
        "{text} has not come yet: correct the day, or enter the row when it has happened"
    ),
    CellTrouble.NO_NUMBER: N_("“{text}” is no number: write digits only, like 1280.50"),
    CellTrouble.NO_CHOICE: N_("“{text}” is none of the choices: choose one from the list"),
    CellTrouble.EMPTY: N_("empty, but every entry needs it: fill it in"),
    CellTrouble.DEMANDED: N_("empty, but a record of “{near}” needs it: fill it in"),
    CellTrouble.BACKWARDS: N_("“{text}” ends before it begins: correct one of the two days"),
    CellTrouble.BALANCE: N_(
        "the balance {text} does not follow from the row before: correct income, expense or balance"
    ),
    CellTrouble.FORMULA: N_(
        "“{text}” has no value: open the workbook in Excel or WPS, mend the formula and save"
    ),
    CellTrouble.TWO_SPELLINGS: N_("“{text}” is written in another way elsewhere: write it alike"),
    CellTrouble.STRAY: N_(
        "“{text}” stands outside of the table and is not read: give its column a title, or move "
        "it into the table"
    ),
    CellTrouble.TWICE: N_("the row says the same as row {near}: delete one of them"),
    CellTrouble.HIDDEN: N_(
        "“{text}” holds characters that cannot be seen ({near}): clear the cell and type it anew"
    ),
    CellTrouble.LONG: N_(
        "“{text}” is longer than the {near} characters that a number may have: shorten it"
    ),
    CellTrouble.NO_YEAR: N_("“{text}” names no year: write it like 2025, or 2023-2025"),
    CellTrouble.NO_SPINE: N_("“{text}” is no thickness: write millimetres, like 30"),
}
_NAMED = frozenset({CellTrouble.TWICE, CellTrouble.DEMANDED, CellTrouble.HIDDEN, CellTrouble.LONG})
"""Their sentence itself says what is near."""
_COLUMN_GONE = N_("there is no column with this title, but every entry needs it: add the column")
_NEAR = {
    CellTrouble.BALANCE: N_("it should be {near}"),
    CellTrouble.TWO_SPELLINGS: N_("mostly it is “{near}”"),
}
_MEANT = N_("probably “{near}” is meant")


def row_text(place: RowPlace) -> str:
    """Return where a row stands: ``甲/登记表.xlsx, Sheet1, row 3``."""
    return _("{file}, {sheet}, row {row}").format(
        file=shown(place.path), sheet=shown(place.sheet), row=place.row
    )


def place_words(fault: CellFault) -> str:
    """Return where a fault is: ``Sheet1!C5 “日期”``."""
    cell = f"{fault.column}{fault.row}"
    place = f"{shown(fault.sheet)}!{cell}" if fault.sheet else cell
    if not fault.column:
        row = _("row {row}").format(row=fault.row)
        place = f"{shown(fault.sheet)}, {row}" if fault.sheet else row
    if not fault.title:
        return place
    return _("{place} “{title}”").format(place=place, title=shown(" ".join(fault.title.split())))


def fault_words(fault: CellFault) -> str:
    """Return what is wrong and what to do, without the place."""
    wrong = _WRONG[fault.trouble]
    gone = fault.trouble is CellTrouble.EMPTY and not fault.column
    text = _(_COLUMN_GONE if gone else wrong)
    facts = {"text": _short(fault.text), "near": _short(fault.near)}
    said = text.format(**facts)
    if not fault.near or fault.trouble in _NAMED:
        return said
    near = _(_NEAR.get(fault.trouble, _MEANT)).format(**facts)
    return _("{wrong} ({near})").format(wrong=said, near=near)


def describe_fault(fault: CellFault) -> str:
    """Return one sentence: where, what stands there, and the remedy."""
    return _("{place}: {what}.").format(place=place_words(fault), what=fault_words(fault))


def _short(text: str) -> str:
    plain = shown(" ".join(text.split()))
    return plain if len(plain) <= _MAX_TEXT else f"{plain[: _MAX_TEXT - 1]}…"
