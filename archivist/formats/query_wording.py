"""The words for what a query did not say clearly."""

from __future__ import annotations

from gettext import gettext as _

from archivist.model.display import shown
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.wording import N_

_MOST = 40
"""Characters of the query that are repeated."""
_REMARK = {
    RemarkKind.FIELD: N_("There is no field “{text}”; it was searched as text."),
    RemarkKind.NO_FIELD: N_(
        "There is no field “{text}”; it was searched as text."
        " Fields are people, place, cause, date, category, code and others."
    ),
    RemarkKind.KIND: N_(
        "“{text}” is no type (image, video, workbook, document, item); it was searched as text."
    ),
    RemarkKind.DAY: N_("“{text}” is no date and no range of dates; it was searched as text."),
    RemarkKind.SIZE: N_("“{text}” is no size such as >5MB; it was searched as text."),
    RemarkKind.CHECKSUM: N_(
        "“{text}” is no whole SHA-256 checksum of 64 digits; it was searched as text."
    ),
    RemarkKind.REVERSED: N_("“{text}” ends before it begins; it was taken as {suggestion}."),
    RemarkKind.STAR: N_(
        "A star works only at the end of a word; instead of “{text}” was searched: {suggestion}"
    ),
    RemarkKind.OPEN_QUOTE: N_(
        "The quotation before “{text}” is not closed; all of this was taken as quoted."
    ),
    RemarkKind.STRAY_QUOTE: N_("“{text}” closes a quotation that was not opened; it was ignored."),
    RemarkKind.EMPTY_QUOTE: N_("Quotation marks with nothing between them were ignored."),
    RemarkKind.EMPTY_FIELD: N_("“{text}” says nothing to look for; it was ignored."),
    RemarkKind.EMPTY_BRACKETS: N_("Brackets with nothing between them were ignored."),
    RemarkKind.OPERATOR: N_(
        "“{text}” has nothing to join here; it was ignored. To search for it, put it in quotes."
    ),
    RemarkKind.SMALL: N_(
        "“{text}” was searched as a word; only in capitals, {suggestion}, it joins or excludes."
    ),
    RemarkKind.BRACKET: N_("“{text}” lacks its other half; it was ignored."),
    RemarkKind.SIGNS: N_(
        "“{text}” has no letter or digit; it was ignored. To search for it, put it in quotes."
    ),
    RemarkKind.LITERAL: N_("“{text}” holds no word to search for; it was searched as it stands."),
    RemarkKind.TOO_DEEP: N_("Brackets within more than {text} others were ignored."),
    RemarkKind.TOO_LONG: N_("The query is too long; only its first {text} characters count."),
    RemarkKind.TOO_MANY: N_("The query has too many words; only the first {text} count."),
}
_MEANT = N_("Did you mean “{suggestion}”?")
_ASKS = frozenset({RemarkKind.FIELD, RemarkKind.KIND})


def remark_text(remark: Remark) -> str:
    """Return one or two sentences that say what was taken how; they fit on a line or two."""
    text, suggestion = _short(remark.text), _short(remark.suggestion)
    said = _(_REMARK[remark.kind]).format(text=text, suggestion=suggestion)
    if remark.kind in _ASKS and suggestion:
        return _("{said} {meant}").format(said=said, meant=_(_MEANT).format(suggestion=suggestion))
    return said


def _short(text: str) -> str:
    return shown(text if len(text) <= _MOST else text[: _MOST - 1] + "…")
