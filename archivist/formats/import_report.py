"""The report of an import as a table: what was copied where, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

from archivist.formats.csv_text import csv_bytes
from archivist.formats.look import Look
from archivist.formats.proposal_wording import left_text, mistake_text
from archivist.model.fates import Fate, Turn
from archivist.model.wording import N_

TURN = {
    Turn.COPIED: Look("√", "green", N_("copied")),
    Turn.READY: Look("○", "cyan", N_("would be copied")),
    Turn.LEFT: Look("-", "yellow", N_("left out")),
    Turn.MISTAKEN: Look("×", "red", N_("mistake")),
}


def turn_word(turn: Turn) -> str:
    """Return the word for what became of a row."""
    return _(TURN[turn].word)


def reason_of(fate: Fate) -> str:
    """Return why a row was not copied; empty when it was."""
    if fate.mistake is not None:
        return mistake_text(fate.mistake)
    return left_text(fate.left) if fate.left is not None else ""


def report_bytes(fates: Iterable[Fate]) -> bytes:
    """Return the report as CSV."""
    head = (_("Row"), _("Old path"), _("Result"), _("Lies in the archive as"), _("Why"))
    return csv_bytes([head, *map(_row, fates)])


def _row(fate: Fate) -> tuple[object, ...]:
    return fate.row, fate.source, turn_word(fate.turn), fate.target, reason_of(fate)
