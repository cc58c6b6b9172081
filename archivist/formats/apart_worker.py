"""The process for odd jobs: one job a line on standard input, one answer a line on standard output.

Started by `archivist.formats.apart`, never by hand. A job is ``[number, [kind, path, …]]`` and an
answer ``[number, …]``, both JSON in ASCII, so that a name which is no text survives.
"""

from __future__ import annotations

import base64
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from archivist.formats.worker import private_output, until_orphaned


def main() -> None:
    """Answer jobs until standard input ends."""
    # Ctrl-C goes to every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done = threading.Event()
    with private_output() as output:
        serve(until_orphaned(sys.stdin.buffer, done), output)
    done.set()


def serve(jobs: Iterable[bytes], answers: BinaryIO) -> None:
    """Answer the jobs of one stream on another."""
    for line in jobs:
        number, (kind, path, *more) = json.loads(line)
        answer = [number, _KINDS[kind](Path(path), *more)]
        answers.write(json.dumps(answer, separators=(",", ":")).encode("ascii") + b"\n")
        answers.flush()


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
