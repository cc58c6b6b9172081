"""A bar on a terminal for what reads gigabytes: files, bytes and speed; nothing when piped."""

from __future__ import annotations

import sys
import time
from gettext import gettext as _

import click

from archivist.actions.keeping.verify_request import Pace, unpaced
from archivist.model.amounts import size_text

_PATIENCE = 1.0
"""Seconds of silence before the bar appears."""
_PAUSE = 0.2
"""Seconds between two looks of it."""


def pace_bar(*, shown: bool, label: str) -> Pace:
    """Return a bar when a person looks at a terminal, else nothing."""
    if not shown or not sys.stderr.isatty():
        return unpaced
    bar = _Bar(label)
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(bar.close)
    return bar


class _Bar:
    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._next = self._started + _PATIENCE
        self._there = False

    def __call__(self, files: int, of_files: int, size: int, of_size: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._there = True
        share = size / of_size if of_size else files / of_files
        text = _("{label} {share} %  {files}/{of_files} files, {size} of {of_size}, {speed}/s")
        line = text.format(
            label=self._label,
            share=min(100, int(share * 100)),
            files=files,
            of_files=of_files,
            size=size_text(size),
            of_size=size_text(of_size),
            speed=size_text(int(size / (now - self._started))),
        )
        click.echo(f"\r{line}\x1b[K", nl=False, err=True)

    def close(self) -> None:
        """Take the bar away, be the work done or not."""
        if self._there:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._there = False
