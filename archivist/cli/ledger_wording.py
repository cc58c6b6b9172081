"""What is told of rows and items: how they are tied, and why not."""

from __future__ import annotations

from gettext import gettext as _

from archivist.formats.score_names import listed
from archivist.model.days import dotted
from archivist.model.ledger import Ledger
from archivist.model.ledger_sync import Unentered, Unproved, Why
from archivist.model.tie import Hold, Tie
from archivist.model.wording import N_

_WHY = {
    Why.UNKNOWN: N_("it cites {cited}, which is not filed: file it, or correct the cell"),
    Why.SEVERAL: N_("several items fit: {fitting}; write the name of the one into its 佐证 cell"),
    Why.NONE: N_(
        "nothing is filed on its day under a title that fits: file it, or write the item's name "
        "into its 佐证 cell"
    ),
}
_HOLD = {Hold.CITED: N_("as its 佐证 cell says"), Hold.TITLE: N_("by date and title")}


def _place(ledger: Ledger, tie: Tie) -> str:
    entry = tie.entry
    day = next((dotted(day) for day in entry.days.values()), "")
    what = " ".join(filter(None, (day, entry.text(ledger.title))))
    place = entry.path.rpartition("/")[2]
    if entry.sheet != ledger.name and entry.sheet not in place:
        place = _("{file}, sheet {sheet}").format(file=place, sheet=entry.sheet)
    return _("{file}, row {row}, {what}").format(file=place, row=entry.row, what=what)


def tied(ledger: Ledger, tie: Tie) -> str:
    """Return a row, its item, and by what the two are tied."""
    item = _within(tie.item.path) if tie.item else ""
    return f"{_place(ledger, tie)} → {item} ({_(_HOLD[tie.hold])})"


def unproved(ledger: Ledger, each: Unproved) -> str:
    """Return which row lacks evidence, and why."""
    return _("{place}: {what}").format(place=_place(ledger, each.tie), what=why_unproved(each))


def why_unproved(each: Unproved) -> str:
    """Return why a row is tied to nothing."""
    cited = listed(f"“{text}”" for text in each.tie.unknown)
    fitting = listed(path.rpartition("/")[2] for path in each.tie.fitting)
    return _(_WHY[each.why]).format(cited=cited, fitting=fitting)


def unentered(each: Unentered) -> str:
    """Return an item without a row, and the row that it might have."""
    row = " | ".join(each.row.values())
    return _("{item} has no row; proposed: {row}").format(item=_within(each.item.path), row=row)


def _within(path: str) -> str:
    """Return a path without the studio's folder, under whose name it is shown."""
    return path.partition("/")[2]
