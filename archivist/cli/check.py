"""``archivist check``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import shared_options, view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "check",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Check names, elements and files."),
        help=_(
            "Check names, image elements and files, of the whole archive or of PATH…\n\n"
            "Exit code: 0 nothing worse than a hint, 1 errors or warnings."
        ),
    )
    @click.argument("paths", metavar=_("[PATH]..."), nargs=-1, type=click.Path(path_type=Path))
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        help=_("Form of the output."),
    )
    @click.option("--json", "form", flag_value="json", help=_("Short for --format json."))
    @click.option("--select", multiple=True, metavar=_("CODE"), help=_("Only codes beginning so."))
    @click.option("--ignore", multiple=True, metavar=_("CODE"), help=_("No codes beginning so."))
    @shared_options
    def check(
        paths: tuple[Path, ...],
        form: str,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions import check as action  # noqa: PLC0415
        from archivist.cli import check_output  # noqa: PLC0415

        checks = action.choose_checks(_split(select), _split(ignore))
        report = action.check(view_of(archive, as_of, quiet=quiet, scope=paths), checks)
        check_output.render(report, form, quiet=quiet, verbose=verbose)
        return 0 if report.passed else 1

    return check


def _split(texts: tuple[str, ...]) -> list[str]:
    """Return codes given one by one or with commas."""
    return [part.strip().upper() for text in texts for part in text.split(",") if part.strip()]
