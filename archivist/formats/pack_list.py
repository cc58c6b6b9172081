"""The list of a pack: number, title, date, checksum and box of every piece of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from archivist.formats.score_names import named
from archivist.formats.score_wording import points_text
from archivist.formats.table import Book, Cell, Column, Sheet
from archivist.formats.wording import period_words
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.pack import SUMS, PackLine, PackPlan
from archivist.model.score import CriterionScore

SCHEMA = "pack"


def list_book(
    plans: Sequence[PackPlan], sums: Mapping[str, str], refused: Mapping[str, str], archive: str
) -> bytes:
    """Return the list as a workbook, one sheet a studio, in the rubric's own order.

    Args:
        plans: What the pack of each studio holds.
        sums: SHA-256 of each file of the pack, by its path.
        refused: Why a file could not be copied, by its path.
        archive: The name of the archive's folder.
    """
    sheets = tuple(_sheet(plan, sums, refused) for plan in plans)
    return workbook_bytes(Book(sheets=sheets, schema=SCHEMA, archive=archive))


def list_text(
    plans: Sequence[PackPlan], sums: Mapping[str, str], refused: Mapping[str, str]
) -> str:
    """Return the list as plain text, which every system shows."""
    lines: list[str] = []
    for plan in plans:
        lines += [*_notes(plan), ""]
        for each in plan.score.criteria:
            lines.append(_head(each))
            held = [line for line in plan.lines if line.criterion == each.criterion.id]
            lines += [f"  {_plain(line, sums, refused)}" for line in held] or [f"  {_none(each)}"]
            lines.append("")
    return "\r\n".join(lines)


def sums_text(sums: Mapping[str, str]) -> bytes:
    """Return the list of checksums in the form that ``sha256sum -c`` reads."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode("utf-8")


def _notes(plan: PackPlan) -> tuple[str, ...]:
    score = plan.score
    return (
        _("Evidence of {studio}: {rubric}, {period}").format(
            studio=shown(score.studio),
            rubric=named(score.rubric),
            period=period_words(score.period),
        ),
        _("As of {day}. Checksums: {file} (SHA-256); “sha256sum -c {file}” checks them.").format(
            day=dotted(score.as_of), file=SUMS
        ),
    )


def _head(each: CriterionScore) -> str:
    text = f"{each.criterion.id} {named(each.criterion)}"
    if not each.points:
        return text
    return f"{text}  {points_text(each.secured)} / {points_text(each.points)}"


def _none(each: CriterionScore) -> str:
    return _("nothing has to be proved") if each.met else _("nothing is filed")


def _plain(line: PackLine, sums: Mapping[str, str], refused: Mapping[str, str]) -> str:
    day = dotted(line.day) if line.day else ""
    box = _("box {box}").format(box=shown(line.box)) if line.box else _paperless(line)
    there = _missing(line, refused) or shown(line.path)
    parts = [f"{line.number:03}", day, shown(line.title), box, there, sums.get(line.path, "")]
    return "  ".join(part for part in parts if part)


def _paperless(line: PackLine) -> str:
    if not line.paperless:
        return ""
    return _("no paper copy: {reason}").format(reason=shown(line.paperless))


def _missing(line: PackLine, refused: Mapping[str, str]) -> str:
    """Return why a file is not in the pack; empty: it is."""
    if line.path not in refused:
        return ""
    text = _("not copied: {path} ({reason})")
    return text.format(path=shown(line.source), reason=shown(refused[line.path]))


def _sheet(plan: PackPlan, sums: Mapping[str, str], refused: Mapping[str, str]) -> Sheet:
    criteria = {each.criterion.id: each for each in plan.score.criteria}
    rows: list[Mapping[str, Cell]] = []
    held = {line.criterion for line in plan.lines}
    for name, each in criteria.items():
        lines = [line for line in plan.lines if line.criterion == name]
        rows += [_row(line, each, sums, refused) for line in lines]
        if name not in held:
            rows.append({"criterion": Cell(_head(each)), "title": Cell(_none(each))})
    title, *notes = _notes(plan)
    return Sheet(
        name=plan.score.studio,
        title=title,
        columns=_columns(),
        rows=tuple(rows),
        notes=tuple(notes),
        frozen=2,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="number", title=_("No."), width=7),
        Column(key="criterion", title=_("Criterion"), width=30),
        Column(key="title", title=_("Title"), width=32),
        Column(key="day", title=_("Date"), width=12),
        Column(key="file", title=_("File"), width=44),
        Column(key="box", title=_("Box"), width=12),
        Column(key="elements", title=_("Cause · place · people · source"), width=36),
        Column(key="sum", title=_("Checksum (SHA-256)"), width=34),
        Column(key="source", title=_("In the archive"), width=44),
    )


def _row(
    line: PackLine,
    each: CriterionScore,
    sums: Mapping[str, str],
    refused: Mapping[str, str],
) -> Mapping[str, Cell]:
    missing = _missing(line, refused)
    return {
        "number": Cell(f"{line.number:03}"),
        "criterion": Cell(_head(each)),
        "title": Cell(shown(line.title)),
        "day": Cell(dotted(line.day) if line.day else ""),
        "file": Cell(missing or shown(line.path), link="" if missing else line.path),
        "box": Cell(shown(line.box) or _paperless(line)),
        "elements": Cell(shown(line.elements)),
        "sum": Cell(sums.get(line.path, "")),
        "source": Cell(shown(line.source)),
    }
