"""What changed between two audits, told from their JSON forms.

The earlier one was kept as a file that anybody may have changed since: whatever has another type
than it should is taken for absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

from archivist.model.score import Certainty
from archivist.model.verdict import Comparison, CriterionChange

_FINAL = frozenset({Certainty.LOST.value, Certainty.JUDGED.value})
_MOST = 10**9
_MOST_LOSSES = 2000
"""Of one criterion that are compared; a foreign file may hold any number."""


def compare(before: Mapping[str, Any], after: Mapping[str, Any], name: str, at: str) -> Comparison:
    """Return what changed, studio by studio: the total, then the criteria in the rubric's order.

    A studio that is not audited now is left out: what it lost is not cured. The losses of another
    period are neither cured nor new, so that only points are compared with it.

    Args:
        before: The JSON form of the kept audit.
        after: That of the new one.
        name: The kept audit's name.
        at: When it was kept, where it does not say so itself.
    """
    old, new = _studios(before), _studios(after)
    period = _text(before, "period")
    other = period if period != _text(after, "period") else ""
    changes = (
        change
        for studio, value in new.items()
        for change in _studio(studio, old.get(studio), value, by_points=bool(other))
    )
    return Comparison(
        name=name, at=_text(before, "kept_at") or at, changes=tuple(changes), period=other
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loss:
    """One line, as far as it can be told again in another audit."""

    place: tuple[str, str]
    """Its kind and its own period."""
    text: str
    why: str
    certainty: str
    times: int
    parts: Mapping[tuple[str, ...], str]
    """What is missing or incomplete, each with a word for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A criterion, or the total of a studio."""

    name: str = ""
    figures: tuple[Fraction, Fraction] | None = None
    losses: tuple[_Loss, ...] = ()


def _studio(
    studio: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], *, by_points: bool
) -> Iterator[CriterionChange]:
    old, new = _criteria(before or {}), _criteria(after)
    for criterion in dict.fromkeys((*new, *old)):
        was, now = old.get(criterion, _Scored()), new.get(criterion, _Scored())
        cured, came = ((), ()) if by_points else _losses(was, now)
        if was.figures != now.figures or cured or came:
            yield CriterionChange(
                studio=studio,
                criterion=criterion,
                before=was.figures,
                after=now.figures,
                cured=cured,
                new=came,
            )


def _losses(was: _Scored, now: _Scored) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in words which losses are gone and which came."""
    cured: list[str] = []
    came: list[str] = []
    for old, new in _pairs(was, now):
        if old is None or new is None:
            cured += [old.why] if old else []
            came += [new.why] if new else []
            continue
        cured += _fewer(old, new)
        if new.certainty in _FINAL and old.certainty not in _FINAL:
            came.append(new.why)
        else:
            came += _fewer(new, old)
    return tuple(cured), tuple(came)


def _pairs(was: _Scored, now: _Scored) -> Iterator[tuple[_Loss | None, _Loss | None]]:
    """Yield the losses, each beside what became of it.

    They are told by their kind, period and text; where the audits were written in two languages,
    which the criterion's name shows, by their order alone.
    """
    by_text = was.name == now.name
    left: dict[tuple[str, ...], list[_Loss]] = {}
    for loss in was.losses:
        left.setdefault(_key(loss, by_text=by_text), []).append(loss)
    for loss in now.losses:
        same = left.get(_key(loss, by_text=by_text))
        yield (_likest(same, loss) if same else None), loss
    yield from ((loss, None) for losses in left.values() for loss in losses)


def _key(loss: _Loss, *, by_text: bool) -> tuple[str, ...]:
    return (*loss.place, loss.text) if by_text else loss.place


def _likest(losses: list[_Loss], loss: _Loss) -> _Loss:
    """Take out the one that shares a part with a loss, else the first."""
    at = next((n for n, each in enumerate(losses) if each.parts.keys() & loss.parts.keys()), 0)
    return losses.pop(at)


def _fewer(more: _Loss, less: _Loss) -> list[str]:
    """Return what one of two states of a loss has that the other has not."""
    words = [word for part, word in more.parts.items() if part not in less.parts]
    if words:
        return [f"{more.text} · {word}" if more.text else word for word in words]
    if more.parts or less.parts or more.times <= less.times:
        return []
    return [f"{more.text} · {more.times - less.times}"]


def _studios(audit: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return _by_name(_list(audit, "studios"), "name")


def _criteria(studio: Mapping[str, Any]) -> dict[str, _Scored]:
    """Return the total, under an empty id, and the criteria."""
    if not studio:
        return {}
    sections = _mappings(_list(studio, "sections"))
    found = _by_name((each for s in sections for each in _list(s, "criteria")), "id")
    scored = {
        criterion: _Scored(
            name=_text(value, "name"),
            figures=_figures(value),
            losses=tuple(map(_loss, islice(_mappings(_list(value, "losses")), _MOST_LOSSES))),
        )
        for criterion, value in found.items()
    }
    return {"": _Scored(figures=_figures(studio))} | scored


def _loss(value: Mapping[str, Any]) -> _Loss:
    text = _text(value, "text")
    times = value.get("times")
    return _Loss(
        place=(_text(value, "kind"), _text(value, "period")),
        text=text,
        why=_text(value, "why") or text or _text(value, "kind"),
        certainty=_text(value, "certainty"),
        times=times if type(times) is int and abs(times) < _MOST else 0,
        parts=dict(_parts(value)),
    )


def _parts(value: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for event in _mappings(_list(value, "events")):
        named = tuple(_text(event, key) for key in ("kind", "day", "item", "title"))
        yield named, " ".join(filter(None, (named[1], named[3] or named[2])))
    counted: Counter[str] = Counter()
    for each in (*_list(value, "lacking"), *_list(value, "places")):
        if isinstance(each, str):
            # A code of a finding stands as often as it was found.
            counted[each] += 1
            yield (each, str(counted[each])), each


def _figures(value: Mapping[str, Any]) -> tuple[Fraction, Fraction] | None:
    secured, possible = _number(value.get("secured")), _number(value.get("possible"))
    return None if secured is None or possible is None else (secured, possible)


def _number(value: object) -> Fraction | None:
    """Return points as they were written, to two places, and not as a computer holds them."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # A comparison with what is no number at all is false.
    if not abs(value) < _MOST:
        return None
    return Fraction(round(Fraction(value) * 100), 100)


def _by_name(values: Iterable[object], key: str) -> dict[str, Mapping[str, Any]]:
    """Return JSON objects by the text that names each; of two with one name the first."""
    found: dict[str, Mapping[str, Any]] = {}
    for value in _mappings(values):
        if name := _text(value, key):
            found.setdefault(name, value)
    return found


def _mappings(values: Iterable[object]) -> Iterator[Mapping[str, Any]]:
    return (value for value in values if isinstance(value, Mapping))


def _list(value: Mapping[str, Any], key: str) -> list[Any] | tuple[Any, ...]:
    found = value.get(key)
    return found if isinstance(found, list | tuple) else ()


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
