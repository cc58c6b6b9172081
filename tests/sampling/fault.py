"""What the README of the sample says of each deliberate fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One deliberate fault, for the README."""

    path: str
    code: str
    what: str
    """Chinese, a slash, English."""
    mend: str
