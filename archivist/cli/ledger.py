"""``archivist ledger``: new, check, sync."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.help import HelpContext
from archivist.cli.options import archive_of, clock, shared_options, studio_option, view_of

_YEARS = range(1900, 2101)


class Year(click.ParamType[int]):
    """A year of four digits; ``26`` in a workbook's name would tell nobody anything."""

    name = "year"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the year, or refuse."""
        text = str(value)
        year = int(text) if text.isdecimal() and len(text) == 4 else 0
        if year not in _YEARS:
            self.fail(_("“{text}” is no year; write 2026").format(text=text), param, ctx)
        return year


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    group = click.Group(
        name="ledger",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Make ledgers, check them, hold them against the folders."),
        help=_(
            "Ledgers are workbooks in which each row tells one event: a training, an award. They "
            "lie in category 18 of each studio."
        ),
    )
    for each in (_new(), _check(), _sync()):
        each.context_class = HelpContext
        group.add_command(each)
    return group


def _new() -> click.Command:
    @click.command(
        "new",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Make the ledgers that are not kept yet."),
        help=_(
            "Make the workbooks of the ledgers LEDGER… (all nine of the plan if none is named) in "
            "each studio that does not keep them yet, with titles, drop-downs and print set-up. "
            "What is there is left alone. Registers have to be named: members, photos, boxes, "
            "discs. “archivist undo” takes the workbooks away again.\n\n"
            "Exit code: 0 done, 1 one could not be made."
        ),
    )
    @click.argument("names", metavar=_("[LEDGER]..."), nargs=-1)
    @click.option(
        "--year",
        type=Year(),
        default=None,
        metavar=_("YEAR"),
        help=_("One for this year (2026), which stands in its name."),
    )
    @studio_option
    @shared_options
    def new(
        names: tuple[str, ...],
        year: int | None,
        studios: tuple[str, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.ledger_new import new_ledgers  # noqa: PLC0415
        from archivist.cli import ledger_output as output  # noqa: PLC0415
        from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415

        view = view_of(archive, as_of, quiet=quiet)
        report = new_ledgers(view, names, studios, year or 0, clock())
        output.show_new(report, quiet=quiet, verbose=verbose)
        keep_fresh(view.root, touched_by((*report.deeds, *report.finished)), quiet=quiet)
        return 0 if report.done else 1

    return new


def _check() -> click.Command:
    @click.command(
        "check",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Name every bad cell of the ledgers."),
        help=_(
            "Read the ledgers of the archive, or the workbooks FILE… wherever they lie (xlsx, xls, "
            "ods, CSV), and name each cell that is wrong or missing, with sheet, row and column. "
            "Nothing is changed.\n\n"
            "Exit code: 0 nothing is wrong, 1 something is."
        ),
    )
    @click.argument("paths", metavar=_("[FILE]..."), nargs=-1, type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @studio_option
    @shared_options
    def check(
        paths: tuple[Path, ...],
        as_json: bool,  # noqa: FBT001
        studios: tuple[str, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.ledger_check import check_files, check_ledgers  # noqa: PLC0415
        from archivist.cli import ledger_output as output  # noqa: PLC0415

        if paths and studios:
            raise click.UsageError(_("Name workbooks, or say --studio."))
        if paths:
            day = as_of or clock().date()
            checked = check_files(archive_of(archive, paths[0]), paths, day)
        else:
            checked = check_ledgers(view_of(archive, as_of, quiet=quiet), studios)
        output.show_checked(checked, as_json=as_json, quiet=quiet, verbose=verbose)
        return 0 if all(each.passed for each in checked) else 1

    return check


def _sync() -> click.Command:
    @click.command(
        "sync",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Hold ledgers and folders against each other."),
        help=_(
            "Name the rows of ledgers for which nothing is filed, and the filed items without a "
            "row. A row is tied to what its 佐证 cell names (an item, a file or a code), else by "
            "date and title; to mend a tie, write the item's name into that cell.\n\n"
            "--append puts the missing rows into the ledgers; “archivist undo” takes them out. "
            "The rest of a workbook stays as it was.\n\n"
            "Exit code: 0 they agree, 1 they differ or a ledger cannot be read or written."
        ),
    )
    @click.option("--append", is_flag=True, help=_("Put the missing rows into the ledgers."))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @studio_option
    @shared_options
    def sync(
        append: bool,  # noqa: FBT001
        as_json: bool,  # noqa: FBT001
        studios: tuple[str, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.ledger_sync import sync_ledgers  # noqa: PLC0415
        from archivist.cli import ledger_output as output  # noqa: PLC0415
        from archivist.cli.ledger_run import append_rows  # noqa: PLC0415

        if append and as_json:
            raise click.UsageError(_("Say either --append or --json."))
        view = view_of(archive, as_of, quiet=quiet)
        found = sync_ledgers(view, studios)
        output.show_sync(found, as_json=as_json, verbose=verbose)
        if append:
            return append_rows(view, found, quiet=quiet)
        return 0 if all(studio.agrees for studio in found) else 1

    return sync
