"""A verdict as a workbook: a summary, then one sheet for each section in the rubric's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from itertools import zip_longest

from archivist.formats.score_beside import beside_sheet
from archivist.formats.score_cure import cure
from archivist.formats.score_evidence import proof_link, proof_text
from archivist.formats.score_names import Names, asked, consequences, named
from archivist.formats.score_why import why
from archivist.formats.score_wording import (
    band_name,
    by_when,
    certainty_look,
    is_without_points,
    judged_points,
    met_look,
    minus,
    period_line,
    points_text,
    unread_text,
)
from archivist.formats.table import Book, Cell, CellState, Column, Kind, Sheet
from archivist.formats.workbook import workbook_bytes
from archivist.model.display import shown
from archivist.model.score import (
    Certainty,
    CriterionScore,
    Loss,
    Proof,
    Score,
    SectionScore,
)
from archivist.model.verdict import StudioVerdict, Verdict

SCHEMA = "rubric-audit"

_Row = Mapping[str, Cell]


def score_book(verdict: Verdict, base: str = "") -> bytes:
    """Return a workbook for the inspection; the same verdict gives the same bytes.

    Args:
        verdict: What the audit came to.
        base: From the workbook's folder to the archive, such as ``../``; empty: it lies in it.
    """
    names = Names.of(verdict)
    sections = verdict.rubric.sections
    sheets = [_section(verdict, at, names, base) for at in range(len(sections))]
    beside = beside_sheet(verdict, names)
    book = Book(
        sheets=(_summary(verdict), *sheets, beside), schema=SCHEMA, archive=shown(verdict.archive)
    )
    return workbook_bytes(book)


def _summary(verdict: Verdict) -> Sheet:
    points = [
        ("points", _("points"), 10),
        ("secured", _("secured"), 10),
        ("possible", _("possible"), 10),
        ("lost", _("lost"), 10),
        ("judged", _("of it by a person"), 12),
        ("bonus", _("bonus"), 10),
    ]
    columns = (
        *((Column(key="rank", title=_("rank"), width=8, kind=Kind.NUMBER),) * verdict.ranked),
        Column(key="studio", title=_("studio"), width=26),
        Column(key="section", title=_("section"), width=22),
        *(Column(key=k, title=t, width=w, kind=Kind.POINTS) for k, t, w in points),
        Column(key="band", title=_("band"), width=16),
        Column(key="leads", title=_("consequence"), width=40),
    )
    rows = [
        row
        for rank, studio in enumerate(verdict.studios, start=1)
        for row in _summary_rows(studio, rank)
    ]
    return Sheet(
        name=_("Summary"),
        title=shown(named(verdict.rubric)),
        columns=columns,
        rows=tuple(rows),
        notes=tuple(_notes(verdict)),
        frozen=3,
    )


def _notes(verdict: Verdict) -> Iterator[str]:
    line = _("{archive}, {period}").format(archive=verdict.archive, period=period_line(verdict))
    yield shown(line)
    for studio in verdict.studios:
        for path, reason in sorted(studio.unread.items()):
            yield shown(f"! {unread_text(path, reason)}")


def _summary_rows(studio: StudioVerdict, rank: int) -> Iterator[_Row]:
    score = studio.score
    band = score.band.secured
    leads = _("; ").join(consequences(band)) if band is not None else ""
    yield {
        "rank": Cell(str(rank)),
        "studio": _cell(score.studio),
        "section": Cell(_("Total")),
        **_figures(score),
        "judged": Cell(points_text(judged_points(score))),
        "bonus": Cell(points_text(score.bonus)),
        "band": _cell(band_name(band)),
        "leads": _cell(leads),
    }
    for section in score.sections:
        name = {"studio": _cell(score.studio), "section": _cell(named(section.section))}
        yield {**name, **_figures(section)}


def _figures(scored: Score | SectionScore | CriterionScore) -> _Row:
    lost = scored.points - scored.possible
    figures = {"points": scored.points, "secured": scored.secured, "possible": scored.possible}
    return {key: Cell(points_text(value)) for key, value in {**figures, "lost": lost}.items()}


def _section(verdict: Verdict, at: int, names: Names, base: str) -> Sheet:
    several = len(verdict.studios) > 1
    section = verdict.rubric.sections[at]
    rows = [
        {"studio": _cell(studio.score.studio), **row}
        for studio in verdict.studios
        for scored in studio.score.sections[at].criteria
        for row in _rows(scored, names, base, bare=is_without_points(studio.score))
    ]
    return Sheet(
        name=shown(named(section)),
        title=shown(_section_title(verdict, at)),
        columns=_columns(several=several),
        rows=tuple(rows),
        notes=(period_line(verdict), _inspector()),
        frozen=3,
    )


def _inspector() -> str:
    return _("“{column}” is for the inspectors to fill in.").format(column=_seen())


def _seen() -> str:
    return _("points of the inspection")


def _section_title(verdict: Verdict, at: int) -> str:
    name = named(verdict.rubric.sections[at])
    if len(verdict.studios) != 1:
        return name
    section = verdict.studios[0].score.sections[at]
    return _("{name}: secured {secured}, possible {possible}, of {points}").format(
        name=name,
        secured=points_text(section.secured),
        possible=points_text(section.possible),
        points=points_text(section.points),
    )


def _columns(*, several: bool) -> tuple[Column, ...]:
    return (
        *((Column(key="studio", title=_("studio"), width=18),) * several),
        Column(key="id", title=_("No."), width=9),
        Column(key="name", title=_("criterion"), width=22),
        Column(key="asked", title=_("what is asked"), width=26),
        Column(key="points", title=_("points"), width=9, kind=Kind.POINTS),
        Column(key="secured", title=_("secured"), width=9, kind=Kind.POINTS),
        Column(key="possible", title=_("possible"), width=9, kind=Kind.POINTS),
        Column(key="seen", title=_seen(), width=12, kind=Kind.POINTS, note=_inspector()),
        Column(key="sure", title=_("state"), width=12),
        Column(key="off", title=_("comes off"), width=9, kind=Kind.POINTS),
        Column(key="later", title=_("comes off later"), width=9, kind=Kind.POINTS),
        Column(key="why", title=_("why"), width=32),
        Column(key="cure", title=_("cure"), width=36),
        Column(key="when", title=_("by when"), width=14),
        Column(key="evidence", title=_("evidence"), width=46),
        Column(key="open", title=_("to the file"), width=9),
    )


def _rows(scored: CriterionScore, names: Names, base: str, *, bare: bool) -> Iterator[_Row]:
    """Yield the rows of one criterion: its figures in the first, a loss and a proof in each."""
    head = _head(scored, bare=bare)
    for loss, proof in zip_longest(scored.losses, scored.proofs):
        yield {**head, **_loss(loss, names, scored.criterion.id), **_proof(proof, names, base)}
        head = {key: head[key] for key in ("id", "name")}
    if not scored.losses and not scored.proofs:
        yield head


def _head(scored: CriterionScore, *, bare: bool) -> dict[str, Cell]:
    criterion = scored.criterion
    demands = dict.fromkeys(asked(each) for each in criterion.deductions)
    head = {
        "id": _cell(criterion.id),
        "name": _cell(named(criterion)),
        "asked": Cell("\n".join(map(shown, demands))),
        "seen": Cell(state=CellState.MISSING),
    }
    if bare:
        look = met_look(scored)
        return {**head, "sure": Cell(f"{look.sign} {look.word}")}
    figures = _figures(scored)
    return {**head, **{key: figures[key] for key in ("points", "secured", "possible")}}


def _loss(loss: Loss | None, names: Names, matter: str) -> _Row:
    if loss is None:
        return {}
    look = certainty_look(loss.certainty)
    return {
        "sure": Cell(f"{look.sign} {look.word}"),
        **_off(loss),
        "why": _cell(why(loss, names)),
        "cure": Cell() if loss.certainty is Certainty.JUDGED else _cell(cure(loss, names, matter)),
        "when": Cell(by_when(loss)),
    }


def _off(loss: Loss) -> _Row:
    """Return what comes off, apart from what comes off in a later period."""
    if loss.certainty is Certainty.FORECAST:
        return {"later": Cell(minus(loss.raw))}
    return {"off": Cell(minus(loss.points))} if loss.points or loss.raw else {}


def _proof(proof: Proof | None, names: Names, base: str) -> _Row:
    if proof is None:
        return {}
    path = proof_link(proof)
    link = f"{base}{path}" if path else ""
    # Not every program breaks a text that is a link over several lines.
    opener = Cell(_("show"), link=link) if link else Cell()
    return {"evidence": _cell(proof_text(proof, names)), "open": opener}


def _cell(text: str) -> Cell:
    return Cell(shown(text))
