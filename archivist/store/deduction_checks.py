"""Holding one deduction against what its kind needs and uses, and against what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from gettext import gettext as _

from archivist.model.ledger import ColumnKind
from archivist.model.rubric import Deduction, DeductionKind
from archivist.store.rubric_names import Known, cut
from archivist.store.toml import Mistake

K = DeductionKind
_USES: Mapping[DeductionKind, tuple[str, ...]] = {
    K.MATERIAL: ("materials", "any_of", "period"),
    K.LEDGER: ("ledgers", "period"),
    K.FEW: ("events", "level", "least", "period"),
    K.INCOMPLETE: ("events", "ledgers", "period"),
    K.FAILED: ("events", "period"),
    K.FINDINGS: ("codes", "categories", "period"),
    K.ROWS: ("ledgers", "least", "when", "period"),
    K.SUM: ("ledgers", "column", "amount", "period"),
    K.CONDITION: ("conditions", "period"),
    K.JUDGE: ("most",),
}
"""The keys of each kind, besides those that every deduction has."""
_NEEDS: Mapping[DeductionKind, tuple[tuple[str, ...], ...]] = {
    K.MATERIAL: (("materials", "any_of"),),
    K.LEDGER: (("ledgers",),),
    K.FEW: (("events",), ("period",)),
    K.INCOMPLETE: (("events", "ledgers"),),
    K.FAILED: (("events",), ("period",)),
    K.FINDINGS: (("codes",),),
    K.ROWS: (("ledgers",),),
    K.SUM: (("ledgers",), ("column",), ("amount",), ("period",)),
    K.CONDITION: (("conditions",),),
    K.JUDGE: (),
}
"""Of each group of keys one is needed."""
_EVERY = frozenset({"kind", "text", "text_en", "clause", "note", "note_en", "each", "cap"})
_UNSET = {field.name: field.default for field in fields(Deduction)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a deduction stands."""

    place: str
    points: Decimal | None = None
    """Of its criterion; None: of a condition or duty, where points play no part."""
    judged: bool = True
    """Somebody can decide there."""
    nested: bool = True
    """It may refer to standing conditions."""


def deduction_mistakes(deduction: Deduction, at: Setting, known: Known) -> Iterator[Mistake]:
    """Yield everything that is wrong with a deduction."""
    yield from _key_mistakes(deduction, at)
    yield from _reference_mistakes(deduction, at.place, known)
    yield from _column_mistakes(deduction, at.place, known)
    if at.points:
        yield from _point_mistakes(deduction, at.place, at.points)
    else:
        yield from _pointless(deduction, at)
    if not deduction.text.strip():
        text = _("say in a few words what is asked")
        yield Mistake(place=f"{at.place}.text", text=text)


def _written(deduction: Deduction, key: str) -> bool:
    return bool(getattr(deduction, key) != _UNSET[key])


def _key_mistakes(deduction: Deduction, at: Setting) -> Iterator[Mistake]:
    kind, place = deduction.kind, at.place
    for key in _UNSET:
        if key not in _EVERY and key not in _USES[kind] and _written(deduction, key):
            text = _("“{kind}” does not use this key; remove the line. It uses: {keys}")
            keys = _(", ").join(("each", "cap", *_USES[kind]) if kind is not K.JUDGE else ("most",))
            yield Mistake(place=f"{place}.{key}", text=text.format(kind=kind, keys=keys))
    for group in _NEEDS[kind]:
        there = [key for key in group if _written(deduction, key)]
        if not there:
            text = _("“{kind}” needs {keys}; write for example {example}")
            said = text.format(kind=kind, keys=_(" or ").join(group), example=_EXAMPLES[group[0]])
            yield Mistake(place=f"{place}.{group[0]}", text=said)
    if deduction.materials and deduction.any_of:
        text = _("use either materials or any_of; for both write two deductions")
        yield Mistake(place=f"{place}.any_of", text=text)
    if kind is K.JUDGE and not at.judged:
        text = _("in a duty nobody can decide; make it a criterion or a standing condition")
        yield Mistake(place=f"{place}.kind", text=text)
    if kind is K.CONDITION and not at.nested:
        text = _("a standing condition cannot ask for standing conditions; write what it asks for")
        yield Mistake(place=f"{place}.kind", text=text)


