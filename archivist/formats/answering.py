"""What each of our processes does: one job a line on standard input, one answer a line back.

A job is ``[number, …]`` and an answer ``[number, …]``, both JSON in ASCII, so that a name which is
no text survives. Ends with its input, or soon after its parent.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

GRACE = 2.0
"""Seconds that a job under way has when the parent is gone."""

Answer = Callable[[Any], object]
"""What does one job; what it takes and returns, JSON can hold."""


def answer_parent(answer: Answer) -> None:
    """Answer jobs until standard input ends."""
    # Ctrl-C goes to every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done = threading.Event()
    with private_output() as output:
        serve(until_orphaned(sys.stdin.buffer, done), output, answer)
    done.set()


def serve(jobs: Iterable[bytes], answers: BinaryIO, answer: Answer) -> None:
    """Answer the jobs of one stream on another."""
    for line in jobs:
        number, job = json.loads(line)
        text = json.dumps([number, answer(job)], separators=(",", ":"))
        answers.write(text.encode("ascii") + b"\n")
        answers.flush()


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


def private_output() -> BinaryIO:
    """Take standard output away from the libraries, some of which print on it."""
    private = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return private
