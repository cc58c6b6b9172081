"""What the process of the page engine does: one folder with a layout comes to one file.

Started by `archivist.formats.press.press`, in a killable process.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

MAIN = "main.typ"
OUTPUT = "output.pdf"
OVERFLOWS = "<archivist-overflow>"
"""The label of what a layout could not fit, with ``where`` and ``text``."""


def compile_folder(folder: Path, fonts: list[str], timestamp: int) -> dict[str, Any]:
    """Set the page of a folder and leave it there; return what stopped that, if anything did.

    Args:
        folder: Holds ``main.typ``, what it imports, and ``data.json``.
        fonts: Font files.
        timestamp: Seconds since 1970 that the file bears as its date.
    """
    import typst  # noqa: PLC0415 - 84 MB

    chosen = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts)
    )
    compiler = typst.Compiler(
        folder / MAIN, root=folder, font_paths=chosen, ignore_system_fonts=True
    )
    try:
        pdf = compiler.compile(
            format="pdf", pdf_standards=["a-2b"], timestamp=timestamp, pdf_tags=False
        )
        overflows = json.loads(compiler.query(OVERFLOWS, field="value"))
    except typst.TypstError as error:
        return {"fault": error.message, "diagnostic": error.diagnostic, "hints": error.hints}
    (folder / OUTPUT).write_bytes(cast("bytes", pdf))
    return {"overflows": overflows}
