"""Finding the fonts of a system. Runs in the killable process: fonts are foreign files."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from archivist.formats.press.font_tables import SUFFIXES, Face, FontFaultError, faces

_FILES = 20_000
_NEAR = 3


@dataclass(slots=True)
class FontFolders:
    """The fonts of some folders, listed when they are asked for, opened as late as may be."""

    folders: tuple[Path, ...]
    _files: dict[str, Path] | None = None
    _faces: dict[str, Face] | None = None
    _shown: set[str] = field(default_factory=set)

    def file(self, name: str) -> Path | None:
        """Return the file of a name, whatever its case."""
        return self._listed().get(name.lower())

    def family(self, name: str) -> Face:
        """Return the face of a family.

        Raises:
            FontFaultError: There is none.
        """
        if self._faces is None:
            self._faces = {}
            for path in self._listed().values():
                self._learn(path)
        face = self._faces.get(name.strip().lower())
        if face is None:
            raise FontFaultError("unknown", self._near(name))
        return face

    def _learn(self, path: Path) -> None:
        try:
            found = faces(path)
        except FontFaultError:
            # What nobody chose is nobody's mistake.
            return
        assert self._faces is not None  # noqa: S101 - for mypy
        for face in found:
            for name in face.names:
                self._faces.setdefault(name.lower(), face)
                self._shown.add(name)

    def _near(self, name: str) -> list[str]:
        plain = {each.lower(): each for each in sorted(self._shown)}
        near = difflib.get_close_matches(name[:100].lower(), plain, _NEAR, 0.5)
        return [plain[each] for each in near]

    def _listed(self) -> dict[str, Path]:
        if self._files is None:
            self._files = {}
            every = chain.from_iterable(map(_below, self.folders))
            for path in islice(every, _FILES):
                self._files.setdefault(path.name.lower(), path)
        return self._files


def _below(folder: Path) -> Iterator[Path]:
    """Yield the font files below a folder, in the same order everywhere; links are not followed."""
    for place, inner, names in os.walk(folder):
        inner.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in SUFFIXES:  # noqa: PTH122 - thousands of names
                yield Path(place, name)
