"""Showing which images of discs were made, and what to do with them."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.burning.make import MadeDiscReport, MakeReport
from archivist.cli.disc_due_output import VERIFY
from archivist.cli.screen import show, wrapped
from archivist.model.amounts import size_text
from archivist.model.code import codes_range
from archivist.model.disc import SETS
from archivist.model.display import shown

_MOST = 20
"""Files that are named without -v."""


def show_made(report: MakeReport, *, quiet: bool, verbose: bool) -> None:
    """Write each disc, what is on none, and what to do next."""
    for each in report.discs:
        _show_disc(each, report, quiet=quiet, verbose=verbose)
    _show_left_out(report, verbose=verbose)
    if report.full:
        text = _(
            "The drive is full. Make room there, or choose another folder, and run the command "
            "again for what is missing."
        )
        show(wrapped(text, "  ", "→ "))
    if not report.discs:
        show(_("There is nothing to burn."))
        if report.burnt and not quiet:
            show(_("What lies on a disc is burnt again with --again."))
    elif not quiet:
        _show_next(report)


def _show_disc(each: MadeDiscReport, report: MakeReport, *, quiet: bool, verbose: bool) -> None:
    disc = each.disc
    if each.reason:
        sign, what = "×", each.reason
    elif report.dry_run:
        sign, what = "○", _("would be made")
    else:
        sign, what = ("√", "") if each.entered else ("×", _("its row is not in the register"))
        place = shown(str(each.image.place)) if each.image else ""
        was = _("{place} was there already and is whole") if each.image and each.image.found else ""
        what = _("; ").join(filter(None, (was.format(place=place) if was else place, what)))
    show(wrapped(f"{shown(disc.number)}  {shown(disc.title)}", "    ", f"{sign} "))
    if quiet and not each.reason:
        return
    count = ngettext(
        "{count} file of the archive", "{count} files of the archive", disc.count
    ).format(count=disc.count)
    facts = (
        f"{disc.type} {disc.capacity}",
        count,
        size_text(disc.size),
        codes_range(*disc.codes),
    )
    show(wrapped(_(", ").join(filter(None, facts)), "    ", "    "))
    show(wrapped(what, "    ", "    "))
    for record in disc.records if verbose else ():
        show(wrapped(shown(record.file.path), "        ", "      "))


def _show_left_out(report: MakeReport, *, verbose: bool) -> None:
    for path, why in report.troubles:
        show(wrapped(_("{place}: {what}").format(place=shown(path), what=why), "    ", "× "))
    for path in report.too_large:
        text = _("{place}: larger than a disc of this kind; take a larger one with --media")
        show(wrapped(text.format(place=shown(path)), "    ", "× "))
    for number in report.orphans if verbose or report.discs else ():
        text = _(
            "Disc {number}: an image was made once, and no register names it. If it was burnt, "
            "enter it by hand; else its number stays unused."
        )
        show(wrapped(text.format(number=shown(number)), "    ", "○ "))


def _show_next(report: MakeReport) -> None:
    made = [each for each in report.discs if each.image]
    if report.dry_run:
        show(_("Nothing was written: this was a trial run."))
        return
    if not made:
        return
    first = made[0].disc.number
    show()
    show(_("What to do next:"))
    steps = (
        _(
            "Burn each image once for every set. On Windows: right-click the .iso file, then "
            "“Burn disc image” (刻录光盘映像)."
        ),
        _("Check each disc after burning, and enter the result:"),
    )
    for number, text in enumerate(steps, 1):
        show(wrapped(text, "     ", f"  {number}. "))
    show(f"     {_(VERIFY).format(number=shown(first), set=SETS[0])}")
