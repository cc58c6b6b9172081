"""What of the sealed files is not in its place, and what lies there that is not sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from archivist.actions.keeping.sealed_tree import SealedTree
from archivist.model.manifest import Sealed
from archivist.model.verifying import Difference, Differing, moves
from archivist.store.hashing import Content


def astray(
    tree: SealedTree,
    sealed: Mapping[str, Sealed],
    wanted: Mapping[str, Sealed],
    covers: Callable[[str], bool],
) -> Iterator[Differing]:
    """Yield what is missing, moved, new or in a folder that cannot be read.

    Args:
        tree: What lies in the archive.
        sealed: All that is sealed.
        wanted: Of it, what is asked for.
        covers: Tells whether a path is asked for.
    """
    gone = {path: each for path, each in wanted.items() if path not in tree.files}
    absent = {path: tree.absence(path) for path in gone}
    missing = [gone[path] for path, each in absent.items() if each.kind is Difference.MISSING]
    moved = moves(missing, _digests_of_new(tree, sealed, missing))
    for path, each in absent.items():
        if path in moved:
            yield replace(each, kind=Difference.MOVED, to=moved[path], sealed=gone[path])
        else:
            yield replace(each, sealed=gone[path])
    taken = set(moved.values())
    for path in tree.files:
        if path not in sealed and path not in taken and covers(path):
            yield Differing(kind=Difference.NEW, path=path)
    for each in _blocked(tree, absent):
        if covers(each.path):
            yield each


def _digests_of_new(
    tree: SealedTree, sealed: Mapping[str, Sealed], missing: list[Sealed]
) -> dict[str, str]:
    """Return digests of the files that are not sealed and could be one that is missing."""
    sizes = {each.size for each in missing}
    near = [
        path
        for path, entry in tree.files.items()
        if path not in sealed and (entry.size in sizes or -1 in sizes)
    ]
    read = tree.read(near) if sizes else iter(())
    return {path: each.sha256 for path, each in read if isinstance(each, Content)}


def _blocked(tree: SealedTree, absent: Mapping[str, Differing]) -> Iterator[Differing]:
    """Yield folders that cannot be listed, and nothing of which is sealed: what is there?"""
    for path, entry in tree.others.items():
        told = path in absent or any(each.startswith(f"{path}/") for each in absent)
        if entry.detail and not told:
            yield Differing(kind=Difference.UNREADABLE, path=path, reason=entry.detail)
