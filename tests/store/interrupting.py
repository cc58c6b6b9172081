"""Interrupting work at every call that reaches the file system, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from archivist.store import journal, renaming

CALLS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "utime"),
    (renaming, "_call"),
    (journal, "_write_all"),
    (Path, "mkdir"),
    (Path, "rmdir"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "open"),
)


class KilledError(BaseException):
    """The process ends here: nothing that is written for failures may catch it."""


class Fuse:
    """Counts calls and fails one of them.

    Args:
        at: The call that fails, from 1; 0: none does.
        error: How.
        after: It fails when the call was carried out.
    """

    def __init__(self, at: int, error: BaseException, *, after: bool = False) -> None:
        self.count = 0
        self._at, self._error, self._after = at, error, after

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:  # noqa: ANN401
            if call.__name__ == "open" and "r" in str(args[1:] or more.get("mode", "r")):
                return call(*args, **more)
            self.count += 1
            burnt = self.count == self._at
            if burnt and not self._after:
                raise self._error
            result = call(*args, **more)
            if burnt:
                if call.__name__ == "open":
                    result.close()
                raise self._error
            return result

        return counted


def torn(file: Any, content: bytes) -> None:  # noqa: ANN401
    """Write no more than a part, as a killed process may."""
    file.write(content[: len(content) * 2 // 3])


@contextmanager
def burning(fuse: Fuse, *, native: bool = True) -> Iterator[None]:
    """Have calls counted; without ``native`` the system cannot rename without replacing."""
    with pytest.MonkeyPatch.context() as patch:
        if not native:
            patch.setattr(renaming, "_native", lambda: None)
        for owner, name in CALLS:
            patch.setattr(owner, name, fuse.wrap(getattr(owner, name)))
        yield
