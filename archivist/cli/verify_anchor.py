"""Comparing the head of the journal that is on paper with the journal."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.anchored import Anchored, anchored
from archivist.cli.keeping_output import BAD, GOOD
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.model.anchor import Anchor

SCHEMA = "archivist/anchor-check/1"


def compare(root: Path, anchor: Anchor, *, as_json: bool) -> bool:
    """Say whether the journal still holds the line that is on paper; return that."""
    found = anchored(root, anchor)
    if as_json:
        show_json(_json(found))
    else:
        look = GOOD if found.holds else BAD
        show(styled(wrapped(_told(found), "  ", f"{look.sign} "), look))
        if not found.holds:
            cure = _(
                "First compare the digits with the paper once more. Then compare "
                ".archivist/journal.jsonl with the one of the backup."
            )
            show(wrapped(cure, "      ", "  → "))
    return found.holds


def _told(found: Anchored) -> str:
    line, digits = found.anchor.line, len(found.anchor.sha256)
    if found.holds:
        text = _(
            "Line {line} of the journal is the one on paper ({count} digits compared); it and all "
            "before it are as they were then."
        )
        return text.format(line=line, count=digits)
    if found.there:
        text = _("Line {line} is the one on paper, but of what is before it, line {broken} is not.")
        return text.format(line=line, broken=found.breaks[0])
    if found.elsewhere:
        text = _(
            "Line {line} of the journal is another; the one on paper is line {other} now: lines "
            "before it were removed or put in."
        )
        return text.format(line=line, other=found.elsewhere)
    if not found.sha256:
        text = _("The journal has no line {line}, it ends with {count}: its end was cut off.")
        return text.format(line=line, count=found.lines)
    text = _(
        "Line {line} of the journal is not the one on paper: the journal was written anew, or its "
        "end was cut off and replaced."
    )
    return text.format(line=line)


def _json(found: Anchored) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "holds": found.holds,
        "line": found.anchor.line,
        "digits": found.anchor.sha256,
        "sha256": found.sha256 or None,
        "elsewhere": found.elsewhere or None,
        "lines": found.lines,
        "broken_lines": list(found.breaks),
    }
