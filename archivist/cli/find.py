"""``archivist find``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archivist.cli.options import located
from archivist.errors import NotInArchiveError

if TYPE_CHECKING:
    from archivist.actions.label_places import FoundPath, LabelTarget


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "find",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Say where a code or a name lies."),
        help=_(
            "Say where the file or folder with this code or name lies: C1-20220125-01, "
            "C1-20220125 (all of that day), 签到表, the end of a path, the archival code of a "
            "paper as the lists print it, the number of a box or a disc, or what a scanner reads "
            "from a printed label."
        ),
    )
    @click.argument("code", metavar=_("CODE_OR_NAME"))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("-0", "nul", is_flag=True, help=_("End each path with NUL, for other programs."))
    def find(code: str, archive: Path | None, nul: bool) -> int:  # noqa: FBT001
        from archivist.actions import find as action  # noqa: PLC0415

        root = located(archive)
        found = action.find(root, code)
        if found.groups and not nul:
            _show_groups(root, found)
        else:
            _show(root, found.places, found.remarks, nul=nul)
        return NotInArchiveError.exit_code if found.foreign else 0

    return find


def _show(root: Path, places: Iterable[FoundPath], remarks: Iterable[str], *, nul: bool) -> None:
    from archivist.cli.screen import show_paths, shown_lines  # noqa: PLC0415

    show_paths([str(root / each.path) for each in places], nul=nul)
    # What is for people stands on the other stream, behind the paths that it is about.
    sys.stdout.flush()
    for remark in remarks:
        click.echo(shown_lines(remark), err=True)


def _show_groups(root: Path, found: LabelTarget) -> None:
    _show(root, (), found.remarks, nul=False)
    for group in found.groups:
        _show(root, (), [group.heading], nul=False)
        _show(root, group.places, group.remarks, nul=False)
