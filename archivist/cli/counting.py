"""A number of things on the command line, told in words instead of a formula."""

from __future__ import annotations

from gettext import gettext as _

import click


class Count(click.ParamType[int]):
    """A whole number from 1 on. click's own range would show ``[x>=1]`` in the help."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number, or refuse."""
        text = str(value)
        # Longer ones are no count, and Python refuses to read very long ones.
        count = int(text) if text.isdecimal() and len(text) < 10 else 0
        if count < 1:
            self.fail(_("“{text}” is no number from 1 on").format(text=text), param, ctx)
        return count
