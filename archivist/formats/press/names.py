"""What the files of one print are called in its temporary folder, where layouts find them."""

from __future__ import annotations

from archivist.model.page_layout import BASE, MAIN

DATA = "data.json"
"""What a layout reads: its own ``.toml``, the words, and what is printed."""
ABOUT = "archivist-about.json"
ENTRY = "archivist-entry.typ"
"""It includes `MAIN`, and gives the document its title."""
PACKAGES = "archivist-packages"
"""A folder that stays empty: Typst looks for packages there."""
FONTS = "fonts"
"""The folder for copies: Typst searches whole folders, and a system's takes it seconds."""
OUTPUT = "archivist-output.pdf"
HELD = "archivist-held"
"""The file by which a folder's owner is known to live."""

__all__ = ["ABOUT", "BASE", "DATA", "ENTRY", "FONTS", "HELD", "MAIN", "OUTPUT", "PACKAGES"]
