"""Showing what the journal tells: text or JSON."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from archivist.actions.undo import Group, Log
from archivist.cli.log_notes import WIDTH, note_json, show_note
from archivist.cli.screen import columns, padded, show, show_json, show_more, styled, wrapped
from archivist.formats.look import Look
from archivist.model.display import shown
from archivist.model.operation import (
    Deed,
    Result,
    Step,
    StepKind,
    Verb,
    batches,
    left_behind,
    undoable,
)
from archivist.model.wording import N_
from archivist.store.journal_notes import Note

SCHEMA = "archivist/log/1"
VERB = {
    Verb.FILE: N_("filed"),
    Verb.DESCRIBE: N_("described"),
    Verb.IMPORT: N_("imported"),
    Verb.LEDGER: N_("ledgers"),
    Verb.BOX: N_("boxed"),
    Verb.UNDO: N_("undone"),
    Verb.SEAL: N_("sealed"),
    Verb.VERIFY: N_("verified"),
    Verb.BACKUP: N_("backed up"),
    Verb.DISC: N_("discs"),
}
RESULT = {
    Result.DONE: Look("√", "green", N_("done")),
    Result.BACK: Look("!", "yellow", N_("taken back")),
    Result.STUCK: Look("×", "red", N_("stuck")),
    None: Look("×", "red", N_("cut off")),
}
_UNDONE = {
    **RESULT,
    Result.DONE: Look("√", "green", N_("taken back")),
    Result.BACK: Look("!", "yellow", N_("left")),
}
"""Of a taking back: what was not done there is as it was."""
_STEP = {
    StepKind.FOLDER: N_("folder {path}"),
    StepKind.MOVE: N_("{source} → {path}"),
    StepKind.COPY: N_("copy of {source} → {path}"),
    StepKind.PUT: N_("written {path}"),
    StepKind.ASIDE: N_("put aside {path}"),
    StepKind.LEAVE: N_("folder {path} removed if empty"),
}
_FEW = 3
"""Files shown for one command without ``-v``."""


def render(log: Log, *, limit: int, as_json: bool, verbose: bool) -> None:
    """Write what was done last, and where the chain does not hold."""
    done = _done(log)[:limit]
    if as_json:
        show_json(_json(log, done))
        return
    open_to_undo = {group[0].batch for group in undoable(log.deeds)}
    left = left_behind(log.deeds) & open_to_undo
    for each in done:
        if isinstance(each, Note):
            show_note(each)
            continue
        number = each[0].batch
        mark = "" if number in open_to_undo else _(" (cannot be taken back any more)")
        mark = _(" (some of it was not taken back)") if number in left else mark
        show_group(each, mark=mark, verbose=verbose)
    if not done:
        show(_("Nothing was done yet."))
    for line in (each.line for each in log.breaks):
        text = _("Line {line} of the journal was changed, removed or put elsewhere.")
        show(styled("× " + text.format(line=line), RESULT[Result.STUCK]))
    if not log.breaks and done:
        show(_("The journal is whole."))


def _done(log: Log) -> list[Group | Note]:
    """Return commands and notes, the last first; an operation bears the number of its line."""
    done: list[Group | Note] = [*batches(log.deeds), *log.notes]
    return sorted(done, key=_line, reverse=True)


def _line(each: Group | Note) -> int:
    return each.line if isinstance(each, Note) else each[0].number


def show_group(group: tuple[Deed, ...], *, verbose: bool, mark: str = "") -> None:
    """Write one command with what it did; the mark stands behind its head."""
    first = group[0]
    head = f"{first.at.replace('T', ' ')[:16]}  {padded(_(VERB[first.operation.verb]), WIDTH)}  "
    count = sum(is_file(step) for deed in group for step in deed.operation.steps)
    text = ngettext("{count} file", "{count} files", count).format(count=count)
    show(click.style(f"{head}{text}  {shown(first.by)}{mark}", bold=True))
    for deed in group if verbose else group[:_FEW]:
        show_deed(deed, verbose=verbose)
    if not verbose and len(group) > _FEW:
        show_more(len(group) - _FEW)


def show_deed(deed: Deed, *, verbose: bool = False, reason: str = "") -> None:
    """Write one operation, and why it is not done."""
    undo = deed.operation.verb is Verb.UNDO
    look = (_UNDONE if undo else RESULT)[deed.result]
    head = f"  {look.sign} {padded(_(look.word), 6)} "
    steps = [step for step in deed.operation.steps if verbose or is_file(step)]
    for step in steps or deed.operation.steps:
        left = undo and deed.result is Result.BACK
        line = wrapped(_told(step, left=left), " " * columns(head), first=head)
        show(line.replace(head.rstrip(), styled(head.rstrip(), look), 1))
    if reason or deed.reason:
        show(wrapped(shown(reason or deed.reason), " " * columns(head)))


def _told(step: Step, *, left: bool) -> str:
    """Return what a step does, or where that lies which it leaves."""
    if left:
        return shown(step.source or step.path)
    return _(_STEP[step.kind]).format(path=shown(step.path), source=shown(step.source))


def is_file(step: Step) -> bool:
    """Tell whether a step is about a file, not a folder."""
    return step.kind not in {StepKind.FOLDER, StepKind.LEAVE}


def _json(log: Log, done: list[Group | Note]) -> dict[str, Any]:
    """Return the commands, the last first, each with its operations and their steps; the notes.

    ``result`` is done, back, stuck or null (cut off); ``do`` is a `StepKind`.
    """
    return {
        "schema": SCHEMA,
        "whole": not log.breaks,
        "broken_lines": [each.line for each in log.breaks],
        "commands": [
            {
                "number": group[0].batch,
                "at": group[0].at,
                "by": group[0].by,
                "verb": group[0].operation.verb.value,
                "operations": [_deed_json(deed) for deed in group],
            }
            for group in done
            if not isinstance(group, Note)
        ],
        "notes": [note_json(each) for each in done if isinstance(each, Note)],
    }


def _deed_json(deed: Deed) -> dict[str, Any]:
    return {
        "number": deed.number,
        "result": deed.result.value if deed.result else None,
        "reason": deed.reason,
        "steps": [
            {"do": step.kind.value, "path": step.path, "from": step.source, "sha256": step.sha256}
            for step in deed.operation.steps
        ],
    }
