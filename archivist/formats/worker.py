"""The reading process: one job a line on standard input, one answer a line on standard output.

Started by `archivist.formats.child`, never by hand. A job is ``[number, path]`` and an
answer ``[number, facts]``, both JSON in ASCII, so that a name which is no text survives.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archivist.formats.reader import read_facts
from archivist.formats.wire import facts_to_list

GRACE = 2.0
"""Seconds that a job under way has when the parent is gone."""


def main() -> None:
    """Answer jobs until standard input ends."""
    # Ctrl-C goes to every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done = threading.Event()
    with private_output() as output:
        serve(until_orphaned(sys.stdin.buffer, done), output)
    done.set()


def until_orphaned(stream: BinaryIO, done: threading.Event) -> Iterator[bytes]:
    """Yield the lines of a stream; end the process when the stream ends in the middle of a job.

    A parent that was killed cannot stop a library that loops, but its end of the pipe closes.
    """
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        for line in stream:
            lines.put(line)
        lines.put(b"")
        if not done.wait(GRACE):
            os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
    while line := lines.get():
        yield line


def serve(jobs: Iterable[bytes], answers: BinaryIO) -> None:
    """Answer the jobs of one stream on another."""
    for line in jobs:
        number, path = json.loads(line)
        answer = [number, facts_to_list(read_facts(Path(path)))]
        answers.write(json.dumps(answer, separators=(",", ":")).encode("ascii") + b"\n")
        answers.flush()


def private_output() -> BinaryIO:
    """Take standard output away from the libraries, some of which print on it."""
    private = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return private


if __name__ == "__main__":
    main()
