"""``archivist print labels``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

import click

from archivist.actions.view import View
from archivist.cli.print_options import (
    Paper,
    paper_options,
    selection_options,
    side_options,
    start_option,
)
from archivist.cli.print_places import check_place
from archivist.model.selection import Selection

_SIDES = {
    "front": ("box-front",),
    "spine": ("box-spine",),
    "both": ("box-front", "box-spine"),
}


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "labels",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print labels for the front and the spine of boxes."),
        help=_(
            "Print labels for boxes, as the register of boxes and the items tell of them. A box is "
            "chosen when something lies in it that is chosen. Both kinds make two files: -o "
            "labels.pdf makes labels-front.pdf and labels-spine.pdf.\n\n"
            "A layout named with --layout is for one of the two, as it says itself; the other is "
            "printed by its usual layout, unless --front or --spine asks for one only.\n\n"
            "--layout box-small (2 × 7), box-small-21 (3 × 7) or box-small-24 (3 × 8) is for "
            "bought sheets of labels, and is printed alone; --start 5 leaves their first four "
            "places empty."
        ),
    )
    @side_options(
        {
            "front": _("Only the labels for the front."),
            "spine": _("Only the labels for the spine."),
        },
        _("Front and spine; this is usual."),
    )
    @start_option
    @selection_options
    @paper_options("labels.pdf", check_place)
    def labels(
        view: View,
        paper: Paper,
        selection: Selection,
        side: str,
        start: int,
    ) -> None:
        from archivist.actions.printing.label_layouts import LabelJob  # noqa: PLC0415
        from archivist.actions.printing.labels import labels_for, print_labels  # noqa: PLC0415
        from archivist.cli.print_output import one_each, show_remarks, write_each  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        layouts = labels_for(view, paper.layout, _SIDES[side])
        papers = one_each(paper, _SIDES[side][: len(layouts)])
        made = print_labels(view, selection, LabelJob(layouts=layouts, start=start))
        write_each(papers, made.pdfs)
        if not paper.quiet:
            show(ngettext("{count} box", "{count} boxes", made.count).format(count=made.count))
        show_remarks(made.remarks)

    return labels
