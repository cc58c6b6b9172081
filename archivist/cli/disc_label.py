"""Labels for discs that were just made."""

from __future__ import annotations

from gettext import ngettext
from pathlib import Path

from archivist.actions.burning.make import MakeReport
from archivist.actions.view import View
from archivist.cli.print_options import Paper
from archivist.cli.screen import show

_SIDES = ("disc-case", "disc-face")


def print_labels(view: View, report: MakeReport, output: Path, *, quiet: bool) -> None:
    """Print case and face of the discs that stand in the register now, with the journal's head.

    Raises:
        UnprintableError: A text has no room or no glyph.
        NotWritableError: Another file bears the name.
    """
    from archivist.actions.printing.discs import discs_for, print_discs  # noqa: PLC0415
    from archivist.actions.printing.label_layouts import LabelJob  # noqa: PLC0415
    from archivist.cli.print_output import one_each, show_remarks, write_each  # noqa: PLC0415

    numbers = [each.disc.number for each in report.discs if each.entered]
    if not numbers:
        return
    papers = one_each(Paper(output=output, quiet=quiet), _SIDES)
    job = LabelJob(layouts=discs_for(view, "", _SIDES), start=1)
    made = print_discs(view, job, (), numbers)
    write_each(papers, made.pdfs)
    show_remarks(made.remarks)
    if not quiet:
        text = ngettext("Labels for {count} copy.", "Labels for {count} copies.", made.count)
        show(text.format(count=made.count))
