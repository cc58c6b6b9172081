"""认定表: the table in which an assessor decides what only a person can decide."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from archivist.formats.judgement_wording import allowed, decision, said
from archivist.formats.row_key import parse_row_key, row_key
from archivist.formats.score_names import asked, named
from archivist.formats.score_wording import holds_look, met_look, points_text
from archivist.formats.table import Book, Cell, CellState, Column, Row, Sheet
from archivist.formats.wording import period_words
from archivist.formats.workbook import read_table
from archivist.model.display import shown
from archivist.model.judgement import Judgement
from archivist.model.matters import Matter
from archivist.model.period import Period
from archivist.model.rubric import Rubric
from archivist.model.score import (
    BonusScore,
    Certainty,
    ConditionState,
    CriterionScore,
    DutyState,
    Loss,
)
from archivist.model.wording import N_

SCHEMA = "judgements"
STUDIO, MATTER, SAID, BY, NOTE = "studio", "criterion", "deduct", "by", "note"
_NAME, _QUESTION, _ALLOWED, _FILES, _MADE, _KEY = (
    "name", "question", "allowed", "files", "made", "key",
)  # fmt: skip
_COLUMNS = (
    (STUDIO, N_("Studio"), "工作室", 16),
    (MATTER, N_("Criterion"), "评分项", 10),
    (_NAME, N_("Name of the criterion"), "评分项名称", 24),
    (_QUESTION, N_("To be judged"), "认定内容", 36),
    (_ALLOWED, N_("What it takes"), "可填内容", 14),
    (_FILES, N_("What the files say"), "材料情况", 22),
    (SAID, N_("Decision"), "认定结果", 11),
    (BY, N_("Judged by"), "认定人", 12),
    (NOTE, N_("Reasons"), "认定说明", 30),
    (_MADE, N_("Judged so far"), "已有认定", 26),
    (_KEY, N_("Key"), "识别码", 20),
)
_OTHERS = {
    SAID: ("扣分", "Deduct"),
    BY: ("考核人", "By"),
    NOTE: ("说明", "备注", "Note"),
    MATTER: ("编号",),
}
_FILLED = frozenset({SAID, BY, NOTE})

Scored = CriterionScore | ConditionState | DutyState | BonusScore


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """One matter of one studio, for a person to decide."""

    studio: str
    matter: Matter
    scored: Scored | None = None
    """What the files say; None: nothing."""
    made: Judgement | None = None
    """What was decided so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """One row that came back."""

    sheet: str
    row: int
    rubric: str = ""
    """Of the hidden key; empty when it is gone."""
    period: str = ""
    matter: str = ""
    """Of the hidden key, else as the row shows it."""
    studio: str = ""
    said: str = ""
    by: str = ""
    note: str = ""
    whole: bool = True
    """Its hidden key is as archivist wrote it and fits what the row shows, or it is gone."""

    @property
    def untouched(self) -> bool:
        """Nothing was decided in it."""
        return not self.said and not self.note


def judgement_book(
    rubric: Rubric, period: Period, rows: Sequence[OpenRow], *, archive: str = ""
) -> Book:
    """Return the table of what a person has to decide.

    Args:
        rubric: Whose matters these are.
        period: For which one they are decided.
        rows: One for each studio and matter.
        archive: Which archive it belongs to.
    """
    sheet = Sheet(
        name=_("Judgements"),
        title=_("{rubric} · {period} · judgements").format(
            rubric=named(rubric), period=period_words(period)
        ),
        columns=_columns(),
        rows=tuple(_cells(rubric, period, row) for row in rows),
        notes=(
            _("Rubric {rubric}, period {period}. Each row holds for these only.").format(
                rubric=rubric.id, period=period
            ),
            _(
                "Decision: the points that come off, for a bonus those that are given, for a "
                "condition the word met or unmet. 0 points off say that all is well. Judged by: "
                "your name. Rows that are left empty stay undecided. What was judged already is "
                "filled in; to decide it anew, change the decision and the name."
            ),
        ),
        frozen=3,
    )
    return Book(sheets=(sheet,), schema=SCHEMA, archive=archive)


def read_judgement_sheet(path: Path) -> tuple[SaidRow, ...]:
    """Return the rows of a table of judgements in a workbook or a CSV file.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is no such table.
    """
    return tuple(map(_returned, read_table(path, _columns()).rows))


