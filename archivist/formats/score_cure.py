"""What would cure a loss: one sentence that names the folder or the ledger and the name to use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.score_evidence import row_text
from archivist.formats.score_names import Names, listed, named
from archivist.formats.score_why import FEW, condition_words, lack_name, place_text
from archivist.formats.wording import describe_task
from archivist.model.completeness import Line, State
from archivist.model.days import compact, dotted
from archivist.model.event import Event, LackKind
from archivist.model.ledger import EventRule, Ledger
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, Loss
from archivist.model.todo import Task, TaskKind


def cure(loss: Loss, names: Names, matter: str = "") -> str:
    """Return what a person can do, in words that need no knowledge of programs.

    Args:
        loss: What came off.
        names: What the ids of the verdict mean.
        matter: The id of the criterion or condition, for what a person has to decide.
    """
    if loss.deduction.kind is DeductionKind.JUDGE:
        return _judge(loss, names, matter)
    return _CURE[loss.deduction.kind](loss, names)


def judge_command(matter: str, names: Names) -> str:
    """Return the command that records a decision on a criterion or a condition, that all is well.

    Of several studios the command itself asks for the one that is meant.
    """
    conditions = {each.id for each in names.rubric.conditions}
    decision = "--met" if matter in conditions else "--deduct 0"
    period = f" --period {names.period}" if names.period else ""
    text = _("archivist judge {matter} {decision} --by …{period}")
    return text.format(matter=matter, decision=decision, period=period)


def _material(loss: Loss, names: Names) -> str:
    found = [
        _file(loss, names, each)
        for each in (*loss.lacking, *loss.deduction.any_of, *loss.deduction.materials)
        if each in names.materials
    ]
    if not found:
        return _("File what is asked in the folder of its category.")
    if loss.deduction.any_of:
        text = _("One of them is enough. {text}").format(text=found[0])
        return _sentences((text, *_in_time(loss, names)))
    count = max(len(loss.lacking), 1)
    return _sentences((*found[: min(count, FEW)], *_in_time(loss, names)))


def _sentences(parts: Iterable[str]) -> str:
    """Return sentences one behind the other, each once, as the language sets them."""
    first, *others = dict.fromkeys(parts)
    for each in others:
        first = _("{text} {more}").format(text=first, more=each)
    return first


def _in_time(loss: Loss, names: Names) -> Iterator[str]:
    """Yield how late the day of a standing material may be, for a period that is over."""
    over = loss.period is None and loss.certainty is Certainty.LOST
    if over and names.period is not None:
        text = _("The day of what is filed has to be {day} or earlier.")
        yield text.format(day=dotted(names.period.end))


def _file(loss: Loss, names: Names, material_id: str) -> str:
    category, material = names.materials[material_id]
    line = Line(
        studio="",
        category=category,
        material=material,
        period=loss.period if material.frequency.recurring else None,
        state=State.MISSING,
    )
    return describe_task(Task(kind=TaskKind.FILE, studio="", category=category, lines=(line,)))


def _ledger(loss: Loss, names: Names) -> str:
    by_folder: dict[str, list[str]] = {}
    for each in loss.lacking or loss.deduction.ledgers[:1] or ("",):
        ledger = names.ledger(each)
        known = names.materials.get(ledger.material) if ledger is not None else None
        # The Chinese name, in any language: by it the workbook is recognised.
        name = _("“{name}”").format(name=ledger.name if ledger is not None else each)
        by_folder.setdefault(known[0].folder if known is not None else "", []).append(name)
    text = _workbooks_on_paper if names.on_paper else _workbooks
    return _sentences(text(listed(books), folder) for folder, books in by_folder.items())


def _workbooks(books: str, folder: str) -> str:
    text = _("File the workbook {names} with the ledgers; “archivist ledger new” writes one.")
    if folder:
        text = _("File the workbook {names} in “{folder}”; “archivist ledger new” writes one.")
    return text.format(names=books, folder=folder)


def _workbooks_on_paper(books: str, folder: str) -> str:
    text = _("File the workbook {names} with the ledgers.")
    if folder:
        text = _("File the workbook {names} in “{folder}”.")
    return text.format(names=books, folder=folder)


def _few(loss: Loss, names: Names) -> str:
    known = next((names.rules[kind] for kind in loss.deduction.events if kind in names.rules), None)
    if loss.certainty is Certainty.UNDECIDED:
        return _claimed(loss, known[1] if known else None, names)
    how = _("; ").join(_recording(*known, loss, names)) if known else _("file its record")
    if loss.certainty is Certainty.LOST or names.is_past(loss.period):
        text = _("If it was held, file its record, and it counts by its own date: {how}.")
        return text.format(how=how)
    if known and _is_held(known[1]):
        text = ngettext("Hold {count} more: {how}.", "Hold {count} more: {how}.", loss.times)
    else:
        text = ngettext("{count} still short: {how}.", "{count} still short: {how}.", loss.times)
    return text.format(count=loss.times, how=how)


def _claimed(loss: Loss, rule: EventRule | None, names: Names) -> str:
    """Return how what a ledger states is proved: its row is there already."""
    first = next(iter(loss.events), None)
    name = f"{compact(first.day)} {first.title}" if first is not None else ""
    steps = _("; ").join(_filing(rule, name or rule.name, names)) if rule is not None else ""
    if not steps:
        return _("File what proves it, or have it judged.")
    return _("File what proves it, or have it judged: {how}.").format(how=steps)


def _is_held(rule: EventRule) -> bool:
    """Tell a meeting, which is held and photographed, from an award, a patent or a contract."""
    return rule.photo and not rule.level


def _recording(ledger: Ledger, rule: EventRule, loss: Loss, names: Names) -> Iterator[str]:
    """Yield how such an event is recorded: its entry, its item, what the item holds."""
    yield _("enter it in “{ledger}”").format(ledger=named(ledger))
    day = compact(loss.period.end) if loss.period is not None else _("YYYYMMDD")
    yield from _filing(rule, f"{day} {rule.name}", names)


def _filing(rule: EventRule, name: str, names: Names) -> Iterator[str]:
    """Yield in which item it is filed and what the item holds; nothing where none is asked."""
    folders = names.folders(rule.categories)
    if not folders:
        return
    yield _("file it in “{folder}” under a name such as “{name}”").format(folder=folders, name=name)
    things = [*map(names.name, rule.materials), *(each.name for each in rule.files)]
    things += [_("a photo with all five elements")] if rule.photo else []
    if things:
        yield _("put in {things}").format(things=listed(things))


def _incomplete(loss: Loss, names: Names) -> str:
    steps = [step for event in loss.events[:FEW] for step in _completing(event, names)]
    room = max(0, FEW - len(loss.events))
    steps += [_complete_row(place) for place in loss.places[:room]]
    more = len(loss.events) + len(loss.places) - FEW
    text = _("; ").join(steps) or _("complete the records named")
    if more > 0:
        text += _("; and {count} more").format(count=more)
    return _("{text}.").format(text=text[:1].upper() + text[1:])


def _complete_row(place: str) -> str:
    return _("fill in what every entry needs: {place}").format(place=place_text(place))


def _completing(event: Event, names: Names) -> Iterator[str]:
    """Yield what completes the record of one event, at most one step for each place."""
    kinds = {lack.kind for lack in event.lacking}
    values = {
        "title": event.title,
        "day": dotted(event.day),
        "row": row_text(event),
        "ledger": _ledger_of(event, names),
    }
    if LackKind.ENTRY in kinds:
        yield _("enter “{title}” of {day} in “{ledger}”").format(**values)
    columns = listed(
        names.column(event.ledger, lack.name)
        for lack in event.lacking
        if lack.kind in {LackKind.FIELD, LackKind.MONTH}
    )
    if columns:
        yield _("in {row} fill in {columns}").format(columns=columns, **values)
    if LackKind.ITEM in kinds:
        yield _item(event, names, values)
    things = listed(
        lack_name(lack, event, names)
        for lack in event.lacking
        if lack.kind in {LackKind.MATERIAL, LackKind.FILE, LackKind.PHOTO}
    )
    if things:
        item = event.item.partition("/")[2] or event.title
        yield _("put into “{item}”: {things}").format(item=item, things=things)


def _ledger_of(event: Event, names: Names) -> str:
    known = names.rules.get(event.kind)
    return names.name(event.ledger or (known[0].id if known else ""))


def _item(event: Event, names: Names, values: dict[str, str]) -> str:
    known = names.rules.get(event.kind)
    folder = names.folders(known[1].categories) if known else ""
    name = f"{compact(event.day)} {event.title}"
    if not folder:
        return _("file what proves “{title}”, and name it in {row}").format(**values)
    return _("file its record in “{folder}” as “{name}”, or name its item in {row}").format(
        folder=folder, name=name, **values
    )


def _failed(loss: Loss, _names: Names) -> str:
    rows = listed(filter(None, map(row_text, loss.events[:FEW])))
    text = _("A result stays as it is; only a slip of the pen is to be put right in the ledger")
    return _("{text} ({names}).").format(text=text, names=rows) if rows else f"{text}."


def _findings(loss: Loss, names: Names) -> str:
    text = _("“archivist check” says of each place how to mend it; see there: {codes}.")
    if names.on_paper:
        text = _("Mend each place that the checks name: {codes}.")
    return text.format(codes=listed(loss.lacking or loss.deduction.codes))


def _rows(loss: Loss, names: Names) -> str:
    ledgers = listed(map(names.name, loss.deduction.ledgers))
    text = ngettext(
        "Enter {count} more in “{ledgers}”{conditions}.",
        "Enter {count} more in “{ledgers}”{conditions}.",
        loss.times,
    )
    conditions = condition_words(loss.deduction, names)
    return text.format(count=loss.times, ledgers=ledgers, conditions=conditions)


def _sum(loss: Loss, names: Names) -> str:
    column = names.column(next(iter(loss.deduction.ledgers), ""), loss.deduction.column)
    ledgers = listed(map(names.name, loss.deduction.ledgers))
    text = _("Enter what “{ledgers}” does not hold yet, with “{column}” and its day.")
    return text.format(ledgers=ledgers, column=column)


def _condition(loss: Loss, names: Names) -> str:
    text = _("See what is said of it under the standing conditions: {names}.")
    return text.format(names=listed(map(names.name, loss.lacking or loss.deduction.conditions)))


def _judge(loss: Loss, names: Names, matter: str) -> str:
    if loss.judgement is not None:
        return _("A later decision goes before this one; both are kept.")
    if names.on_paper:
        return _("Have it looked at and decided by a person.")
    text = _("Have it looked at, then record the decision: {command}")
    return text.format(command=judge_command(matter, names))


_CURE: dict[DeductionKind, Callable[[Loss, Names], str]] = {
    DeductionKind.MATERIAL: _material,
    DeductionKind.LEDGER: _ledger,
    DeductionKind.FEW: _few,
    DeductionKind.INCOMPLETE: _incomplete,
    DeductionKind.FAILED: _failed,
    DeductionKind.FINDINGS: _findings,
    DeductionKind.ROWS: _rows,
    DeductionKind.SUM: _sum,
    DeductionKind.CONDITION: _condition,
}
