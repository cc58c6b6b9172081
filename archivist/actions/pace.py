"""How often something is repeated that costs time, so that it does not take up the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

REST = 9.0
"""The work takes up a tenth of the time at most."""


class Pace:
    """Keeps repeated work from taking up the machine, however large the archive is.

    Args:
        seconds: A clock that runs evenly.
        least: Seconds of rest in any case.
        rest: How many times longer than the work the rest after it is.
    """

    def __init__(
        self, seconds: Callable[[], float], least: float = 0.0, rest: float = REST
    ) -> None:
        self._seconds, self.least, self._rest = seconds, least, rest
        self._next = seconds()

    @property
    def left(self) -> float:
        """Seconds until it may be done again."""
        return max(0.0, self._next - self._seconds())

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Measure what it takes, and rest accordingly, even when it fails."""
        begun = self._seconds()
        try:
            yield
        finally:
            now = self._seconds()
            self._next = now + max(self.least, self._rest * (now - begun))
