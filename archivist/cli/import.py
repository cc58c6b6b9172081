"""``archivist import``."""  # noqa: N999 - the command is called so

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import clock, shared_options, view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "import",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Bring in an old folder, after a plan that you correct."),
        help=_(
            "Bring in what lies in OLD_FOLDER. First it writes a plan, a workbook with a place "
            "for every file and why; correct it in Excel or WPS. Run again, it says what the plan "
            "would copy; with --yes it copies what was adopted.\n\n"
            "The old folder is never changed. “archivist undo” takes the copies back.\n\n"
            "OLD_FOLDER may be a BagIt package, a folder: it is checked first, and brought in "
            "only when it is whole.\n\n"
            "Exit code: 0 done, 1 a row has a mistake (then nothing is copied) or was refused."
        ),
    )
    @click.argument("old_folder", metavar=_("OLD_FOLDER"), type=click.Path(path_type=Path))
    @click.option(
        "--plan",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("The plan; else a workbook in the folder in which you are, or beside the archive."),
    )
    @click.option("--yes", is_flag=True, help=_("Copy what the plan adopts."))
    @click.option("-n", "--dry-run", is_flag=True, help=_("Only say what would be done."))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def import_(
        old_folder: Path,
        plan: Path | None,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **flags: bool,
    ) -> int:
        from archivist.cli import import_run as run  # noqa: PLC0415

        ask = run.Ask(
            view=view_of(archive, as_of, quiet=quiet),
            old=old_folder,
            plan=plan,
            now=clock(),
            yes=flags["yes"] and not flags["dry_run"],
        )
        return run.run(ask, as_json=flags["as_json"], quiet=quiet, verbose=verbose)

    return import_
