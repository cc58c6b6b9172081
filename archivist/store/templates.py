"""Finding data files: an archive's own go before the shipped ones of the same name."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.model.names import is_junk
from archivist.model.settings import TEMPLATES

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = (_PACKAGE / "templates" / "catalog", _PACKAGE.parent / "templates" / "catalog")
"""In an installed wheel the data lies inside the package, in a checkout beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One data file."""

    name: str
    """Without its ending, in NFC."""
    path: Path
    own: bool
    """It is the archive's own: its user may mend it."""


def find_template(kind: str, name: str, root: Path | None = None) -> Path:
    """Return the file ``templates/catalog/<kind>/<name>.toml``, or the archive's own.

    Args:
        kind: The folder: ``plans``, ``rubrics``, ``ledgers``, ``pages``.
        name: The file's name without its ending.
        root: The archive, whose ``templates/<kind>/<name>.toml`` goes first.

    Raises:
        InvalidChoiceError: There is no such file; the hint lists those there are.
    """
    if Path(name).name == name:
        for folder, _own in _folders(kind, root):
            path = folder / f"{name}.toml"
            # Not is_file(): it raises for a name that is too long.
            if os.path.isfile(path):  # noqa: PTH113
                return path
    there = sorted({path.stem for folder, _own in _folders(kind, root) for path in _in(folder)})
    raise InvalidChoiceError(
        _("There is no data file “{name}” among the {kind}.").format(name=name, kind=kind),
        _("Use one of: {names}").format(names=", ".join(there)),
    )


def data_files(kind: str, root: Path | None = None) -> tuple[DataFile, ...]:
    """Return all data files of a kind, each name once and in its order; the arguments as above."""
    found: dict[str, DataFile] = {}
    for folder, own in _folders(kind, root):
        for path in _in(folder):
            # macOS decomposes names on some drives; one name is one file all the same.
            name = unicodedata.normalize("NFC", path.stem)
            found.setdefault(name, DataFile(name=name, path=path, own=own))
    return tuple(found[name] for name in sorted(found))


def _folders(kind: str, root: Path | None) -> Iterator[tuple[Path, bool]]:
    """Yield where data files lie, what goes first first, and whether they are the archive's own."""
    if root:
        yield root / TEMPLATES / kind, True
    for shipped in _SHIPPED:
        yield shipped / kind, False


def _in(folder: Path) -> list[Path]:
    """Return a folder's data files; what systems and editors leave behind is none."""
    # A broken link is taken for one, so that whoever reads it names it.
    return [
        path
        for path in sorted(folder.glob("*.toml"))
        if not is_junk(path.name) and not os.path.isdir(path)  # noqa: PTH112 - as above
    ]