_EXAMPLES = {
    "materials": 'materials = ["05.register"]',
    "ledgers": 'ledgers = ["training"]',
    "events": 'events = ["theory"]',
    "period": 'period = "month" ("quarter", "half-year", "year")',
    "codes": 'codes = ["ELE101"]',
    "column": 'column = "income"',
    "amount": "amount = 30000",
    "conditions": 'conditions = ["R4.1"]',
}


def _point_mistakes(deduction: Deduction, place: str, points: Decimal) -> Iterator[Mistake]:
    if deduction.kind is K.JUDGE:
        yield from _judge_mistakes(deduction, place)
    elif not deduction.each:
        text = _("write each = …: the points for each that is missing, short or incomplete")
        yield Mistake(place=f"{place}.each", text=text)
    if deduction.cap is not None and not deduction.cap:
        text = _("a cap of 0 would take nothing off; remove the line or write the points at most")
        yield Mistake(place=f"{place}.cap", text=text)
    for key in ("each", "cap", "most"):
        value = getattr(deduction, key) or Decimal(0)
        if value > points:
            text = _("{value} is more than the {points} points of the criterion")
            said = text.format(value=number(value), points=number(points))
            yield Mistake(place=f"{place}.{key}", text=said)


def _judge_mistakes(deduction: Deduction, place: str) -> Iterator[Mistake]:
    for key in ("each", "cap"):
        if _written(deduction, key):
            text = _("“judge” does not use this key; write most = …, the points at most")
            yield Mistake(place=f"{place}.{key}", text=text)
    if not deduction.most:
        text = _("write most = …: how many points a person may take off at most")
        yield Mistake(place=f"{place}.most", text=text)


def _pointless(deduction: Deduction, at: Setting) -> Iterator[Mistake]:
    text = (
        _("points play no part here; remove the line")
        if at.points is None
        else _("the criterion gives no points; remove the line, or give it points")
    )
    for key in ("each", "cap", "most"):
        if getattr(deduction, key):
            yield Mistake(place=f"{at.place}.{key}", text=text)


def _reference_mistakes(deduction: Deduction, place: str, known: Known) -> Iterator[Mistake]:
    yield from known.materials.mistakes(deduction.materials, f"{place}.materials")
    yield from known.materials.mistakes(deduction.any_of, f"{place}.any_of")
    yield from known.ledgers.mistakes(deduction.ledgers, f"{place}.ledgers")
    yield from known.events.mistakes(deduction.events, f"{place}.events")
    yield from known.conditions.mistakes(deduction.conditions, f"{place}.conditions")
    yield from known.categories.mistakes(deduction.categories, f"{place}.categories")
    yield from known.code_mistakes(deduction.codes, f"{place}.codes")
    yield from known.level_mistakes(deduction.level, deduction.events, f"{place}.level")
    if deduction.kind is K.FAILED:
        yield from known.failing_mistakes(deduction.events, f"{place}.events")


def _column_mistakes(deduction: Deduction, place: str, known: Known) -> Iterator[Mistake]:
    if deduction.kind is K.SUM and deduction.column:
        kinds = (ColumnKind.MONEY, ColumnKind.NUMBER)
        asked = _Asked(deduction.column, f"{place}.column", kinds)
        yield from asked.mistakes(deduction, known)
    for index, when in enumerate(deduction.when, start=1):
        where = f"{place}.when.{index}"
        yield from _Asked(when.column, f"{where}.column").mistakes(deduction, known)
        if not when.words or not all(word.strip() for word in when.words):
            text = _('write the words of which one has to stand in the cell: words = ["…"]')
            yield Mistake(place=f"{where}.words", text=text)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column that every ledger of a deduction must have."""

    key: str
    place: str
    kinds: tuple[ColumnKind, ...] = ()
    """Of one of these; none: of any."""

    def mistakes(self, deduction: Deduction, known: Known) -> Iterator[Mistake]:
        for book in (known.books[each] for each in deduction.ledgers if each in known.books):
            fitting = [c for c in book.columns if not self.kinds or c.kind in self.kinds]
            if self.key not in {column.key for column in fitting}:
                text = _("the ledger “{ledger}” has no such column “{id}”; use one of: {names}")
                names = _(", ").join(f"{column.key} ({column.name})" for column in fitting)
                said = text.format(ledger=book.id, id=cut(self.key), names=names or "–")
                yield Mistake(place=self.place, text=said)


def number(value: Decimal) -> str:
    """Return a number without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
