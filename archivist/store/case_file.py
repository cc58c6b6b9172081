"""What is remembered of each studio for the rubrics: a file for each, good for one fingerprint.

Derived state (DESIGN §3): what is missing, foreign, damaged, or of another form or fingerprint is
made anew, and not being able to write it does no harm. The first line of a file tells form,
fingerprint, language, length and checksum, so that asking whether it is there reads no array.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from archivist.store.durable import open_plain
from archivist.store.inside import is_link
from archivist.store.writing import replace_file

FOLDER = "cases"
FORM = 1
"""Raised when the meaning of an array changes; a file of another form is made anew."""
MOST = 64 * 1024 * 1024
"""Bytes of one file; what is larger is not remembered, and looked at anew each time."""
_MOST_HEAD = 1024
_OURS = re.compile(r"[0-9a-f]{16}\.([a-z]+)\.json(?:\.[0-9]+\.tmp)?")
_FOREIGN = (ValueError, TypeError, RecursionError)


class CaseFiles:
    """The files of one kind, of all studios of an archive.

    Args:
        state: The folder of derived state.
        kind: What is remembered in them.
        language: The language spoken, in which messages have to be.
    """

    def __init__(self, state: Path, kind: str, language: str) -> None:
        self._folder = state / FOLDER
        self._kind = kind
        self._language = language

    def holds(self, studio: str, key: str) -> bool:
        """Tell whether something is remembered under this fingerprint, whole or not."""
        try:
            with open_plain(self._place(studio)) as file:
                head = file.readline(_MOST_HEAD)
                return self._length(head, key) == file.seek(0, os.SEEK_END) - len(head)
        except (OSError, *_FOREIGN):
            return False

    def read(self, studio: str, key: str) -> bytes | None:
        """Return what is remembered; None: nothing, or nothing that is whole."""
        try:
            with open_plain(self._place(studio)) as file:
                head, body = file.readline(_MOST_HEAD), file.read(MOST)
            whole = self._length(head, key) == len(body) and _check(head) == zlib.crc32(body)
        except (OSError, *_FOREIGN):
            return None
        return body if whole else None

    def write(self, studio: str, key: str, body: bytes, *, spoken: bool) -> bool:
        """Remember something; False: that is not possible.

        Args:
            studio: Its name.
            key: The fingerprint of all that it rests on.
            body: As `as_bytes` returns it.
            spoken: Whether it holds messages, which count in one language only.
        """
        head = [FORM, key, self._language if spoken else "", len(body), zlib.crc32(body)]
        data = b"".join((as_bytes(head), b"\n", body))
        if len(data) > MOST:
            return False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if is_link(self._folder.lstat()):
                return False
            replace_file(self._place(studio), data)
        except OSError:
            return False
        return True

    def keep_only(self, studios: Iterable[str]) -> None:
        """Take away what is remembered of other studios, and what killed runs left behind."""
        kept = {self._place(studio).name for studio in studios}
        with suppress(OSError):
            for path in () if is_link(self._folder.lstat()) else self._folder.iterdir():
                match = _OURS.fullmatch(path.name)
                if match and match[1] == self._kind and path.name not in kept:
                    path.unlink()

    def _place(self, studio: str) -> Path:
        # A studio's name may be longer than that of a file, or hold what no file system takes.
        name = hashlib.sha256(studio.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self._folder / f"{name}.{self._kind}.json"

    def _length(self, head: bytes, key: str) -> int:
        """Return the length that a first line promises; -1: it is of something else."""
        form, known, language, length, _checksum = json.loads(head)
        fits = (form, known) == (FORM, key) and language in ("", self._language)
        return int(length) if fits else -1


def _check(head: bytes) -> int:
    return int(json.loads(head)[-1])


def as_bytes(rows: object) -> bytes:
    """Return arrays as they are written; the names of files may hold bytes that are no text."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def as_rows(body: bytes) -> Any:  # noqa: ANN401
    """Return the arrays again.

    Raises:
        ValueError: They are none.
        RecursionError: They are none of ours.
    """
    return json.loads(body.decode("utf-8", "surrogatepass"))
