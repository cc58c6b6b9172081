"""Paths as a person types them: one that is not there may be a name that stands in the archive."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.code import read_code
from archivist.model.display import shown
from archivist.model.entry import Entry, EntryKind
from archivist.model.names import same_name
from archivist.model.record import PICTURES, kind_of
from archivist.store.settings import load_settings
from archivist.store.tree import extended, walk, walk_inbox

_NAMED = 3
"""Places that are named of a name that several bear."""


def there(root: Path, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return where paths lead.

    A path that is not there counts from the archive's top, or is the end of the path of one file
    or folder of it: a name, a code without ending. The tree is walked only for such a path.

    Args:
        root: The archive.
        paths: As they were typed.

    Raises:
        NotInArchiveError: A path is nowhere.
        InvalidChoiceError: Several files or folders are meant.
    """
    known = _Known(root)
    return tuple(path if exists(path) else known.place(path) for path in paths)


def exists(path: Path) -> bool:
    """Tell whether something is there; what a link leads to is not asked."""
    try:
        Path(os.path.abspath(path)).lstat()  # noqa: PTH100 - resolve() would follow links
    except (OSError, ValueError):
        return False
    return True


@dataclass(slots=True)
class _Known:
    """What an archive holds, once it has been asked for."""

    root: Path
    _entries: tuple[Entry, ...] | None = field(default=None)

    def place(self, path: Path) -> Path:
        """Return the one place that a path which is not there means."""
        means = _parts(path)
        if means and exists(extended(self.root).joinpath(*means)):
            return self.root.joinpath(*means)
        found = self._found("/".join(means)) if means else []
        if not found:
            raise NotInArchiveError(
                _("There is no {path}.").format(path=shown(str(path))),
                _(
                    "Write the path from the archive's top, for example {example}; put a name "
                    "with spaces in quotes."
                ).format(example=shown(self._example())),
            )
        if len(found) > 1:
            raise _several(path, found)
        return self.root / found[0]

    def _found(self, name: str) -> list[str]:
        wanted = f"/{same_name(name)}"
        whole = [each.path for each in self._all() if f"/{same_name(each.path)}".endswith(wanted)]
        if whole or read_code(PurePosixPath(name).name) is None:
            return whole
        shots = (e for e in self._all() if e.kind is EntryKind.FILE and kind_of(e.path) in PICTURES)
        return [e.path for e in shots if f"/{same_name(_without_ending(e.path))}".endswith(wanted)]

    def _example(self) -> str:
        """Return the path of a picture that is there, else what one could be."""
        files = (each.path for each in self._all() if each.kind is EntryKind.FILE)
        pictures = (path for path in files if "/" in path and kind_of(path) in PICTURES)
        return next(pictures, f"{load_settings(extended(self.root)).inbox}/IMG_0001.jpg")

    def _all(self) -> tuple[Entry, ...]:
        if self._entries is None:
            self._entries = tuple(self._walked())
        return self._entries

    def _walked(self) -> Iterator[Entry]:
        root = extended(self.root)
        settings = load_settings(root)
        for entries in (walk(root, settings), walk_inbox(root, settings)):
            yield from (e for e in entries if e.kind in {EntryKind.FILE, EntryKind.FOLDER})


def _parts(path: Path) -> tuple[str, ...]:
    """Return the parts of a path that may lie in the archive; none for one that cannot."""
    outside = path.is_absolute() or path.drive or ".." in path.parts
    return () if outside else path.parts


def _without_ending(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _several(path: Path, found: list[str]) -> InvalidChoiceError:
    listed = _(", ").join(f"“{shown(each)}”" for each in found[:_NAMED])
    if len(found) > _NAMED:
        more = _("and {count} more").format(count=len(found) - _NAMED)
        listed = _(", ").join((listed, more))
    return InvalidChoiceError(
        _("{path} may mean {count} files or folders of the archive.").format(
            path=shown(str(path)), count=len(found)
        ),
        _("Write more of the path: {paths}").format(paths=listed),
    )


def scope_of(root: Path, paths: Iterable[Path]) -> frozenset[str]:
    """Return paths relative to the archive, with forward slashes.

    Raises:
        NotInArchiveError: One lies outside, or does not exist.
        InvalidChoiceError: A name stands for several files or folders.
    """
    return frozenset(_relative(root, path) for path in there(root, paths))


def _relative(root: Path, path: Path) -> str:
    here = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out
    if not here.is_relative_to(root):
        # The archive and the path may be named through different links to the same place.
        here = root / _resolved(here, root)
    relative = here.relative_to(root).as_posix()
    return "" if relative == "." else relative


def _resolved(path: Path, root: Path) -> Path:
    try:
        return (path.parent.resolve() / path.name).relative_to(root.resolve())
    except (ValueError, OSError, RuntimeError) as error:
        raise NotInArchiveError(
            _("{path} does not lie in the archive {root}.").format(path=path, root=root),
            _("Name files and folders of one archive; --archive says which."),
        ) from error
