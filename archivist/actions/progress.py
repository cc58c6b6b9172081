"""How an action tells how far it is, without knowing who looks."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on."""

    def __call__(self, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` files are read."""


def unseen(done: int, total: int) -> None:
    """Show nothing."""
