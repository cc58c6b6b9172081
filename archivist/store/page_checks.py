"""Whether what a layout says makes sense: every mistake with its key and the cure."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import fields
from gettext import gettext as _

from archivist.model.display import shown
from archivist.model.field_words import ALSO, field_word
from archivist.model.page_form import PageForm
from archivist.model.page_forms import COUNTS, FORMS
from archivist.model.page_layout import LabelSheet, PageLayout
from archivist.store.page_rooms import crowded, short
from archivist.store.toml import Mistake

SIDE = (10.0, 2000.0)
"""Mm of a paper's side: a little card, a banner."""
POINTS = (2.0, 200.0)
_THIN = 0.1
"""Mm of a size that may not be 0."""
_MOST_LABELS = 500
"""On one sheet."""
LONGEST = 200
"""Characters of a title, or of any other text."""
_NEAR = 0.6
_LISTS = ("fields", "heading", "body")


def layout_mistakes(layout: PageLayout, usual: Collection[str] | None) -> list[Mistake]:
    """Return what is wrong with a layout, all at once.

    Args:
        layout: As its ``.toml`` says.
        usual: The sizes that its ``.typ``, which is a shipped one, asks for; None: its ``.typ`` is
            its user's own.
    """
    form = FORMS.get(layout.form)
    found = [*_texts(layout), *_numbers(layout, form)]
    if form is not None:
        found += [*_fields(layout, form), *_new_page(layout, form)]
        found += _kept(layout, form, usual) if usual is not None else ()
    # Sums of numbers that are wrong by themselves would only be told twice.
    return found or list(crowded(layout, None if usual is None else form))


def _texts(layout: PageLayout) -> Iterator[Mistake]:
    lists = (
        (f"{key}.{n}", text) for key in _LISTS for n, text in enumerate(getattr(layout, key), 1)
    )
    for place, text in (
        *(("form", layout.form), ("title", layout.title), ("title_en", layout.title_en)),
        *lists,
    ):
        control = next((c for c in text if unicodedata.category(c) == "Cc"), "")
        if control:
            said = _("it holds a control character ({code}); delete it")
            yield Mistake(place=place, text=said.format(code=f"U+{ord(control):04X}"))
        elif not text.strip() and place != "title_en":
            empty = place in {"form", "title"}
            yield Mistake(
                place=place, text=_("it is empty") if empty else _("it is empty; take it out")
            )
        elif len(text) > LONGEST:
            said = _("it is longer than {count} characters; shorten it")
            yield Mistake(place=place, text=said.format(count=LONGEST))


def _fields(layout: PageLayout, form: PageForm) -> Iterator[Mistake]:
    names = _(", ").join(_with_word(each, form.kind) for each in form.fields)
    if not layout.fields and form.fields:
        text = _("nothing would be printed; use some of: {names}")
        yield Mistake(place="fields", text=text.format(names=names))
    for number, name in enumerate(layout.fields, start=1):
        place = f"fields.{number}"
        if not form.fields:
            yield Mistake(place=place, text=_("there is nothing to choose here; write fields = []"))
        elif name not in form.fields:
            yield Mistake(place=place, text=_unknown_field(name, form, names))
        elif name in layout.fields[: number - 1]:
            text = _("“{name}” stands here twice; take one out")
            yield Mistake(place=place, text=text.format(name=name))


def _new_page(layout: PageLayout, form: PageForm) -> Iterator[Mistake]:
    if layout.new_page and not form.new_page:
        yield Mistake(place="new_page", text=_("there is nothing to choose here; take it out"))
    elif layout.new_page and layout.new_page not in form.new_page:
        names = _(", ").join(form.new_page)
        yield Mistake(place="new_page", text=_unknown(layout.new_page, form.new_page, names))


def _with_word(name: str, kind: str = "") -> str:
    """Return a name with what it is called in Chinese; in English it speaks for itself."""
    word = field_word(name, kind)
    if not word or _(word) == word:
        return name
    return _("{text} ({row})").format(text=name, row=_(word))


def _called(word: str, form: PageForm) -> str:
    """Return the name of the field that people call so; empty: none."""
    for name in form.fields:
        english = field_word(name, form.kind)
        if word in {english.lower(), _(english), *ALSO.get(name, ())}:
            return name
    return ""


def _unknown_field(name: str, form: PageForm, names: str) -> str:
    if meant := _called(name[:LONGEST].strip().lower(), form):
        text = _("there is no “{name}”, write {meant}; use some of: {names}")
        return text.format(name=shown(name[:LONGEST]), meant=meant, names=names)
    return _unknown(name, form.fields, names)


