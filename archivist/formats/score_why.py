"""Why points come off: one sentence with figures for each loss."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.score_names import Names, asked, listed
from archivist.formats.score_wording import day_of, points_text
from archivist.formats.wording import period_words
from archivist.model.days import dotted
from archivist.model.event import Event, Lack, LackKind
from archivist.model.ledger import ColumnKind
from archivist.model.rubric import Deduction, DeductionKind
from archivist.model.score import Certainty, Loss

FEW = 3
"""Events or places named in a sentence; the rest is counted."""


def why(loss: Loss, names: Names) -> str:
    """Return why points come off, in one sentence with the figures."""
    text = _WHY[loss.deduction.kind](loss, names)
    if loss.period is None or loss.deduction.kind is DeductionKind.JUDGE:
        return text
    few = loss.deduction.kind is DeductionKind.FEW
    form = _("{period} {text}") if few else _("{period}, {text}")
    return form.format(period=period_words(loss.period), text=text)


def details(loss: Loss, names: Names) -> list[str]:
    """Return every incomplete event with what it lacks, then every place."""
    return [*(event_text(event, names) for event in loss.events), *map(place_text, loss.places)]


def event_text(event: Event, names: Names) -> str:
    """Return an event with all that it lacks."""
    head = _("“{title}” of {day}").format(title=event.title, day=dotted(event.day))
    lacking = lacks(event, names)
    return _("{event} {lacks}").format(event=head, lacks=lacking) if lacking else head


def lacks(event: Event, names: Names) -> str:
    """Return what an event lacks: ``lacks the sign-in sheet, an image``."""
    what = listed(lack_name(lack, event, names) for lack in event.lacking)
    return _("lacks {what}").format(what=what) if what else ""


def lack_name(lack: Lack, event: Event, names: Names) -> str:
    """Return the name of one thing that is lacking."""
    if lack.kind is LackKind.ENTRY:
        return _("the entry in the ledger")
    if lack.kind is LackKind.ITEM:
        return _("anything filed")
    if lack.kind in {LackKind.FIELD, LackKind.MONTH}:
        return _("“{column}” in the ledger").format(column=names.column(event.ledger, lack.name))
    if lack.kind is LackKind.PHOTO:
        return _("a photo with all five elements")
    return names.name(lack.name)


def place_text(place: str) -> str:
    """Return ``workbook#sheet!row`` as a person says it; a path is left as it is."""
    path, mark, rest = place.rpartition("#")
    sheet, stop, row = rest.rpartition("!")
    if not (mark and stop and row.isdecimal()):
        return place
    book = path.rpartition("/")[2]
    return _("row {row} of {book} (sheet {sheet})").format(row=row, book=book, sheet=sheet)


def condition_words(deduction: Deduction, names: Names) -> str:
    """Return what entries have to say: ``with “岗位”: 组长``; nothing when all of them count."""
    ledger = next(iter(deduction.ledgers), "")
    said = [
        _("“{column}”: {words}").format(
            column=names.column(ledger, when.column), words=_(" or ").join(when.words)
        )
        for when in deduction.when
    ]
    return _(" with {conditions}").format(conditions=_(", ").join(said)) if said else ""


def _material(loss: Loss, names: Names) -> str:
    if loss.deduction.any_of:
        text = _("none of these is there, complete: {names}")
        return text.format(names=listed(map(names.name, loss.deduction.any_of)))
    if loss.certainty is Certainty.OPEN:
        text = _("not there yet, or not complete: {names}")
    else:
        text = _("missing or incomplete: {names}")
    return text.format(names=_lacking(loss, names))


def _lacking(loss: Loss, names: Names) -> str:
    """Return the names of what is missing; without any, what is asked."""
    return listed(map(names.name, loss.lacking)) or asked(loss.deduction)


def _ledger(loss: Loss, names: Names) -> str:
    return _("no workbook with entries that can be read: {names}").format(
        names=_lacking(loss, names)
    )


def _few(loss: Loss, names: Names) -> str:
    kinds = names.kinds(loss.deduction.events)
    if loss.deduction.level:
        level = names.level(loss.deduction.level)
        kinds = _("{kinds}, {level} or above").format(kinds=kinds, level=level)
    if loss.certainty is Certainty.UNDECIDED:
        return _claimed(kinds, loss)
    return _("{kinds}: {needed} asked, {found} held, {short} short").format(
        kinds=kinds, needed=loss.needed, found=loss.found, short=loss.times
    )


