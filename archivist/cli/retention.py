"""``archivist retention``: due, list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.help import HelpContext
from archivist.cli.options import shared_options, studio_option, view_of, with_options
from archivist.cli.print_places import check_place
from archivist.model.retention import Reach, Retained
from archivist.model.selection import Selection

F = TypeVar("F", bound=Callable[..., Any])


class ReachText(click.ParamType[Reach]):
    """A time ahead, as ``90d`` or ``2y``."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Reach:
        """Return the time, or refuse."""
        try:
            return value if isinstance(value, Reach) else Reach.parse(str(value))
        except ValueError:
            text = _("“{text}” is no time; write 90d for days, 2y for years")
            self.fail(text.format(text=value), param, ctx)


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    group = click.Group(
        name="retention",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Show how long everything is kept, and what has run out."),
        help=_(
            "Every item is kept permanently, 30 or 10 years (保管期限): as its item.toml says, "
            "else as long as the longest of its files and materials. archivist destroys nothing; "
            "it lists what has run out, and people decide."
        ),
    )
    for each in (_due(), _list()):
        each.context_class = HelpContext
        group.add_command(each)
    return group


def _chosen(command: F) -> F:
    return with_options(
        command,
        studio_option,
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar=_("CATEGORY_NUMBER"),
            help=_("Only this category: 06."),
        ),
    )


def _check(_context: click.Context, _option: click.Parameter, output: Path | None) -> Path | None:
    """Refuse, before the work, a place that would be refused in the end."""
    if output is not None:
        if output.name and output.suffix.lower() not in {".xlsx", ".csv"}:
            raise click.UsageError(_("--export writes .xlsx or .csv; name the file so."))
        check_place(output, "--export")
    return output


def _due() -> click.Command:
    @click.command(
        "due",
        options_metavar=_("[OPTIONS]"),
        short_help=_("List what has run out, for people to decide."),
        help=_(
            "List the items whose retention has run out, and those of which nobody can tell. A "
            "period is counted from the year after the item's own: an item of 2015 that is kept 10 "
            "years is kept through 31 December 2025. --export writes the list for appraisal "
            "(到期鉴定清单), with empty columns for what is decided.\n\n"
            "archivist destroys nothing.\n\n"
            "Exit code: 0 nothing is due, 1 something is."
        ),
    )
    @_chosen
    @click.option(
        "--within",
        "reach",
        type=ReachText(),
        default="0d",
        metavar=_("TIME"),
        help=_("Also what runs out within this time: 90d, 2y."),
    )
    @click.option(
        "--export",
        "output",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_check,
        metavar=_("FILE"),
        help=_("Write the list for appraisal: .xlsx or .csv."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def due(
        reach: Reach,
        output: Path | None,
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - what is looked at
    ) -> int:
        from archivist.cli.retention_json import due_json  # noqa: PLC0415
        from archivist.cli.retention_output import save_appraisal, show_due  # noqa: PLC0415
        from archivist.cli.screen import show_json  # noqa: PLC0415

        retained = _retained(said, reach, quiet=quiet)
        if as_json:
            show_json(due_json(retained))
        else:
            show_due(retained, quiet=quiet, verbose=verbose)
        if output is not None:
            save_appraisal(output, retained, quiet=quiet or as_json)
        return 1 if retained.due else 0

    return due


def _retained(said: dict[str, Any], reach: Reach, *, quiet: bool) -> Retained:
    from archivist.actions.keeping.retention import retention  # noqa: PLC0415

    archive: Path | None = said["archive"]
    as_of: date | None = said["as_of"]
    selection = Selection(studios=said["studios"], categories=said["categories"])
    return retention(view_of(archive, as_of, quiet=quiet), selection, reach)


def _list() -> click.Command:
    @click.command(
        "list",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Show how long each category and item is kept, and who says so."),
        help=_(
            "Show how long the plan keeps the materials of each category, and how long each item "
            "is kept, until when, and who says so: its item.toml, a material of the plan, the "
            "category, or nobody. -q shows the categories only, -v also the files or materials "
            "that ask for so long."
        ),
    )
    @_chosen
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def list_(
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - what is looked at
    ) -> int:
        from archivist.cli.retention_json import list_json  # noqa: PLC0415
        from archivist.cli.retention_output import show_list  # noqa: PLC0415
        from archivist.cli.screen import show_json  # noqa: PLC0415

        retained = _retained(said, Reach(), quiet=quiet)
        if as_json:
            show_json(list_json(retained))
        else:
            show_list(retained, quiet=quiet, verbose=verbose)
        return 0

    return list_
