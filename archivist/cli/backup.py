"""``archivist backup``: a target to back up to, or one of the subcommands about a target."""

from __future__ import annotations

import difflib
import importlib
import os
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from archivist.cli.help import HelpContext
from archivist.cli.options import clock, located
from archivist.cli.progress import progress_bar
from archivist.store.backup.policy import Keep

SUBCOMMANDS = {"list": "backup_list", "verify": "backup_verify", "test": "backup_test"}
"""In the order of the help; each is a module of this package."""
_MAKE = "make"
"""The hidden command that is meant when the first word is none of those."""
_HELP = frozenset({"-h", "--help"})


class KeepText(click.ParamType[Keep]):
    """Which snapshots stay, as ``10`` or ``7 daily, 4 weekly, 12 monthly``."""

    name = "keep"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Keep:
        """Return the policy, or refuse."""
        try:
            return value if isinstance(value, Keep) else Keep.parse(str(value))
        except ValueError:
            text = _("“{text}” says not what to keep; write 10, or 7 daily, 4 weekly, 12 monthly")
            self.fail(text.format(text=value), param, ctx)


class _MakeContext(HelpContext):
    """A run of the hidden command, of which nobody is told."""

    @property
    def command_path(self) -> str:
        """What stands in messages."""
        return self.parent.command_path if self.parent else super().command_path


class _Make(click.Command):
    context_class = _MakeContext

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the group, which tells of both."""
        return ctx.parent.get_help() if ctx.parent else super().get_help(ctx)


class Backup(click.Group):
    """A group in which a first word that is no subcommand is a target."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the help."""
        del ctx
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one subcommand, its texts in the language spoken."""
        del ctx
        if cmd_name == _MAKE:
            return _make()
        if cmd_name not in SUBCOMMANDS:
            return None
        module = importlib.import_module(f"archivist.cli.{SUBCOMMANDS[cmd_name]}")
        command: click.Command = module.command()
        command.context_class = HelpContext
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let a target, or an option of a backup, come first."""
        if args and args[0] not in {*SUBCOMMANDS, *_HELP}:
            _refuse_slip(args[0], ctx)
            args = [_MAKE, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways of calling it."""
        formatter.write_usage(ctx.command_path, _("[OPTIONS] TARGET"))
        formatter.write_usage(ctx.command_path, _("COMMAND [ARGS]..."))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of a backup, then the subcommands."""
        make = _make()
        make.format_options(HelpContext(make, info_name=ctx.info_name, parent=ctx), formatter)
        self.format_commands(ctx, formatter)


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    return Backup(
        name="backup",
        short_help=_("Back the archive up, and show that a backup restores."),
        help=_(
            "Back the archive up into TARGET: a folder on another drive, a USB disk or a share. "
            "Each content is copied once, however often it is backed up; what has not changed is "
            "not read again. A backup that is interrupted leaves no snapshot, and the next one "
            "goes on where it ended. Nothing is removed from TARGET unless --keep says so. It can "
            "be restored with archivist, and without: README.txt there tells how.\n\n"
            "Exit code: 0 all is backed up, 1 a file could not be read (it is named), old "
            "snapshots could not be removed, or the journal could not take the note."
        ),
    )


def _refuse_slip(word: str, ctx: click.Context) -> None:
    """Refuse a subcommand that is misspelt, which would make a folder of that name."""
    near = difflib.get_close_matches(word, SUBCOMMANDS, n=1)
    if near and not os.path.lexists(word):
        text = _("There is no command “{name}”; did you mean {near}?")
        raise click.UsageError(text.format(name=word, near=near[0]), ctx)


def _make() -> click.Command:
    @click.command(_MAKE, cls=_Make, hidden=True)
    @click.argument("target", metavar=_("TARGET"), type=click.Path(path_type=Path))
    @click.option(
        "--keep",
        type=KeepText(),
        metavar=_("POLICY"),
        help=_(
            "Afterwards, remove old snapshots: 10 keeps the newest ten; “7 daily, 4 weekly, 12 "
            "monthly” (or 7d,4w,12m,3y) keeps the last one of each of so many days, weeks and "
            "months. The newest one always stays."
        ),
    )
    @click.option("--reread", is_flag=True, help=_("Read every file, changed or not."))
    @click.option("--new", is_flag=True, help=_("Begin a new backup where there was one before."))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def make(target: Path, archive: Path | None, **said: Any) -> int:  # noqa: ANN401
        from archivist.actions.keeping.backup import BackupAsked, backup  # noqa: PLC0415
        from archivist.cli.backup_output import show_backup, show_backup_json  # noqa: PLC0415

        asked = BackupAsked(
            target=target,
            now=clock(),
            keep=said["keep"],
            reread=said["reread"],
            anew=said["new"],
        )
        quiet = said["quiet"] or said["as_json"]
        bar = progress_bar(shown=not quiet, label=_("Backing up"))
        report = backup(located(archive), asked, bar)
        if said["as_json"]:
            show_backup_json(report, target)
        else:
            show_backup(report, target, quiet=quiet)
        return 0 if report.complete else 1

    return make
