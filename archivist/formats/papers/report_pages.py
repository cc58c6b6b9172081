"""An audit of completeness as pages in the style of an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby

from archivist.formats.look import Look
from archivist.formats.papers.official_pages import (
    Cover,
    cover_data,
    look_text,
    official_words,
    shown_all,
    studios_line,
)
from archivist.formats.press.form import Form
from archivist.formats.wording import (
    STATE,
    describe_due,
    describe_gap,
    describe_task,
    line_name,
    name_of,
    note_of,
    period_words,
    retention_word,
    state_word,
    task_look,
)
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Line, State
from archivist.model.days import dotted
from archivist.model.display import shown

FORM = "report"

Json = Mapping[str, object]


def report_form(audit: Audit, organisation: str = "") -> Form:
    """Return an audit as the form of a report.

    Args:
        audit: What is there and what is missing.
        organisation: Whose archive it is; empty: its folder's name.
    """
    matrix = audit.matrix
    data = {
        "title": shown(f"{audit.archive} {period_words(matrix.period)}"),
        "cover": _cover(audit, organisation),
        "several": len(matrix.studios) > 1,
        "verdict": _verdict(matrix),
        "states": [_state(state) for state in State],
        "summary": [_counts(matrix, studio) for studio in matrix.studios],
        "tasks": _tasks(audit),
        "studios": [_studio(matrix, studio) for studio in matrix.studios],
        "uncounted": [shown(stray.path) for stray in audit.uncounted],
        "unrecognised": [shown(path) for path in matrix.unrecognised],
        "notes": _notes(),
        "signed": [shown(studio) for studio in matrix.studios],
    }
    return Form(name=FORM, data=data, words=official_words() | _words())


def _cover(audit: Audit, organisation: str) -> dict[str, object]:
    matrix = audit.matrix
    cover = Cover(
        organisation=organisation or audit.archive,
        title=_("Report of the audit"),
        subtitle=_("Completeness against the filing plan"),
        lines=(
            (_("Archive"), audit.archive),
            (_("Studios"), studios_line(matrix.studios)),
            (_("Filing plan"), name_of(matrix.plan)),
            (_("Period audited"), period_words(matrix.period)),
            (_("As of"), dotted(matrix.as_of)),
        ),
        day=matrix.as_of,
    )
    return cover_data(cover)


def _verdict(matrix: Completeness) -> str:
    if matrix.complete:
        return _("Everything that is due is there.")
    text = _("{missing} materials are missing and {incomplete} are incomplete.")
    return text.format(
        missing=matrix.count(State.MISSING), incomplete=matrix.count(State.INCOMPLETE)
    )


def _state(state: State) -> str:
    return look_text(Look(STATE[state].sign, "", state_word(state)))


def _counts(matrix: Completeness, studio: str) -> Json:
    return {
        "studio": shown(studio),
        "counts": [str(matrix.count(state, studio)) for state in State],
        "unstated": str(matrix.unstated(studio)),
    }


def _tasks(audit: Audit) -> list[Json]:
    return [
        {
            "state": look_text(task_look(task.kind)),
            "studio": shown(task.studio),
            "text": shown(describe_task(task, on_paper=True)),
        }
        for task in audit.tasks
    ]


def _studio(matrix: Completeness, studio: str) -> Json:
    groups = groupby(matrix.of(studio), key=lambda line: line.category.number)
    return {
        "name": shown(studio),
        "categories": [_category(list(lines)) for _number, lines in groups],
    }


def _category(lines: list[Line]) -> Json:
    category = lines[0].category
    settled = sum(line.state in {State.PRESENT, State.WAIVED} for line in lines)
    text = _("{number} {name}: {settled} of {count} settled, clause {clause}")
    title = text.format(
        number=category.number,
        name=name_of(category),
        settled=settled,
        count=len(lines),
        clause=category.clause,
    )
    return {"title": shown(title), "lines": [_line(line) for line in lines]}


def _line(line: Line) -> Json:
    due = describe_due(line.due) if line.state is not State.PRESENT else ""
    return {
        "state": _state(line.state),
        "name": shown_all((line_name(line), due)),
        "told": shown_all(_told(line)),
        "evidence": shown_all(_evidence(line.evidence)),
        "keep": retention_word(line.material.retention),
    }


def _told(line: Line) -> Iterator[str]:
    for gap in line.gaps:
        yield f"! {describe_gap(gap, on_paper=True)}"
    yield line.reason
    if line.unstated:
        text = ngettext(
            "{count} item without a stated paper copy",
            "{count} items without a stated paper copy",
            len(line.unstated),
        )
        yield f"□ {text.format(count=len(line.unstated))}"
    if line.state is not State.PRESENT:
        yield note_of(line.material)


def _evidence(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files, those of one folder together; studio and category head the page already."""
    for folder, group in groupby(paths, key=lambda path: path.rpartition("/")[0]):
        files = _(", ").join(path.rpartition("/")[2] for path in group)
        place = folder.split("/", 2)[2] if folder.count("/") > 1 else ""
        yield _("{place}: {what}").format(place=place, what=files) if place else files


def _notes() -> list[str]:
    return [
        _(
            "√ present: filed as the plan asks. ! incomplete: a part is missing. × missing: due "
            "and not filed. ○ not due yet. - not applicable: a person said so in the "
            "archive's settings, with the reason."
        ),
        _(
            "√ says that something is filed, not that it is right: names, codes, elements of "
            "images and damaged files are told by the check."
        ),
        _(
            "Judged from file names and the descriptions of items and images; a person decides "
            "what they are worth."
        ),
    ]


def _words() -> dict[str, str]:
    return {
        "summary": _("Summary"),
        "tasks": _("What to do next, the most valuable first"),
        "nothing": _("Everything that is due is there."),
        "unstated": _("□ paper copy not stated"),
        "what": _("What"),
        "material": _("Material"),
        "evidence": _("Evidence and gaps"),
        "keep": _("Keep"),
        "uncounted": _("Where nothing is counted"),
        "unrecognised": _("Files that answer no material"),
    }
