"""One row of the tables: a code, a dossier, and the places where the code must appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.model.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A dossier and what one check must say of it."""

    code: str
    title: str
    dossier: Dossier
    paths: tuple[str, ...] = ()
    """Where it is found, sorted; none: the dossier passes."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the first finding must tell, at least."""

    def __str__(self) -> str:
        return f"{self.code}-{'fails' if self.paths else 'passes'}-{self.title}"


def passes(code: str, title: str, dossier: Dossier) -> Case:
    """Return a case in which the check has nothing to say."""
    return Case(code=code, title=title, dossier=dossier)


def fails(code: str, title: str, dossier: Dossier, *paths: str, **facts: str) -> Case:
    """Return a case in which the check speaks of these paths; its first finding has the facts."""
    return Case(code=code, title=title, dossier=dossier, paths=paths, facts=facts)
