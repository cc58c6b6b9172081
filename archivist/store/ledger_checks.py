"""Holding one ledger against itself and the plan: columns, and what rows are said to tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from archivist.model.ledger import ColumnKind, EventRule, Ledger, LedgerColumn
from archivist.model.plan import Plan
from archivist.model.wording import N_
from archivist.store.rubric_names import Kind, cut
from archivist.store.toml import Mistake

_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_OFFERING = frozenset({ColumnKind.CHOICE, ColumnKind.TEXT, ColumnKind.PEOPLE})
_MONTHS = 12
_LONG_NOTE = 200
"""Spreadsheet programs show 255 characters, and archivist says before whether it is required."""
_NARROW, _WIDE = 3, 100


def folded(text: str) -> str:
    """Return a text as titles and names are compared: without width, spaces and case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def homes(plan: Plan) -> dict[str, str]:
    """Return the number of the category of each material."""
    return {each.id: category.number for category in plan.categories for each in category.materials}


def ledger_mistakes(ledger: Ledger, plan: Plan) -> Iterator[Mistake]:
    """Yield everything that is wrong with a ledger whose keys are right."""
    known = _Known.of(ledger, plan)
    if not ledger.name.strip():
        yield Mistake(place="name", text=_no_name())
    if ledger.material:
        yield from known.materials.mistakes((ledger.material,), "material")
    if not ledger.title:
        text = _('write the key of the column that names an entry, for example title = "topic"')
        yield Mistake(place="title", text=text)
    else:
        yield from known.columns.mistakes((ledger.title,), "title")
    yield from _word_mistakes(ledger.words, "words", 2)
    yield from _columns_mistakes(ledger.columns)
    for index, rule in enumerate(ledger.events, start=1):
        yield from _event_mistakes(rule, f"events.{index}", known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """All that an event may refer to."""

    columns: Kind
    kinds: dict[str, ColumnKind]
    materials: Kind
    categories: Kind
    homes: Mapping[str, str]

    @classmethod
    def of(cls, ledger: Ledger, plan: Plan) -> _Known:
        materials = [each for category in plan.categories for each in category.materials]
        return cls(
            columns=Kind(
                {column.key: column.name for column in ledger.columns},
                N_("this ledger has no column “{id}”"),
            ),
            kinds={column.key: column.kind for column in ledger.columns},
            materials=Kind(
                {each.id: each.name for each in materials}, N_("the plan has no material “{id}”")
            ),
            categories=Kind(
                {each.number: each.name for each in plan.categories},
                N_("the plan has no category “{id}”"),
            ),
            homes=homes(plan),
        )

    def column_mistakes(
        self, key: str, place: str, kinds: Sequence[ColumnKind]
    ) -> Iterator[Mistake]:
        """Yield what is wrong with a reference to a column that has to be of certain kinds."""
        yield from self.columns.mistakes((key,), place)
        if key in self.kinds and self.kinds[key] not in kinds:
            text = _("the column “{id}” is of the kind {kind}; it has to be: {wanted}")
            said = text.format(
                id=cut(key), kind=self.kinds[key].value, wanted=_(" or ").join(kinds)
            )
            yield Mistake(place=place, text=said)


def _columns_mistakes(columns: Sequence[LedgerColumn]) -> Iterator[Mistake]:
    if not columns:
        text = _("a ledger needs columns: [[columns]], and below it key and name")
        yield Mistake(place="columns", text=text)
    keys: dict[str, int] = {}
    titles: dict[str, int] = {}
    for index, column in enumerate(columns, start=1):
        place = f"columns.{index}"
        yield from _key_mistakes(column.key, f"{place}.key")
        if keys.setdefault(column.key, index) != index:
            text = _("“{id}” is used twice").format(id=cut(column.key))
            yield Mistake(place=f"{place}.key", text=text)
        yield from _title_mistakes(column, (index, place), titles)
        yield from _choice_mistakes(column, place)
        yield from _look_mistakes(column, place)


def _key_mistakes(key: str, place: str) -> Iterator[Mistake]:
    if not _WORD.fullmatch(key):
        text = _("“{id}” is no English word in small letters; write for example place")
        yield Mistake(place=place, text=text.format(id=cut(key)))


def _title_mistakes(
    column: LedgerColumn, at: tuple[int, str], titles: dict[str, int]
) -> Iterator[Mistake]:
    """Yield the titles by which a column cannot be told from an earlier one."""
    index, place = at
    if not column.name.strip():
        yield Mistake(place=f"{place}.name", text=_no_name())
    yield from _word_mistakes(column.also, f"{place}.also", 1)
    named = [("name", column.name), ("name_en", column.name_en)]
    for key, title in (*named, *(("also", each) for each in column.also)):
        first = titles.setdefault(folded(title), index) if title.strip() else index
        if first != index:
            text = _("“{title}” heads column {number} already; a title means one column only")
            said = text.format(title=cut(title), number=first)
            yield Mistake(place=f"{place}.{key}", text=said)


def _choice_mistakes(column: LedgerColumn, place: str) -> Iterator[Mistake]:
    if column.kind is ColumnKind.CHOICE and not column.choices:
        text = _('a column of the kind choice needs them: choices = ["…", "…"]')
        yield Mistake(place=f"{place}.choices", text=text)
    if column.choices and column.kind not in _OFFERING:
        text = _("a column of the kind {kind} has no choices; remove them, or write {choice}")
        said = text.format(kind=column.kind.value, choice='kind = "choice"')
        yield Mistake(place=f"{place}.choices", text=said)
    yield from _word_mistakes(column.choices, f"{place}.choices", 1)


def _look_mistakes(column: LedgerColumn, place: str) -> Iterator[Mistake]:
    # Written so that "not a number" is refused too.
    if not _NARROW <= column.width <= _WIDE:
        text = _("a width is from {least} to {most} characters")
        yield Mistake(place=f"{place}.width", text=text.format(least=_NARROW, most=_WIDE))
    for key, note in (("note", column.note), ("note_en", column.note_en)):
        if len(note) > _LONG_NOTE:
            text = _("a note of {count} characters is not shown in full; {most} at most")
            said = text.format(count=len(note), most=_LONG_NOTE)
            yield Mistake(place=f"{place}.{key}", text=said)


def _event_mistakes(rule: EventRule, place: str, known: _Known) -> Iterator[Mistake]:
    yield from _key_mistakes(rule.kind, f"{place}.kind")
    if not rule.name.strip():
        yield Mistake(place=f"{place}.name", text=_no_name())
    yield from _day_mistakes(rule, place, known)
    yield from _month_mistakes(rule, place, known)
    for index, when in enumerate(rule.when, start=1):
        where = f"{place}.when.{index}"
        yield from known.columns.mistakes((when.column,), f"{where}.column")
        yield from _needed_words(when.words, f"{where}.words")
    if rule.level:
        yield from known.columns.mistakes((rule.level,), f"{place}.level")
    yield from known.columns.mistakes(rule.required, f"{place}.required")
    yield from _word_mistakes(rule.words, f"{place}.words", 2)
    yield from _evidence_mistakes(rule, place, known)


def _day_mistakes(rule: EventRule, place: str, known: _Known) -> Iterator[Mistake]:
    if bool(rule.day) == bool(rule.months):
        text = _("an event needs its date: day, the key of a column, or months, and not both")
        yield Mistake(place=f"{place}.day", text=text)
    if rule.day:
        kinds = (ColumnKind.DAY, ColumnKind.TERM)
        yield from known.column_mistakes(rule.day, f"{place}.day", kinds)


def _month_mistakes(rule: EventRule, place: str, known: _Known) -> Iterator[Mistake]:
    if rule.months:
        yield from known.columns.mistakes(rule.months, f"{place}.months")
        if len(rule.months) != _MONTHS:
            text = _("twelve columns, January first; there are {count}")
            yield Mistake(place=f"{place}.months", text=text.format(count=len(rule.months)))
        if not rule.term:
            text = _("months need the column of the term in which they lie: term = …")
            yield Mistake(place=f"{place}.term", text=text)
    for key in ("term", "failing"):
        if getattr(rule, key) and not rule.months:
            text = _("{key} goes with months only; remove the line").format(key=key)
            yield Mistake(place=f"{place}.{key}", text=text)
    if rule.term:
        yield from known.column_mistakes(rule.term, f"{place}.term", (ColumnKind.TERM,))
    yield from _word_mistakes(rule.failing, f"{place}.failing", 1)


def _evidence_mistakes(rule: EventRule, place: str, known: _Known) -> Iterator[Mistake]:
    yield from known.categories.mistakes(rule.categories, f"{place}.categories")
    yield from known.materials.mistakes(rule.materials, f"{place}.materials")
    for material in rule.materials:
        number = known.homes.get(material, "")
        if rule.categories and number and number not in rule.categories:
            text = _("“{id}” lies in category {number}, which categories does not name")
            said = text.format(id=material, number=number)
            yield Mistake(place=f"{place}.materials", text=said)
    for index, file in enumerate(rule.files, start=1):
        where = f"{place}.files.{index}"
        if not file.name.strip():
            yield Mistake(place=f"{where}.name", text=_no_name())
        yield from _needed_words(file.words, f"{where}.words")
    if not rule.evidence and (rule.materials or rule.files or rule.photo):
        text = _("without evidence nothing can be demanded of its item; remove one of the two")
        yield Mistake(place=f"{place}.evidence", text=text)


def _needed_words(words: Sequence[str], place: str) -> Iterator[Mistake]:
    if not words:
        yield Mistake(place=place, text=_('write the words, for example ["…", "…"]'))
    yield from _word_mistakes(words, place, 1)


def _word_mistakes(words: Iterable[str], place: str, least: int) -> Iterator[Mistake]:
    if any(len(word.strip()) < least for word in words):
        text = (
            _("an empty text is no word; remove it")
            if least == 1
            else _("a word needs two characters or more, else it fits nearly every name")
        )
        yield Mistake(place=place, text=text)


def _no_name() -> str:
    return _("write a name; it is what people read")
