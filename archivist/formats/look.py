"""How a state is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: never by colour alone. The signs exist in every Chinese code page."""

    sign: str
    colour: str
    word: str
    """To be translated."""
