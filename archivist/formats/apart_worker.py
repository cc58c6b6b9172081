"""The process for odd jobs: a job is its kind and the path of a file, and what else it needs.

Started by `archivist.formats.apart`, never by hand.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from archivist.formats.answering import answer_parent


def main() -> None:
    """Do jobs until standard input ends."""
    answer_parent(result_of)


def result_of(job: Sequence[Any]) -> object:
    """Return what a job, ``[kind, path, …]``, comes to."""
    kind, path, *more = job
    return _KINDS[kind](Path(path), *more)


def _thumbnail(path: Path, edge: int) -> str | None:
    from archivist.formats.thumbnail import thumbnail  # noqa: PLC0415 - only one kind needs it

    picture = thumbnail(path, edge)
    return None if picture is None else base64.b64encode(picture).decode("ascii")


def _cells(path: Path) -> dict[str, object]:
    from archivist.formats.workbook.cells import read_cells  # noqa: PLC0415 - as above

    return read_cells(path)


_KINDS: dict[str, Callable[..., object]] = {"thumbnail": _thumbnail, "cells": _cells}


if __name__ == "__main__":
    main()
