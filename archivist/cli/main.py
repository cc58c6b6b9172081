"""The entry point: one group, commands loaded when they are called, one boundary for errors."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click

from archivist import __version__
from archivist.cli.language import LANGUAGES, OPTION, choose_language, speak, without_language
from archivist.errors import ArchivistError

COMMANDS = ("init", "check", "audit", "explain")
"""The commands, in the order of the help; each is a module of this package."""
INTERRUPTED = 130


class Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, imported now so that its texts are in the language spoken."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"archivist.cli.{cmd_name}")
        command = module.command()
        return command if isinstance(command, click.Command) else None


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
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code. The boundary: no traceback passes.

    Args:
        argv: The words, the program's own name first.
    """
    speak(choose_language(argv, os.environ, Path()))
    try:
        code = group().main(
            args=without_language(argv[1:]), prog_name="archivist", standalone_mode=False
        )
        sys.stdout.flush()
    except ArchivistError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain(_("Stopped. Nothing in the archive was changed."), "")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, a pager) left; a second flush at exit must not complain.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the console's code page cannot hold must not end the run.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv))


def _start(**_options: object) -> None:
    """Settle what holds for all commands."""
    if os.environ.get("NO_COLOR"):
        click.get_current_context().color = False


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        click.echo(f"archivist {__version__}")
        ctx.exit()


def _complain(message: str, hint: str) -> None:
    from archivist.cli.screen import shown_lines  # noqa: PLC0415

    text = shown_lines(message)
    click.echo(click.style(_("Error:"), fg="red", bold=True) + f" {text}", err=True)
    if hint:
        click.echo(click.style(_("What to do:"), bold=True) + f" {shown_lines(hint)}", err=True)
