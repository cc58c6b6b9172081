"""What things are called in a backup, and how one of its files proves that it is whole.

The form on the disk, version 1.0, in words: ``docs/backup.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from archivist.model.names import is_junk
from archivist.model.settings import STATE

KIND = "0=archivist_backup_"
"""What the name of every backup's marker begins with; the version follows."""
VERSION = "1.0"
MARKER = f"{KIND}{VERSION}"
README = "README.txt"
OBJECTS = "objects"
SNAPSHOTS = "snapshots"
MANIFEST = "manifest-sha256.txt"
TIMES = "times.tsv"
FACTS = "snapshot.json"
SCHEMA = "archivist/snapshot/1"
LATEST = "latest"
LOCK = "lock"
TEMPORARY = ".~archivist-{name}.tmp"
"""What is not finished yet: swept by the next run."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SNAPSHOT = re.compile(r"[0-9]{8}T[0-9]{6}(?:-[0-9]{1,6})?")
_TEMPORARY = re.compile(
    r"\.~archivist-[0-9A-Za-z_-]+\.tmp"
    r"|(?:README\.txt|restore\.(?:ps1|sh)|0=archivist_backup_1\.0)\.[0-9]+\.tmp"
)
_SUM = ',\n "sum": "{sha256}"\n}}\n'


def is_sha256(text: str) -> bool:
    """Tell whether a text can be the name of an object."""
    return _SHA256.fullmatch(text) is not None


def is_snapshot(name: str) -> bool:
    """Tell whether a name is a snapshot's: ``20261125T101500``, ``20261125T101500-2``."""
    return _SNAPSHOT.fullmatch(name) is not None


def is_temporary(name: str) -> bool:
    """Tell whether a name is one of ours for what is not finished."""
    return _TEMPORARY.fullmatch(name) is not None


def is_bare(names: Iterable[str]) -> bool:
    """Tell whether a folder holds but what systems and killed runs leave, as a new drive does."""
    return all(is_junk(name) and name != STATE for name in names)


def summed(value: dict[str, Any]) -> bytes:
    """Return JSON whose last field is the SHA-256 of all before it, so that any flip shows."""
    text = json.dumps(value, ensure_ascii=False, indent=1).removesuffix("\n}")
    body = text.encode("utf-8", "backslashreplace")
    return body + _tail(body)


def unsummed(content: bytes) -> dict[str, Any] | None:
    """Return what JSON of that kind says; None: it is not as it was written."""
    cut = len(content) - len(_tail(b""))
    if cut <= 0 or content[cut:] != _tail(content[:cut]):
        return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _tail(body: bytes) -> bytes:
    return _SUM.format(sha256=hashlib.sha256(body).hexdigest()).encode()
