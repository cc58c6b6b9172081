"""Showing what is due of discs, and what to do about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from archivist.actions.burning.due import DueReport
from archivist.cli.screen import show, wrapped
from archivist.model.days import dotted
from archivist.model.disc_due import Due, DueKind
from archivist.model.display import shown
from archivist.model.wording import N_

SCHEMA = "archivist/disc-due/1"
_TEXTS = {
    DueKind.UNBURNT: N_("never burnt: the register has no day of burning"),
    DueKind.UNCHECKED: N_("burnt on {day}, never checked"),
    DueKind.FAILED: N_("the check on {day} failed"),
    DueKind.RECHECK: N_("to be checked again since {day}"),
    DueKind.SET_MISSING: N_("the register has no row for this set"),
    DueKind.UNENTERED: N_("an image was made, and no register has this number"),
    DueKind.LIST_LOST: N_("the archive's own list of this disc is gone or was changed"),
}
VERIFY = N_("archivist disc verify E:\\ --disc {number} --set {set} --by NAME")
_CURES = {
    DueKind.UNBURNT: N_("burn its image, then: {verify}"),
    DueKind.UNCHECKED: N_("lay the disc in, then: {verify}"),
    DueKind.FAILED: N_("burn it anew from its image, then: {verify}"),
    DueKind.RECHECK: N_("lay the disc in, then: {verify}"),
    DueKind.SET_MISSING: N_(
        "burn one more copy from its image and enter a row, or copy the row of another set"
    ),
    DueKind.UNENTERED: N_(
        "run archivist disc make again with the same choice and folder; an image that was never "
        "burnt may be deleted"
    ),
    DueKind.LIST_LOST: N_(
        "bring .archivist/discs/{number}.txt back from a backup (archivist restore)"
    ),
}
_SIGNS = {DueKind.FAILED: "×", DueKind.LIST_LOST: "×"}


def show_due(report: DueReport, *, quiet: bool, verbose: bool) -> None:
    """Write what is due, each line with its cure; sets of a disc that share one are one line."""
    _show_unburnt(report, verbose=verbose)
    together: defaultdict[tuple[str, str, date | None, DueKind], list[Due]] = defaultdict(list)
    for each in report.due:
        together[each.studio, each.number, each.day, each.kind].append(each)
    for some in together.values():
        show(wrapped(shown(due_text(some)), "    ", f"{_SIGNS.get(some[0].kind, '○')} "))
        if not quiet:
            show(wrapped(cure_text(some[0]), "      ", "    → "))
    if report.nothing:
        text = _("Nothing is due: {images} images are on discs, {discs} copies are in order.")
        show(text.format(images=report.images, discs=report.discs))


def due_text(some: Sequence[Due]) -> str:
    """Return what is due of some sets of one disc, on one line."""
    due, sets = some[0], _(", ").join(each.set for each in some if each.set)
    where = _("disc {number}").format(number=due.number)
    if sets:
        where = _("disc {number}, set {set}").format(number=due.number, set=sets)
    day = dotted(due.day) if due.day else _("an unknown day")
    return _("{place}: {what}").format(place=where, what=_(_TEXTS[due.kind]).format(day=day))


def cure_text(due: Due) -> str:
    """Return what to do about it."""
    named = _(VERIFY) if due.set else _(VERIFY).replace(" --set {set}", "")
    verify = named.format(number=shown(due.number), set=shown(due.set))
    return _(_CURES[due.kind]).format(verify=verify, number=shown(due.number))


def _show_unburnt(report: DueReport, *, verbose: bool) -> None:
    for (studio, year), paths in report.unburnt.items():
        text = ngettext(
            "{studio}, {year}: {count} image is on no disc",
            "{studio}, {year}: {count} images are on no disc",
            len(paths),
        )
        when = str(year) if year else _("without a year")
        said = text.format(studio=shown(studio), year=when, count=len(paths))
        show(wrapped(said, "    ", "○ "))
        for path in paths if verbose else ():
            show(wrapped(shown(path), "        ", "      "))
    if report.unburnt:
        show(
            wrapped(
                _("archivist disc make OUT_DIR writes the images of discs."), "      ", "    → "
            )
        )


def due_json(report: DueReport) -> dict[str, Any]:
    """Return what is due as JSON."""
    return {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "images": report.images,
        "unburnt": [
            {"studio": studio, "year": year or None, "count": len(paths), "paths": list(paths)}
            for (studio, year), paths in report.unburnt.items()
        ],
        "due": [
            {
                "kind": each.kind.value,
                "studio": each.studio,
                "disc": each.number,
                "set": each.set,
                "day": each.day.isoformat() if each.day else None,
                "cure": cure_text(each),
            }
            for each in report.due
        ],
    }
