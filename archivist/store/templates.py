"""Finding data files: an archive's own go before the shipped ones of the same name."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.model.settings import TEMPLATES

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = (_PACKAGE / "templates" / "catalog", _PACKAGE.parent / "templates" / "catalog")
"""In an installed wheel the data lies inside the package, in a checkout beside it."""


def find_template(kind: str, name: str, root: Path | None = None) -> Path:
    """Return the file ``templates/catalog/<kind>/<name>.toml``, or the archive's own.

    Args:
        kind: The folder: ``plans``, ``rubrics``, ``ledgers``, ``pages``.
        name: The file's name without its ending.
        root: The archive, whose ``templates/<kind>/<name>.toml`` goes first.

    Raises:
        InvalidChoiceError: There is no such file; the hint lists those there are.
    """
    folders = [root / TEMPLATES / kind] if root else []
    folders += [shipped / kind for shipped in _SHIPPED]
    if Path(name).name == name:
        for folder in folders:
            path = folder / f"{name}.toml"
            # Not is_file(): it raises for a name that is too long.
            if os.path.isfile(path):  # noqa: PTH113
                return path
    there = sorted({path.stem for folder in folders for path in folder.glob("*.toml")})
    raise InvalidChoiceError(
        _("There is no data file “{name}” among the {kind}.").format(name=name, kind=kind),
        _("Use one of: {names}").format(names=", ".join(there)),
    )
