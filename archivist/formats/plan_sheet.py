"""The import plan as a table: where each old file is to go, for a person to agree or to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from archivist.formats.row_key import parse_row_key, row_key
from archivist.formats.table import Book, Cell, CellState, Column, Kind, Row, Sheet
from archivist.formats.workbook import read_table, write_workbook
from archivist.model.display import shown
from archivist.model.wording import N_

SCHEMA = "import-plan"
_ADOPT, _SOURCE, _SIZE, _WHY, _KEY = "adopt", "source", "size", "why", "key"
_FILLED = ("studio", "category", "item", "date", "name", "material")
_TITLES = {
    _ADOPT: (N_("Adopt"), "采纳"),
    _SOURCE: (N_("Old path"), "原路径"),
    _SIZE: (N_("Size"), "大小"),
    "studio": (N_("Studio"), "工作室"),
    "category": (N_("Category"), "类目"),
    "item": (N_("Item"), "案卷"),
    "date": (N_("Date"), "日期"),
    "name": (N_("New name"), "新文件名"),
    "material": (N_("Material"), "应归材料"),
    "certainty": (N_("Certainty"), "把握"),
    _WHY: (N_("Why"), "依据"),
    "note": (N_("Remarks"), "备注"),
    _KEY: (N_("Key"), "识别码"),
}
_OTHERS = {"material": ("材料",), _ADOPT: ("是否采纳",), _SOURCE: ("原文件", "旧路径")}
"""Other titles under which people know a column."""
_WIDTHS = (6, 34, 9.5, 14, 18, 24, 11, 23, 13, 8, 24, 12, 20)
_LOCKED = frozenset({_SOURCE, _SIZE, "certainty", _WHY, _KEY})
_CENTRED = frozenset({_ADOPT, _SIZE, "date", "certainty"})
_YES = frozenset({"是", "yes", "y", "copy", "√", "✓"})
_NO = frozenset({"否", "no", "n", "skip", "×"})
_DOUBTED = frozenset({"不导入", "not imported", "不确定", "unsure"})
"""Certainties with which a plan proposes no."""


class PlanAction(StrEnum):
    """What becomes of one old file."""

    COPY = "copy"
    SKIP = "skip"


class Shade(StrEnum):
    """How the table shows that a proposal is sure, or is not."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    LEFT = "left"
    """The file is proposed to be left out."""


_SHADES = {
    Shade.SURE: N_("sure"),
    Shade.LIKELY: N_("likely"),
    Shade.UNSURE: N_("unsure"),
    Shade.LEFT: N_("not imported"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """What is proposed for one old file."""

    source: str
    """Below the folder that is imported, with slashes."""
    size: int
    """Bytes."""
    sha256: str
    action: PlanAction
    studio: str = ""
    category: str = ""
    """Number and name: ``06 培训学习资料``."""
    item: str = ""
    """Date and title: ``20220125 测流仪器理论授课``."""
    name: str = ""
    material: str = ""
    date: str = ""
    certainty: Shade = Shade.UNSURE
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoices:
    """What the drop-downs offer."""

    studios: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row of a plan that came back."""

    sheet: str
    row: int
    source: str
    """Empty when the row names no file."""
    sha256: str
    """The first 16 digits; empty when the hidden key is gone."""
    action: PlanAction | None
    """None: neither yes nor no."""
    values: Mapping[str, str]
    """Of studio, category, item, date, name, material and note, where the column is there."""
    proposed: str = ""
    """Why the plan itself proposed to leave it out; empty when it did not."""


def write_plan(
    target: Path | BinaryIO,
    rows: Sequence[PlanRow],
    choices: PlanChoices | None = None,
    *,
    archive: str = "",
) -> None:
    """Write an import plan.

    Args:
        target: An open stream, or a path where nothing is yet.
        rows: One for each old file.
        choices: What the drop-downs offer; None: nothing.
        archive: Which archive it belongs to.

    Raises:
        NotWritableError: There is something of that name, or the file system refuses.
    """
    name = _("Import plan")
    sheet = Sheet(
        name=name,
        title=name,
        columns=_columns(choices or PlanChoices()),
        rows=tuple(_cells(row) for row in rows),
        notes=(
            _(
                "Only rows with yes under Adopt are copied into the archive; the old files stay"
                " where they are, unchanged. Correct the slanted guesses, fill in the dashed"
                " cells."
            ),
        ),
        frozen=2,
    )
    write_workbook(target, Book(sheets=(sheet,), schema=SCHEMA, archive=archive))


def read_plan(path: Path) -> tuple[PlannedRow, ...]:
    """Return the rows of an import plan in a workbook or a CSV file.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is no import plan.
    """
    return tuple(_returned(row) for row in read_table(path, _columns(PlanChoices())).rows)


def _columns(choices: PlanChoices) -> tuple[Column, ...]:
    offers = {
        _ADOPT: (_("yes"), _("no")),
        "studio": choices.studios,
        "category": choices.categories,
        "material": choices.materials,
    }
    notes = {
        _ADOPT: _("yes: copy this file into the archive; no: leave it out"),
        "item": _("Date and title, for example: 20220125 theory lesson"),
        "date": _("For example 2022.01.25"),
    }
    return tuple(
        Column(
            key=key,
            title=_(title),
            also=(title, chinese, *_OTHERS.get(key, ())),
            width=width,
            kind=Kind.DATE if key in _CENTRED else Kind.TEXT,
            choices=offers.get(key, ()),
            strict=key == _ADOPT,
            locked=key in _LOCKED,
            hidden=key == _KEY,
            required=key in {_ADOPT, _SOURCE},
            note=notes.get(key, ""),
        )
        for (key, (title, chinese)), width in zip(_TITLES.items(), _WIDTHS, strict=True)
    )


def _cells(row: PlanRow) -> dict[str, Cell]:
    copied = row.action is PlanAction.COPY
    sure = row.certainty is Shade.SURE or not copied
    filled = {key: str(getattr(row, key)) for key in _FILLED}
    needed = {"studio", "category", "item", "name"} if copied else set()
    return {
        _ADOPT: Cell(_("yes") if copied else _("no"), _guessed(sure=sure)),
        _SOURCE: Cell(shown(row.source), CellState.LOCKED),
        _SIZE: Cell(_size(row.size)),
        "certainty": Cell(_(_SHADES[row.certainty])),
        _WHY: Cell(row.why),
        "note": Cell(row.note),
        _KEY: Cell(row_key(row.source, row.sha256)),
    } | {
        key: Cell(text, CellState.MISSING)
        if key in needed and not text
        else Cell(text, _guessed(sure=sure or not text))
        for key, text in filled.items()
    }


def _guessed(*, sure: bool) -> CellState:
    return CellState.GIVEN if sure else CellState.PROPOSED


def _size(size: int) -> str:
    """Return a size as file managers show it."""
    if size < 1024 * 1024:
        return f"{-(-size // 1024):,} KB"
    return f"{size / 1024 / 1024:,.1f} MB"


def _returned(row: Row) -> PlannedRow:
    source, sha256 = parse_row_key(row.values.get(_KEY, ""))
    said = row.values.get(_ADOPT, "").casefold()
    certainty = row.values.get("certainty", "").casefold()
    action = PlanAction.COPY if said in _YES else PlanAction.SKIP if said in _NO else None
    return PlannedRow(
        sheet=row.sheet,
        row=row.number,
        source=source or row.values.get(_SOURCE, ""),
        sha256=sha256,
        action=action,
        values={key: row.values[key] for key in (*_FILLED, "note") if key in row.values},
        proposed=row.values.get(_WHY, "") if certainty in _DOUBTED else "",
    )
