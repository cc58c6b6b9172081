"""One reading process, seen from the parent: start, ask, kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "archivist.formats.worker")
MAX_ANSWER = 4 * 1024 * 1024
"""Bytes of one answer; a process that writes more is out of order."""
_PACKAGES = str(Path(__file__).resolve().parents[2])
_WINDOWS_FLAGS = ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW")


class ChildFailedError(Exception):
    """The process ended, or said something that no honest process says."""


class Child:
    """One reading process; asked by one thread, killed by any.

    Args:
        command: What to run.

    Raises:
        OSError: The system cannot start it.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        flags = sum(getattr(subprocess, name, 0) for name in _WINDOWS_FLAGS)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=flags,
        )
        # Asked for as pipes above, so that they are there.
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._asked = 0

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def exchange(self, job: object, most: int = MAX_ANSWER) -> object:
        """Have any job done and return the answer, which nobody has checked yet.

        Args:
            job: What the process understands; anything that JSON holds.
            most: Bytes of the longest answer that is believed.

        Raises:
            ChildFailedError: There is no answer; the process is to be closed.
        """
        self._asked += 1
        try:
            return self._answer(json.dumps([self._asked, job]).encode("ascii"), most)
        except (OSError, ValueError, RecursionError) as error:
            raise ChildFailedError(str(error)) from error

    def kill(self) -> None:
        """End the process at once; `close` still has to be called by the thread that asks."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait until it is gone, so that no zombie stays."""
        self._process.kill()
        # A pipe that broke still holds the unsent job, and closing tries to send it.
        with suppress(OSError):
            self._questions.close()
        self._answers.close()
        self._process.wait()

    def _answer(self, question: bytes, most: int) -> object:
        self._questions.write(question + b"\n")
        self._questions.flush()
        line = self._answers.readline(most)
        if not line.endswith(b"\n"):
            raise ValueError("the process ended" if len(line) < most else "endless answer")
        answer = json.loads(line)
        if not isinstance(answer, list) or len(answer) != 2 or answer[0] != self._asked:
            raise ValueError("no answer to this question")
        return answer[1]


def _environment() -> dict[str, str]:
    """Return an environment in which the process finds this very package.

    ``-P`` keeps the current folder, which may hold anything, off the import path; but then a
    program run from a checkout would not be found either.
    """
    inherited = os.environ.get("PYTHONPATH", "")
    paths = [_PACKAGES, *(inherited.split(os.pathsep) if inherited else ())]
    # Where each thread has memory of its own (glibc), what one frees no other uses: a seventh more.
    return {"MALLOC_ARENA_MAX": "2", **os.environ, "PYTHONPATH": os.pathsep.join(paths)}
