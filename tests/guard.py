"""Watching over a user's files while code runs: promise 1, at the level of the system's calls."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.settings import STATE

_OURS = re.compile(r"\.~archivist-[0-9a-f-]+\.tmp\Z|.*\.\d+\.tmp\Z")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_TRUNC | os.O_APPEND
_watching: list[Callable[[str, tuple[Any, ...]], None]] = []
_hooked: list[bool] = []


class BrokenPromiseError(AssertionError):
    """A user's file was about to be written to, removed or replaced."""


@contextmanager
def guarded(tree: Path) -> Iterator[list[str]]:
    """Fail when a user's file in a tree is written to, removed or replaced.

    No user's file is what lies in archivist's own folder, what bears the name of its temporary
    neighbours, the descriptions it writes, and what was not there when the block began. A file may
    be renamed, onto a name that is free.

    Yields:
        What was done all the same; whoever swallows the error still fails at the end.
    """
    broken: list[str] = []
    root = Path(os.path.abspath(tree))  # noqa: PTH100 - resolve() would ask the system each time
    inodes = {status.st_ino for path in root.rglob("*") if (status := _theirs(root, path))}

    def watch(event: str, args: tuple[Any, ...]) -> None:
        for path in _endangered(event, args):
            status = _theirs(root, path)
            if status and status.st_ino in inodes:
                broken.append(f"{event} {path}")
                raise BrokenPromiseError(broken[-1])

    if not _hooked:
        # An audit hook cannot be taken away again; it is switched by the list.
        sys.addaudithook(_hook)
        _hooked.append(True)
    _watching.append(watch)
    try:
        yield broken
    finally:
        _watching.remove(watch)
    if broken:
        raise BrokenPromiseError("; ".join(broken))


def _hook(event: str, args: tuple[Any, ...]) -> None:
    for watch in tuple(_watching):
        watch(event, args)


def _endangered(event: str, args: tuple[Any, ...]) -> Iterator[Path]:
    """Yield the paths whose content an event would end."""
    if event == "open":
        path, mode, flags = args
        writing = flags & _WRITING if isinstance(flags, int) else set(mode or "r") & set("wax+")
        if writing:
            yield from _paths(path)
    elif event in {"os.remove", "os.truncate", "os.rmdir"}:
        yield from _paths(args[0])
    elif event == "os.rename":
        # Onto itself, or onto another name of the same file, nothing is lost.
        yield from _paths(args[1])
    elif event in {"shutil.move", "shutil.copyfile", "shutil.copytree"}:
        yield from _paths(args[1])
    elif event == "shutil.rmtree":
        for path in _paths(args[0]):
            yield from path.rglob("*")


def _paths(path: object) -> Iterator[Path]:
    if isinstance(path, (str, bytes, os.PathLike)):
        yield Path(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 - follows no links


def _theirs(root: Path, path: Path) -> os.stat_result | None:
    """Return what the system says of a path if it is a user's file in the tree."""
    if not path.is_relative_to(root) or path == root:
        return None
    parts = path.relative_to(root).parts
    ours = parts[0] == STATE or _OURS.match(path.name)
    if ours or path.name == ITEM_FILE or path.name.endswith(SIDECAR) or not path.is_file():
        return None
    return path.lstat()
