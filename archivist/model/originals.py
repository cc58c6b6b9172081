"""Whether a messenger seems to have made a picture smaller, so that its original is wanted."""

from __future__ import annotations

from archivist.model.facts import Facts, Format
from archivist.model.incoming import NameKind, read_name

SMALL_SIDE = 1920
SMALL_BYTES = 500_000
"""What messengers leave of a photo: no side longer, and fewer bytes (FACTS §2)."""
_LOSSY = frozenset({Format.JPEG, Format.WEBP})
"""What messengers write; a PNG that is small was small before."""
_NEVER_COMPRESSED = frozenset({NameKind.SCREENSHOT, NameKind.SCAN, NameKind.LEFTOVER})


def wants_original(facts: Facts, name: str, size: int) -> bool:
    """Tell whether to ask whoever sent a picture for the one that the camera took.

    Args:
        facts: What reading the file told.
        name: Its name, at best the one under which it came in.
        size: Its length in bytes.
    """
    told = read_name(name)
    if facts.format not in _LOSSY or facts.shot.camera or told.kind in _NEVER_COMPRESSED:
        return False
    small = 0 < max(facts.width, facts.height) <= SMALL_SIDE and size < SMALL_BYTES
    return told.messenger or small
