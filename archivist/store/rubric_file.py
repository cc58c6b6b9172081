"""Reading a rubric, the file in which users make most mistakes: all of them are told at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.model.ledger import Ledger
from archivist.model.plan import Plan
from archivist.model.rubric import Rubric
from archivist.model.settings import TEMPLATES
from archivist.store.rubric_checks import rubric_mistakes
from archivist.store.rubric_names import Known, cut
from archivist.store.rubric_shape import owner_of, shaped
from archivist.store.templates import find_template
from archivist.store.toml import Mistake, invalid_file, read_toml
from archivist.store.toml_places import line_numbers, line_of

RUBRICS = "rubrics"
"""The folder of rubrics among the data files."""
SHIPPED = "xbnh-2025"
"""One that is always there."""
_ENOUGH = 200
"""Mistakes that are looked for: a file with more of them is no rubric."""
_PLACE = re.compile(r"\{((?:sections|conditions|bonuses|duties|levels)(?:\.[a-z0-9]+)+)\}")
"""Where the text of a mistake names a second place."""


def rubric_names(root: Path | None) -> list[str]:
    """Return the names of all rubrics, the archive's own and the shipped ones."""
    # The shipped ones lie where one that is shipped lies.
    folders = [find_template(RUBRICS, SHIPPED).parent]
    folders += [root / TEMPLATES / RUBRICS] if root else []
    return sorted({path.stem for folder in folders for path in folder.glob("*.toml")})


def load_rubric(
    root: Path | None,
    name: str,
    plan: Plan,
    ledgers: Collection[Ledger],
    codes: Collection[str] = (),
) -> Rubric:
    """Return the rubric of that name; the archive's own goes before the shipped one.

    Args:
        root: The archive; None: only what is shipped.
        name: The file's name without its ending.
        plan: Its materials and categories may be asked for.
        ledgers: They and their events may be asked for.
        codes: The codes of all checks; none: codes are not looked up.

    Raises:
        InvalidChoiceError: There is no rubric of that name; the hint lists those there are.
        InvalidFileError: It has mistakes; all of them are listed.
        NotReadableError: It cannot be read.
    """
    path = find_template(RUBRICS, name, root)
    return read_rubric(path, f"{RUBRICS}/{path.name}", plan, ledgers, codes)


def read_rubric(
    path: Path,
    shown: str,
    plan: Plan,
    ledgers: Collection[Ledger],
    codes: Collection[str] = (),
) -> Rubric:
    """Return the rubric in any file; the arguments and errors are those of `load_rubric`.

    Args:
        path: The file.
        shown: Its name as the user knows it.
        plan: See there.
        ledgers: See there.
        codes: See there.
    """
    rubric = examined(path, shown, plan, ledgers, codes)
    if isinstance(rubric, list):
        raise invalid_file(shown, rubric)
    return rubric


def examined(
    path: Path,
    shown: str,
    plan: Plan,
    ledgers: Collection[Ledger],
    codes: Collection[str] = (),
) -> Rubric | list[Mistake]:
    """Return the rubric in a file, or every mistake in it, in the order of its lines.

    The arguments are those of `read_rubric`, and the errors too, but for what is returned.
    """
    tables = read_toml(path, shown)
    read = shaped(tables)
    found = list(read.mistakes)
    if read.rubric is not None:
        known = Known.of(read.rubric, plan, ledgers, codes)
        own = islice(rubric_mistakes(read.rubric, known), _ENOUGH)
        found += [each for each in (*_own_name(read.rubric, path), *own) if not read.follows(each)]
    if read.rubric is None or found:
        return _Placing(tables, line_numbers(path)).sorted(found)
    return read.rubric


def _own_name(rubric: Rubric, path: Path) -> Iterator[Mistake]:
    """Yield a mistake when the id is another file's: judgements are kept under it."""
    one, other = (unicodedata.normalize("NFC", text) for text in (rubric.id, path.stem))
    if one != other:
        text = _("“{id}” must be the name of the file, “{name}”; change one of them")
        yield Mistake(place="id", text=text.format(id=cut(rubric.id), name=cut(path.stem)))


@dataclass(frozen=True, slots=True)
class _Placing:
    """Saying where a mistake is: the line, the id of what it belongs to, and the key."""

    tables: dict[str, Any]
    lines: Mapping[str, int]

    def sorted(self, mistakes: list[Mistake]) -> list[Mistake]:
        """Return the mistakes in the order of the file, their places as people look for them."""
        found = sorted(mistakes, key=lambda each: line_of(each.place, self.lines))
        return [
            replace(each, place=self._told(each.place), text=_PLACE.sub(self._inside, each.text))
            for each in found
        ]

    def _inside(self, match: re.Match[str]) -> str:
        return self._told(f"{match[1]}.id")

    def _told(self, place: str) -> str:
        line = line_of(place, self.lines)
        owner, rest = owner_of(self.tables, place)
        key = f"{owner} {rest}" if owner else rest
        return _("line {line}, {key}").format(line=line, key=key) if line else key
