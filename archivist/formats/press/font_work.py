"""Choosing the fonts of one print, in the killable process, and laying them where Typst looks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.formats.press.font_files import FontFolders
from archivist.formats.press.font_tables import (
    SUFFIXES,
    Face,
    FontFaultError,
    broken,
    faces,
    save_renamed,
)
from archivist.formats.press.glyphs import (
    MOST,
    Chains,
    Glyphs,
    characters_of,
    missing,
    variants_of,
)
from archivist.formats.press.names import DATA, FONTS, MAIN
from archivist.formats.press.printable import without_variants

_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
KINDS = ("heading", "body")

Families = Callable[[Sequence[str]], Sequence[tuple[str, str, int]]]
"""What Typst calls the fonts of some folders: family, path, and number in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What fonts are wanted, as it comes through the pipe."""

    chosen: Mapping[str, Sequence[Sequence[str]]]
    """By ``heading`` and ``body``: what the user named, and the key under which."""
    system: Mapping[str, Sequence[Sequence[str]]]
    """By ``heading``, ``body`` and ``rare``: file name and family of fonts that systems have."""
    bundled: Mapping[str, Sequence[str]]
    """By ``heading`` and ``body``: files."""
    folders: Sequence[str]
    """Where the system keeps fonts."""
    root: str
    """What paths of font files are relative to."""


def fonts_for(folder: Path, asked: Asked, families: Families) -> dict[str, Any]:
    """Write the fonts into the data of a folder; return where they lie, and what none draws.

    Args:
        folder: Holds ``data.json``; copies of fonts are laid into its ``fonts``.
        asked: What is wanted.
        families: What Typst calls the fonts of some folders.
    """
    choosing = _Choosing(
        asked=asked,
        installed=FontFolders(tuple(map(Path, asked.folders))),
        shipped=FontFolders(tuple({Path(f).parent: 0 for f in asked.bundled["heading"]})),
        staged=folder / FONTS,
        families=families,
    )
    chosen = {kind: choosing.chain(kind) for kind in KINDS}
    whole = json.loads((folder / DATA).read_text(encoding="utf-8"))
    values = [whole["data"], whole["words"], whole["layout"], *_own_texts(folder)]
    chains = Chains(**{kind: [font.glyphs for font in chosen[kind]] for kind in KINDS})
    lacking = chains.lacking(characters_of(values))
    for font in choosing.rare(lacking):
        for kind in KINDS:
            chosen[kind].append(font)
            getattr(chains, kind).append(font.glyphs)
        lacking = chains.lacking(lacking)
    unvaried = frozenset(chains.unvaried(variants_of(values)))
    if unvaried:
        whole |= {part: without_variants(whole[part], unvaried) for part in ("data", "words")}
    whole["fonts"] = {kind: [font.family for font in chosen[kind]] for kind in KINDS}
    (folder / DATA).write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return {
        "folders": [str(choosing.staged), *map(str, choosing.shipped.folders)],
        "missing": [asdict(each) for each in islice(missing(values, lacking), MOST)],
        "faults": choosing.faults,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Font:
    family: str
    glyphs: Glyphs


@dataclass(slots=True, kw_only=True)
class _Choosing:
    """One search for fonts; what a user named and cannot be had is gathered as faults."""

    asked: Asked
    installed: FontFolders
    shipped: FontFolders
    staged: Path
    families: Families
    faults: list[list[object]] = field(default_factory=list)
    _known: dict[tuple[Path, int], _Font] = field(default_factory=dict)

    def chain(self, kind: str) -> list[_Font]:
        """Return the user's fonts, the best of the system's, then those that come along."""
        shipped = [self._font(faces(Path(f))[0]) for f in self.asked.bundled[kind]]
        found = [*self._named(kind), *islice(self._system(kind), 1), *shipped]
        return list({font.family: font for font in found}.values())

    def rare(self, lacking: set[str]) -> Iterator[_Font]:
        """Yield the system's fonts of rare characters, as long as some are lacking."""
        for font in self._system("rare") if lacking else ():
            if any(font.glyphs.has(character) for character in lacking):
                yield font

    def _named(self, kind: str) -> Iterator[_Font]:
        for said, key in self.asked.chosen.get(kind, ()):
            try:
                yield self._font(self._face(said))
            except FontFaultError as error:
                fault: list[object] = [said, key, error.reason, list(error.near)]
                if fault not in self.faults:
                    self.faults.append(fault)

    def _face(self, said: str) -> Face:
        if "/" in said or "\\" in said or Path(said).suffix.lower() in SUFFIXES:
            return faces(Path(self.asked.root) / said)[0]
        try:
            return self.shipped.family(said)
        except FontFaultError:
            return self.installed.family(said)

    def _system(self, kind: str) -> Iterator[_Font]:
        for name, family in self.asked.system.get(kind, ()):
            path = self.installed.file(name)
            try:
                found = faces(path) if path is not None else []
                fitting = [face for face in found if family.lower() in map(str.lower, face.names)]
                yield from map(self._font, fitting[:1])
            except FontFaultError:
                # What nobody chose is nobody's mistake.
                continue

    def _font(self, face: Face) -> _Font:
        known = self._known.get((face.path, face.index))
        if known is None:
            known = self._known[face.path, face.index] = self._laid(face)
        return known

    def _laid(self, face: Face) -> _Font:
        """Return a font that Typst finds.

        Raises:
            FontFaultError: fontTools or Typst cannot read it.
        """
        glyphs = Glyphs(face.path, face.index)
        if face.path.parent in self.shipped.folders:
            return _Font(family=self._family(face.path, face.index), glyphs=glyphs)
        self.staged.mkdir(exist_ok=True)
        place = self.staged / f"{len(self._known):02}{face.path.suffix.lower()}"
        try:
            glyphs.has(" ")
            shutil.copyfile(face.path, place)
            family = self._family(place, face.index)
            if family in {font.family for font in self._known.values()}:
                save_renamed(face, f"Archivist {len(self._known):02}", place)
                family = self._family(place, 0)
        except broken() as error:
            raise FontFaultError("broken") from error
        return _Font(family=family, glyphs=glyphs)

    def _family(self, place: Path, index: int) -> str:
        for family, path, number in self.families([str(place.parent)]):
            if Path(path).name == place.name and number == index:
                return family
        raise FontFaultError("broken")


def _used(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the layout and the ``.typ`` files that it names, directly or through each other."""
    left = {path.name: path for path in sorted(folder.glob("*.typ"))}
    named = [MAIN]
    while named:
        path = left.pop(named.pop(), None)
        if path is not None:
            text = path.read_text(encoding="utf-8", errors="replace")
            named += [name for name in left if name in text]
            yield path, text


def _own_texts(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of the layout that hold other than ASCII; comments are not printed."""
    for path, text in _used(folder):
        for line in _COMMENT.sub(lambda match: match[1] or "", text).splitlines():
            if not line.isascii():
                yield {"text": line.strip(), "where": path.name}
