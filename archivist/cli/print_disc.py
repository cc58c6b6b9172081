"""``archivist print disc``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from archivist.cli.options import view_of
from archivist.cli.print_label_options import one_each, start_option, write_each
from archivist.cli.print_options import split_output_options

_PARTS = {"case": ("disc-case",), "face": ("disc-face",), "both": ("disc-case", "disc-face")}


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "disc",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print labels for the case and the face of discs."),
        help=_(
            "Print labels for the discs in the register of discs, one for each copy. Both kinds "
            "make two files: -o discs.pdf makes discs-case.pdf and discs-face.pdf."
        ),
    )
    @click.option("--case", "part", flag_value="case", help=_("Only the inserts for the case."))
    @click.option("--face", "part", flag_value="face", help=_("Only the round labels."))
    @click.option(
        "--both",
        "part",
        flag_value="both",
        default="both",
        help=_("Case and face; this is usual."),
    )
    @click.option(
        "--disc",
        "numbers",
        multiple=True,
        metavar=_("DISC_NUMBER"),
        help=_("Only this disc: A104-2015-015."),
    )
    @click.option(
        "--studio",
        "studios",
        multiple=True,
        metavar=_("NAME"),
        help=_("Only this studio; a part of its name is enough."),
    )
    @start_option
    @split_output_options
    def disc(
        part: str,
        numbers: tuple[str, ...],
        studios: tuple[str, ...],
        start: int,
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> None:
        from archivist.actions.printing.discs import print_discs  # noqa: PLC0415
        from archivist.actions.printing.label_layouts import LabelJob  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        del verbose
        if output is None:
            raise click.UsageError(_("Say where to write to: -o discs.pdf"))
        layouts = (layout,) if layout else _PARTS[part]
        places = one_each(output, [name.removeprefix("disc-") for name in layouts])
        view = view_of(archive, as_of, quiet=quiet)
        made = print_discs(view, LabelJob(layouts=layouts, start=start), studios, numbers)
        write_each(places, made.pdfs, preview=preview, quiet=quiet)
        if not quiet:
            show(ngettext("{count} disc", "{count} discs", made.count).format(count=made.count))

    return disc
