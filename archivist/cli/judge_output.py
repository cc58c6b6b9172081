"""Showing judgements: one that was made, all of them, and what a table decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.judge import Judged
from archivist.actions.judge_sheet import RowDecision, RowTrouble, SheetReport, Trouble
from archivist.cli.screen import show, styled, wrapped
from archivist.errors import ArchivistError
from archivist.formats.judgement_sheet import title_of
from archivist.formats.judgement_wording import decision, matter_name
from archivist.formats.score_names import named
from archivist.formats.score_wording import CERTAINTY
from archivist.model.display import shown
from archivist.model.judgement import Judgement
from archivist.model.matters import Matter, matters
from archivist.model.names import same_name
from archivist.model.period import Period
from archivist.model.rubric import Rubric
from archivist.model.score import Certainty
from archivist.model.wording import N_
from archivist.store.judgements import Judgements

_FEW = 20
"""Decisions that are listed without ``-v``."""
_LOOK = CERTAINTY[Certainty.JUDGED]
_TROUBLE = {
    Trouble.KEY: N_(
        "the hidden key does not fit what the row shows; write the decision into a new worksheet"
    ),
    Trouble.RUBRIC: N_("it is a row for the rubric {detail}; read each table by itself"),
    Trouble.PERIOD: N_("it is a row for the period {detail}; read each table by itself"),
    Trouble.STUDIO: N_("there is no such studio; write its name as in archive.toml"),
    Trouble.MATTER: N_("there is no such criterion; write its number as in the rubric"),
    Trouble.FILES: N_("{detail} Leave the decision empty."),
    Trouble.DECISION: N_("{detail}"),
    Trouble.BY: N_("the name of the person who decides is missing"),
    Trouble.TWICE: N_("an earlier row decides the same; clear one of them"),
}
_NEAR = frozenset({Trouble.STUDIO, Trouble.MATTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which judgements are to be listed; what is empty chooses all."""

    rubric: str = ""
    criterion: str = ""
    studio: str = ""
    period: Period | None = None

    def takes(self, judgement: Judgement) -> bool:
        """Tell whether a judgement is one of them."""
        pairs = (
            (self.rubric, judgement.rubric),
            (self.criterion, judgement.criterion),
            (self.studio, judgement.studio),
        )
        named_so = all(not text or same_name(text) == same_name(own) for text, own in pairs)
        return named_so and self.period in {None, judgement.period}


def show_judged(judged: Judged) -> None:
    """Write what was decided, and what counted before."""
    made = judged.judgement
    show(wrapped(_line(made, judged.matter), "  ", first=f"{_LOOK.sign} "))
    if not judged.new:
        show(_("This was judged so already; nothing was written."))
        return
    if judged.before is not None:
        text = _("It counts instead of no. {number}: {what}").format(
            number=judged.before.number, what=_said(judged.before, judged.matter)
        )
        show(wrapped(text, "  "))
    show(_("Kept as no. {number}.").format(number=made.number))
    if made.withdrawn:
        show(_("The matter is undecided again."))
    else:
        show(_("To take it back: --withdraw instead of the decision; “archivist undo” does not."))


def show_list(found: Judgements, wanted: Wanted, rubric_of: Callable[[str], Rubric]) -> None:
    """Write what was judged, the oldest first, and what does not count any more."""
    last = {each.place: each for each in found.judgements}
    chosen = [each for each in found.judgements if wanted.takes(each)]
    known = {each: _matters(each, rubric_of) for each in {j.rubric for j in chosen}}
    for each in chosen:
        matter = known[each.rubric].get(each.criterion)
        line = _("no. {number}: {what}").format(number=each.number, what=_line(each, matter))
        show(wrapped(line, "    ", first=f"{_LOOK.sign} "))
        if each.note:
            show(wrapped(shown(each.note), "    "))
        later = last[each.place]
        if later is not each:
            text = _("Counts no more: no. {number} came after it.")
            if later.withdrawn:
                text = _("Counts no more: no. {number} withdrew it.")
            show(wrapped(text.format(number=later.number), "    "))
    text = ngettext("{count} judgement", "{count} judgements", len(chosen))
    show(text.format(count=len(chosen)))
    _show_faults(found)


def show_written(rows: int, undecided: int, target: Path) -> None:
    """Write where the table lies, how much of it waits, and what to do with it."""
    text = ngettext(
        "{count} matter to be judged in {target}", "{count} matters to be judged in {target}",
        undecided,
    )  # fmt: skip
    show(text.format(count=undecided, target=shown(str(target))))
    if rows > undecided:
        text = ngettext(
            "{count} more is judged already and filled in.",
            "{count} more are judged already and filled in.",
            rows - undecided,
        )
        show(text.format(count=rows - undecided))
    line = f'archivist judge --read "{shown(str(target))}"'
    show(_("Fill it in, save it, then see what it decides: {line}").format(line=line))


