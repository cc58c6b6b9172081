"""``archivist init``."""

from __future__ import annotations

import gettext
from gettext import gettext as _
from pathlib import Path

import click


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "init",
        short_help=_("Lay out an archive, or add what is missing."),
        help=_(
            "Lay out an archive in DIR: studios, their categories, the inbox, archive.toml.\n\n"
            "Run again, it adds what is missing and changes nothing else."
        ),
    )
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    @click.option("--studio", "studios", multiple=True, metavar="NAME", help=_("Name of a studio."))
    @click.option("-v", "--verbose", is_flag=True, help=_("Everything, in detail."))
    def init(folder: Path, studios: tuple[str, ...], verbose: bool) -> None:  # noqa: FBT001
        from archivist.actions import init as action  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415
        from archivist.formats.wording import spoken  # noqa: PLC0415
        from archivist.model.display import shown  # noqa: PLC0415

        laid = action.init(folder.absolute(), studios, spoken())
        for path in laid.added if verbose else ():
            show(f"  + {shown(path)}")
        count = len(laid.added)
        text = gettext.ngettext(
            "{count} folder or file added in {root}",
            "{count} folders and files added in {root}",
            count,
        )
        show(
            text.format(count=count, root=laid.root)
            if count
            else _("Nothing was missing in {root}.").format(root=laid.root)
        )
        for name in laid.unlisted:
            show(
                _(
                    "“{name}” is not in archive.toml; nothing was laid out for it. Add there:"
                ).format(name=name)
                + f'\n\n  [[studios]]\n  name = "{name}"\n'
            )
        if count:
            show(
                _(
                    "Next: drop files into the folders, then run “archivist check” and "
                    "“archivist audit” there."
                )
            )

    return init
