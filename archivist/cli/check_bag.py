"""``archivist check-bag``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.progress import progress_bar


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "check-bag",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Check a BagIt package, and name all that is wrong."),
        help=_(
            "Check BAG, a BagIt package (RFC 8493) that is a folder or a .zip, by all its "
            "manifests, and name every fault. It may be anybody's and lie anywhere; a ZIP is not "
            "unpacked, nothing is fetched and nothing is written.\n\n"
            "Exit code: 0 the bag is whole, 1 it has faults."
        ),
    )
    @click.argument("bag", metavar=_("BAG"), type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def check_bag(bag: Path, as_json: bool, quiet: bool) -> int:  # noqa: FBT001
        from archivist.actions.handover.check_bag import check_bag as action  # noqa: PLC0415
        from archivist.cli.bag_output import show_check  # noqa: PLC0415

        checked = action(bag, progress_bar(shown=not quiet and not as_json))
        show_check(checked, as_json=as_json, quiet=quiet)
        return 0 if checked.whole else 1

    return check_bag
