"""The folder from which files are brought in: outside of the archive, and never changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotInArchiveError


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFolder:
    """The folder from which files are brought in; nothing in it is ever changed."""

    place: Path
    """Its full path."""

    @property
    def start(self) -> str:
        """As paths of its files begin."""
        return str(self.place)

    def below(self, path: str) -> str:
        """Return the path of a file of it, relative to it, with forward slashes."""
        return path[len(self.start) :].lstrip("/\\")


def old_folder(view: View, place: Path, plan: Path) -> OldFolder:
    """Return the old folder; neither it nor the plan may lie in the archive.

    Raises:
        NotInArchiveError: It is no folder.
        InvalidChoiceError: It lies in the archive or holds it, or the plan lies in one of the two.
    """
    here, table = _real(place), _real(plan)
    root = _real(view.root)
    if not here.is_dir():
        raise NotInArchiveError(
            _("There is no folder {path}.").format(path=place),
            _("Check the spelling; put a name with spaces in quotes."),
        )
    if here.is_relative_to(root) or root.is_relative_to(here):
        raise InvalidChoiceError(
            _("{path} lies in the archive, or the archive in it.").format(path=place),
            _("Name a folder outside; what lies in the inbox is filed by “archivist file”."),
        )
    if table.is_relative_to(root) or table.is_relative_to(here):
        raise InvalidChoiceError(
            _("The plan {path} may not lie in the archive or in the old folder.").format(path=plan),
            _("Name another place with --plan, such as your desktop."),
        )
    return OldFolder(place=here)


def _real(path: Path) -> Path:
    """Return where a path leads, links on the way followed: two ways to one place are one."""
    return Path(os.path.realpath(path))
