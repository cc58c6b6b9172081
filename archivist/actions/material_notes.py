"""The materials that a plan states of copies whose names do not tell them: ``item.toml`` does."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.describe import read_start
from archivist.errors import InvalidFileError
from archivist.model.filing import Filing
from archivist.model.item import ITEM_FILE
from archivist.model.operation import Operation, Step, StepKind, Verb
from archivist.model.refusal import reason_of
from archivist.store.inside import inside
from archivist.store.item_writing import with_materials
from archivist.store.operations import Writing
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the ``item.toml`` of one item is going to say."""

    path: str
    """Of the ``item.toml``, relative to the archive."""
    materials: Mapping[str, str]
    """By the path of the copy."""
    content: bytes = b""
    """Empty: it stays as it is."""
    before: str = ""
    """SHA-256 of what is there; empty: nothing is."""
    trouble: str = ""
    """Why it cannot be written; the files are copied all the same."""


def notes(
    root: Path, materials: Iterable[tuple[str, str]], filings: Iterable[Filing]
) -> tuple[Note, ...]:
    """Return what is to be written, item by item, as the archive is now.

    Args:
        root: The archive.
        materials: The path of each copy, relative to the archive, with its material.
        filings: What is going to be copied; an ``item.toml`` among it is what is added to.
    """
    steps = (step for filing in filings for step in filing.operation.steps)
    coming = {s.path: s for s in steps if s.path.rpartition("/")[2] == ITEM_FILE}
    items: dict[str, dict[str, str]] = {}
    for path, material in materials:
        items.setdefault(f"{path.rpartition('/')[0]}/{ITEM_FILE}", {})[path] = material
    return tuple(_note(root, path, said, coming.get(path)) for path, said in items.items())


def _note(root: Path, path: str, materials: Mapping[str, str], coming: Step | None) -> Note:
    said = {target.rpartition("/")[2]: material for target, material in materials.items()}
    try:
        before = _copied(coming) if coming else read_start(inside(extended(root), path)) or b""
        content = with_materials(before.decode("utf-8"), said).encode("utf-8")
    except InvalidFileError as error:
        # The head names the file, which the note names already.
        lines = error.message.split("\n")
        trouble = _("; ").join(line.strip() for line in lines[1:] or lines)
    except UnicodeDecodeError:
        trouble = _("it is no UTF-8 text")
    except OSError as error:
        trouble = reason_of(error)
    else:
        return Note(
            path=path,
            materials=materials,
            content=content if content != before else b"",
            before=hashlib.sha256(before).hexdigest() if before and not coming else "",
        )
    return Note(path=path, materials=materials, trouble=trouble)


def _copied(coming: Step) -> bytes:
    """Return what a copy is going to hold."""
    content = read_start(extended(Path(coming.source))) or b""
    if hashlib.sha256(content).hexdigest() != coming.sha256:
        raise OSError(errno.EINVAL, _("it changed while it was read"), coming.source)
    return content


def noted(session: Writing, filings: Sequence[Filing], found: Iterable[Note]) -> list[Filing]:
    """Return the filings, those of one note made one with it: done all or not at all.

    A copy of the ``item.toml`` that a note adds to gives way to the note.
    """
    joined = list(filings)
    for note in found:
        if not note.content:
            continue
        files = {*note.materials, note.path}
        own = [f for f in joined if any(path in files for _each, path in f.targets)]
        put = Step(
            kind=StepKind.PUT,
            path=note.path,
            sha256=session.keep(note.content),
            before=note.before,
        )
        copies = (step for filing in own for step in filing.operation.steps)
        steps = (*(step for step in copies if step.path != note.path), put)
        one = Filing(
            operation=Operation(verb=Verb.IMPORT, steps=steps),
            targets=tuple(target for filing in own for target in filing.targets),
        )
        first = joined.index(own[0])
        joined = [filing for filing in joined if filing not in own]
        joined.insert(first, one)
    return joined
