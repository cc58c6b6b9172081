"""``archivist backup verify``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import clock
from archivist.cli.progress import progress_bar


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "verify",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Read a backup and name everything in it that is damaged."),
        help=_(
            "Read every file of the backup TARGET once and compare it with what was written. What "
            "is missing or damaged is named, with the files of the archive that it stands for and "
            "the snapshots that hold them. With SNAPSHOT, only what that one needs.\n\n"
            "Exit code: 0 the backup is whole, 1 something is damaged or missing."
        ),
    )
    @click.argument("target", metavar=_("TARGET"), type=click.Path(path_type=Path))
    @click.argument("snapshot", metavar=_("[SNAPSHOT]"), default="", required=False)
    @click.option(
        "--sample",
        type=click.FloatRange(0, 100, min_open=True),
        default=100,
        metavar=_("PERCENT"),
        help=_("Read only so many of the contents, others each time."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def verify(
        target: Path,
        snapshot: str,
        sample: float,
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.keeping.backup_verify import verify_backup  # noqa: PLC0415
        from archivist.cli.backup_verify_output import show_verified  # noqa: PLC0415

        bar = progress_bar(shown=not quiet)
        verified = verify_backup(target, snapshot, sample, int(clock().timestamp()), bar)
        show_verified(verified, as_json=as_json)
        return 1 if verified.damages else 0

    return verify
