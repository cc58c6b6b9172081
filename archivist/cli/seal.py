"""``archivist seal``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.keeping_options import F, keeping_options
from archivist.cli.options import clock, located, with_options


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "seal",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Take new files into the manifest, by which “verify” checks."),
        help=_(
            "Write down what each file is (its SHA-256), of the whole archive or of PATH…, so that "
            "“archivist verify” finds what goes missing, is edited or rots. Filing seals by "
            "itself; after work by hand, run this.\n\n"
            "New files, moves, and edits of ledgers and descriptions are taken up. An edited or "
            "missing record stays as it was sealed until you accept it.\n\n"
            "Exit code: 0 all is sealed, 1 something waits for you."
        ),
    )
    @click.argument("paths", metavar=_("[PATH]..."), nargs=-1, type=click.Path(path_type=Path))
    @_options
    def seal(
        paths: tuple[Path, ...],
        accept: tuple[Path, ...],
        accept_damaged: tuple[Path, ...],
        repair: bool,  # noqa: FBT001
        anchor: bool,  # noqa: FBT001
        dry_run: bool,  # noqa: FBT001
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.keeping import repair as mending  # noqa: PLC0415
        from archivist.actions.keeping import seal as action  # noqa: PLC0415
        from archivist.actions.keeping.verify_request import sealed_paths  # noqa: PLC0415
        from archivist.cli import seal_output  # noqa: PLC0415
        from archivist.cli.keeping_bar import pace_bar  # noqa: PLC0415

        root, now = located(archive), clock()
        if anchor:
            seal_output.show_head(root, now, as_json=as_json)
            return 0
        pace = pace_bar(shown=not quiet, label=_("Sealing"))
        if repair:
            sealing = mending.repair(root, now, pace, dry=dry_run)
        else:
            today = now.date()
            request = action.SealRequest(
                paths=sealed_paths(root, paths, today),
                accept=sealed_paths(root, accept, today),
                accept_damaged=sealed_paths(root, accept_damaged, today),
                dry=dry_run,
                pace=pace,
            )
            sealing = action.seal(root, request, now)
        seal_output.render(sealing, as_json=as_json, quiet=quiet, verbose=verbose)
        return 0 if sealing.done else 1

    return seal


def _options(command: F) -> F:
    path = click.Path(path_type=Path)
    return with_options(
        command,
        click.option(
            "--accept",
            multiple=True,
            type=path,
            metavar=_("PATH"),
            help=_("Edits and removals here are right (a file or folder; . for all), damage not."),
        ),
        click.option(
            "--accept-damaged",
            multiple=True,
            type=path,
            metavar=_("PATH"),
            help=_("Take this very file up as it is, though it is damaged."),
        ),
        click.option(
            "--repair", is_flag=True, help=_("Restore a manifest that another program changed.")
        ),
        click.option(
            "--anchor", is_flag=True, help=_("Only show the head of the journal, for paper.")
        ),
        click.option("-n", "--dry-run", is_flag=True, help=_("Only show; write nothing.")),
        click.option("--json", "as_json", is_flag=True, help=_("The result as JSON.")),
        *keeping_options(),
    )
