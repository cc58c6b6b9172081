"""``archivist file``."""

from __future__ import annotations

import re
from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import Day, clock, shared_options, view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "file",
        options_metavar=_("[OPTIONS]"),
        short_help=_("File what is ready in the inbox."),
        help=_(
            "File what is ready in the inbox, as “archivist status” tells it: images get the next "
            "free code of their class and event date, documents keep their name.\n\n"
            "What is pointed at with PATH… or --to is filed also where elements are still missing; "
            "they can be described in the item as well.\n\n"
            "A folder in the inbox that is named like studio/category/item says where its files "
            "belong; --to says it for all. Files from outside the archive are copied.\n\n"
            "Exit code: 0 all filed, 1 something waits."
        ),
    )
    @click.argument("paths", metavar=_("[PATH]..."), nargs=-1, type=click.Path(path_type=Path))
    @click.option("--to", metavar=_("PLACE"), help=_("STUDIO/CATEGORY/ITEM; made if it is new."))
    @click.option("--class", "image_class", metavar=_("CLASS"), help=_("Class of the images: C1."))
    @click.option("--date", "day", type=Day(), metavar=_("DATE"), help=_("The event's date."))
    @click.option("--rename", is_flag=True, help=_("Let documents get a portable, free name."))
    @click.option("--again", is_flag=True, help=_("File also what lies in the archive already."))
    @click.option("-n", "--dry-run", is_flag=True, help=_("Only say what would be done."))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def file(
        paths: tuple[Path, ...],
        to: str | None,
        image_class: str | None,
        day: date | None,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **flags: bool,
    ) -> int:
        from archivist.actions import file as action  # noqa: PLC0415
        from archivist.cli import file_output  # noqa: PLC0415
        from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415
        from archivist.model.arrival import Intake, Verdict  # noqa: PLC0415

        intake = Intake(to=_parts(to), image_class=image_class or "", day=day)
        allowed = action.accepted(rename=flags["rename"], again=flags["again"])
        order = action.Order(intake=intake, paths=paths, allowed=allowed, dry_run=flags["dry_run"])
        view = view_of(archive, as_of, quiet=quiet)
        report = action.file(view, order, clock())
        file_output.render(report, as_json=flags["as_json"], quiet=quiet, verbose=verbose)
        filed = [o.target for o in report.outcomes if o.verdict is Verdict.FILED]
        keep_fresh(view.root, [*filed, *touched_by(report.finished)], quiet=quiet)
        return 0 if report.complete else 1

    return file


def _parts(text: str | None) -> tuple[str, ...]:
    """Return the parts of a place; a full-width stroke parts them where no plain one does."""
    plain = text or ""
    strokes = r"[/\\]+" if re.search(r"[/\\]", plain) else "[\uff0f\uff3c]+"
    return tuple(part for part in re.split(strokes, plain) if part.strip())
