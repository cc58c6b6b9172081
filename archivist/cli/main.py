"""The entry point: one group, commands loaded when they are called, one boundary for errors."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from archivist import __version__
from archivist.cli.help import HelpContext
from archivist.cli.language import LANGUAGES, OPTION, choose_language, speak, without_language
from archivist.cli.refusal import refusal
from archivist.cli.screen import shown_lines, told
from archivist.errors import ArchivistError, NotReadableError
from archivist.model.refusal import reason_of

COMMANDS = (
    "init",
    "watch",
    "file",
    "import",
    "describe",
    "status",
    "check",
    "audit",
    "next",
    "ledger",
    "judge",
    "pack",
    "check-bag",
    "box",
    "print",
    "rubric",
    "search",
    "open",
    "find",
    "index",
    "undo",
    "log",
    "seal",
    "verify",
    "backup",
    "restore",
    "disc",
    "retention",
    "explain",
)
"""The commands, in the order of the help; each is a module of this package."""
INTERRUPTED = 130


class Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, imported now so that its texts are in the language spoken."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"archivist.cli.{cmd_name.replace('-', '_')}")
        command = module.command()
        if not isinstance(command, click.Command):
            return None
        command.context_class = HelpContext
        return command


def group() -> click.Group:
    """Return the command line, in the language spoken."""
    return Commands(
        name="archivist",
        help=_(
            "Keep, check and audit the archive of an innovation studio "
            "(filing standard DB1508/T 150—2023)."
        ),
        params=[
            click.Option([OPTION], type=click.Choice(LANGUAGES), help=_("Language of the texts.")),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=_("Show the version and exit."),
            ),
        ],
        callback=_start,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code. The boundary: no traceback passes.

    Args:
        argv: The words, the program's own name first.
    """
    try:
        speak(choose_language(argv, os.environ, _here()))
        code = group().main(
            args=without_language(argv[1:]), prog_name="archivist", standalone_mode=False
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except ArchivistError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except click.ClickException as error:
        _refuse(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain(_("Stopped before the end."), _("Run the command again to go on."))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, a pager) left; a second flush at exit must not complain.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _complain(
            f"{place}{reason_of(error)}",
            _("Check the name, the drive and your rights, then run the command again."),
        )
        return NotReadableError.exit_code
    except Exception as error:  # noqa: BLE001 - the boundary
        _complain(
            _("Something that should not happen: {what}").format(what=_fault(error)),
            _("Nothing of yours was changed. Please report this line to the makers."),
        )
        return ArchivistError.exit_code
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the console's code page cannot hold must not end the run.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv))


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _fault(error: Exception) -> str:
    """Return kind, text and place of an unforeseen error in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} ({place}): {error}"


def _start(**_options: object) -> None:
    """Settle what holds for all commands."""
    if os.environ.get("NO_COLOR"):
        click.get_current_context().color = False


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        click.echo(f"archivist {__version__}")
        ctx.exit()


def _refuse(error: click.ClickException) -> None:
    """Tell what is wrong with the command line, in the same form as every other error."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    text = refusal(error)
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    hint = _("“{command} --help” shows how it is used.")
    _complain(text, hint.format(command=ctx.command_path if ctx else "archivist"))


def _complain(message: str, hint: str) -> None:
    colour = False if os.environ.get("NO_COLOR") else None
    told_of = ((_("Error: "), "red", message), (_("What to do: "), None, hint))
    for head, tint, text in told_of:
        if text:
            line = told(shown_lines(text), head).removeprefix(head)
            click.echo(f"{click.style(head, fg=tint, bold=True)}{line}", err=True, color=colour)
