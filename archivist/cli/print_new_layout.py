"""``archivist print new-layout``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archivist.cli.options import shared_options
from archivist.cli.screen import show
from archivist.model.display import shown
from archivist.store.settings import find_archive

if TYPE_CHECKING:
    from archivist.actions.printing.new_layout import NewLayout

_COMMANDS = {
    "box-front": "print labels",
    "box-spine": "print labels",
    "box-small": "print labels",
    "box-list": "box print",
    "disc-case": "print disc",
    "disc-case-dvd": "print disc --layout disc-case-dvd",
    "disc-face": "print disc",
    "catalogue": "print catalogue",
    "files-list": "print catalogue --form files",
    "photo-list": "print catalogue --form photos",
    "photo-register": "print catalogue --form register",
    "cover": "print cover",
    "photos": "print photos",
    "report": "print report",
    "score": "print report --rubric",
    "four-properties": "verify --report ../report.pdf",
    "calibrate": "print calibrate",
}
"""What prints each form."""


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "new-layout",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Copy a layout into the archive, to change it."),
        help=_(
            "Copy a layout as NAME into templates/pages of the archive, where sizes, fields and "
            "fonts can be changed in a text editor. Under the name of a shipped layout it is used "
            "instead of that one; under another name, say so with --layout NAME. Without NAME, the "
            "layouts are listed."
        ),
    )
    @click.argument("name", metavar=_("[NAME]"), default="")
    @click.option(
        "--from",
        "source",
        default="",
        metavar=_("LAYOUT"),
        help=_("What is copied, if the copy is to have another name."),
    )
    @shared_options
    def new_layout(
        name: str,
        source: str,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> None:
        from archivist.actions.printing.new_layout import new_layout as action  # noqa: PLC0415

        del as_of, verbose
        root = find_archive(archive or Path())
        if not name:
            _list(root)
            return
        made = action(root, name, source)
        if not quiet:
            _tell(made, name)

    return new_layout


def _list(root: Path) -> None:
    from archivist.actions.printing.new_layout import layouts  # noqa: PLC0415

    for each in layouts(root):
        own = _("(the archive's own)") if each.own else ""
        show("  ".join(filter(None, (shown(each.name).ljust(18), shown(each.title), own))))


def _tell(made: NewLayout, name: str) -> None:
    for each in made.files:
        show(_("Written: {path}").format(path=shown(str(made.folder / each))))
    show(
        _("Change sizes and fields in {toml}, the form in {typ}; README.md tells how.").format(
            toml=shown(f"{name}.toml"), typ=shown(f"{name}.typ")
        )
    )
    known = f"archivist {_COMMANDS[made.layout.form]}"
    if made.instead:
        show(
            _("It is used from now on instead of the shipped one: {command}").format(command=known)
        )
    else:
        how = shown(f"{known} --layout {name}")
        show(_("To print by it: {command}").format(command=how))
