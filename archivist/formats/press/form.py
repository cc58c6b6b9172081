"""What one kind of paper shows, whatever its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One paper, filled in."""

    name: str
    """``box-front``; a layout says which form it is of, and usually bears its name."""
    data: Mapping[str, object]
    """Anything that JSON holds; in a table, ``where`` says how messages name it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The form's own words, in the language spoken."""
    pictures: Mapping[str, bytes | Path] = field(default_factory=dict)
    """By the names by which the data refers to them."""
