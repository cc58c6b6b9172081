"""Holding a rubric against itself: sums, ids, levels, bonuses, and every deduction in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from gettext import gettext as _

from archivist.model.rubric import Bonus, Criterion, Deduction, Rubric
from archivist.store.band_checks import band_mistakes
from archivist.store.deduction_checks import Setting, deduction_mistakes, number
from archivist.store.rubric_names import Known, cut
from archivist.store.toml import Mistake


def rubric_mistakes(rubric: Rubric, known: Known) -> Iterator[Mistake]:
    """Yield everything that is wrong with a rubric whose keys are right."""
    yield from _name_mistakes(rubric)
    yield from _sum_mistakes(rubric)
    yield from _id_mistakes(rubric)
    yield from _level_mistakes(rubric)
    for place, criterion in _criteria(rubric):
        yield from _criterion_mistakes(criterion, place, known)
    for index, condition in enumerate(rubric.conditions, start=1):
        yield from _demand_mistakes(condition.demands, f"conditions.{index}", known)
    for index, duty in enumerate(rubric.duties, start=1):
        yield from _demand_mistakes(duty.demands, f"duties.{index}", known)
    for index, bonus in enumerate(rubric.bonuses, start=1):
        yield from _bonus_mistakes(bonus, f"bonuses.{index}", known)
    yield from band_mistakes(rubric.bands)


def _criteria(rubric: Rubric) -> Iterator[tuple[str, Criterion]]:
    for index, section in enumerate(rubric.sections, start=1):
        for position, criterion in enumerate(section.criteria, start=1):
            yield f"sections.{index}.criteria.{position}", criterion


def _name_mistakes(rubric: Rubric) -> Iterator[Mistake]:
    named = [("name", rubric.name)]
    named += [(f"sections.{n}.name", each.name) for n, each in enumerate(rubric.sections, start=1)]
    named += [(f"{place}.name", each.name) for place, each in _criteria(rubric)]
    for list_ in ("levels", "bonuses", "bands", "conditions", "duties"):
        listed = enumerate(getattr(rubric, list_), start=1)
        named += [(f"{list_}.{n}.name", each.name) for n, each in listed]
    for place, name in named:
        if not name.strip():
            yield Mistake(place=place, text=_("write a name; it is what people read"))


def _sum_mistakes(rubric: Rubric) -> Iterator[Mistake]:
    if not rubric.sections:
        text = _("a rubric needs a section: [[sections]], and below it [[sections.criteria]]")
        yield Mistake(place="sections", text=text)
    for index, section in enumerate(rubric.sections, start=1):
        place = f"sections.{index}"
        if not section.criteria:
            text = _("a section needs a criterion: [[sections.criteria]]")
            yield Mistake(place=f"{place}.criteria", text=text)
            continue
        parts = [criterion.points for criterion in section.criteria]
        yield from _unequal(section.points, parts, f"{place}.points", _("its criteria"))
    if rubric.sections:
        parts = [section.points for section in rubric.sections]
        yield from _unequal(rubric.total, parts, "total", _("its sections"))


def _unequal(whole: Decimal, parts: list[Decimal], place: str, what: str) -> Iterator[Mistake]:
    added = sum(parts, Decimal(0))
    if added == whole:
        return
    text = (
        _("{whole} points, but {what} add up to {added} ({parts}): {difference} too few")
        if added < whole
        else _("{whole} points, but {what} add up to {added} ({parts}): {difference} too many")
    )
    listed = " + ".join(number(part) for part in parts[:20]) + (" + …" if len(parts) > 20 else "")
    said = text.format(
        whole=number(whole),
        what=what,
        added=number(added),
        parts=listed,
        difference=number(abs(whole - added)),
    )
    yield Mistake(place=place, text=said)


def _id_mistakes(rubric: Rubric) -> Iterator[Mistake]:
    """Yield ids that are used twice or are none: judgements are kept under them."""
    judged = [(place, criterion.id) for place, criterion in _criteria(rubric)]
    for list_ in ("conditions", "bonuses", "duties"):
        listed = enumerate(getattr(rubric, list_), start=1)
        judged += [(f"{list_}.{n}", each.id) for n, each in listed]
    yield from _repeated(judged)
    yield from _repeated((f"levels.{n}", each.id) for n, each in enumerate(rubric.levels, start=1))


def _repeated(placed: Iterable[tuple[str, str]]) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for place, each in placed:
        if not each or any(character.isspace() for character in each):
            text = _("write an id without spaces, such as “A-1”: it is typed in commands")
            yield Mistake(place=f"{place}.id", text=text)
        elif each in first:
            text = _("“{id}” stands already at {place}; each needs an id of its own")
            yield Mistake(
                place=f"{place}.id", text=text.format(id=cut(each), place=f"{{{first[each]}}}")
            )
        else:
            first[each] = place


def _level_mistakes(rubric: Rubric) -> Iterator[Mistake]:
    owners: dict[str, set[int]] = defaultdict(set)
    for index, level in enumerate(rubric.levels, start=1):
        for word in level.words:
            owners[word].add(index)
            if not word.strip():
                text = _("an empty word fits everything; write how ledgers call the level")
                yield Mistake(place=f"levels.{index}.words", text=text)
    for word, levels in owners.items():
        if len(levels) > 1:
            text = _("“{word}” stands at two levels, so nobody can tell which is meant")
            place = f"levels.{max(levels)}.words"
            yield Mistake(place=place, text=text.format(word=cut(word)))


def _criterion_mistakes(criterion: Criterion, place: str, known: Known) -> Iterator[Mistake]:
    if not criterion.deductions:
        text = _(
            "nothing can lower this criterion; add [[sections.criteria.deductions]], "
            'with kind = "judge" when only a person can decide'
        )
        yield Mistake(place=f"{place}.deductions", text=text)
    for index, deduction in enumerate(criterion.deductions, start=1):
        setting = Setting(place=f"{place}.deductions.{index}", points=criterion.points)
        yield from deduction_mistakes(deduction, setting, known)


def _demand_mistakes(demands: tuple[Deduction, ...], place: str, known: Known) -> Iterator[Mistake]:
    condition = place.startswith("conditions.")
    if not demands:
        list_ = place.partition(".")[0]
        text = _("it asks for nothing; add [[{list}.demands]]").format(list=list_)
        yield Mistake(place=f"{place}.demands", text=text)
    for index, demand in enumerate(demands, start=1):
        where = f"{place}.demands.{index}"
        setting = Setting(place=where, judged=condition, nested=not condition)
        yield from deduction_mistakes(demand, setting, known)


def _bonus_mistakes(bonus: Bonus, place: str, known: Known) -> Iterator[Mistake]:
    yield from known.events.mistakes(bonus.events, f"{place}.events")
    yield from known.level_mistakes(bonus.level, bonus.events, f"{place}.level")
    if bonus.judge and (bonus.events or bonus.each or bonus.level):
        text = _("with judge = true a person gives the points; remove events, level and each")
        yield Mistake(place=f"{place}.judge", text=text)
    elif not bonus.judge and not (bonus.events and bonus.each):
        text = _("write events and each, or judge = true when a person gives the points")
        yield Mistake(place=f"{place}.{'each' if bonus.events else 'events'}", text=text)
