"""The command that goes on with a restore, as one types it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

_PLAIN = re.compile(r"[\w@+=:./-]+")
_PLAIN_WINDOWS = re.compile(r"[\w+=:./\\-]+")


def again(snapshot: str, folder: Path, target: Path, only: Sequence[str] = ()) -> str:
    """Return the command, which does the same wherever it is typed."""
    words = ["restore", snapshot, _absolute(folder), "--from", _absolute(target)]
    for each in only:
        words += ["--only", each]
    return " ".join(["archivist", *(quoted(word) for word in words)])


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """Return a word as a shell takes it for one; names of Windows hold no quotation marks."""
    if windows:
        return word if _PLAIN_WINDOWS.fullmatch(word) else f'"{word}"'
    return word if _PLAIN.fullmatch(word) else "'" + word.replace("'", "'\"'\"'") + "'"


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links stay what they are
