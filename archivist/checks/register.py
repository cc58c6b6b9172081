"""Making a check out of a function, and a finding out of what it saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model.display import shown
from archivist.model.finding import Check, Finding, Property, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from archivist.model.dossier import Dossier


def check(
    code: str, severity: Severity, guards: Property, clause: str, *, message: str, remedy: str
) -> Callable[[Callable[[Dossier], Iterator[Finding]]], Check]:
    """Return a decorator that turns a function into the check with these texts.

    The function's docstring is what ``archivist explain`` shows: a title, what is looked at, why,
    and how to mend it, in four paragraphs.
    """

    def made(run: Callable[[Dossier], Iterator[Finding]]) -> Check:
        return Check(
            code=code,
            severity=severity,
            property=guards,
            clause=clause,
            message=message,
            remedy=remedy,
            run=run,
        )

    return made


def found(code: str, path: str, words: Mapping[str, str] | None = None, /, **facts: str) -> Finding:
    """Return the finding at a path; its facts are made safe to show, the path stays true.

    Args:
        code: The check's.
        path: Where.
        words: Phrases, marked for translation, which may name facts in braces.
        **facts: What cannot be translated.
    """
    safe = {name: shown(value) for name, value in facts.items()}
    return Finding(code=code, path=path, facts=safe, words=words or {})
