"""``archivist verify``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.keeping_options import AnchorText, Days, F, Percent, keeping_options
from archivist.cli.options import clock, located, view_of, with_options
from archivist.model.anchor import Anchor


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "verify",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Read all sealed files and name what is missing, changed or damaged."),
        help=_(
            "Read the sealed files, of the whole archive or of PATH…, and name what is missing, "
            "changed, damaged, moved or new; also whether the journal and the manifest are "
            "whole. What was cut off goes on where it was when it is run again within a day.\n\n"
            "Exit code: 0 all is well, 1 something is missing, changed or damaged, whatever a "
            "report comes to."
        ),
    )
    @click.argument("paths", metavar=_("[PATH]..."), nargs=-1, type=click.Path(path_type=Path))
    @_options
    def verify(
        paths: tuple[Path, ...],
        sample: float,
        older_than: int | None,
        restart: bool,  # noqa: FBT001
        anchor: Anchor | None,
        report: Path | None,
        layout: str,
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        if anchor is not None:
            from archivist.cli.verify_anchor import compare  # noqa: PLC0415

            return 0 if compare(located(archive), anchor, as_json=as_json) else 1

        from archivist.actions.keeping import verify as action  # noqa: PLC0415
        from archivist.actions.keeping.verify_request import VerifyRequest, sealed_paths  # noqa: PLC0415
        from archivist.cli import verify_output  # noqa: PLC0415
        from archivist.cli.keeping_bar import pace_bar  # noqa: PLC0415

        if report is not None:
            from archivist.cli.verify_report import check_report, write_report  # noqa: PLC0415

            check_report(report)
        root, now = located(archive), clock()
        request = VerifyRequest(
            paths=sealed_paths(root, paths, now.date()),
            sample=sample,
            older_than=older_than,
            restart=restart,
            pace=pace_bar(shown=not quiet, label=_("Verifying")),
        )
        found = action.verify(root, request, now)
        verify_output.render(found, as_json=as_json, quiet=quiet, verbose=verbose)
        if report is not None:
            view = view_of(archive, None, quiet=quiet)
            write_report(view, found, report, layout, told=not (quiet or as_json))
        return 0 if found.sound else 1

    return verify


def _options(command: F) -> F:
    return with_options(
        command,
        click.option(
            "--sample",
            type=Percent(),
            default=0,
            metavar=_("PERCENT"),
            help=_("Only so many percent of the files, drawn anew each day."),
        ),
        click.option(
            "--older-than",
            type=Days(),
            metavar=_("DAYS"),
            help=_("Only files that were not verified in so many days."),
        ),
        click.option(
            "--restart",
            is_flag=True,
            help=_("From the beginning, though the last run was cut off."),
        ),
        click.option(
            "--anchor",
            type=AnchorText(),
            metavar=_("TEXT"),
            help=_(
                "Only tell whether the journal still has the line on paper: its number and first "
                "digits."
            ),
        ),
        click.option(
            "--report",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar=_("FILE"),
            help=_(
                "Also look at the four properties, and write a new report: .html, .pdf or .json."
            ),
        ),
        click.option(
            "--layout",
            default="",
            metavar=_("NAME"),
            help=_("Another layout of the PDF than the usual one."),
        ),
        click.option("--json", "as_json", is_flag=True, help=_("The result as JSON.")),
        *keeping_options(),
    )
