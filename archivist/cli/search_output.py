"""Showing what a search found: for a person, as JSON, or as paths."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from archivist.actions.search import Asked, Found
from archivist.actions.search_index import Standing
from archivist.actions.unfound import Unfound
from archivist.cli.screen import (
    columns,
    show,
    show_json,
    show_paths,
    shown_lines,
    styled,
    width,
    wrapped,
)
from archivist.cli.search_json import as_json_value
from archivist.formats.look import Look
from archivist.formats.query_wording import remark_text
from archivist.model.display import shown
from archivist.model.document import Facets, Head, Hit, Snippet
from archivist.model.marking import Marker
from archivist.model.wording import N_
from archivist.store.index.unusable import Reason

_INDENT = " " * 4
_NOTE = Look("!", "yellow", "")
_MOST_SAID = 60
"""Characters of a query that are repeated."""
_FEW = 6
"""Values of one facet that are shown."""
KINDS = {
    "image": N_("image"),
    "video": N_("video"),
    "workbook": N_("workbook"),
    "document": N_("document"),
    "item": N_("item"),
}
FIELDS = {
    "material": N_("Material: "),
    "source": N_("Source: "),
    "studio": N_("Studio: "),
    "category": N_("Category: "),
    "item": N_("Item: "),
    "people": N_("People: "),
    "place": N_("Place: "),
    "cause": N_("Cause: "),
    "notes": N_("Note: "),
}
"""What stands before words of a description that are shown on their own."""
REASONS = {
    Reason.ABSENT: N_("There was no index yet; it was made now."),
    Reason.OLD: N_("The index was of another version; it was made anew."),
    Reason.DAMAGED: N_("The index was damaged; it was put aside and made anew."),
    Reason.FOREIGN: N_("The index came from elsewhere; it was put aside and made anew."),
}


def render_paths(found: Found, root: Path, *, nul: bool, quiet: bool) -> None:
    """Write the paths of what was found, the best first; what is gone is left out."""
    there = [hit.head.path for hit in found.answer.hits if hit.head.path not in found.gone]
    show_paths([str(root / path) for path in there], nul=nul)
    if quiet:
        return
    if found.gone:
        text = ngettext(
            "{count} file is not there any more; “archivist index” brings the index up to date.",
            "{count} files are not there any more; “archivist index” brings the index up to date.",
            len(found.gone),
        )
        click.echo(text.format(count=len(found.gone)), err=True)
    if found.answer.total > len(found.answer.hits):
        text = _("{count} of {total} paths are written; --limit writes more.")
        click.echo(text.format(count=len(there), total=found.answer.total), err=True)


def render(found: Found, asked: Asked, *, as_json: bool, quiet: bool) -> None:
    """Write what was found."""
    if as_json:
        show_json(as_json_value(found))
        return
    if not quiet:
        _show_notes(found)
    marker = Marker(found.words)
    for number, hit in enumerate(found.answer.hits, start=1):
        _show_hit(number, hit, marker, gone=hit.head.path in found.gone)
    answer = found.answer
    if not answer.total:
        _show_unfound(found, asked, marker)
        return
    text = ngettext("{count} record found.", "{count} records found.", answer.total)
    more = answer.total - len(answer.hits)
    rest = _(" The first {shown} are shown; --limit shows more.") if more else ""
    show((text + rest).format(count=answer.total, shown=len(answer.hits)))
    if not quiet and answer.total > 1:
        _show_facets(answer.facets)


def _show_unfound(found: Found, asked: Asked, marker: Marker) -> None:
    """Say that there is nothing, and what may help."""
    about = shown(_short(asked.text))
    text = _("Nothing found among {count} records for: {query}")
    show(wrapped(text.format(count=found.records, query=about), ""))
    help_ = found.unfound or Unfound()
    if help_.wider:
        text = _("Without the options there are {count}.")
        show(text.format(count=help_.wider))
    if help_.counts:
        each = _("“{word}” {count}")
        told = _(", ").join(each.format(word=shown(w), count=n) for w, n in help_.counts)
        show(wrapped(_("One by one: {counts}").format(counts=told), ""))
    if found.answer.suggestions:
        near = _(", ").join(f"“{shown(each)}”" for each in found.answer.suggestions)
        show(_("Did you mean {near}?").format(near=near))
    if help_.near:
        show(_("The nearest, which hold some of it:"))
        for number, hit in enumerate(help_.near, start=1):
            _show_hit(number, hit, marker, gone=False)
    if help_.waiting:
        text = ngettext(
            "{count} file in the inbox can be found only when it is filed.",
            "{count} files in the inbox can be found only when they are filed.",
            help_.waiting,
        )
        show(text.format(count=help_.waiting))
    if not found.reason:
        show(
            _("What was changed by hand since the last “archivist index” is found after the next.")
        )


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}…"


def _show_notes(found: Found) -> None:
    if found.reason is not None:
        show(styled("! " + _(REASONS[found.reason]), _NOTE))
    if found.standing is Standing.UNKEPT:
        text = _(
            "Nothing can be written in this archive, so the index was thrown away again. "
            "state_dir in archive.toml names a folder where it can stay."
        )
        show(styled(wrapped(text, "  ", "! "), _NOTE))
    if found.crowded:
        text = _(
            "This archive holds more text than one index answers quickly; a central server for "
            "many studios would."
        )
        show(styled(wrapped(text, "  ", "! "), _NOTE))
    for remark in found.remarks:
        show(styled(wrapped(shown(remark_text(remark)), "  ", "! "), _NOTE))


def _show_hit(number: int, hit: Hit, marker: Marker, *, gone: bool) -> None:
    head = hit.head
    facts = [head.day.isoformat() if head.day else "", _(KINDS.get(head.kind, head.kind))]
    title, tail = title_of(head), "  ".join(filter(None, facts))
    lead = f"{number:>2}. "
    gap = "  " if columns(f"{lead}{title}  {tail}") + 4 < width() else "\n"
    show(_lines(f"{title}{gap}{tail}", marker.marks(title), lead))
    # On one line, so that it can be copied.
    show(click.style(_INDENT + shown(head.path), dim=True))
    if gone:
        text = _("(not there any more: “archivist index” brings the index up to date)")
        show(styled(wrapped(text, _INDENT), _NOTE))
    told = _elements(head)
    if told:
        show(_lines(told, marker.marks(told)))
    for snippet in hit.snippets:
        if not _is_shown(snippet, (title_of(head), head.path, told), marker):
            page = _("(page {page})").format(page=snippet.page) if snippet.page else ""
            label = _(FIELDS[snippet.field]) if snippet.field in FIELDS else ""
            marks = tuple((first + len(label), last + len(label)) for first, last in snippet.marks)
            show(_lines(f"{label}{snippet.text} {page}".rstrip(), marks))


def _is_shown(snippet: Snippet, lines: tuple[str, ...], marker: Marker) -> bool:
    """Tell whether the words of a description stand above already, marked if they can be."""
    words = snippet.text.strip("…")
    told = [line for line in lines if words in line]
    by_sound = snippet.field != "" and not any(marker.marks(line) for line in told)
    return bool(told) and not (by_sound and snippet.marks)


def title_of(head: Head) -> str:
    """Return what a record is called: an image by its code and cause, all else by its title."""
    if not head.code:
        return head.title
    return "  ".join(filter(None, (head.code, head.cause)))


def _elements(head: Head) -> str:
    people = _(", ").join(head.people)
    parts = (
        (_("People: {value}"), people),
        (_("Place: {value}"), head.place),
    )
    return "  ".join(text.format(value=value) for text, value in parts if value)


def _lines(text: str, marks: tuple[tuple[int, int], ...], lead: str = _INDENT) -> str:
    """Return a text on lines; what is marked is bold and red, or in brackets."""
    coloured = _in_colour()
    begin, end = ("\ue000", "\ue001") if coloured else ("【", "】")
    lines = wrapped(_marked(text, marks, begin, end), _INDENT, lead)
    if not coloured:
        return lines
    red = click.style("", fg="red", bold=True, reset=False)
    return lines.replace(begin, red).replace(end, click.style(""))


def _marked(text: str, marks: tuple[tuple[int, int], ...], begin: str, end: str) -> str:
    at, pieces = 0, []
    for first, last in marks:
        pieces += [_plain(text[at:first]), begin, _plain(text[first:last]), end]
        at = last
    return "".join([*pieces, _plain(text[at:])])


def _plain(text: str) -> str:
    return shown_lines(text.replace("\ue000", " ").replace("\ue001", " "))


def _in_colour() -> bool:
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _show_facets(facets: Facets) -> None:
    for name, counts in (
        (_("Categories"), facets.categories),
        (_("Years"), facets.years),
        (_("People"), facets.people),
        (_("Kinds"), tuple((_(KINDS.get(kind, kind)), count) for kind, count in facets.kinds)),
    ):
        if len(counts) > 1:
            told = _(", ").join(f"{shown(value)} {count}" for value, count in counts[:_FEW])
            text = _("{name}: {values}").format(name=name, values=told)
            show(wrapped(text + (_(" …") if len(counts) > _FEW else ""), _INDENT, ""))
