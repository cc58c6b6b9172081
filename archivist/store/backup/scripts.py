"""The scripts that restore a backup without archivist, as they lie beside it."""

from __future__ import annotations

import codecs
from pathlib import Path

POWERSHELL = "restore.ps1"
SHELL = "restore.sh"
_FOLDER = Path(__file__).parent


def scripts() -> dict[str, bytes]:
    """Return the content of each script by its name.

    PowerShell 5 takes a file without a byte order mark for one in the system's code page, and its
    Chinese for noise; a shell takes a mark or a carriage return for a part of a command.
    """
    powershell = _lines(POWERSHELL).replace(b"\n", b"\r\n")
    return {POWERSHELL: codecs.BOM_UTF8 + powershell, SHELL: _lines(SHELL)}


def _lines(name: str) -> bytes:
    """Return a script with bare line feeds, whatever a check-out made of them."""
    return (_FOLDER / name).read_bytes().replace(b"\r\n", b"\n")
