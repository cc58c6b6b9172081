"""What is wrong with boxes, in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.ledger_wording import row_text
from archivist.model.box import Box, BoxHeld
from archivist.model.box_faults import BoxFault, BoxTrouble, MixedIn, range_differs
from archivist.model.box_numbers import LONGEST
from archivist.model.box_room import ASSUMED_SPINE, Passed, Refusal
from archivist.model.display import shown
from archivist.model.finding import Severity
from archivist.model.item import ITEM_FILE
from archivist.model.piece_numbers import unwritten
from archivist.model.wording import N_

_MOST_REMARKS = 10
_MOST_BOXES = 30
"""Boxes that a sentence names."""
_MIXED = {
    MixedIn.CATEGORY: N_("categories"),
    MixedIn.YEAR: N_("years"),
    MixedIn.RETENTION: N_("retentions"),
}
_WRONG = {
    BoxTrouble.MIXED: N_("it mixes {mixed}; take out what does not belong, or mend its row"),
    BoxTrouble.OVERFULL: N_(
        "{pages} pages lie in it, and it takes {most}: use a thicker box, or divide it"
    ),
    BoxTrouble.EMPTY: N_("it stands in the register, and no item names it"),
    BoxTrouble.NO_ROW: N_(
        "items name it, and no register of boxes has a row for it; “archivist box assign” enters it"
    ),
    BoxTrouble.TWICE: N_("several rows of the register have this number"),
    BoxTrouble.RANGE: N_(
        "pieces {first} to {last} lie in it, and its row says otherwise: write them into the "
        "register"
    ),
    BoxTrouble.DIVIDED: N_("“{item}” names another box, too"),
    BoxTrouble.SAME_PIECE: N_(
        "{file}: “{paper}” states piece number {first}, which another has already ({other}); take "
        "the number out, then “archivist box assign” gives it a new one"
    ),
    BoxTrouble.OUTDATED: N_(
        "{file}: its piece numbers were given elsewhere; it is among {paper} now, and “archivist "
        "box assign” gives new ones"
    ),
    BoxTrouble.GONE: N_(
        "{file}: piece {first} (“{paper}”) is not there any more; its number stays free"
    ),
    BoxTrouble.ILLEGIBLE: N_(
        "its number holds characters that cannot be seen, or more than {longest}: write it anew in "
        "item.toml"
    ),
}
_SEVERAL = {
    BoxTrouble.NO_ROW: N_(
        "no register of boxes has these, which items name: {boxes}; “archivist box assign” enters "
        "them"
    ),
    BoxTrouble.EMPTY: N_("no item names these boxes of the register: {boxes}"),
    BoxTrouble.RANGE: N_(
        "the register names other first and last pieces than lie in these boxes; write into it: "
        "{boxes}"
    ),
}
TOGETHER = frozenset(_SEVERAL)
"""What is told of all boxes in one sentence, for there may be hundreds."""
SEVERITIES = {
    BoxTrouble.MIXED: Severity.ERROR,
    BoxTrouble.OVERFULL: Severity.WARNING,
    BoxTrouble.EMPTY: Severity.WARNING,
    BoxTrouble.NO_ROW: Severity.WARNING,
    BoxTrouble.TWICE: Severity.ERROR,
    BoxTrouble.RANGE: Severity.WARNING,
    BoxTrouble.DIVIDED: Severity.WARNING,
    BoxTrouble.SAME_PIECE: Severity.ERROR,
    BoxTrouble.OUTDATED: Severity.WARNING,
    BoxTrouble.GONE: Severity.HINT,
    BoxTrouble.ILLEGIBLE: Severity.ERROR,
}
_PASSED = {
    Refusal.FULL: N_("{box} holds {pages} pages and takes {most}: no room for this"),
    Refusal.MIXED: N_(
        "{box} is not filled up: it mixes what is kept apart, or its row says something else than "
        "what lies in it"
    ),
    Refusal.TWICE: N_("{box} is not filled up: several rows of the register have this number"),
    Refusal.ILLEGIBLE: N_("{box} is not filled up: its number cannot be read"),
}


def fault_text(fault: BoxFault) -> str:
    """Return what is wrong with a box, and where its row stands."""
    wrong = _(_WRONG[fault.trouble]).format(
        mixed=_(", ").join(_(_MIXED[each]) for each in fault.mixed),
        pages=fault.pages,
        most=fault.most,
        item=shown(fault.path.rpartition("/")[2]),
        file=shown(f"{fault.path}/{ITEM_FILE}"),
        paper=shown(fault.paper),
        other=shown(fault.other),
        first=fault.first,
        last=fault.last,
        longest=LONGEST,
    )
    text = _("box {number}: {what}").format(number=short(fault.box), what=wrong)
    return _("{text} ({row})").format(text=text, row=row_text(fault.row)) if fault.row else text


def several_text(faults: Sequence[BoxFault]) -> str:
    """Return what is wrong with several boxes, the same with each."""
    trouble = faults[0].trouble
    named = [_named(fault) for fault in faults[:_MOST_BOXES]]
    if len(faults) > len(named):
        named.append(_("and {count} more boxes").format(count=len(faults) - len(named)))
    return _(_SEVERAL[trouble]).format(boxes=_(", ").join(named))


def _named(fault: BoxFault) -> str:
    if fault.trouble is not BoxTrouble.RANGE:
        return short(fault.box)
    pieces = _("{first} to {last}").format(first=fault.first, last=fault.last)
    return _("{text} ({row})").format(text=short(fault.box), row=pieces)


def print_remarks(boxes: Sequence[BoxHeld]) -> Iterator[str]:
    """Yield what is to be known before labels or lists of boxes are stuck on and laid in."""
    open_ones = [held for held in boxes if any(map(unwritten, held.items))]
    if open_ones:
        text = ngettext(
            "The piece numbers of {count} box are not written down yet and may change: "
            "“archivist box assign” fixes them for good.",
            "The piece numbers of {count} boxes are not written down yet and may change: "
            "“archivist box assign” fixes them for good.",
            len(open_ones),
        )
        yield text.format(count=len(open_ones))
    differing = [(held, held.box.row) for held in boxes if held.box.row and range_differs(held)]
    for held, row in differing[:_MOST_REMARKS]:
        yield _("box {number}: {what}").format(
            number=short(held.box.number),
            what=_("pieces {first} to {last} are printed, its row says otherwise ({row})").format(
                first=held.first_piece, last=held.last_piece, row=row_text(row)
            ),
        )
    if differing[_MOST_REMARKS:]:
        more = len(differing) - _MOST_REMARKS
        yield _("and {count} more boxes").format(count=more)


def estimate_remarks(boxes: Sequence[BoxHeld]) -> Iterator[str]:
    """Yield what is to be done before a list on which pages are estimated is signed."""
    some = {each.item.path for held in boxes for each in held.items if each.estimated}
    if some:
        yield ngettext(
            "The pages of {count} item are estimated: count them, write them into its item.toml "
            "(pages = …), and print again.",
            "The pages of {count} items are estimated: count them, write them into each item.toml "
            "(pages = …), and print again.",
            len(some),
        ).format(count=len(some))


def passed_text(passed: Passed) -> str:
    """Return why the last box of a kind was not filled up."""
    text = _(_PASSED[passed.why]).format(
        box=short(passed.box), pages=passed.pages, most=passed.most
    )
    if passed.assumed and passed.why is Refusal.FULL:
        assumed = _("reckoned as {spine} mm thick, for the register does not say").format(
            spine=f"{ASSUMED_SPINE:g}"
        )
        return _("{text} ({row})").format(text=text, row=assumed)
    return text


def short(number: str) -> str:
    """Return the number of a box as a sentence names it, with no end of it."""
    text = shown(number)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def years_text(box: Box) -> str:
    """Return the years of a box, the first and the last of a row of them."""
    years = box.years
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}—{years[-1]}"
    return ",".join(map(str, years))
