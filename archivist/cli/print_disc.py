"""``archivist print disc``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

import click

from archivist.actions.view import View
from archivist.cli.options import studio_option
from archivist.cli.print_options import Paper, paper_options, side_options, start_option
from archivist.cli.print_places import check_place

_SIDES = {"case": ("disc-case",), "face": ("disc-face",), "both": ("disc-case", "disc-face")}


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "disc",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print labels for the case and the face of discs."),
        help=_(
            "Print labels for the discs in the register of discs, one for each copy. Both kinds "
            "make two files: -o discs.pdf makes discs-case.pdf and discs-face.pdf.\n\n"
            "A layout named with --layout is for one of the two, as it says itself; the other is "
            "printed by its usual layout, unless --case or --face asks for one only. --layout "
            "disc-case-dvd is for the tall cases of DVDs, and is printed alone."
        ),
    )
    @side_options(
        {
            "case": _("Only the inserts for the case."),
            "face": _("Only the round labels."),
        },
        _("Case and face; this is usual."),
    )
    @click.option(
        "--disc",
        "numbers",
        multiple=True,
        metavar=_("DISC_NUMBER"),
        help=_("Only this disc: A104-2015-015."),
    )
    @studio_option
    @start_option
    @paper_options("discs.pdf", check_place)
    def disc(
        view: View,
        paper: Paper,
        side: str,
        numbers: tuple[str, ...],
        studios: tuple[str, ...],
        start: int,
    ) -> None:
        from archivist.actions.printing.discs import discs_for, print_discs  # noqa: PLC0415
        from archivist.actions.printing.label_layouts import LabelJob  # noqa: PLC0415
        from archivist.cli.print_output import one_each, show_remarks, write_each  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        layouts = discs_for(view, paper.layout, _SIDES[side])
        papers = one_each(paper, _SIDES[side][: len(layouts)])
        made = print_discs(view, LabelJob(layouts=layouts, start=start), studios, numbers)
        write_each(papers, made.pdfs)
        if not paper.quiet:
            show(ngettext("{count} disc", "{count} discs", made.count).format(count=made.count))
        show_remarks(made.remarks)

    return disc
