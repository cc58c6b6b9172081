"""Which part of a snapshot is to be restored: folders, items or files of the archive."""

from __future__ import annotations

import os
from collections.abc import Sequence
from gettext import gettext as _

from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.names import same_name
from archivist.store.backup.snapshots import Snapshot, Stored

_TOLD = 3


def scope_of(snapshot: Snapshot, entries: Sequence[Stored], only: Sequence[str]) -> frozenset[str]:
    """Return the folders and files that are meant, as `same_name` has them; empty: everything.

    Raises:
        InvalidChoiceError: The snapshot holds no such thing, or several.
    """
    if not only:
        return frozenset()
    known: set[str] = set()
    for each in (*(each.path for each in entries), *snapshot.empty_folders):
        path = same_name(each)
        while path and path not in known:
            known.add(path)
            path = path.rpartition("/")[0]
    return frozenset(_meant(path, known, snapshot) for path in only)


def _meant(path: str, known: set[str], snapshot: Snapshot) -> str:
    """Return a path that the snapshot has: the one named, or the only one that ends so."""
    wanted = same_name(path.replace("\\", "/") if os.name == "nt" else path).strip("/")
    wanted = wanted.removeprefix("./")
    if wanted in known:
        return wanted
    near = sorted(each for each in known if wanted and each.endswith(f"/{wanted}"))
    if len(near) == 1:
        return near[0]
    text = _("The snapshot {name} holds nothing that is called {path}.")
    if near:
        text = _("The snapshot {name} holds several things that are called {path}.")
    near = near or sorted(each for each in known if wanted in each.rpartition("/")[2])
    hint = _("Write it as it is called in the archive, from the studio on.")
    if wanted and near:
        hint = _("Write it from the studio on: {paths}").format(
            paths=_(", ").join(shown(each) for each in near[:_TOLD])
        )
    raise InvalidChoiceError(text.format(name=snapshot.name, path=path), hint)


def is_in(path: str, scope: frozenset[str]) -> bool:
    """Tell whether a path is, or lies in, what is meant."""
    if not scope:
        return True
    path = same_name(path)
    while path and path not in scope:
        path = path.rpartition("/")[0]
    return bool(path)
