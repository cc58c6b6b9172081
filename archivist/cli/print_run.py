"""Writing what was printed, and saying so."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from archivist.cli.print_options import save_pages
from archivist.cli.screen import show
from archivist.model.display import shown


def finish(output: Path, data: bytes, *, preview: bool, quiet: bool) -> None:
    """Write a PDF, its pictures too where they are asked for, and name the file.

    Raises:
        NotWritableError: Another file bears that name, or the file system refuses.
    """
    del preview
    save_pages(output, data)
    if not quiet:
        show(_("Written: {path}").format(path=shown(str(output))))
