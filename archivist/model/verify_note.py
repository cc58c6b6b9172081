"""What the journal's line tells of a verification: written, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archivist.model.verifying import Difference, Verification

_OWN = ("breaks", "torn", "manifest", "own", "unsealed")
"""What may be wrong besides files."""
_WRONG = (*(kind.value for kind in Difference if kind.grave), *_OWN)
OTHER = "other"
"""What is wrong that this archivist does not know by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyNote:
    """A verification as the journal tells of it."""

    scope: str = "all"
    paths: tuple[str, ...] = ()
    files: int = 0
    wrong: Mapping[str, int]
    """How many of each kind were found that must not be; only what is above 0."""

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong."""
        return not self.wrong

    @property
    def sampled(self) -> bool:
        """Whether only a sample was read, which says nothing of what it did not draw."""
        return "%" in self.scope


def verify_note(found: Verification) -> VerifyNote:
    """Return what is to be told of a verification."""
    counts = {
        **{kind.value: found.count(kind) for kind in Difference if kind.grave},
        "breaks": len(found.breaks),
        "torn": int(bool(found.torn)),
        "manifest": len(found.manifest),
        "own": len(found.own),
        "unsealed": int(not found.begun),
    }
    return VerifyNote(
        scope=found.scope,
        paths=found.paths,
        files=found.compared,
        wrong={name: count for name, count in counts.items() if count},
    )


def note_value(found: Verification) -> dict[str, Any]:
    """Return a verification as its line in the journal has it."""
    note = verify_note(found)
    kinds = (kind for kind in Difference if kind is not Difference.UPDATED)
    return {
        "files": note.files,
        "bytes": found.size,
        "sample": note.scope,
        "sound": note.sound,
        **{kind.value: found.count(kind) for kind in kinds},
        "breaks": len(found.breaks),
        "head": found.line,
        **({"paths": list(note.paths)} if note.paths else {}),
        **{name: note.wrong[name] for name in _OWN[1:] if name in note.wrong},
    }


def read_verify_note(value: Mapping[str, Any]) -> VerifyNote:
    """Return what a line of the journal tells; what of it makes no sense counts for nothing.

    Lines without ``sound`` are judged by what they count.
    """
    counts = {name: _number(value.get(name)) for name in _WRONG}
    wrong = {name: count for name, count in counts.items() if count}
    if value.get("sound") is True:
        wrong = {}
    elif value.get("sound") is False and not wrong:
        wrong = {OTHER: 1}
    paths, scope = value.get("paths"), value.get("sample")
    return VerifyNote(
        scope=scope if isinstance(scope, str) else "all",
        paths=tuple(map(str, paths)) if isinstance(paths, list) else (),
        files=_number(value.get("files")),
        wrong=wrong,
    )


def _number(value: object) -> int:
    """Return a count above 0; what is none counts as 0."""
    return value if type(value) is int and value > 0 else 0
