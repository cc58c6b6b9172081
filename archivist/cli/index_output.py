"""Showing what a run of the index came to: text or JSON."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

from archivist.actions.index import Indexed
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.cli.search_output import REASONS
from archivist.formats.look import Look
from archivist.formats.ocr_pages import INSTALL

SCHEMA = "archivist/index/1"
_NOTE = Look("!", "yellow", "")


def render(indexed: Indexed, *, as_json: bool) -> None:
    """Write what was done and what is left."""
    if as_json:
        show_json(_json(indexed))
        return
    if indexed.reason is not None:
        show(styled("! " + _(REASONS[indexed.reason]), _NOTE))
    text = ngettext(
        "{count} record can be found; {written} written, {removed} removed.",
        "{count} records can be found; {written} written, {removed} removed.",
        indexed.records,
    )
    show(text.format(count=indexed.records, written=indexed.written, removed=indexed.removed))
    if indexed.recognised is not None:
        _show_recognised(indexed)
    if indexed.texts.unread:
        text = ngettext(
            "The text of {count} file could not be read; “archivist check” names it.",
            "The text of {count} files could not be read; “archivist check” names them.",
            indexed.texts.unread,
        )
        show(styled(wrapped(text.format(count=indexed.texts.unread), "  ", "! "), _NOTE))
    _show_waiting(indexed)


def _show_recognised(indexed: Indexed) -> None:
    done = indexed.recognised.done if indexed.recognised else 0
    text = ngettext("{count} page recognised.", "{count} pages recognised.", done)
    show(text.format(count=done))


def _show_waiting(indexed: Indexed) -> None:
    waiting = indexed.texts.waiting
    if not waiting:
        return
    text = ngettext(
        "{count} page is a picture whose words cannot be found yet.",
        "{count} pages are pictures whose words cannot be found yet.",
        waiting,
    ).format(count=waiting)
    hint = (
        _("“archivist index --ocr” recognises them.")
        if indexed.can_recognise
        else _("To recognise them, install the extra: {command}").format(command=INSTALL)
    )
    # A full-width stop has its own space.
    show(wrapped(f"{text} {hint}".replace("。 ", "。"), ""))


def _json(indexed: Indexed) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "records": indexed.records,
        "written": indexed.written,
        "removed": indexed.removed,
        "made": indexed.reason.value if indexed.reason else None,
        "texts": {"read": indexed.texts.read, "unread": indexed.texts.unread},
        "pages": {
            "recognised": indexed.recognised.done if indexed.recognised else 0,
            "waiting": indexed.texts.waiting,
        },
    }