def _claimed(kinds: str, loss: Loss) -> str:
    """Return which events a ledger states although nothing is filed that proves them."""
    count = len(loss.events) or loss.times
    text = ngettext(
        "{kinds}: {count} stated in the ledger, with nothing filed that proves it",
        "{kinds}: {count} stated in the ledger, with nothing filed that proves them",
        count,
    ).format(kinds=kinds, count=count)
    form = _("“{title}” of {day}")
    told = [form.format(title=each.title, day=dotted(each.day)) for each in loss.events]
    return _named_first(text, told)


def _incomplete(loss: Loss, names: Names) -> str:
    text = ngettext("{count} incomplete record", "{count} incomplete records", loss.times)
    return _counted(text.format(count=loss.times), loss, names)


def _failed(loss: Loss, names: Names) -> str:
    text = ngettext("{count} below the pass", "{count} below the pass", loss.times)
    return _counted(text.format(count=loss.times), loss, names)


def _findings(loss: Loss, names: Names) -> str:
    text = ngettext("{count} finding of the checks", "{count} findings of the checks", loss.times)
    codes = listed(loss.lacking or loss.deduction.codes)
    text = _("{text} ({names})").format(text=text.format(count=loss.times), names=codes)
    return _counted(text, loss, names)


def _counted(head: str, loss: Loss, names: Names) -> str:
    """Return a count with the first of what was counted."""
    return _named_first(head, details(loss, names))


def _named_first(head: str, told: list[str]) -> str:
    if not told:
        return head
    named = _("; ").join(told[:FEW])
    if len(told) > FEW:
        named += _("; and {count} more").format(count=len(told) - FEW)
    return _("{name}: {text}").format(name=head, text=named)


def _rows(loss: Loss, names: Names) -> str:
    deduction = loss.deduction
    ledgers = listed(map(names.name, deduction.ledgers)) + condition_words(deduction, names)
    return _("{ledgers}: {needed} entries asked, {found} there, {short} short").format(
        ledgers=ledgers, needed=loss.needed, found=loss.found, short=loss.times
    )


def _sum(loss: Loss, names: Names) -> str:
    deduction = loss.deduction
    form = _("{ledgers}, sum of “{column}”: {needed} asked, {found} there")
    if _is_money(deduction, names):
        form = _("{ledgers}, sum of “{column}”: {needed} yuan asked, {found} yuan there")
    return form.format(
        ledgers=listed(map(names.name, deduction.ledgers)),
        column=names.column(next(iter(deduction.ledgers), ""), deduction.column),
        needed=_grouped(deduction.amount),
        found=_grouped(loss.found),
    )


def _is_money(deduction: Deduction, names: Names) -> bool:
    ledgers = filter(None, map(names.ledger, deduction.ledgers))
    columns = filter(None, (ledger.column(deduction.column) for ledger in ledgers))
    return any(column.kind is ColumnKind.MONEY for column in columns)


def _grouped(amount: Decimal | int) -> str:
    """Return an amount without needless zeros: ``30,000``."""
    text = f"{amount:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _condition(loss: Loss, names: Names) -> str:
    if loss.certainty is Certainty.UNDECIDED:
        form = _("a person has to decide whether it holds: {names}")
    else:
        form = _("standing conditions that do not hold: {names}")
    return form.format(names=_lacking(loss, names))


def _judge(loss: Loss, _names: Names) -> str:
    made = loss.judgement
    values = {"asked": asked(loss.deduction), "most": points_text(loss.raw)}
    if made is None:
        # Conditions and duties give no points.
        if not loss.raw:
            return _("{asked}: a person has to decide").format(**values)
        return _("{asked}: up to {most} points, for a person to decide").format(**values)
    form = _("{asked}: {by} took {points} points off on {day}")
    if not loss.raw:
        form = _("{asked}: does not hold, says {by} on {day}")
    text = form.format(by=made.by, points=points_text(made.deduct), day=day_of(made.at), **values)
    return _("{text} ({names})").format(text=text, names=made.note) if made.note else text


_WHY: dict[DeductionKind, Callable[[Loss, Names], str]] = {
    DeductionKind.MATERIAL: _material,
    DeductionKind.LEDGER: _ledger,
    DeductionKind.FEW: _few,
    DeductionKind.INCOMPLETE: _incomplete,
    DeductionKind.FAILED: _failed,
    DeductionKind.FINDINGS: _findings,
    DeductionKind.ROWS: _rows,
    DeductionKind.SUM: _sum,
    DeductionKind.CONDITION: _condition,
    DeductionKind.JUDGE: _judge,
}
