"""The labels of discs, for the case and for the face."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.errors import UnprintableError
from archivist.formats.ledger_wording import row_text
from archivist.formats.papers.label_words import disc_words
from archivist.formats.papers.printed_code import printed_code
from archivist.formats.papers.upright import upright
from archivist.formats.press.form import Form
from archivist.model.code import codes_range
from archivist.model.days import dotted
from archivist.model.disc import Disc
from archivist.model.display import shown
from archivist.model.label_code import LabelKind
from archivist.model.settings import Settings

CASE, DVD, FACE = "disc-case", "disc-case-dvd", "disc-face"
_ALWAYS = frozenset({"number", "capacity", "retention", "date"})
"""What the label of a disc has to tell (FACTS §5): left empty, it is written by hand."""
_MUCH = 20
"""Characters of remarks beside which the journal's head has room."""
_SHOWN = 10
"""Places that a message names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscLabels:
    """Which discs are to be labelled."""

    discs: Sequence[Disc]
    """In the order in which they are printed."""
    settings: Settings
    start: int = 1
    """The place on the first sheet, from 1, at which the first label lies."""
    anchor: str = ""
    """The head of the journal's chain 日志链末值, which stands among the remarks."""


def disc_form(form: str, labels: DiscLabels, *, side: float) -> Form:
    """Return the labels of discs.

    Args:
        form: ``disc-case``, ``disc-case-dvd`` or ``disc-face``.
        labels: Which.
        side: Mm of the printed codes, as the layout says.

    Raises:
        UnprintableError: A disc has no number, or one too long for a printed code.
    """
    _refuse_nameless(labels.discs)
    drawn = [_label(disc, labels, side) for disc in labels.discs]
    return Form(name=form, data={"labels": drawn, "start": labels.start}, words=disc_words())


def title_remarks(discs: Sequence[Disc]) -> Iterator[str]:
    """Yield which discs have no title: lines to write it on stand in its place."""
    untitled = [shown(disc.number) for disc in discs if not disc.title.strip()]
    if untitled:
        text = ngettext(
            "{count} disc has no title in the register, and lines to write it on: {numbers}",
            "{count} discs have no title in the register, and lines to write it on: {numbers}",
            len(untitled),
        )
        names = _(", ").join(untitled[:_SHOWN]) + ("…" if untitled[_SHOWN:] else "")
        yield text.format(count=len(untitled), numbers=names)


def _label(disc: Disc, labels: DiscLabels, side: float) -> Mapping[str, object]:
    settings = labels.settings
    given = _given(disc, settings) | {"remarks": _remarks(disc, labels.anchor)}
    return {
        "where": _("disc {number}").format(number=shown(disc.number)),
        "given": given,
        "held": [name for name, text in given.items() if text.strip() or name in _ALWAYS],
        "upright": upright(disc.title),
        "qr": printed_code(settings, LabelKind.DISC, disc.number, side=side, studio=disc.studio),
    }


def _given(disc: Disc, settings: Settings) -> dict[str, str]:
    carrier = " ".join(each for each in (disc.type, disc.capacity) if each)
    return {
        "archive": settings.fonds_name.strip() or settings.called(disc.studio),
        "number": disc.number,
        "title": disc.title,
        "capacity": carrier,
        "size": f"{disc.size} GB" if disc.size.replace(".", "", 1).isdecimal() else disc.size,
        "year": disc.year,
        "retention": disc.retention,
        "set": disc.set,
        "codes": codes_range(disc.first, disc.last),
        "date": dotted(disc.burnt) if disc.burnt else "",
        "burner": disc.burner,
        "checked": dotted(disc.checked) if disc.checked else "",
        "place": disc.place,
    }


def _remarks(disc: Disc, anchor: str) -> str:
    """Return the remarks and the journal's head, which gives way where a person wrote much."""
    if not anchor or len(disc.remarks) > _MUCH:
        return disc.remarks
    told = _("Head of the journal {anchor}").format(anchor=anchor)
    return _("; ").join(filter(None, (disc.remarks, told)))


def _refuse_nameless(discs: Sequence[Disc]) -> None:
    nameless = [disc for disc in discs if not disc.number.strip()]
    rows = [row_text(disc.row) if disc.row else disc.title for disc in nameless]
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
