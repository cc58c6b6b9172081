"""What is looked at, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archivist.actions.progress import Progress, unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at, and when."""

    root: Path
    as_of: date
    now_ns: int
    """The clock, in nanoseconds since 1970."""
    scope: frozenset[str] = frozenset()
    """Files and folders, relative to the archive; empty: everything."""
    progress: Progress = unseen

    def covers(self, path: str) -> bool:
        """Tell whether a path, or a folder that it lies in, is in the scope."""
        if not self.scope or "" in self.scope:
            return True
        while path and path not in self.scope:
            path = path.rpartition("/")[0]
        return bool(path)
