"""What Typst says of a layout with mistakes, in the user's words, with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from gettext import ngettext

from archivist.errors import ArchivistError, InvalidFileError, UnprintableError
from archivist.formats.press.names import ABOUT, BASE, DATA, ENTRY
from archivist.formats.press.work import MANY
from archivist.model.display import shown
from archivist.model.wording import N_

_PLACE = re.compile(
    r"^(?P<kind>error|help|warning): (?P<text>.*(?:\n(?! *┌─ ).*)*?)"
    r"\n *┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)$",
    re.MULTILINE,
)
_SEARCHED = re.compile(r"\(searched at (.*)\)\Z", re.DOTALL)
_NOBODYS = re.compile(r" \((?:file not found, )?(?:searched at |https?:).*\)\Z", re.DOTALL)
"""Neither the temporary folder nor the address of a package helps anybody."""
_SAID = (
    (r"unknown variable: (.+)", N_("there is no “{0}”; is it spelt right?")),
    (r"unknown font family: (.+)", N_("there is no font “{0}”")),
    (r"unexpected argument: (.+)", N_("“{0}” is no word that can be set here")),
    (r"unexpected argument", N_("there is a value too much")),
    (r"missing argument: (.+)", N_("a value is missing: {0}")),
    (r"unclosed delimiter", N_("a bracket is opened here and never closed")),
    (r"unexpected closing .+", N_("a bracket is closed here that was never opened")),
    (r"unclosed string", N_("a text begins here and its quotation mark at the end is missing")),
    (
        r"expected (.+), found (.+)",
        N_("something else belongs here; it has to be: {0}, and it is: {1}"),
    ),
    (r"expected (.+)", N_("something is missing here: {0}")),
    (r"the character `(.+)` is not valid in code", N_("the character {0} cannot stand here")),
    (r"file not found.*", N_("there is no file “{file}” beside the layout")),
    (
        r"failed to download package .*|package not found.*|invalid package .*",
        N_("a layout may not fetch packages; take out the line, or copy what it needs beside it"),
    ),
    (
        r"path .* would escape .*|cannot access files outside .*|path must not contain a backslash",
        N_("a layout may only use files that lie beside it; write the plain name: logo.png"),
    ),
    (r"unresolved import", N_("that file has nothing of this name")),
    (r"cyclic import", N_("the file imports itself")),
    (r'dictionary does not contain key "(.+?)".*', N_("there is no “{0}” among these")),
    (r".* does not have field (.+)", N_("there is no “{0}” in it")),
    (r"array index out of bounds .*", N_("the list has fewer values than that")),
    (r"cannot divide by zero", N_("something is divided by zero")),
    (r"cannot .+", N_("these two kinds of values do not go together")),
    (r"(?:panicked with|assertion failed): (.+)", N_("the layout stopped by itself: {0}")),
    (r"assertion failed", N_("the layout stopped by itself")),
    (r"maximum parsing depth exceeded", N_("brackets are nested too deep here")),
    (r"maximum .+ depth exceeded", N_("a function calls itself without end")),
    (r"condition is always true|loop seems to be infinite", N_("a loop never ends")),
    (
        r".* did not (?:converge|stabilize).*",
        N_("this comes out otherwise each time the page is set, as it changes what it asks for"),
    ),
    (
        r"failed to load linked image (.+) in SVG.*",
        N_("the picture shows another file, {0}; save it so that this one is embedded in it"),
    ),
    (
        r"unknown image format|failed to (?:decode|parse) .+",
        N_("the file is no picture, or broken"),
    ),
    (r"file is not valid (?:UTF-8|utf-8).*", N_("the file is no text in UTF-8")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that Typst names."""

    kind: str
    text: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """What the user knows the files of a layout as, and which of them a mistake can be in."""

    names: Mapping[str, str] = field(default_factory=dict)
    """By the names under which they are staged."""
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Files beside the layout that could not be used, and why."""
    suspect: str = ""
    """The ``.toml``, where each ``.typ`` is as it was shipped."""


def failure_of(answer: Mapping[str, object], blame: Blame) -> ArchivistError:
    """Return the error that tells what is wrong with a layout.

    Args:
        answer: What the process said: ``fault`` and ``diagnostic``.
        blame: What the layout's files are called.
    """
    fault, diagnostic = str(answer["fault"]), str(answer.get("diagnostic", ""))
    mistakes: dict[str, list[str]] = {}
    for place, caller in _located(diagnostic):
        file, text = _told(place, caller, blame.names, blame.skipped)
        mistakes.setdefault(file, []).append(text)
    if not mistakes:
        text = _("The layout cannot be set: {reason}").format(reason=_said(fault, blame.skipped))
        return UnprintableError(text, _hint())
    if list(mistakes) == [""]:
        text = _("What is printed cannot be read by the layout: {reason}")
        return UnprintableError(text.format(reason="; ".join(mistakes[""])), _hint())
    if blame.suspect:
        mistakes = {blame.suspect: list(_shifted(mistakes))}
    return InvalidFileError("\n".join(_listed(mistakes)), _hint())


def _shifted(mistakes: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what Typst says of files that nobody changed, as the mistake of the sizes they use."""
    for file, texts in mistakes.items():
        for text in texts:
            said = _("the form cannot be set with these sizes and fields: {what} ({file})")
            yield said.format(what=text, file=file or DATA)


