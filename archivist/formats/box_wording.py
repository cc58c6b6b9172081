"""What is wrong with boxes, in the language spoken."""

from __future__ import annotations

from gettext import gettext as _

from archivist.model.box import Box
from archivist.model.box_faults import Apart, BoxFault, BoxTrouble
from archivist.model.display import shown
from archivist.model.finding import Severity
from archivist.model.wording import N_

_APART = {
    Apart.CATEGORY: N_("categories"),
    Apart.YEAR: N_("years"),
    Apart.RETENTION: N_("retentions"),
}
_WRONG = {
    BoxTrouble.MIXED: N_("it mixes {mixed}; take out what does not belong, or mend its row"),
    BoxTrouble.OVERFULL: N_(
        "{pages} pages lie in it, and it takes {most}: use a thicker box, or divide it"
    ),
    BoxTrouble.EMPTY: N_("it stands in the register, and no item names it"),
    BoxTrouble.NO_ROW: N_("items name it, and no register of boxes has a row for it"),
    BoxTrouble.TWICE: N_("several rows of the register have this number"),
    BoxTrouble.RANGE: N_("its last item in the register is not the last one in it"),
    BoxTrouble.DIVIDED: N_("“{item}” names another box, too"),
}
SEVERITIES = {
    BoxTrouble.MIXED: Severity.ERROR,
    BoxTrouble.OVERFULL: Severity.WARNING,
    BoxTrouble.EMPTY: Severity.WARNING,
    BoxTrouble.NO_ROW: Severity.WARNING,
    BoxTrouble.TWICE: Severity.ERROR,
    BoxTrouble.RANGE: Severity.WARNING,
    BoxTrouble.DIVIDED: Severity.WARNING,
}


def fault_text(fault: BoxFault) -> str:
    """Return what is wrong with a box, and where its row stands."""
    wrong = _(_WRONG[fault.trouble]).format(
        mixed=_(", ").join(_(_APART[each]) for each in fault.mixed),
        pages=fault.pages,
        most=fault.most,
        item=shown(fault.path.rpartition("/")[2]),
    )
    text = _("box {number}: {what}").format(number=shown(fault.box), what=wrong)
    return _("{text} ({row})").format(text=text, row=fault.row) if fault.row else text


def years_text(box: Box) -> str:
    """Return the years of a box, the first and the last of a row of them."""
    years = box.years
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return ",".join(map(str, years))
