"""The code 档号 of a piece: how it is made, and whether a text has its form."""

from __future__ import annotations

import re
import unicodedata

from archivist.model.box import BoxedItem
from archivist.model.plan import Retention
from archivist.model.settings import Settings

TERMS = {Retention.PERMANENT: "Y", Retention.YEARS_30: "D30", Retention.YEARS_10: "D10"}
"""How a 档号 spells the retention."""
DOCUMENTS = "WS"
"""门类 in a 档号."""
_TERMS = "|".join(TERMS.values())
_WITH_FONDS = re.compile(rf".+-{DOCUMENTS}·[0-9]{{4}}-(?:{_TERMS})-.+-[0-9]{{4,}}")
_BEHIND_STUDIO = re.compile(r"-[0-9A-Z]{1,8}(?:-[0-9]{8})?-[0-9]{2,}")
_DOT = re.compile(r"\s*[·•・‧∙⋅.。]\s*")
_DASH = re.compile(r"\s*[-—–−‐]\s*")
_LONGEST = 300


def archival_code(boxed: BoxedItem, number: int, settings: Settings) -> str:
    """Return the 档号, after the practice of DA/T 13: fonds, class·year, retention, unit, piece.

    The unit is the category; in an archive of several studios, the studio's number before it.
    """
    fonds, item = settings.fonds.strip(), boxed.item
    if not fonds or not boxed.year or boxed.retention is None or not number:
        return ""
    names = [studio.name for studio in settings.studios]
    several = len(names) > 1 and item.studio in names
    unit = f"{names.index(item.studio) + 1:02}" if several else ""
    term = TERMS[boxed.retention]
    return f"{fonds}-{DOCUMENTS}·{boxed.year}-{term}-{unit}{item.category}-{number:04}"


def is_piece_code(text: str, settings: Settings) -> bool:
    """Tell whether a text has the form of a 档号, as this archive prints it."""
    wanted = plain_code(text)
    if settings.fonds.strip():
        return _WITH_FONDS.fullmatch(wanted) is not None
    studios = (plain_code(studio.name) for studio in settings.studios)
    return any(
        wanted.startswith(name) and _BEHIND_STUDIO.fullmatch(wanted, len(name)) for name in studios
    )


def plain_code(text: str) -> str:
    """Return the form in which two spellings of a 档号 are one: width, case, dots and dashes."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).strip().upper()
    return _DASH.sub("-", _DOT.sub("·", plain))
