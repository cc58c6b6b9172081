"""What the journal notes besides operations, each on one line: what it was and came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from archivist.cli.screen import columns, padded, show, styled, wrapped
from archivist.formats.look import Look
from archivist.model.disc import FAILED
from archivist.model.display import shown
from archivist.model.verify_note import OTHER, read_verify_note
from archivist.model.verifying import Difference
from archivist.model.wording import N_
from archivist.store.journal_notes import Note

Value = dict[str, Any]
KIND = {
    "seal": N_("sealed"),
    "verify": N_("verified"),
    "backup": N_("backed up"),
    "restore-test": N_("restore test"),
    "disc": N_("disc made"),
    "disc-verify": N_("disc checked"),
}
_FOUND: dict[str, str] = {
    Difference.MISSING: N_("missing {count}"),
    Difference.CHANGED: N_("edited {count}"),
    Difference.DAMAGED: N_("damaged {count}"),
    Difference.UNREADABLE: N_("unreadable {count}"),
    Difference.LINKED: N_("replaced by a link or folder {count}"),
    Difference.IN_USE: N_("in use {count}"),
    Difference.MOVED: N_("moved {count}"),
    Difference.NEW: N_("new {count}"),
    "breaks": N_("broken lines of the journal {count}"),
    "manifest": N_("mistakes in the manifest {count}"),
    "own": N_("damaged files of archivist itself {count}"),
    "torn": N_("the journal's last line is broken off"),
    "unsealed": N_("nothing was ever sealed"),
    OTHER: N_("something wrong"),
}
_PASSING = frozenset({Difference.MOVED, Difference.NEW})
"""What a verification counts and is no fault."""
_WELL, _ILL, _PLAIN = Look("√", "green", ""), Look("×", "red", ""), Look("·", "", "")
WIDTH = 12
"""Columns of the word that says what was done."""
_LONGEST = 200
_CHAIN = frozenset({"n", "prev", "sum", "at", "by", "do"})


def show_note(note: Note) -> None:
    """Write one note as the head of a command is written."""
    look = _look(note)
    when = f"{shown(note.at.replace('T', ' ')[:16])}  "
    head = f"{when}{padded(_(KIND[note.kind]), WIDTH)}  {look.sign} "
    text = wrapped(f"{note_text(note)}  {_cut(note.by)}", " " * columns(when), head, whole=True)
    show(styled(text, look, bold=True) if look.colour else click.style(text, bold=True))


def note_text(note: Note) -> str:
    """Return what a note came to."""
    text = _("{what}, {more}")
    parts = _TEXT[note.kind](note.value)
    return reduce(lambda what, more: text.format(what=what, more=more), parts)


def note_json(note: Note) -> Value:
    """Return a note as JSON values: ``told`` is what the command wrote down."""
    return {
        "line": note.line,
        "at": note.at,
        "by": note.by,
        "do": note.kind,
        "text": note_text(note),
        "told": {name: value for name, value in note.value.items() if name not in _CHAIN},
    }


def _look(note: Note) -> Look:
    if note.kind == "verify":
        return _ILL if any(_faults(note.value)) else _WELL
    if note.kind in {"restore-test", "disc-verify"}:
        return _WELL if _passed(note.value) else _ILL
    return _PLAIN


def _sealed(value: Value) -> Iterator[str]:
    yield _files(value)
    if value.get("for") != "seal":
        yield _("the manifest was mended")


def _verified(value: Value) -> Iterator[str]:
    yield _files(value)
    scope = value.get("sample")
    if isinstance(scope, str) and scope != "all":
        yield _("a part ({part})").format(part=_cut(scope))
    elif value.get("paths"):
        yield _("only what was named")
    yield _(", ").join(_faults(value)) or _("nothing wrong")
    if passed := _(", ").join(_counted(value, filter(_PASSING.__contains__, _FOUND))):
        yield passed


def _faults(value: Value) -> Iterator[str]:
    wrong = read_verify_note(value).wrong
    return _counted(wrong, [kind for kind in _FOUND if kind not in _PASSING])


def _counted(value: Mapping[str, Any], kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        if count := _number(value, kind):
            yield _(_FOUND[kind]).format(count=count)


def _backed_up(value: Value) -> Iterator[str]:
    yield _snapshot(value, _("snapshot {name} at {place}"))
    yield _files(value)


def _tested(value: Value) -> Iterator[str]:
    failed = _number(value, "failed")
    yield _("passed") if _passed(value) else _("failed")
    yield _files(value)
    if failed:
        yield _("not restored {count}").format(count=failed)
    yield _snapshot(value, _("snapshot {name} of {place}"))


def _burnt(value: Value) -> Iterator[str]:
    yield _cut(value.get("number"))
    yield _files(value)


def _checked(value: Value) -> Iterator[str]:
    yield " ".join(filter(None, (_cut(value.get("number")), _cut(value.get("set")))))
    yield _("passed") if _passed(value) else _("failed")
    if faults := _number(value, "faults"):
        yield _("faults {count}").format(count=faults)


def _passed(value: Value) -> bool:
    return value.get("result") not in {None, FAILED, "failed"}


def _snapshot(value: Value, text: str) -> str:
    return text.format(name=_cut(value.get("snapshot")), place=_cut(value.get("target")))


def _files(value: Value) -> str:
    count = _number(value, "files")
    return ngettext("{count} file", "{count} files", count).format(count=count)


def _number(value: Mapping[str, Any], name: str) -> int:
    found = value.get(name)
    return found if type(found) is int and found > 0 else 0


def _cut(value: object) -> str:
    """Return a text of the journal as it may be shown: another hand can write anything there."""
    text = shown(value) if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_TEXT: dict[str, Callable[[Value], Iterator[str]]] = {
    "seal": _sealed,
    "verify": _verified,
    "backup": _backed_up,
    "restore-test": _tested,
    "disc": _burnt,
    "disc-verify": _checked,
}
