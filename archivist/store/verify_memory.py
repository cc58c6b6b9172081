"""Which files were found to be right when: derived state, by which a run that was cut off goes on.

Lines are added while a run goes on, so that a kill loses a moment's work at most; a run that came
to its end writes the file anew. What of it cannot be read counts as not verified.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from archivist.model.sums import CODING, escape, unescape
from archivist.store.durable import discard, exists, open_plain, regular
from archivist.store.manifest_lines import MARK
from archivist.store.writing import replace_file

VERIFIED = "verified.tsv"
_RUN = b"\nrun\t"
"""What stands before the time at which a run began that has not ended."""
_MOST = 1 << 30
"""Bytes that are read."""
GOES_ON = timedelta(days=1)
"""How long a run that was cut off can be continued."""
_PAUSE = 2.0
"""Seconds between two writes."""


class VerifyMemory:
    """What is remembered of earlier runs, and what this one adds.

    Args:
        folder: Of derived state; that nothing can be written there keeps nobody from verifying.
    """

    def __init__(self, folder: Path) -> None:
        self._place = folder / VERIFIED
        self._content = b""
        with suppress(OSError), open_plain(self._place) as file:
            self._content = file.read(_MOST)
        self._right: dict[str, str] = {}
        self._waiting: list[str] = []
        self._day = ""
        self._writing = True
        self._next = 0.0

    def earlier(self, asked: str, now: datetime) -> dict[str, str]:
        """Return what a run that was cut off had found to be right, with marks of the digests.

        Nothing, if that was asked for something else, or is long ago.
        """
        _before, run, rest = self._content.rpartition(_RUN)
        first, _feed, rows = rest.partition(b"\n")
        began, _tab, other = first.decode(*CODING).partition("\t")
        if run and other == escape(asked):
            with suppress(ValueError, TypeError):
                if timedelta() <= now - datetime.fromisoformat(began) < GOES_ON:
                    return {path: mark for path, (_day, mark) in _read(rows).items()}
        return {}

    @cached_property
    def known(self) -> dict[str, tuple[str, str]]:
        """The last day on which each file was right, and the beginning of its digest, by path."""
        return _read(self._content)

    def due(self, path: str, sha256: str, before: date, today: date) -> bool:
        """Tell whether a file was not found to be right since a day, or was sealed anew.

        A day that is still to come was written while the clock was wrong, and counts for nothing.
        """
        day, mark = self.known.get(path, ("", ""))
        return mark != sha256[:MARK] or not before.isoformat() <= day <= today.isoformat()

    def begin(self, asked: str, now: datetime, *, on: bool) -> None:
        """Begin a run.

        Args:
            asked: What it is asked for.
            now: When it begins.
            on: It goes on with the one that was cut off.
        """
        self._day = now.date().isoformat()
        began = now.isoformat()
        head = f"{_RUN.decode()}{began}\t{escape(asked)}\n"
        self._waiting.append("\n" if on else head)  # behind what a kill may have broken off
        with suppress(OSError):  # only now: where a drive went away later, nothing is made
            self._place.parent.mkdir(parents=True, exist_ok=True)
        self._write()

    def right(self, path: str, sha256: str) -> None:
        """Take note that a file was right."""
        line = f"{self._day}\t{sha256[:MARK]}\t{escape(path)}\n"
        self._right[path] = line
        self._waiting.append(line)
        if time.monotonic() >= self._next:
            self._write()

    def stop(self) -> None:
        """Write down what was found, as the run is cut off."""
        self._write()

    def end(self, wrong: Iterable[str], there: Callable[[str], bool], *, all_read: bool) -> None:
        """Write the file anew, as the run came to its end.

        Args:
            wrong: Files that were not right.
            there: Tells whether a path is still one that is verified.
            all_read: This run has read all there is; nothing earlier counts.
        """
        rows = dict(self._right)
        if not all_read:
            passed = set(wrong) | rows.keys()
            for path, (day, mark) in self.known.items():
                if path not in passed and there(path):
                    rows[path] = f"{day}\t{mark}\t{escape(path)}\n"
        try:
            replace_file(self._place, "".join(rows.values()).encode(*CODING))
        except OSError:
            discard(self._place)  # else this run would look cut off, and the next one go on with it

    def _write(self) -> None:
        if self._waiting and self._writing:
            try:
                if exists(self._place):
                    regular(self._place)  # a link would lead to another's file
                with self._place.open("ab") as file:
                    file.write("".join(self._waiting).encode(*CODING))
            except OSError:
                self._writing = False
        self._waiting.clear()
        self._next = time.monotonic() + _PAUSE


def asked_for(scope: str, paths: Iterable[str]) -> str:
    """Return in one text what a run is asked for."""
    return "\t".join((scope, *sorted(paths)))


def _read(content: bytes) -> dict[str, tuple[str, str]]:
    found = {}
    for row in content.decode(*CODING).split("\n")[:-1]:
        cells = row.split("\t", 2)
        if len(cells) == 3 and len(cells[1]) == MARK:
            path = unescape(cells[2])
            if path is not None:
                found[path] = (cells[0], cells[1])
    return found
