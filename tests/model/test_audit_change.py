"""What changed between two audits, from JSON forms of which one may hold anything."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.score_json import score_json
from archivist.model.audit_change import compare
from archivist.model.verdict import Comparison
from tests.formats.verdicts import a_verdict

AT = "2025-04-03T10:15:00+08:00"


def a_loss(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    values: dict[str, Any] = {
        "kind": "too-few-events", "text": "theory", "certainty": "lost", "period": "2025-01",
        "times": 1, "why": "one theory lesson short", "lacking": [], "events": [], "places": [],
    }  # fmt: skip
    return values | changes


def a_criterion(*losses: object, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    values = {"id": "A1", "name": "账目", "secured": 5, "possible": 5, "losses": list(losses)}
    return values | changes


def an_audit(*criteria: object, studio: str = "甲", secured: object = 8.33) -> dict[str, Any]:
    sections = [{"name": "全部", "criteria": list(criteria)}]
    return {
        "studios": [{"name": studio, "secured": secured, "possible": 10, "sections": sections}]
    }  # fmt: skip


def told(before: Any, after: Any) -> dict[str, tuple[Any, ...]]:  # noqa: ANN401
    """Return what changed of the criteria of one studio: by id, what is gone and what came."""
    changes = compare(before, after, "x", AT).changes
    return {each.criterion: (each.cured, each.new) for each in changes}


def test_nothing_changed() -> None:
    same = an_audit(a_criterion(a_loss(), a_loss(kind="judge")))
    assert compare(same, same, "kept", AT) == Comparison(name="kept", at=AT)


def test_when_it_was_kept_stands_in_it() -> None:
    assert compare({"kept_at": "then"}, {}, "kept", AT).at == "then"


def test_points_are_compared_as_they_are_written() -> None:
    (total, change) = compare(
        an_audit(a_criterion(secured=0.1 + 0.2)), an_audit(a_criterion(secured=2.68), secured=9),
        "x", AT,
    ).changes  # fmt: skip
    assert (total.studio, total.criterion) == ("甲", "")
    assert total.before == (Fraction(833, 100), Fraction(10))
    assert total.after == (Fraction(9), Fraction(10))
    assert change.before == (Fraction(3, 10), Fraction(5))
    assert change.after == (Fraction(67, 25), Fraction(5))


def test_studios_and_criteria_that_came_or_went() -> None:
    before = an_audit(a_criterion(a_loss()), a_criterion(id="A2"))
    after = an_audit(a_criterion(a_loss()), a_criterion(id="A3"))
    after["studios"] += an_audit(a_criterion(), studio="乙")["studios"]
    changes = compare(before, after, "x", AT).changes
    assert [(c.studio, c.criterion, c.before is None, c.after is None) for c in changes] == [
        ("甲", "A3", True, False),
        ("甲", "A2", False, True),
        ("乙", "", True, False),
        ("乙", "A1", True, False),
    ]


def test_a_studio_that_is_not_audited_now_is_not_cured() -> None:
    before = an_audit(a_criterion(a_loss()))
    before["studios"] += an_audit(a_criterion(a_loss()), studio="乙")["studios"]
    assert compare(before, an_audit(a_criterion(a_loss())), "x", AT).changes == ()
    assert compare(before, {}, "x", AT).changes == ()


def test_of_another_period_only_points_are_compared() -> None:
    before = an_audit(a_criterion(a_loss(), secured=4), a_criterion(a_loss(), id="A2"))
    after = an_audit(a_criterion(secured=5), a_criterion(a_loss(text="new"), id="A2"))
    before["period"], after["period"] = "2025-Q1", "2025-Q2"
    found = compare(before, after, "x", AT)
    assert found.period == "2025-Q1"
    assert [(each.criterion, each.cured, each.new) for each in found.changes] == [("A1", (), ())]
    after["period"] = "2025-Q1"
    found = compare(before, after, "x", AT)
    assert found.period == ""
    assert [each.criterion for each in found.changes] == ["A1", "A2"]


EVENT = {"kind": "theory", "day": "2025-01-05", "item": "甲/06/20250105 测流", "title": "测流"}
OTHER = EVENT | {"day": "2025-01-09", "title": "绘图", "entry": {"row": 3}}


@pytest.mark.parametrize(
    ("before", "after", "cured", "new"),
    [
        ([a_loss()], [], ["one theory lesson short"], []),
        ([], [a_loss()], [], ["one theory lesson short"]),
        ([a_loss(times=3)], [a_loss(times=1)], ["theory · 2"], []),
        ([a_loss(times=1)], [a_loss(times=3)], [], ["theory · 2"]),
        ([a_loss(certainty="open")], [a_loss()], [], ["one theory lesson short"]),
        ([a_loss()], [a_loss(certainty="open")], [], []),
        ([a_loss(certainty="open")], [a_loss(certainty="open", why="other words")], [], []),
        ([a_loss(period="2025-01")], [a_loss(period="2025-02", why="b")],
         ["one theory lesson short"], ["b"]),
        ([a_loss(), a_loss(text="practice", why="p")], [a_loss(text="practice", why="p")],
         ["one theory lesson short"], []),
        ([a_loss(events=[EVENT, OTHER])], [a_loss(events=[OTHER | {"entry": {"row": 4}}])],
         ["theory · 2025-01-05 测流"], []),
        ([a_loss(lacking=["a", "a", "b"])], [a_loss(lacking=["a", "c"])],
         ["theory · a", "theory · b"], ["theory · c"]),
        ([a_loss(text="", lacking=["a"])], [a_loss(text="", lacking=[])], ["a"], []),
        ([a_loss(places=["b.xlsx#1!4"])], [a_loss(places=["b.xlsx#1!4"], times=9)], [], []),
        ([a_loss(lacking=["a"], why="a"), a_loss(lacking=["b"], why="b")],
         [a_loss(lacking=["b"], why="b")], ["a"], []),
        ([a_loss(why="", text="t")], [], ["t"], []),
        ([a_loss(why=1, text=None)], [], ["too-few-events"], []),
    ],
)  # fmt: skip
def test_which_losses_are_gone_and_which_came(
    before: list[object], after: list[object], cured: list[str], new: list[str]
) -> None:
    found = told(an_audit(a_criterion(*before)), an_audit(a_criterion(*after)))
    assert found == ({"A1": (tuple(cured), tuple(new))} if cured or new else {})


def test_an_audit_in_another_language_says_the_same() -> None:
    chinese = a_criterion(a_loss(text="理论", why="缺"), a_loss(text="实操", why="少"))
    english = a_criterion(a_loss(), a_loss(text="practice"), name="Books")
    assert told(an_audit(chinese), an_audit(english)) == {}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.just(10**400) | st.sampled_from(["A1", "lost", "甲"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["studios", "sections", "criteria", "losses", "events", "lacking", "name",
                         "id", "secured", "possible", "times", "kind", "places", "kept_at"]),
        inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@given(junk, st.sampled_from(["studios", "sections", "criteria", "losses", "loss"]))
def test_anything_is_borne(value: object, where: str) -> None:
    places: dict[str, Any] = {
        "studios": {"studios": value},
        "sections": {"studios": [{"name": "甲", "sections": value}]},
        "criteria": {"studios": [{"name": "甲", "sections": [{"criteria": value}]}]},
        "losses": an_audit(a_criterion(losses=value, secured=value)),
        "loss": an_audit(a_criterion(value, a_loss(times=value, events=value, lacking=value))),
    }
    good = an_audit(a_criterion(a_loss(events=[EVENT])))
    compare(places[where], good, "x", AT)
    compare(good, places[where], "x", AT)
    assert compare(places[where], places[where], "x", AT).changes == ()


def test_the_report_of_a_verdict_can_be_compared() -> None:
    form = json.loads(json.dumps(score_json(a_verdict())))
    assert compare(form, form, "x", AT).changes == ()
    worse = json.loads(json.dumps(form))
    first = worse["studios"][0]["sections"][0]["criteria"][0]
    gone = first["losses"].pop()
    (change,) = compare(form, worse, "x", AT).changes
    assert (change.criterion, change.cured) == (first["id"], (gone["why"],))


def test_a_criterion_with_far_too_many_losses_ends_in_time() -> None:
    many = an_audit(a_criterion(*[a_loss(lacking=[str(n)]) for n in range(20_000)]))
    few = an_audit(a_criterion(*[a_loss() for _ in range(300)]))
    (change,) = compare(many, few, "x", AT).changes
    assert len(change.cured) == 2000
