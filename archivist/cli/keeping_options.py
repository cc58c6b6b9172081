"""Options that sealing and verifying share."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.model.anchor import FEWEST, Anchor, read_anchor

F = TypeVar("F", bound=Callable[..., Any])


class Percent(click.ParamType[float]):
    """A share of a hundred, above 0, with or without its sign."""

    name = "percent"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or refuse."""
        text = str(value).strip().removesuffix("%").removesuffix("％")
        plain = text.replace(".", "", 1)
        share = float(text) if plain.isdecimal() and plain.isascii() and len(plain) < 10 else -1.0
        if value == 0:
            return 0.0
        if not 0 < share <= 100:
            message = _("“{text}” is no percentage; write 10 for a tenth of the files")
            self.fail(message.format(text=value), param, ctx)
        return share


class Days(click.ParamType[int]):
    """A number of days, from 0 on."""

    name = "days"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number, or refuse."""
        text = str(value)
        if not (text.isdecimal() and text.isascii() and len(text) < 6):
            self.fail(_("“{text}” is no number of days").format(text=text), param, ctx)
        return int(text)


class AnchorText(click.ParamType[Anchor]):
    """A line's number and the first digits of its SHA-256, as copied from paper."""

    name = "anchor"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Anchor:
        """Return the anchor, or refuse."""
        anchor = value if isinstance(value, Anchor) else read_anchor(str(value))
        if anchor is None:
            text = _(
                "“{text}” is not what “seal --anchor” shows: the line's number and at least "
                '{count} digits, as in "123 ab12 cd34"'
            )
            self.fail(text.format(text=value, count=FEWEST), param, ctx)
        return anchor


def keeping_options() -> tuple[Callable[[F], F], ...]:
    """Return the options that choose the archive and how much is said."""
    return (
        click.option(
            "--archive",
            type=click.Path(path_type=Path),
            metavar=_("DIR"),
            help=_("The archive's folder; else the one in which you are."),
        ),
        click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress.")),
        click.option("-v", "--verbose", is_flag=True, help=_("Everything, in detail.")),
    )
