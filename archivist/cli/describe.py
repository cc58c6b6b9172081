"""``archivist describe``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.options import beside, clock, shared_options, view_of
from archivist.model.elements import Element, PeopleStatus

F = TypeVar("F", bound=Callable[..., Any])
_ELEMENTS = {
    "cause": Element.CAUSE,
    "place": Element.PLACE,
    "date": Element.EVENT_DATE,
    "shot": Element.SHOOTING_DATE,
    "people": Element.PEOPLE,
    "source": Element.SOURCE,
    "background": Element.BACKGROUND,
    "photographer": Element.PHOTOGRAPHER,
    "caption": Element.CAPTION,
}


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "describe",
        options_metavar=_("[OPTIONS]"),
        short_help=_("State the five elements of images."),
        help=_(
            "State the elements of images (in sidecars beside them) or of an item (in its "
            "item.toml, for all its images; what an image says itself goes before). The images are "
            "never touched. “-” takes a value back. PATH alone shows what is stated now, and "
            "where.\n\n"
            "For many images: --export writes a table, --import shows what a filled-in table "
            "changes, --import with --yes writes it.\n\n"
            "Exit code: 0 done, 1 something was not taken over."
        ),
    )
    @click.argument("paths", metavar=_("[PATH]..."), nargs=-1, type=click.Path(path_type=Path))
    @_elements
    @_tables
    @click.option("-n", "--dry-run", is_flag=True, help=_("Only say what would be done."))
    @shared_options
    def describe(
        paths: tuple[Path, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the elements and tables, checked below
    ) -> int:
        from archivist.cli import describe_run as run  # noqa: PLC0415

        words = {e: said[name] for name, e in _ELEMENTS.items() if said[name] is not None}
        if said["nobody"]:
            words[Element.PEOPLE_STATUS] = PeopleStatus.NONE_PARTICULAR.value
        ask = run.Ask(
            view=view_of(archive or _archive_of(paths), as_of, quiet=quiet),
            paths=paths,
            words=words,
            now=clock(),
            dry_run=said["dry_run"],
            verbose=verbose,
        )
        return run.run(ask, said["export"], said["import_"], said["embed"], yes=said["yes"])

    return describe


def _archive_of(paths: tuple[Path, ...]) -> Path | None:
    """Return where to look for the archive: beside the first path, as ``check`` does."""
    if not paths:
        return None
    return beside(paths[0])


def _elements(command: F) -> F:
    """Add an option for each element."""
    helps = {
        "cause": _("事由: what happened."),
        "place": _("地点: the concrete place."),
        "date": _("The event's date, 2022.01.25."),
        "shot": _("The shooting date, 2022.01.25."),
        "people": _("人物: “徐宏伟(领衔人)、姜杰”, with positions."),
        "source": _("来源: who provided the image."),
        "background": _("背景, if you wish."),
        "photographer": _("摄影者, if you wish."),
        "caption": _("A text about the whole picture, if you wish."),
    }
    nobody = click.option("--nobody", is_flag=True, help=_("Nobody in particular is shown."))
    options = [
        click.option(f"--{name}", metavar=_("TEXT"), help=text) for name, text in helps.items()
    ]
    for option in reversed([*options[:5], nobody, *options[5:]]):
        command = option(command)
    return command


def _tables(command: F) -> F:
    """Add the options for tables and copies."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--yes", is_flag=True, help=_("Write what --import shows.")),
        click.option(
            "--embed", type=path, metavar=_("DIR"), help=_("Copies with the elements inside.")
        ),
        click.option(
            "--import", "import_", type=path, metavar=_("FILE"), help=_("Read a table back.")
        ),
        click.option(
            "--export", type=path, metavar=_("FILE"), help=_("Write a table: 登记表.xlsx")
        ),
    ):
        command = option(command)
    return command
