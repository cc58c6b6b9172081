"""Likeness of two pictures by their fingerprints (`archivist.model.facts.Shot.fingerprint`)."""

from __future__ import annotations

BITS = 64


def distance(one: str, other: str) -> int | None:
    """Return in how many bits two fingerprints differ; None when either is none."""
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return None


def alike(one: str, other: str, most: int = 6) -> bool:
    """Tell whether two pictures may be copies of one shot: at most ``most`` bits differ."""
    apart = distance(one, other)
    return apart is not None and apart <= most