def show_read(report: SheetReport, source: Path, *, verbose: bool) -> None:
    """Write row by row what a table decides, and which rows cannot be taken over."""
    text = _("{rubric}, {period}").format(rubric=named(report.rubric), period=report.period)
    show(text)
    for trouble in report.troubles:
        _show_trouble(trouble)
    listed = report.decisions if verbose else report.decisions[:_FEW]
    for each in listed:
        _show_decision(each)
    if len(report.decisions) > len(listed):
        more = len(report.decisions) - len(listed)
        show("  " + _("and {count} more (-v lists all)").format(count=more))
    _conclude(report, source)


def _matters(rubric_id: str, rubric_of: Callable[[str], Rubric]) -> Mapping[str, Matter]:
    """Return what a rubric leaves to a person; nothing when it is gone or has mistakes."""
    try:
        rubric = rubric_of(rubric_id)
    except ArchivistError:
        return {}
    return matters(rubric) if rubric.id == rubric_id else {}


def _line(judgement: Judgement, matter: Matter | None) -> str:
    return _("{matter}: {what}, {studio}, {period}").format(
        matter=shown(matter_name(matter) if matter is not None else judgement.criterion),
        what=_said(judgement, matter),
        studio=shown(judgement.studio),
        period=judgement.period,
    )


def _said(judgement: Judgement, matter: Matter | None) -> str:
    what, by = decision(matter, judgement.deduct), shown(judgement.by)
    if judgement.withdrawn:
        what = _("withdrawn")
    if not judgement.at:
        return _("{decision} by {by}").format(decision=what, by=by)
    return _("{decision} by {by} on {day}").format(
        decision=what, by=by, day=shown(judgement.at[:10])
    )


def _show_faults(found: Judgements) -> None:
    """Write which lines of the file cannot be understood, or were changed by another hand."""
    for numbers, text in (
        (found.broken, _("Lines that are no judgement are passed over: {lines}")),
        (
            found.altered,
            _("The file was changed by another hand at or before these lines: {lines}"),
        ),
    ):
        if numbers:
            listed = _(", ").join(str(number) for number in numbers[:_FEW])
            listed += "…" if len(numbers) > _FEW else ""
            show(wrapped(text.format(lines=listed), "  ", first="! "))


def _show_trouble(trouble: RowTrouble) -> None:
    row = trouble.row
    place = _("sheet {sheet}, row {row}").format(sheet=shown(row.sheet), row=row.row)
    if trouble.column:
        place = _("{place}, column {column}").format(place=place, column=title_of(trouble.column))
    text = _(_TROUBLE[trouble.trouble]).format(detail=shown(trouble.detail))
    if trouble.trouble in _NEAR and trouble.detail:
        text = _("{text} (did you mean {near}?)").format(text=text, near=shown(trouble.detail))
    line = _("{place}: {what}").format(place=place, what=text)
    show(styled(wrapped(line, "  ", first="× "), CERTAINTY[Certainty.LOST]))


def _show_decision(each: RowDecision) -> None:
    place = _("sheet {sheet}, row {row}").format(sheet=shown(each.row.sheet), row=each.row.row)
    line = _("{place}: {what}").format(place=place, what=_line(each.judgement, each.matter))
    show(wrapped(line, "    ", first=f"{_LOOK.sign} "))
    if each.before is not None:
        text = _("It counts instead of no. {number}: {what}").format(
            number=each.before.number, what=_said(each.before, each.matter)
        )
        show(wrapped(text, "    "))


def _conclude(report: SheetReport, source: Path) -> None:
    text = _("{rows} rows: {new} new, {same} judged so already, {undecided} left undecided")
    show(
        text.format(
            rows=report.rows,
            new=len(report.decisions),
            same=report.same,
            undecided=report.undecided,
        )
    )
    if report.troubles:
        text = ngettext(
            "{count} row cannot be taken over. Nothing was written: mend it and read it again.",
            "{count} rows cannot be taken over. Nothing was written: mend them and read it again.",
            len(report.troubles),
        )
        show(text.format(count=len(report.troubles)))
    elif report.added is not None:
        text = ngettext("{count} judgement kept.", "{count} judgements kept.", len(report.added))
        show(text.format(count=len(report.added)))
    elif report.decisions:
        line = f'archivist judge --read "{shown(str(source))}" --yes'
        show(_("Nothing was written yet. To keep it: {line}").format(line=line))
