"""``archivist disc make``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.disc_options import SetNames
from archivist.cli.options import clock, shared_options, view_of, with_options
from archivist.cli.print_options import selection_options
from archivist.cli.print_places import check_place
from archivist.errors import NotWritableError
from archivist.model.disc import SETS
from archivist.model.selection import Selection
from archivist.model.volumes import Medium, Order

if TYPE_CHECKING:
    from archivist.actions.burning.make import MakeReport

_MEDIA = {medium.value.upper(): medium for medium in Medium}


def make_command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "make",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Write images of discs, and enter them into the register."),
        help=_(
            "Write what is on no disc yet into OUT_DIR, a folder outside the archive (it is made "
            "where it is not there), as images to be burnt: one file a disc, named by its number. "
            "On each lie the image records with what describes them, a catalogue, checksums, and a "
            "script that checks the disc without archivist. The register of discs gets a row for "
            "each set. See first with -n "
            "what would be done; “archivist undo” takes the rows back, never the images.\n\n"
            "What a run that was stopped has left in OUT_DIR is used by the next one.\n\n"
            "Exit code: 0 done, 1 something could not be written."
        ),
    )
    @click.argument("out", metavar=_("OUT_DIR"), type=click.Path(path_type=Path))
    @_making_options
    @selection_options
    @shared_options
    def make(
        out: Path,
        selection: Selection,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - how discs are made
    ) -> int:
        from archivist.actions.burning.make import make_discs  # noqa: PLC0415
        from archivist.actions.burning.plan import Burning  # noqa: PLC0415
        from archivist.cli.disc_label import print_labels  # noqa: PLC0415
        from archivist.cli.disc_make_output import show_made  # noqa: PLC0415
        from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415

        label, dry_run = said.pop("label"), said.pop("dry_run")
        if label:
            check_place(label, "--label")
        said |= {key: said[key].strip() for key in ("title", "by", "place")}
        said |= {"media": _MEDIA[said["media"]], "order": Order(said["order"])}
        burning = Burning(**said)
        view = view_of(archive, as_of, quiet=quiet)
        report = make_discs(view, selection, burning, out, clock(), dry_run=dry_run)
        show_made(report, quiet=quiet, verbose=verbose)
        if label and not dry_run:
            print_labels(view, report, label, quiet=quiet)
        keep_fresh(view.root, touched_by((*report.deeds, *report.finished)), quiet=quiet)
        return _code(report)

    return make


def _making_options(command: Any) -> Any:  # noqa: ANN401 - a command in the making
    return with_options(
        command,
        click.option(
            "--media",
            type=click.Choice([*_MEDIA], case_sensitive=False),
            default="DVD",
            show_default=True,
            help=_("What is burnt. About 5 % of it stay free."),
        ),
        click.option(
            "--order",
            type=click.Choice([order.value for order in Order]),
            default=Order.KEEP.value,
            show_default=True,
            help=_("Keep the order of days over all discs, or fit them onto few."),
        ),
        click.option("--by-year", is_flag=True, help=_("Begin a disc of its own with each year.")),
        click.option(
            "--sets",
            type=SetNames(),
            default=",".join(SETS),
            show_default=True,
            metavar=_("SETS"),
            help=_("How many copies are burnt of each: a row of the register for each set."),
        ),
        click.option("--all-files", is_flag=True, help=_("Every record, not images alone.")),
        click.option("--again", is_flag=True, help=_("Also what lies on a disc already.")),
        click.option(
            "--title", default="", metavar=_("TEXT"), help=_("Title; else studio and years.")
        ),
        click.option("--by", default="", metavar=_("NAME"), help=_("Who makes the discs.")),
        click.option("--place", default="", metavar=_("TEXT"), help=_("Where the discs are kept.")),
        click.option(
            "--label",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar=_("FILE"),
            help=_(
                "Also print labels. Two files are made: --label labels.pdf makes labels-case.pdf "
                "and labels-face.pdf."
            ),
        ),
        click.option("-n", "--dry-run", is_flag=True, help=_("Only say what would be done.")),
    )


def _code(report: MakeReport) -> int:
    if report.full:
        return NotWritableError.exit_code
    return 0 if report.done else 1