def _unknown(name: str, known: tuple[str, ...], names: str) -> str:
    near = difflib.get_close_matches(name[:LONGEST], known, 1, _NEAR)
    said = shown(name[:LONGEST])
    if near:
        text = _("there is no “{name}”, perhaps “{near}”; use some of: {names}")
        return text.format(name=said, near=near[0], names=names)
    return _("there is no “{name}”; use some of: {names}").format(name=said, names=names)


def _kept(layout: PageLayout, form: PageForm, usual: Collection[str]) -> Iterator[Mistake]:
    """Yield what a form needs and a layout has not, and the other way round."""
    known = dict.fromkeys((*usual, *form.free))
    missing = [name for name in usual if name not in {*layout.sizes, *form.free}]
    for name in layout.sizes:
        if name not in known:
            near = difflib.get_close_matches(name[:LONGEST], missing or known, 1, _NEAR)
            text = _("there is no such key; remove the line")
            if near:
                # It is missing because it is misspelt: one mistake.
                missing = [each for each in missing if each != near[0]]
                text = _("there is no such key; did you mean “{near}”?").format(near=near[0])
            yield Mistake(place=f"sizes.{shown(name)}", text=text)
    for name in missing:
        text = _("this key is missing; write {key} = …").format(key=name)
        yield Mistake(place=f"sizes.{name}", text=text)
    if form.sheet and layout.sheet is None:
        text = _("this table is missing; take it over from the shipped layout")
        yield Mistake(place="sheet", text=text)
    if layout.sheet is not None and not form.sheet:
        yield Mistake(place="sheet", text=_("no labels lie on this paper; take the table out"))


def _numbers(layout: PageLayout, form: PageForm | None) -> Iterator[Mistake]:
    yield from _within("width", layout.width, SIDE)
    yield from _within("height", layout.height, SIDE)
    yield from _within("size", layout.size, POINTS)
    yield from _within("least", layout.least, POINTS)
    if layout.least > layout.size:
        text = _("the smallest size is larger than the usual one; write at most {most}")
        yield Mistake(place="least", text=text.format(most=short(layout.size)))
    for name, value in layout.sizes.items():
        yield from _size(name, value, form, max(layout.width, layout.height))
    for each in fields(layout.margins):
        yield from _within(f"margins.{each.name}", getattr(layout.margins, each.name), (0.0, 1000))
    if layout.sheet is not None:
        yield from _sheet_numbers(layout.sheet)


def _size(name: str, value: float, form: PageForm | None, paper: float) -> Iterator[Mistake]:
    place = f"sizes.{shown(name)}"
    if name.endswith("-pt"):
        yield from _within(place, value, POINTS)
    elif form is None:
        yield from _within(place, value, (0.0, SIDE[1]))
    elif name in COUNTS:
        yield from _within(place, value, COUNTS[name], whole=True)
    else:
        # The paper itself may be wrong, even endless.
        most = paper if SIDE[0] <= paper <= SIDE[1] else SIDE[1]
        yield from _within(place, value, (0.0 if name in form.zeros else _THIN, most))


def _sheet_numbers(sheet: LabelSheet) -> Iterator[Mistake]:
    counts = {name: getattr(sheet, name) for name in ("columns", "rows")}
    found = [
        mistake
        for name, count in counts.items()
        for mistake in _within(f"sheet.{name}", count, (1, 100), whole=True)
    ]
    yield from found
    for name in ("width", "height"):
        yield from _within(f"sheet.{name}", getattr(sheet, name), (5.0, SIDE[1]))
    for name in ("left", "top", "gap_x", "gap_y"):
        yield from _within(f"sheet.{name}", getattr(sheet, name), (0.0, SIDE[1]))
    if not found and sheet.columns * sheet.rows > _MOST_LABELS:
        text = _("more than {count} labels on one sheet; write fewer columns or rows")
        yield Mistake(place="sheet", text=text.format(count=_MOST_LABELS))


def _within(
    place: str, value: float, bounds: tuple[float, float], *, whole: bool = False
) -> Iterator[Mistake]:
    least, most = bounds
    # NaN is neither.
    if least <= value <= most and not (whole and value != int(value)):
        return
    text = _("{given} does not fit; write a number from {least} to {most}")
    if whole:
        text = _("{given} does not fit; write a whole number from {least} to {most}")
    yield Mistake(
        place=place, text=text.format(given=short(value), least=short(least), most=short(most))
    )
