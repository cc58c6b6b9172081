"""``archivist box``: assign, list, print."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivist.actions.view import View
from archivist.cli.help import HelpContext
from archivist.cli.options import clock, shared_options, view_of
from archivist.cli.print_options import Paper, paper_options, selection_options
from archivist.errors import NotWritableError
from archivist.model.box_filling import USUAL_SPINE, BoxMaking
from archivist.model.box_room import SPINES
from archivist.model.selection import Selection

if TYPE_CHECKING:
    from archivist.actions.boxes.assigned import AssignReport

_SPINES = tuple(f"{spine:g}" for spine in SPINES)


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    group = click.Group(
        name="box",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Put items into boxes, list the boxes, print what goes into them."),
        help=_(
            "Boxes hold the paper copies. Each item names its box in item.toml; the register of "
            "boxes, a workbook among the ledgers, has a row for each box."
        ),
    )
    for each in (_assign(), _list(), _print()):
        each.context_class = HelpContext
        group.add_command(each)
    return group


def _assign() -> click.Command:
    @click.command(
        "assign",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Put the items that name no box into boxes."),
        help=_(
            "Put every filed item that names no box into one, and enter into the register what it "
            "lacks: new boxes, and those that items name already. Another studio, category, year "
            "or retention never shares a box; the last box of a kind is filled up before a new "
            "one is opened. The numbers of the pieces in boxes are written into item.toml as well, "
            "so that they stay. Items of which no paper is asked, and those that say why there is "
            "none, are left alone. See first with -n what would be done; “archivist undo” takes "
            "all of it back.\n\n"
            "Exit code: 0 done, 1 an item could not be put anywhere."
        ),
    )
    @selection_options
    @click.option(
        "--thickness",
        type=click.Choice(_SPINES),
        default=f"{USUAL_SPINE:g}",
        show_default=True,
        help=_("Spine of full boxes in mm; the last box of a group is as thin as it can be."),
    )
    @click.option("--by", metavar=_("NAME"), default="", help=_("Who arranges the boxes."))
    @click.option("--place", metavar=_("TEXT"), default="", help=_("Where the boxes are kept."))
    @click.option("-n", "--dry-run", is_flag=True, help=_("Only say what would be done."))
    @shared_options
    def assign(
        selection: Selection,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - how boxes are made
    ) -> int:
        from archivist.actions.boxes.assign import assign_boxes  # noqa: PLC0415
        from archivist.cli.box_output import show_assigned, show_kept  # noqa: PLC0415
        from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415

        if selection.boxes:
            raise click.UsageError(_("Without --box: what lies in a box already needs none."))
        making = BoxMaking(
            spine=float(said["thickness"]), packer=said["by"].strip(), place=said["place"].strip()
        )
        view = view_of(archive, as_of, quiet=quiet)
        report = assign_boxes(view, selection, making, clock(), dry_run=said["dry_run"])
        show_assigned(report, quiet=quiet, verbose=verbose)
        show_kept(report, making.packer)
        keep_fresh(view.root, touched_by((*report.deeds, *report.finished)), quiet=quiet)
        return _code(report)

    for each in assign.params:
        # It is refused: who writes it is told why.
        if isinstance(each, click.Option) and each.name == "boxes":
            each.hidden = True
    return assign


def _code(report: AssignReport) -> int:
    if report.full:
        return NotWritableError.exit_code
    return 0 if report.done else 1


def _list() -> click.Command:
    @click.command(
        "list",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Show which item lies in which box."),
        help=_(
            "Show the boxes with what lies in them, and what is wrong: boxes that mix what is kept "
            "apart, that are too full, that the register lacks, cells of it that cannot be read. "
            "Items without a box are counted at the end (-v names them). A page count with ~ is "
            "estimated.\n\n"
            "Exit code: 0 nothing is wrong, 1 something is."
        ),
    )
    @selection_options
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def list_(
        selection: Selection,
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.boxes.listing import list_boxes  # noqa: PLC0415
        from archivist.actions.interrupted import (  # noqa: PLC0415
            interrupted,
            interruption_texts,
        )
        from archivist.cli.box_json import boxes_json  # noqa: PLC0415
        from archivist.cli.box_list_output import show_boxes  # noqa: PLC0415
        from archivist.cli.print_output import show_remarks  # noqa: PLC0415
        from archivist.cli.screen import show_json  # noqa: PLC0415

        view = view_of(archive, as_of, quiet=quiet)
        listed = list_boxes(view, selection)
        if as_json:
            show_json(boxes_json(listed))
        else:
            show_boxes(listed, quiet=quiet, verbose=verbose)
        show_remarks(interruption_texts(interrupted(view.root)))
        return 0 if all(each.sound for each in listed) else 1

    return list_


def _print() -> click.Command:
    @click.command(
        "print",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print the list and the remarks that go into each box."),
        help=_(
            "Make a PDF with the list of each box (盒内目录) and its sheet of remarks (备考表), to "
            "be printed on A4 and laid into the box."
        ),
    )
    @selection_options
    @paper_options("box-lists.pdf")
    def print_(view: View, paper: Paper, selection: Selection) -> None:
        from archivist.actions.printing.box_list import print_boxes  # noqa: PLC0415
        from archivist.cli.print_output import finish, show_remarks  # noqa: PLC0415

        made = print_boxes(view, selection, layout=paper.layout)
        finish(paper, made.pdf)
        show_remarks(made.remarks)

    return print_
