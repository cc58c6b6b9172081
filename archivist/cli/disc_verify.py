"""``archivist disc verify``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.disc_options import SetNames, only_one
from archivist.cli.options import Day, archive_of, clock, shared_options, view_of, with_options
from archivist.cli.progress import progress_bar
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.model.names import same_name

if TYPE_CHECKING:
    from archivist.actions.burning.enter_check import CheckEntered, Checking
    from archivist.actions.view import View
    from archivist.model.disc_check import DiscCheck


def verify_command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "verify",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Check a burnt disc, or an image of one."),
        help=_(
            "Read every file of a disc (PLACE is its drive, a folder, or an image) and name what "
            "is missing, changed, too much or cannot be read: by the list on the disc itself, and, "
            "in an archive, by the archive's own list of that disc, so that a disc whose list was "
            "changed as well is found. Without an archive only the disc's own list is there.\n\n"
            "With --disc the result is entered into the register: the day of burning where it is "
            "empty and PLACE is a drive of its own, day and result of the check, and who checked "
            "it. An image is checked without entering anything, unless its --set is named. A disc "
            "that was burnt anew after it failed gets its new day with --burnt. A disc that was "
            "burnt before archivist came is taken note of with --adopt.\n\n"
            "Exit code: 0 the disc is sound, 1 it is not."
        ),
    )
    @click.argument("place", metavar=_("PLACE"), type=click.Path(path_type=Path))
    @_entering_options
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def verify(
        place: Path,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        as_json: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - which disc
    ) -> int:
        from archivist.cli.disc_verify_output import check_json, show_check  # noqa: PLC0415
        from archivist.cli.screen import show_json  # noqa: PLC0415

        root = archive_of(archive, place)
        view = None if root is None else view_of(root, as_of, quiet=quiet)
        check, entered = _checked(place, view, quiet=quiet or as_json, **said)
        if as_json:
            show_json(check_json(check, entered))
        else:
            show_check(check, entered, quiet=quiet, verbose=verbose)
        return 0 if check.sound and (entered is None or entered.done) else 1

    return verify


def _entering_options(command: Any) -> Any:  # noqa: ANN401 - a command in the making
    return with_options(
        command,
        click.option(
            "--disc", "number", default="", metavar=_("DISC_NUMBER"), help=_("Its number.")
        ),
        click.option(
            "--set",
            "sets",
            type=SetNames(),
            metavar=_("SET"),
            help=_("Which copy: 封存, 异地, 利用."),
        ),
        click.option("--by", default="", metavar=_("NAME"), help=_("Who checks it.")),
        click.option(
            "--burnt",
            type=Day(),
            metavar=_("DATE"),
            help=_(
                "When it was burnt, or burnt anew; else an empty cell gets the day of the check, "
                "where PLACE is a drive of its own."
            ),
        ),
        click.option(
            "--adopt",
            is_flag=True,
            help=_(
                "Of a disc that archivist did not make: what the archive holds of what lies on it, "
                "by content, counts as burnt."
            ),
        ),
        click.option(
            "--register/--no-register",
            default=None,
            help=_("Enter the result into the register, or not; else as told above."),
        ),
    )


def _checked(
    place: Path,
    view: View | None,
    *,
    quiet: bool,
    **said: Any,  # noqa: ANN401
) -> tuple[DiscCheck, CheckEntered | None]:
    from archivist.actions.burning.adopting import refuse_known, without_own_list  # noqa: PLC0415
    from archivist.actions.burning.enter_check import row_to_check  # noqa: PLC0415
    from archivist.actions.burning.verify import known_discs, verify_disc  # noqa: PLC0415

    checking, register = _asked(said, place, in_archive=view is not None)
    known = known_discs(view.root if view else None)
    if checking.adopt:
        refuse_known(checking.number, known.made.get(same_name(checking.number)))
    row = row_to_check(view, checking) if view and register else None
    bar = progress_bar(shown=not quiet, label=_("Reading the disc"))
    check = verify_disc(place, known, checking.number, row, bar)
    if checking.adopt:
        check = without_own_list(check)
    elif check.foreign:
        raise _foreign(place)
    if view is None or not register:
        return check, None
    return check, _entered(view, check, checking, quiet=quiet)


def _entered(view: View, check: DiscCheck, checking: Checking, *, quiet: bool) -> CheckEntered:
    from archivist.actions.burning.enter_check import enter_check  # noqa: PLC0415
    from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415

    if not checking.adopt:
        refuse_wrong(check, checking.number)
    entered = enter_check(view, check, checking, clock())
    keep_fresh(view.root, touched_by((*entered.deeds, *entered.finished)), quiet=quiet)
    return entered


def _foreign(place: Path) -> InvalidFileError:
    from archivist.actions.burning.verify import foreign_text  # noqa: PLC0415

    return InvalidFileError(
        foreign_text(place),
        _(
            "Nothing was entered. Name the drive in which the disc lies (E:\\), or the image. A "
            "disc that was burnt without archivist is checked with --disc NUMBER --adopt."
        ),
    )


def refuse_wrong(check: DiscCheck, number: str) -> None:
    """Refuse to enter the check of another disc than the one that was named.

    Raises:
        InvalidChoiceError: By what lies on it, it is another.
    """
    from archivist.actions.burning.verify import wrong_disc_text  # noqa: PLC0415

    if text := wrong_disc_text(check, number):
        raise InvalidChoiceError(
            text, _("Nothing was entered. Lay the right disc in, or name its number with --disc.")
        )


def _asked(said: dict[str, Any], place: Path, *, in_archive: bool) -> tuple[Checking, bool]:
    """Return which disc is meant, and whether the result is to be entered."""
    from archivist.actions.burning.enter_check import Checking  # noqa: PLC0415
    from archivist.store.disc_folder import is_drive  # noqa: PLC0415

    number, by, named = said["number"].strip(), said["by"].strip(), only_one(said["sets"] or ())
    register = said["register"]
    if not in_archive and (register or number or named or by):
        raise click.UsageError(
            _("There is no archive here, whose register could name the disc: add --archive.")
        )
    if not number and (register or (register is None and (named or by))):
        raise click.UsageError(_("Name the disc that is to be entered: --disc A104-2015-015"))
    if register is None:
        register = bool(number and (named or not place.is_file()))
    if (said["adopt"] or said["burnt"]) and not register:
        raise click.UsageError(_("--adopt and --burnt are entered: name --disc and --set."))
    checking = Checking(
        number=number,
        set=named,
        by=by,
        burnt=said["burnt"],
        on_drive=is_drive(place),
        adopt=said["adopt"],
    )
    return checking, register
