"""What a person took back: the watch must not file it again behind that person's back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.model.operation import Deed, Result, StepKind, Verb
from archivist.model.settings import STATE
from archivist.store.journal import FILE, read_deeds


class TakenBack:
    """Knows the files that an ``archivist undo`` has put back into the inbox.

    Args:
        root: The archive, in the form in which the system takes long paths.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._size = -1
        self._files: frozenset[tuple[str, str]] = frozenset()

    def holds(self, path: str, sha256: str) -> bool:
        """Tell whether this very file was put back to this place.

        Args:
            path: Relative to the archive.
            sha256: Of its content: another file of that name is another matter.
        """
        self._read()
        return (path, sha256) in self._files

    def _read(self) -> None:
        """Read the journal, if it has grown."""
        try:
            size = (self._root / STATE / FILE).stat().st_size
        except OSError:
            return
        if size != self._size:
            try:
                self._files = frozenset(_files(read_deeds(self._root)))
            except (ArchivistError, OSError):
                return
            self._size = size


def _files(deeds: tuple[Deed, ...]) -> Iterator[tuple[str, str]]:
    for deed in deeds:
        if deed.operation.verb is Verb.UNDO and deed.result is Result.DONE:
            for step in deed.operation.steps:
                if step.kind is StepKind.MOVE:
                    yield step.path, step.sha256
