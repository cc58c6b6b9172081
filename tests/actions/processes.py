"""Processes that read foreign files, started once for the tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

import pytest

from archivist.formats.apart import Apart
from archivist.formats.child import MAX_ANSWER
from archivist.formats.pool import ReaderPool
from archivist.model.settings import Limits


@contextmanager
def shared() -> Iterator[None]:
    """Have every look at an archive and every table read by the same processes.

    Starting them takes longer than what most tests do.
    """
    with (
        pytest.MonkeyPatch.context() as patch,
        ReaderPool(Limits(), workers=1) as pool,
        Apart(Limits()) as apart,
    ):
        tables = _Tables(apart)
        patch.setattr("archivist.actions.gather.ReaderPool", lambda _limits: nullcontext(pool))
        patch.setattr(
            "archivist.formats.workbook.reading.Apart", lambda _limits: nullcontext(tables)
        )
        yield


@dataclass(frozen=True)
class _Tables:
    """Reads tables wherever the test is: the process stays where it was started."""

    apart: Apart

    def ask(self, job: Sequence[object], most: int = MAX_ANSWER) -> object:
        kind, path = job
        return self.apart.ask([kind, os.path.abspath(str(path))], most)  # noqa: PTH100
