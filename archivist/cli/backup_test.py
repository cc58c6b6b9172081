"""``archivist backup test``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.keeping_options import Percent
from archivist.cli.options import clock, located, with_options
from archivist.cli.progress import progress_bar


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "test",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Show that a backup restores, and write that down."),
        help=_(
            "Restore a sample of the newest snapshot of TARGET to a scratch place, compare every "
            "file with what was backed up and with the archive, where it has not changed, and "
            "take it away again. Without TARGET, the backup that was last written to. The result "
            "goes into the journal: the audit tells when a backup was last shown to restore.\n\n"
            "Exit code: 0 the backup restores, 1 something could not be restored, a newer snapshot "
            "is damaged, the archive's journal was written anew since, or it could not take the "
            "note."
        ),
    )
    @_options
    def test(
        target: Path | None,
        sample: float | None,
        every: bool,  # noqa: FBT001
        scratch: Path | None,
        archive: Path | None,
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.keeping import backup_test as action  # noqa: PLC0415
        from archivist.cli.backup_test_output import show_tested  # noqa: PLC0415

        now = clock()
        percent = 100.0 if every else sample or action.PERCENT
        trial = action.Trial(
            target=target,
            percent=percent,
            least=action.LEAST if sample is None else 1,
            seed=int(now.timestamp()),
            scratch=scratch,
        )
        bar = progress_bar(shown=not quiet, label=_("Restoring"))
        tested = action.rehearse(located(archive), trial, now, bar)
        show_tested(tested, as_json=as_json, quiet=quiet)
        return 0 if tested.clean else 1

    return test


def _options(command: click.decorators.FC) -> click.decorators.FC:
    return with_options(
        command,
        click.argument(
            "target", metavar=_("[TARGET]"), required=False, type=click.Path(path_type=Path)
        ),
        click.option(
            "--sample",
            type=Percent(),
            metavar=_("PERCENT"),
            help=_("So many of the files, others each time; else 5 %, and at least 50 files."),
        ),
        click.option("--all", "every", is_flag=True, help=_("Every file of the snapshot.")),
        click.option(
            "--scratch",
            type=click.Path(path_type=Path),
            metavar=_("DIR"),
            help=_("Restore to a folder in this one; else in the system's for temporary files."),
        ),
        click.option(
            "--archive",
            type=click.Path(path_type=Path),
            metavar=_("DIR"),
            help=_("The archive's folder; else the one in which you are."),
        ),
        click.option("--json", "as_json", is_flag=True, help=_("The result as JSON.")),
        click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress.")),
    )
