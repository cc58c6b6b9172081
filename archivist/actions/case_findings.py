"""The findings on which a rubric rests, by studio; remembered until anything changes or a day ends.

A check may look at the whole archive, so that a change anywhere makes all of them anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from archivist.checks import CHECKS
from archivist.model.dossier import Dossier
from archivist.model.finding import Finding
from archivist.model.names import same_name
from archivist.model.rubric import Deduction, DeductionKind
from archivist.store.case_file import CaseFiles, as_bytes, as_rows
from archivist.store.case_unpacking import UNFIT
from archivist.store.texts import FILE as TEXTS

Dated = tuple[Finding, date | None]
"""A finding, and the day of the item that it is about."""


class CaseFindings:
    """The findings with the codes for which a rubric asks.

    Args:
        state: The folder of derived state.
        language: The one spoken: what was wrong with a file is told in it.
        key: The fingerprint of the archive.
        demands: What the rubric asks for.
        as_of: The day on which everything is judged.

    Attributes:
        files: Where they are remembered.
    """

    def __init__(
        self, state: Path, language: str, key: str, demands: Iterable[Deduction], as_of: date
    ) -> None:
        self._codes = tuple(sorted({code for each in demands for code in _codes(each)}))
        self.files = CaseFiles(state, "findings", language)
        told = "\0".join((key, _texts(state), str(as_of), *self._codes))
        self._key = hashlib.sha256(told.encode()).hexdigest()
        self._unwritten: dict[str, bytes] = {}

    def unknown(self, studios: Iterable[str]) -> list[str]:
        """Return the studios of which nothing is remembered."""
        return [name for name in studios if self._codes and not self.files.holds(name, self._key)]

    def of(self, studio: str) -> tuple[Dated, ...] | None:
        """Return the findings of a studio, handed out once; None: they have to be found anew."""
        if not self._codes:
            return ()
        body = self._unwritten.pop(studio, None) or self.files.read(studio, self._key)
        if body is not None:
            with suppress(*UNFIT):
                return tuple(_dated(*row) for row in as_rows(body))
        return None

    def find(self, dossier: Dossier, studios: Iterable[str], *, lasting: bool) -> None:
        """Run the checks, and remember what they find.

        Args:
            dossier: The archive.
            studios: Those that are asked for.
            lasting: Whether it holds until something changes; else it is only held.
        """
        found: defaultdict[str, list[Dated]] = defaultdict(list)
        homes = {item.path: (item.studio, item.day) for item in dossier.items}
        names = {same_name(studio.name): studio.name for studio in dossier.settings.studios}
        for check in CHECKS:
            for finding in check(dossier) if check.code.startswith(self._codes) else ():
                studio, day = _home(finding.path, homes)
                top = same_name(finding.path.partition("/")[0])
                found[studio or names.get(top, "")].append((finding, day))
        for name in studios:
            body = as_bytes([_row(each) for each in found[name]])
            if not (lasting and self.files.write(name, self._key, body, spoken=True)):
                self._unwritten[name] = body


def _codes(demand: Deduction) -> tuple[str, ...]:
    return demand.codes if demand.kind is DeductionKind.FINDINGS else ()


def _home(path: str, homes: dict[str, tuple[str, date | None]]) -> tuple[str, date | None]:
    """Return the studio and the day of the item at a path or above it."""
    while path and path not in homes:
        path = path.rpartition("/")[0]
    return homes.get(path, ("", None))


def _texts(state: Path) -> str:
    """Return what changes when more is known of what files say: a check may tell of it."""
    try:
        status = (state / TEXTS).stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def _row(dated: Dated) -> list[object]:
    finding, day = dated
    told = finding.facts.items(), finding.words.items()
    return [finding.code, finding.path, *map(list, told), day.toordinal() if day else 0]


def _dated(code: str, path: str, facts: Any, words: Any, day: int) -> Dated:  # noqa: ANN401
    finding = Finding(code=str(code), path=str(path), facts=_told(facts), words=_told(words))
    return finding, date.fromordinal(day) if day else None


def _told(pairs: Iterable[tuple[object, object]]) -> dict[str, str]:
    return {str(key): str(text) for key, text in pairs}
