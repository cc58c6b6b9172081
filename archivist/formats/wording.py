"""The words of a verdict in the language spoken: one table of states, one sentence for each gap."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.look import Look
from archivist.model.completeness import Gap, GapKind, Line, State
from archivist.model.days import dotted
from archivist.model.finding import Property, Severity
from archivist.model.period import Period, Span
from archivist.model.plan import Category, Material, MaterialKind, Plan, Retention
from archivist.model.todo import Task, TaskKind
from archivist.model.wording import N_

SEVERITY = {
    Severity.ERROR: Look("×", "red", N_("error")),
    Severity.WARNING: Look("!", "yellow", N_("warning")),
    Severity.HINT: Look("·", "cyan", N_("hint")),
}
PROPERTY = {
    Property.AUTHENTICITY: N_("authenticity"),
    Property.COMPLETENESS: N_("completeness"),
    Property.USABILITY: N_("usability"),
    Property.SECURITY: N_("security"),
}
STATE = {
    State.PRESENT: Look("√", "green", N_("present")),
    State.INCOMPLETE: Look("!", "yellow", N_("incomplete")),
    State.MISSING: Look("×", "red", N_("missing")),
    State.NOT_DUE: Look("○", "cyan", N_("not due yet")),
    State.WAIVED: Look("-", "white", N_("not applicable")),
}
_RETENTION = {
    Retention.PERMANENT: N_("permanent"),
    Retention.YEARS_30: N_("30 years"),
    Retention.YEARS_10: N_("10 years"),
}
_TASK = {
    TaskKind.FILE: Look("×", "red", N_("missing")),
    TaskKind.COMPLETE: Look("!", "yellow", N_("incomplete")),
    TaskKind.STATE_PAPER: Look("□", "blue", N_("paper")),
    TaskKind.PREPARE: Look("○", "cyan", N_("soon")),
}


def spoken() -> str:
    """Return the language spoken: ``zh_CN`` or ``en``."""
    # Translators: the code of your own language.
    return _("en")


def name_of(thing: Category | Material | Plan) -> str:
    """Return a name from the plan in the language spoken."""
    return (thing.name_en if spoken() == "en" else "") or thing.name


def note_of(material: Material) -> str:
    """Return how the plan reads a clause, in the language spoken."""
    return (material.note_en if spoken() == "en" else "") or material.note


def state_word(state: State) -> str:
    """Return the word for a state."""
    return _(STATE[state].word)


def task_look(kind: TaskKind) -> Look:
    """Return the sign, colour and translated word of a task."""
    look = _TASK[kind]
    return Look(look.sign, look.colour, _(look.word))


def retention_word(retention: Retention) -> str:
    """Return the word for a retention."""
    return _(_RETENTION[retention])


def period_words(period: Period) -> str:
    """Return a period in words: ``2025年3月``."""
    forms = {
        Span.MONTH: _("{year}-{index:02}"),
        Span.QUARTER: _("quarter {index} of {year}"),
        Span.HALF_YEAR: _("first half of {year}")
        if period.index == 1
        else _("second half of {year}"),
        Span.YEAR: _("year {year}"),
    }
    return forms[period.span].format(year=period.year, index=period.index)


def line_name(line: Line) -> str:
    """Return the material's name, with its period if it recurs."""
    name = name_of(line.material)
    recurs = line.period is not None and not line.material.frequency.by_item
    return f"{name} ({period_words(line.period)})" if recurs and line.period else name


def describe_gap(gap: Gap, *, on_paper: bool = False) -> str:
    """Return why a material is incomplete; on paper no command is named."""
    place = gap.path.rpartition("/")[2]
    if gap.kind is GapKind.ITEM:
        return _("{place}: not filed").format(place=place)
    if gap.kind is GapKind.UNUSABLE and on_paper:
        return _("“{place}” is there but cannot be used").format(place=place)
    if gap.kind is GapKind.UNUSABLE:
        return _("“{place}” is there but cannot be used; see archivist check").format(place=place)
    if gap.kind is GapKind.PARTS:
        parts = _("lacks {parts}").format(parts=_(", ").join(gap.lacking))
        return _("{place}: {what}").format(place=place, what=parts) if place else parts
    return ngettext(
        "{count} more is needed", "{count} more are needed", int(gap.lacking[0])
    ).format(count=gap.lacking[0])


def describe_due(due: date | None) -> str:
    """Return by when something has to be there, or nothing."""
    return _("due {day}").format(day=dotted(due)) if due else ""


def describe_task(task: Task, *, on_paper: bool = False) -> str:
    """Return what to do, in one sentence that names the folder; on paper no command is named."""
    folder = task.category.folder
    if task.kind is TaskKind.STATE_PAPER:
        text = _stating_paper(len(task.places), on_paper=on_paper)
        return text.format(count=len(task.places), folder=folder)
    line = task.lines[0]
    if task.kind is TaskKind.PREPARE:
        text = _("Prepare “{name}” for “{folder}”, {due}.")
        return text.format(name=line_name(line), folder=folder, due=describe_due(line.due))
    if task.kind is TaskKind.COMPLETE or line.gaps:
        return _complete(line, folder, on_paper=on_paper)
    return _file(line, folder)


def _stating_paper(count: int, *, on_paper: bool) -> str:
    if on_paper:
        return ngettext(
            "State where the paper copy of {count} item in “{folder}” lies.",
            "State where the paper copies of {count} items in “{folder}” lie.",
            count,
        )
    return ngettext(
        'State where the paper copy of {count} item in “{folder}” lies: "纸质" = {{ "盒" = '
        '"…" }} in its item.toml.',
        'State where the paper copies of {count} items in “{folder}” lie: "纸质" = {{ "盒" = '
        '"…" }} in each item.toml.',
        count,
    )


def _complete(line: Line, folder: str, *, on_paper: bool) -> str:
    gaps = _("; ").join(describe_gap(gap, on_paper=on_paper) for gap in line.gaps[:3])
    if len(line.gaps) > 3:
        gaps += _("; and {count} more").format(count=len(line.gaps) - 3)
    text = _("Complete “{name}” in “{folder}”: {gaps}.")
    return text.format(name=line_name(line), folder=folder, gaps=gaps)


def _file(line: Line, folder: str) -> str:
    """Return what to file where, and by which words in its name it will be recognised."""
    words = _(" or ").join(f"“{word}”" for word in _telling(line.material))
    if line.category.flat:
        text = _("File “{name}” in “{folder}”; a file name with {words} is recognised.")
    elif line.material.kind is MaterialKind.SET:
        text = _("File “{name}” in “{folder}”, an item for each: {parts}.")
    elif line.material.kind is MaterialKind.IMAGE and not words:
        text = _("File photos for “{name}” in an item of “{folder}”, each with its code.")
    elif line.material.kind is MaterialKind.IMAGE:
        text = _(
            "File photos for “{name}” in an item of “{folder}” with {words} in its title, each "
            "with its code."
        )
    else:
        text = _(
            "File “{name}” in an item of “{folder}”; a file name or title with {words} is "
            "recognised."
        )
    parts = _(", ").join(part.name for part in line.material.parts)
    return text.format(name=line_name(line), folder=folder, words=words, parts=parts)


def _telling(material: Material) -> list[str]:
    """Return words to propose for a name; one with a dot also stands for an ending."""
    words = [word for word in material.words if "." not in word][:2]
    return words or ([] if material.kind is MaterialKind.IMAGE else [material.name])
