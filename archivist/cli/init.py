"""``archivist init``."""

from __future__ import annotations

import gettext
import os
from gettext import gettext as _
from pathlib import Path

import click


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "init",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Lay out an archive, or add what is missing."),
        help=_(
            "Lay out an archive in DIR: studios, their categories, the inbox, archive.toml.\n\n"
            "Run again, it adds what is missing and changes nothing else."
        ),
    )
    @click.argument("folder", metavar=_("[DIR]"), required=False, type=click.Path(path_type=Path))
    @click.option(
        "--studio", "studios", multiple=True, metavar=_("NAME"), help=_("Name of a studio.")
    )
    @click.option("-v", "--verbose", is_flag=True, help=_("Everything, in detail."))
    def init(folder: Path | None, studios: tuple[str, ...], verbose: bool) -> None:  # noqa: FBT001
        from archivist.actions import init as action  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415
        from archivist.formats.wording import spoken  # noqa: PLC0415
        from archivist.model.display import shown  # noqa: PLC0415
        from archivist.store.settings import find_archive  # noqa: PLC0415

        root = Path(os.path.abspath(folder)) if folder else find_archive(Path())  # noqa: PTH100
        laid = action.init(root, studios, spoken())
        for path in laid.added if verbose else ():
            show(f"  + {shown(path)}")
        count = len(laid.added)
        text = gettext.ngettext(
            "{count} folder or file added in {root}",
            "{count} folders and files added in {root}",
            count,
        )
        show(
            text.format(count=count, root=shown(str(laid.root)))
            if count
            else _("Nothing was missing in {root}.").format(root=shown(str(laid.root)))
        )
        for name in laid.unlisted:
            show(
                _(
                    "“{name}” is not in archive.toml; nothing was laid out for it. Add there:"
                ).format(name=name)
                + f'\n\n  [[studios]]\n  name = "{name}"\n\n'
                + _("Then run “archivist init” again.")
            )
        if count:
            show(
                _(
                    "Next: drop files into the inbox {inbox}, run “archivist status” to see what "
                    "they lack, then “archivist file”."
                ).format(inbox=shown(laid.inbox))
            )

    return init
