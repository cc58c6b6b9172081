"""The labels of discs, for the case and for the face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from gettext import gettext as _
from gettext import ngettext

from archivist.errors import UnprintableError
from archivist.formats.papers.label_words import disc_words
from archivist.formats.papers.printed_code import printed_code
from archivist.formats.press.press import Form
from archivist.model.days import dotted
from archivist.model.disc import Disc
from archivist.model.display import shown
from archivist.model.label_code import LabelKind
from archivist.model.settings import Settings
from archivist.model.vertical import cells

CASE, DVD, FACE = "disc-case", "disc-case-dvd", "disc-face"
_ALWAYS = frozenset({"number", "capacity", "retention", "date"})
"""What the label of a disc has to tell (FACTS §5): left empty, it is written by hand."""
_SHOWN = 10
"""Places that a message names at most."""


def disc_form(form: str, discs: Sequence[Disc], settings: Settings, *, start: int = 1) -> Form:
    """Return the labels of discs.

    Args:
        form: ``disc-case``, ``disc-case-dvd`` or ``disc-face``.
        discs: In the order in which they are printed.
        settings: Of the archive.
        start: The place on the first sheet, from 1, at which the first label lies.

    Raises:
        UnprintableError: A disc has no number, or one too long for a printed code.
    """
    _refuse_nameless(discs)
    labels = [_label(disc, settings) for disc in discs]
    return Form(name=form, data={"labels": labels, "start": start}, words=disc_words())


def _label(disc: Disc, settings: Settings) -> Mapping[str, object]:
    given = _given(disc, settings)
    return {
        "where": _("disc {number}").format(number=shown(disc.number)),
        "given": given,
        "held": [name for name, text in given.items() if text.strip() or name in _ALWAYS],
        "upright": [asdict(cell) for cell in cells(disc.title)],
        "qr": printed_code(settings, LabelKind.DISC, disc.number, level="q", studio=disc.studio),
    }


def _given(disc: Disc, settings: Settings) -> Mapping[str, str]:
    carrier = " ".join(each for each in (disc.type, disc.capacity) if each)
    return {
        "archive": settings.fonds_name.strip() or disc.studio,
        "number": disc.number,
        "title": disc.title,
        "capacity": carrier,
        "size": f"{disc.size} GB" if disc.size.replace(".", "", 1).isdecimal() else disc.size,
        "year": disc.year,
        "retention": disc.retention,
        "set": disc.set,
        "codes": disc.first if disc.last in {"", disc.first} else f"{disc.first}～{disc.last}",
        "date": dotted(disc.burnt) if disc.burnt else "",
        "burner": disc.burner,
        "checked": dotted(disc.checked) if disc.checked else "",
        "place": disc.place,
        "remarks": disc.remarks,
    }


def _refuse_nameless(discs: Sequence[Disc]) -> None:
    rows = [disc.row or disc.title for disc in discs if not disc.number.strip()]
    if rows:
        count = len(rows)
        text = ngettext(
            "{count} disc has no number: {places}", "{count} discs have no number: {places}", count
        )
        more = " …" if count > _SHOWN else ""
        raise UnprintableError(
            text.format(count=count, places=_(", ").join(rows[:_SHOWN]) + more),
            _("Write the disc's number in the register of discs, then print again."),
        )
