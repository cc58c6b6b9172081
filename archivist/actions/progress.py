"""How an action tells how far it is, without knowing who looks."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeAlias


class Progress(Protocol):
    """Called as work goes on."""

    def __call__(self, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` files are read."""


class Stage(StrEnum):
    """What takes long, where a command does several such things."""

    TEXTS = "texts"
    """Texts are extracted."""
    INDEXING = "indexing"
    RECOGNISING = "recognising"
    """Pages are read that are pictures."""


Stages: TypeAlias = Callable[[Stage], Progress]
"""Returns what is to be told how far a stage is."""


def unseen(done: int, total: int) -> None:
    """Show nothing."""


def silent(_stage: Stage) -> Progress:
    """Show nothing of any stage."""
    return unseen
