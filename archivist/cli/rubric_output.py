"""Showing what ``archivist rubric`` found: mistakes with their lines, or what a rubric asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Protocol

from archivist.actions.rubric import Asked, Begun, Checked, Listed
from archivist.cli.screen import columns, padded, show, shown_lines, wrapped
from archivist.formats.wording import spoken
from archivist.model.display import shown
from archivist.model.rubric import Criterion


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def show_checked(checked: Checked, file: Path) -> None:
    """Write the mistakes, or the summary."""
    if checked.asked is None:
        count = len(checked.mistakes)
        head = ngettext("{file} has {count} mistake:", "{file} has {count} mistakes:", count)
        show(head.format(file=shown(str(file)), count=count))
        for text in checked.mistakes:
            show(wrapped(shown_lines(text), "    ", "  - "))
        show()
        show(_("Correct it in a text editor, save it, and run the command again."))
        return
    show(_("{file}: no mistakes.").format(file=shown(str(file))))
    for line in _summary(checked.asked):
        show(line)
    show()
    name = checked.asked.rubric.id
    if checked.ready:
        show(_("Next: archivist audit --rubric {name}").format(name=shown(name)))
    else:
        show(_("To use it, put it into templates/rubrics/ of the archive."))


def _summary(asked: Asked) -> Iterator[str]:
    rubric = asked.rubric
    yield ""
    yield (
        _("{name}: {points} points").format(name=_name(rubric), points=f"{rubric.total:f}")
        if (rubric.total)
        else _("{name}: without points, each criterion is met or not").format(name=_name(rubric))
    )
    size = max(columns(_name(section)) for section in rubric.sections)
    for section in rubric.sections:
        count = len(section.criteria)
        text = ngettext("{count} criterion", "{count} criteria", count).format(count=count)
        points = f"{section.points:>6f}  " if rubric.total else ""
        yield f"  {padded(shown(_name(section)), size)}  {points}{text}"
    yield ""
    yield from _listed(_("Judged by a person: {list}"), _judged(asked))
    yield from _listed(_("Ledgers that are needed: {list}"), map(_name, asked.books))
    called = _("{name} ({id})")
    events = (called.format(name=name, id=kind) for kind, name in asked.events.items())
    yield from _listed(_("Events that they must tell of: {list}"), events)
    if asked.materials:
        text = _("Materials of the plan that are asked for: {count}")
        yield text.format(count=asked.materials)
    apart = {
        _("bonuses"): rubric.bonuses,
        _("bands"): rubric.bands,
        _("standing conditions"): rubric.conditions,
        _("duties"): rubric.duties,
    }
    counted = (f"{name} {len(listed)}" for name, listed in apart.items() if listed)
    yield from _listed(_("Beside the score: {list}"), counted)


def _judged(asked: Asked) -> Iterator[str]:
    seen: dict[str, Criterion] = {criterion.id: criterion for criterion, _each in asked.judged}
    for criterion in seen.values():
        called = _("{id} (−{points})") if criterion.most else "{id}"
        yield called.format(id=criterion.id, points=f"{criterion.most:f}")


def _listed(template: str, things: Iterable[str]) -> Iterator[str]:
    text = _(", ").join(shown(each) for each in things)
    if text:
        yield wrapped(template.format(list=text), "    ").strip()


def _name(thing: _Named) -> str:
    return (thing.name_en if spoken() == "en" else "") or thing.name


def show_begun(begun: Begun) -> None:
    """Write where the new rubric is, and what comes next."""
    path = shown(str(begun.path))
    show(_("{path} was written, with an example of each kind of deduction.").format(path=path))
    text = _('Next: change it in a text editor, then run\n  archivist rubric check "{path}"')
    show(text.format(path=path))
    if not begun.found:
        show(_("To use it, put it into templates/rubrics/ of the archive."))


def show_list(listed: tuple[Listed, ...]) -> None:
    """Write the rubrics, each with its name and where it comes from."""
    size = max(columns(each.name) for each in listed)
    for each in listed:
        said = _name(each.rubric) if each.rubric else _("has mistakes: archivist rubric check")
        lead = " " * (size + 2)
        show(wrapped(shown(said), lead, f"{padded(shown(each.name), size)}  "))
        whence = _("your archive's own") if each.own else _("comes with archivist")
        show(lead + _("{whence}: {path}").format(whence=whence, path=shown(str(each.path))))
