"""Reading the ledgers, shipped and the archive's own: all mistakes of all files at once."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError
from archivist.model.ledger import DemandedFile, EventRule, Ledger, LedgerColumn, When
from archivist.model.plan import Plan
from archivist.model.settings import TEMPLATES
from archivist.store.ledger_checks import folded, homes, ledger_mistakes
from archivist.store.rubric_names import cut
from archivist.store.shapes import shape
from archivist.store.templates import DataFile, data_files
from archivist.store.toml import Mistake, invalid_file, read_toml
from archivist.store.toml_places import placed

LEDGERS = "ledgers"
"""The folder of ledgers among the data files."""
LEDGER_PARTS = (LedgerColumn, EventRule, When, DemandedFile)
"""Every dataclass that may occur in a ledger."""
_ENOUGH = 200
"""Mistakes that are looked for: a file with more of them is no ledger."""
_HARMLESS = frozenset(
    {"name", "name_en", "choices", "required", "also", "width", "note", "note_en"}
)
"""Keys of a column on which nothing else rests."""
_LINKED = (
    {"day", "months", "term", "failing"},
    {"categories", "materials"},
    {"evidence", "materials", "files", "photo"},
    {"kind", "choices"},
)
"""Keys of which one may seem wrong because another is."""
_ROUNDS = 3
"""A key of the wrong kind is taken out first, then missed."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One ledger, and where it comes from."""

    file: DataFile
    shown: str
    ledger: Ledger


def load_ledgers(root: Path | None, plan: Plan) -> tuple[Ledger, ...]:
    """Return all ledgers, by id; an archive's own file replaces the shipped one of its name.

    What a shipped ledger asks of the plan and the plan does not have is left out: it was written
    for another plan, and the user is not to mend it.

    Args:
        root: The archive; None: only what is shipped.
        plan: Its materials and categories are asked for.

    Raises:
        InvalidFileError: Mistakes; all of them, of all files, are listed.
        NotReadableError: A file cannot be read.
    """
    read: list[_Read] = []
    errors: list[InvalidFileError] = []
    # The shipped ones first: where two claim the same, the user's own is the one to mend.
    for file in sorted(data_files(LEDGERS, root), key=lambda each: each.own):
        shown = f"{TEMPLATES}/{LEDGERS}/{file.path.name}" if file.own else _shipped(file)
        try:
            read.append(_Read(file, shown, read_ledger_file(file, shown, plan)))
        except InvalidFileError as error:
            errors.append(error)
    errors += _quarrels(read)
    if errors:
        raise InvalidFileError("\n".join(each.message for each in errors), errors[0].hint)
    return tuple(sorted((each.ledger for each in read), key=lambda ledger: ledger.id))


def read_ledger_file(file: DataFile, shown: str, plan: Plan) -> Ledger:
    """Return the ledger in one file; the errors are those of `load_ledgers`.

    Args:
        file: The file.
        shown: Its name as the user knows it.
        plan: See there.
    """
    tables = read_toml(file.path, shown)
    shaped = shape(Ledger, tables, LEDGER_PARTS)
    mistakes = shaped if isinstance(shaped, list) else []
    ledger = _mended(tables, mistakes) if isinstance(shaped, list) else shaped
    if ledger is not None:
        fitting = ledger if file.own else _fitting(ledger, plan)
        found = islice((*_own_name(ledger, file), *ledger_mistakes(fitting, plan)), _ENOUGH)
        mistakes = [*mistakes, *(each for each in found if not _follows(each, mistakes, tables))]
        if not mistakes:
            return fitting
    raise invalid_file(shown, placed(mistakes, file.path))


def _shipped(file: DataFile) -> str:
    return f"{LEDGERS}/{file.path.name}"


def _own_name(ledger: Ledger, file: DataFile) -> Iterator[Mistake]:
    if unicodedata.normalize("NFC", ledger.id) != file.name:
        text = _("“{id}” must be the name of the file, “{name}”; change one of them")
        yield Mistake(place="id", text=text.format(id=cut(ledger.id), name=cut(file.name)))


def _mended(tables: dict[str, Any], mistakes: Sequence[Mistake]) -> Ledger | None:
    """Return the ledger without what is wrong, so that the rest can be looked at; None: no way."""
    rest = copy.deepcopy(tables)
    for _round in range(_ROUNDS):
        for mistake in mistakes:
            _mend(rest, mistake.place)
        shaped = shape(Ledger, rest, LEDGER_PARTS)
        if not isinstance(shaped, list):
            return shaped
        mistakes = shaped
    return None


def _mend(tables: dict[str, Any], place: str) -> None:
    """Take out what stands at a place, or put a word where something is missing."""
    above, _dot, key = place.rpartition(".")
    table = _at(tables, above)
    if isinstance(table, dict):
        if key in table:
            del table[key]
        else:
            table[key] = ("…",) if key == "words" else "…"


def _at(tables: object, place: str) -> object:
    """Return what stands at a place; None when nothing does."""
    for part in filter(None, place.split(".")):
        if isinstance(tables, dict):
            tables = tables.get(part)
        elif isinstance(tables, list) and part.isdecimal() and 1 <= int(part) <= len(tables):
            tables = tables[int(part) - 1]
        else:
            return None
    return tables


def _follows(mistake: Mistake, named: Sequence[Mistake], tables: dict[str, Any]) -> bool:
    """Tell whether a mistake may be only what becomes of one that is named already."""
    table, _dot, key = mistake.place.rpartition(".")
    there = _at(tables, table)
    absent = isinstance(there, dict) and key not in there
    for each in named:
        above, _dot, other = each.place.rpartition(".")
        # Whoever refers to a column that could not be read is not wrong.
        if above.startswith("columns") and other not in _HARMLESS and not table.startswith("col"):
            return True
        linked = any({key, other} <= group for group in _LINKED)
        if each.place in {mistake.place, "columns"} or (above == table and (absent or linked)):
            return True
    return False


def _fitting(ledger: Ledger, plan: Plan) -> Ledger:
    """Return a ledger without what the plan does not have, or has elsewhere."""
    material = ledger.material if plan.material(ledger.material) else ""
    numbers = {category.number for category in plan.categories}
    lying = homes(plan)
    events = tuple(_fitting_rule(rule, numbers, lying) for rule in ledger.events)
    return replace(ledger, material=material, events=events)


def _fitting_rule(rule: EventRule, numbers: set[str], lying: Mapping[str, str]) -> EventRule:
    categories = tuple(each for each in rule.categories if each in numbers)
    kept = categories or numbers
    materials = tuple(each for each in rule.materials if lying.get(each) in kept)
    return replace(rule, categories=categories, materials=materials)


def _quarrels(read: Sequence[_Read]) -> Iterator[InvalidFileError]:
    """Yield what more than one ledger claims: a workbook has to be one of them."""
    taken: dict[tuple[str, str], str] = {}
    for each in read:
        mistakes = []
        for place, text in _claims(each.ledger):
            first = taken.setdefault((place, folded(text)), each.shown)
            if first != each.shown:
                said = _("“{text}” stands already in {file}; it can belong to one ledger only")
                mistakes.append(Mistake(place=place, text=said.format(text=cut(text), file=first)))
        if mistakes:
            yield invalid_file(each.shown, placed(mistakes, each.file.path))


def _claims(ledger: Ledger) -> Iterator[tuple[str, str]]:
    yield "name", ledger.name
    if ledger.material:
        yield "material", ledger.material
    for word in ledger.words:
        yield "words", word
