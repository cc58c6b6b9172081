"""The help's layout. click counts characters; a Han character takes two columns."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

import click

from archivist.cli.screen import broken, columns, padded


class Help(click.HelpFormatter):
    """Help that fits the terminal and whose columns stand under each other."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how to call a command."""
        lead = _("Usage: ") if prefix is None else prefix
        head = f"{lead}{prog} "
        self.write(broken(args, self.width, " " * columns(head), head) + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the title of a table."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        self.write(broken(text, self.width, " " * self.current_indent) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a table of two columns."""
        table = list(rows)
        lead = " " * self.current_indent
        size = min(max(columns(first) for first, _second in table), col_max) + col_spacing
        for first, second in table:
            head = lead + padded(first, size)
            if columns(first) + col_spacing > size:
                self.write(f"{lead}{first}\n")
                head = lead + " " * size
            self.write(broken(second, self.width, lead + " " * size, head) + "\n")


class HelpContext(click.Context):
    """A command's run, whose help has this layout."""

    formatter_class = Help
