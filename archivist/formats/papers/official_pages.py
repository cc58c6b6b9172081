"""What reports in the style of an official document share: cover, numbering, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.look import Look
from archivist.formats.score_names import listed
from archivist.model.display import shown

_FEW = 3
"""Studios that a cover names; of more it gives the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands on the first page."""

    organisation: str
    title: str
    subtitle: str
    lines: Sequence[tuple[str, str]]
    """Labels and what is said under them."""
    day: date


def cover_data(cover: Cover) -> dict[str, object]:
    """Return a cover as a layout shows it; a line about which nothing is known is left out."""
    return {
        "organisation": shown(cover.organisation),
        "title": shown(cover.title),
        "subtitle": shown(cover.subtitle),
        "lines": [[label, shown(text)] for label, text in cover.lines if text],
        "day": long_day(cover.day),
    }


def official_words() -> dict[str, str]:
    """Return the words that all reports share."""
    return {
        # Translators: patterns of numbered headings: 一、 （一） 1.
        "number-1": _("I."),
        "number-2": _("(1)"),
        "number-3": _("a."),
        "cover": _("the cover"),
        "meaning": _("What the words mean"),
        "signatures": _("Signatures"),
        # Translators: one line to sign for each, with a bar between.
        "signers": _("Leader of the inspection:|Inspected by:|Recorded by:"),
        "inspected": _("Inspected studio: "),
        "head": _("Head of the studio:"),
        "date": _("Date:"),
        "seal": _("(seal)"),
        "studio": _("studio"),
        "head-short": _("Signature of its head"),
        "date-short": _("Date"),
        "no": _("No."),
        "id": _("Code"),
        "name": _("name"),
        "state": _("state"),
        "evidence": _("evidence"),
    }


def long_day(day: date) -> str:
    """Return a day as documents are dated: ``2025年4月3日``."""
    return _("{year}-{month:02}-{day:02}").format(year=day.year, month=day.month, day=day.day)


def studios_line(studios: Sequence[str]) -> str:
    """Return the studios by name, or how many they are."""
    if len(studios) <= _FEW:
        return listed(studios)
    return ngettext("{count} studio", "{count} studios", len(studios)).format(count=len(studios))


def look_text(look: Look) -> str:
    """Return a state as its sign and its word."""
    return f"{look.sign} {look.word}"


def shown_all(lines: Iterable[str]) -> list[str]:
    """Return lines in which nothing can hide; empty ones are left out."""
    return [shown(line) for line in lines if line]
