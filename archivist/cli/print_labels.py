"""``archivist print labels``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

import click

from archivist.cli.options import view_of
from archivist.cli.print_label_options import one_each, start_option, write_each
from archivist.cli.print_options import selection_of, selection_options, split_output_options

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
    @click.option("--front", "side", flag_value="front", help=_("Only the labels for the front."))
    @click.option("--spine", "side", flag_value="spine", help=_("Only the labels for the spine."))
    @click.option(
        "--both",
        "side",
        flag_value="both",
        default="both",
        help=_("Front and spine; this is usual."),
    )
    @start_option
    @selection_options
    @split_output_options
    def labels(
        side: str,
        start: int,
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the selection's options
    ) -> None:
        from archivist.actions.printing.label_layouts import LabelJob  # noqa: PLC0415
        from archivist.actions.printing.labels import labels_for, print_labels  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        del verbose
        if output is None:
            raise click.UsageError(_("Say where to write to: -o labels.pdf"))
        view = view_of(archive, as_of, quiet=quiet)
        layouts = labels_for(view, layout, _SIDES[side])
        kinds = [name.removeprefix("box-") for name in _SIDES[side]]
        places = one_each(output, kinds[: len(layouts)])
        job = LabelJob(layouts=layouts, start=start)
        made = print_labels(view, selection_of(said), job)
        write_each(places, made.pdfs, preview=preview, quiet=quiet)
        if not quiet:
            show(ngettext("{count} box", "{count} boxes", made.count).format(count=made.count))

    return labels
