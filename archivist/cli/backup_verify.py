"""``archivist backup verify``."""

from __future__ import annotations

from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.keeping_options import Percent
from archivist.cli.options import clock, located
from archivist.cli.progress import progress_bar
from archivist.errors import NoArchiveError


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "verify",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Read a backup and name everything in it that is damaged."),
        help=_(
            "Read every file of the backup TARGET once and compare it with what was written. What "
            "is missing or damaged is named, with the files of the archive that it stands for and "
            "the snapshots that hold them. With SNAPSHOT, only what that one needs. In the archive "
            "of which it is the backup: whether its journal still holds what the snapshots name, "
            "too, so that a journal written anew shows.\n\n"
            "Exit code: 0 the backup is whole, 1 something is damaged or missing, or the archive's "
            "journal was written anew."
        ),
    )
    @click.argument("target", metavar=_("TARGET"), type=click.Path(path_type=Path))
    @click.argument("snapshot", metavar=_("[SNAPSHOT]"), default="", required=False)
    @click.option(
        "--sample",
        type=Percent(),
        default=100,
        metavar=_("PERCENT"),
        help=_("Read only so many of the contents, others each time."),
    )
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def verify(
        target: Path,
        snapshot: str,
        sample: float,
        archive: Path | None,
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.keeping.backup_verify import verify_backup  # noqa: PLC0415
        from archivist.cli.backup_verify_output import show_verified  # noqa: PLC0415

        bar = progress_bar(shown=not quiet)
        seed, root = int(clock().timestamp()), _archive(archive)
        verified = verify_backup(target, snapshot, sample, seed, bar, root)
        show_verified(verified, as_json=as_json)
        return 0 if verified.clean else 1

    return verify


def _archive(archive: Path | None) -> Path | None:
    """Return the archive that was named, or in which one is; a backup is verified without, too."""
    if archive is not None:
        return located(archive)
    with suppress(NoArchiveError):
        return located(None)
    return None
