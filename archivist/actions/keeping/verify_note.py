"""Writing down in the journal that the archive was verified, and what was found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from archivist.errors import ArchivistError
from archivist.model.operation import Verb
from archivist.model.verifying import Difference, Verification
from archivist.store.operations import writing


def note(root: Path, found: Verification, now: datetime) -> str:
    """Write down that it was verified; return why that could not be done, or nothing."""
    try:
        with writing(root, Verb.VERIFY, now) as session:
            session.note("verify", _value(found))
    except ArchivistError as error:
        return error.message
    return ""


def _value(found: Verification) -> dict[str, Any]:
    kinds = (kind for kind in Difference if kind is not Difference.UPDATED)
    return {
        "files": found.files + found.earlier,
        "bytes": found.size,
        "sample": found.scope,
        **{kind.value: found.count(kind) for kind in kinds},
        "breaks": len(found.breaks),
        "head": found.line,
        **({"paths": list(found.paths)} if found.paths else {}),
        **({"manifest": len(found.manifest)} if found.manifest else {}),
        **({"own": len(found.own)} if found.own else {}),
    }