def title_of(key: str) -> str:
    """Return what heads a column."""
    return next(_(title) for each, title, _chinese, _width in _COLUMNS if each == key)


def _columns() -> tuple[Column, ...]:
    notes = {
        SAID: _("Points, such as 2 or 0.5; for a condition: met or unmet"),
        BY: _("The name of the person who decides"),
    }
    return tuple(
        Column(
            key=key,
            title=_(title),
            also=(title, chinese, *_OTHERS.get(key, ())),
            width=width,
            locked=key not in _FILLED,
            hidden=key == _KEY,
            required=key in {MATTER, SAID, BY},
            note=notes.get(key, ""),
        )
        for key, title, chinese, width in _COLUMNS
    )


def _cells(rubric: Rubric, period: Period, row: OpenRow) -> Mapping[str, Cell]:
    matter = row.matter
    questions = "\n".join(asked(each) for each in matter.questions)
    made = row.made
    wanted = CellState.MISSING if made is None else CellState.GIVEN
    return {
        STUDIO: Cell(shown(row.studio)),
        MATTER: Cell(shown(matter.id)),
        _NAME: Cell(named(matter.thing)),
        _QUESTION: Cell(questions or named(matter.thing)),
        _ALLOWED: Cell(allowed(matter)),
        _FILES: Cell(_files(row.scored)),
        SAID: Cell(said(matter, made.deduct) if made else "", wanted),
        BY: Cell(made.by if made else "", wanted),
        NOTE: Cell(made.note if made else ""),
        _MADE: Cell(_made(row)),
        _KEY: Cell(_key_of([rubric.id, str(period), matter.id, row.studio])),
    }


def open_rows(book: Book) -> int:
    """Return how many rows of a table of judgements wait for a decision."""
    rows = (row for sheet in book.sheets for row in sheet.rows)
    return sum(row[SAID].state is CellState.MISSING for row in rows)


def _files(scored: Scored | None) -> str:
    """Return what files tell, whatever a person decided or has to decide beside them."""
    if isinstance(scored, CriterionScore | ConditionState | DutyState):
        scored = replace(scored, losses=tuple(filter(_by_files, scored.losses)))
    if isinstance(scored, CriterionScore):
        if not scored.points:
            return met_look(scored).word
        return _("secured {secured}, possible {possible}").format(
            secured=points_text(scored.secured), possible=points_text(scored.possible)
        )
    if isinstance(scored, ConditionState):
        return holds_look(scored).word
    if isinstance(scored, DutyState):
        return met_look(scored).word
    return ""


def _by_files(loss: Loss) -> bool:
    return loss.certainty not in {Certainty.JUDGED, Certainty.UNDECIDED}


def _made(row: OpenRow) -> str:
    if row.made is None:
        return ""
    text = _("{decision}, {by}, {day}").format(
        decision=decision(row.matter, row.made.deduct), by=row.made.by, day=row.made.at[:10]
    )
    return shown(text) + (f"\n{shown(row.made.note)}" if row.made.note else "")


def _key_of(parts: Sequence[str]) -> str:
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return row_key(text, hashlib.sha256(text.encode("ascii")).hexdigest())


def _returned(row: Row) -> SaidRow:
    values = row.values
    key = values.get(_KEY, "")
    parts = _parts(key)
    studio, matter = values.get(STUDIO, ""), values.get(MATTER, "")
    rubric, period, matter_of_key, studio_of_key = parts or ("", "", matter, studio)
    # An empty studio is a column that was taken out.
    fits = _seen(matter_of_key) == _seen(matter) and _seen(studio) in {"", _seen(studio_of_key)}
    return SaidRow(
        sheet=row.sheet,
        row=row.number,
        rubric=rubric,
        period=period,
        matter=matter_of_key,
        studio=studio_of_key,
        said=values.get(SAID, ""),
        by=" ".join(values.get(BY, "").split()),
        note=values.get(NOTE, ""),
        whole=fits if parts or not key else False,
    )


def _seen(text: str) -> str:
    """Return a text as a cell shows it, whose blanks at the ends are trimmed."""
    return " ".join(shown(text).split())


def _parts(key: str) -> tuple[str, str, str, str] | None:
    """Return rubric, period, matter and studio; None: it is no key as it was written."""
    text, digest = parse_row_key(key)
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != 4:
        return None
    if not all(isinstance(part, str) for part in parts):
        return None
    whole = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest().startswith(digest)
    return (parts[0], parts[1], parts[2], parts[3]) if whole and digest else None
