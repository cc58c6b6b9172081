"""The report of an import as a table: what was copied where, what was left out and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from gettext import gettext as _

from archivist.formats.look import Look
from archivist.formats.proposal_wording import left_text, mistake_text
from archivist.model.display import shown
from archivist.model.fates import Fate, Turn
from archivist.model.wording import N_

TURN = {
    Turn.COPIED: Look("√", "green", N_("copied")),
    Turn.READY: Look("○", "cyan", N_("would be copied")),
    Turn.LEFT: Look("-", "yellow", N_("left out")),
    Turn.MISTAKEN: Look("×", "red", N_("mistake")),
}
_ACTIVE = ("=", "+", "-", "@")
"""With these a spreadsheet program takes a text for a formula."""


def turn_word(turn: Turn) -> str:
    """Return the word for what became of a row."""
    return _(TURN[turn].word)


def reason_of(fate: Fate) -> str:
    """Return why a row was not copied; empty when it was."""
    if fate.mistake is not None:
        return mistake_text(fate.mistake)
    return left_text(fate.left) if fate.left is not None else ""


def report_bytes(fates: Iterable[Fate]) -> bytes:
    """Return the report as CSV in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([_("Row"), _("Old path"), _("Result"), _("Lies in the archive as"), _("Why")])
    for fate in fates:
        table.writerow(
            [
                fate.row,
                _passive(shown(fate.source)),
                turn_word(fate.turn),
                _passive(shown(fate.target)),
                _passive(reason_of(fate)),
            ]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _passive(text: str) -> str:
    return f"'{text}" if text.startswith(_ACTIVE) else text
