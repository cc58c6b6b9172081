"""Readers that stay at work: starting one takes as long as reading dozens of photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from archivist.actions.gather import Gathering, gather
from archivist.actions.view import View
from archivist.formats.pool import ReaderPool
from archivist.model.entry import Entry
from archivist.model.settings import STATE, Limits, Settings
from archivist.store.catalog import Catalog, state_folder
from archivist.store.tree import extended

IDLE = 30.0
"""Seconds after which readers that have nothing to do are ended."""


class Readers:
    """Reads files into the catalog, where whoever asks for their facts finds them.

    Args:
        seconds: A clock that runs evenly.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._pool: ReaderPool | None = None
        self._limits: Limits | None = None
        self._used = 0.0

    def read(self, view: View, settings: Settings, entries: Sequence[Entry]) -> None:
        """Read what is not known yet; a catalog that cannot remember is left alone."""
        with closing(Catalog.open(state_folder(view.root, STATE, settings.state_dir))) as catalog:
            if catalog.persistent:
                how = Gathering(
                    limits=settings.limits,
                    now_ns=view.now_ns,
                    progress=view.progress,
                    pool=self._at_work(settings.limits),
                )
                gather(extended(view.root), list(entries), catalog, how)
        self._used = self._seconds()

    @property
    def left(self) -> float | None:
        """Seconds until the readers are ended; None: there are none."""
        return max(0.0, self._used + IDLE - self._seconds()) if self._pool else None

    def rest(self) -> None:
        """End readers that had nothing to do for long."""
        if self.left == 0:
            self.close()

    def close(self) -> None:
        """End the readers."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _at_work(self, limits: Limits) -> ReaderPool:
        if self._pool is None or limits != self._limits:
            self.close()
            self._pool, self._limits = ReaderPool(limits), limits
        return self._pool
