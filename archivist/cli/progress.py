"""A progress bar on a terminal for what takes over a second; nothing when piped."""

from __future__ import annotations

import sys
import time
from gettext import gettext as _
from typing import Any

import click

from archivist.actions.progress import Progress, Stage, Stages, unseen

_PATIENCE = 1.0
"""Seconds of silence before the bar appears."""


class _Bar:
    """Appears late, goes when the work is done."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._bar: Any = None
        self._done = 0

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            if time.monotonic() - self._started < _PATIENCE:
                return
            self._bar = click.progressbar(
                length=total,
                label=self._label,
                file=sys.stderr,
                update_min_steps=1,
                show_pos=True,
                show_eta=False,
                show_percent=False,
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done
        if done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away and give the cursor back, be the work done or not."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def progress_bar(*, shown: bool, label: str = "") -> Progress:
    """Return a bar when a person looks at a terminal, else nothing."""
    if not shown or not sys.stderr.isatty():
        return unseen
    bar = _Bar(label or _("Reading files"))
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(bar.close)
    return bar


def stages(*, shown: bool) -> Stages:
    """Return what makes a bar for each stage of the work on an index."""
    labels = {
        Stage.TEXTS: _("Reading texts"),
        Stage.INDEXING: _("Indexing"),
        Stage.RECOGNISING: _("Recognising pages"),
    }
    return lambda stage: progress_bar(shown=shown, label=labels[stage])
