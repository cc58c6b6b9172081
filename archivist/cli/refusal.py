"""What click refuses, in our words and with the quotes and stops of the language spoken."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from gettext import gettext as _

import click
from click.exceptions import MissingParameter, NoSuchOption

_QUOTED = re.compile(r"(?<!\w)'([^'\n]*)'(?!\w)")
_STOPS = tuple(".!?…。！？")


def refusal(error: click.ClickException) -> str:
    """Return what is wrong with a command line.

    click writes names as Python does, and lists and sentences as English does.
    """
    if isinstance(error, NoSuchOption):
        return unknown_option(error.option_name, error.possibilities or ())
    name = getattr(error, "command_name", "")
    if name and isinstance(error, click.UsageError):
        return unknown_command(name, _commands(error.ctx))
    if isinstance(error, MissingParameter):
        text = _missing(error)
    else:
        text = _out_of_range(error) or error.format_message()
    text = _QUOTED.sub("“\\1”", text).replace("”, “", "”{}“".format(_(", ")))
    text = text if text.endswith(_STOPS) else text + _(".")
    if _(".") != ".":
        # Between sentences and around quotes; full-width stops and quotes have their own space.
        text = text.replace("。 ", "。").replace(" “", "“").replace("” ", "”")
    return text


def unknown_command(name: str, known: Iterable[str]) -> str:
    """Return that there is no such command, with the one that may be meant."""
    near = difflib.get_close_matches(name, list(known), n=1)
    text = _("There is no command “{name}”; did you mean {near}?")
    text = text if near else _("There is no command “{name}”.")
    return text.format(name=name, near="".join(near))


def unknown_option(name: str, near: Iterable[str]) -> str:
    """Return that there is no such option, with those that may be meant."""
    found = _(", ").join(sorted(near))
    text = _("There is no option “{name}”; did you mean {near}?")
    return (text if found else _("There is no option “{name}”.")).format(name=name, near=found)


def _commands(ctx: click.Context | None) -> list[str]:
    group = ctx.command if ctx else None
    return group.list_commands(ctx) if ctx and isinstance(group, click.Group) else []


def _missing(error: MissingParameter) -> str:
    param = error.param
    if param is None or error.ctx is None:
        return error.format_message()
    if isinstance(param, click.Option):
        name = _(", ").join(param.opts)
        said = _("The option “{name}” is missing.").format(name=name)
    else:
        name = param.make_metavar(error.ctx)
        said = _("The argument “{name}” is missing.").format(name=name)
    more = param.type.get_missing_message(param=param, ctx=error.ctx)
    return f"{said} {more}" if more else said


def _out_of_range(error: click.ClickException) -> str:
    """Return between what a number has to be, which click shows as a formula."""
    param = error.param if isinstance(error, click.BadParameter) else None
    if param is None or not isinstance(param.type, (click.IntRange, click.FloatRange)):
        return ""
    text = _("“{option}” takes a number from {least} to {most}.")
    if param.type.min_open:
        text = _("“{option}” takes a number above {least}, at most {most}.")
    return text.format(option=param.opts[-1], least=param.type.min, most=param.type.max)
