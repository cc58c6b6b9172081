"""Processes that read foreign files, kept for all tests: to start one takes longer than most."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from typing import TYPE_CHECKING

from archivist.formats.apart import COMMAND, Apart
from archivist.formats.iso import reading
from archivist.model.settings import Limits

if TYPE_CHECKING:
    import pytest

_KEPT: dict[tuple[object, ...], Apart] = {}
_USERS = (
    "archivist.formats.iso.reading",
    "archivist.actions.burning.shelf",
    "archivist.formats.workbook.appending",
)
_USUAL = {COMMAND, reading._WORKER}


class Kept:
    """In place of `Apart`, for whoever asks for nothing unusual."""

    def __init__(self, limits: Limits, *, command: Sequence[str] = COMMAND) -> None:
        self._usual = tuple(command) in _USUAL
        key = (limits, *command)
        known = _KEPT.get(key) if self._usual else None
        self._apart = known or Apart(limits, command=command)
        if self._usual:
            _KEPT[key] = self._apart

    def __enter__(self) -> Apart:
        return self._apart

    def __exit__(self, *_why: object) -> None:
        if not self._usual:
            self._apart.__exit__(None, None, None)


@atexit.register
def _close() -> None:
    for apart in _KEPT.values():
        apart.__exit__(None, None, None)


def keep_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the readers of images and of registers kept."""
    for module in _USERS:
        monkeypatch.setattr(f"{module}.Apart", Kept)
