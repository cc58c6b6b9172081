"""The audit 审核: the verdict over an archive, ready to be shown in any form."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model.completeness import Completeness
from archivist.model.dossier import Stray
from archivist.model.keeping import Keeping
from archivist.model.todo import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What is there and what is missing against the filing plan."""

    archive: str
    """The name of the archive's folder."""
    matrix: Completeness
    tasks: tuple[Task, ...]
    """What to do next, the most valuable first."""
    uncounted: tuple[Stray, ...] = ()
    """What lies where nothing is counted: loose files, unknown folders, links."""
    keeping: Keeping | None = None
    """How the archive is kept; None: its journal cannot be read."""