def _hint() -> str:
    return _(
        "Nothing was printed. Correct the layout in a text editor and print again; "
        "templates/pages/README.md tells how. The shipped layout comes back when the archive's "
        "own is renamed."
    )


def _listed(mistakes: Mapping[str, list[str]]) -> Iterator[str]:
    for file, texts in mistakes.items():
        head = ngettext("{file} has {count} mistake:", "{file} has {count} mistakes:", len(texts))
        yield head.format(file=file or DATA, count=len(texts))
        yield from (f"  {text}" for text in texts[:MANY])


def _located(diagnostic: str) -> Iterator[tuple[Place, Place | None]]:
    """Yield each error with the nearest place in another file that led to it."""
    found = [_place(match) for match in _PLACE.finditer(diagnostic)]
    for number, place in enumerate(found):
        if place.kind != "error":
            continue
        callers = []
        for each in found[number + 1 :]:
            if each.kind != "help":
                break
            callers.append(each)
        led = [each for each in callers if each.file not in {place.file, ENTRY}]
        if place.file == ENTRY and callers:
            yield callers[0], None
        else:
            yield place, led[0] if led else None


def _place(match: re.Match[str]) -> Place:
    return Place(
        kind=match["kind"],
        text=match["text"].strip(),
        file=re.split(r"[/\\]", match["file"])[-1],
        line=int(match["line"]),
        # Typst's diagnostics count columns from 0, editors from 1.
        column=int(match["column"]) + 1,
    )


def _told(
    place: Place, caller: Place | None, names: Mapping[str, str], skipped: Mapping[str, str]
) -> tuple[str, str]:
    """Return in which file a mistake is, empty for the data, and what it is."""
    text = _said(place.text, skipped)
    if place.file in {DATA, ABOUT}:
        if caller is None or caller.file in {BASE, ENTRY}:
            return "", text
        place, caller = caller, None
    if caller is not None:
        text = _("{what}; called from {file}, line {line}").format(
            what=text, file=names.get(caller.file, caller.file), line=caller.line
        )
    where = _("line {line}, column {column}").format(line=place.line, column=place.column)
    said = _("{place}: {what}").format(place=where, what=text)
    return names.get(place.file, place.file), said


def _said(text: str, skipped: Mapping[str, str]) -> str:
    """Return what Typst said, translated where it is one of the usual things, itself behind it."""
    searched = _SEARCHED.search(text)
    file = re.split(r"[/\\]", searched[1])[-1] if searched else ""
    original = shown(_NOBODYS.sub("", text))[:300]
    if file in skipped:
        return _("{file} cannot be used: {reason}").format(file=file, reason=skipped[file])
    for pattern, wording in _SAID:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            parts = [shown(part)[:300] for part in match.groups()]
            return f"{_(wording).format(*parts, file=shown(file))} [{original}]"
    return original
