"""The finding 问题: a value that says what is wrong, where, and how to mend it."""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.model.dossier import Dossier


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The standard is not met, or the record cannot be used."""
    WARNING = "warning"
    """Probably wrong; a person should look."""
    HINT = "hint"
    """Worth knowing; never makes a run fail."""


class Property(StrEnum):
    """The archival property that a check guards (DA/T 70, in use)."""

    AUTHENTICITY = "authenticity"
    COMPLETENESS = "completeness"
    USABILITY = "usability"
    SECURITY = "security"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check says of one place."""

    code: str
    path: str
    """Relative to the archive, with forward slashes; empty for the archive itself."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the check's message and remedy name in braces: names, dates, numbers."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The same for phrases: templates to be translated, then filled with the facts."""
    severity: Severity | None = None
    """How much this one matters; None: as much as its check says."""

    def fill(self, template: str, translate: Callable[[str], str] = str) -> str:
        """Return a message or remedy with everything in braces filled in.

        Args:
            template: The check's text.
            translate: Turns a marked text into the language spoken.
        """
        phrases = {name: translate(text).format(**self.facts) for name, text in self.words.items()}
        return translate(template).format(**{**self.facts, **phrases})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that must hold: its code, its texts and the function that looks."""

    code: str
    severity: Severity
    property: Property
    clause: str
    """Clause of the standard, or the practice it follows; empty when it is plain care."""
    message: str
    """Shown with the finding's facts filled in; to be translated."""
    remedy: str
    run: Callable[[Dossier], Iterable[Finding]]

    @builtins.property
    def text(self) -> str:
        """The check's documentation: title, what, why, how to mend; to be translated."""
        return inspect.cleandoc(self.run.__doc__ or "")

    @builtins.property
    def title(self) -> str:
        """The first paragraph of the documentation; to be translated with it."""
        return self.text.partition("\n\n")[0]

    def __call__(self, dossier: Dossier) -> Iterator[Finding]:
        """Yield the findings of this check."""
        yield from self.run(dossier)

    def weight(self, finding: Finding) -> Severity:
        """Return how much one of its findings matters."""
        return finding.severity or self.severity


def weighing(finding: Finding, severity: Severity | None) -> Finding:
    """Return a finding that matters more or less than its check says; None: as much."""
    return replace(finding, severity=severity)
