"""Judging: one decision against the rubric."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.judge import judge, worksheet
from archivist.errors import InvalidChoiceError
from archivist.model.matters import Measure
from archivist.model.period import Period
from archivist.model.rubric import Section
from archivist.store.judgements import read_judgements
from tests.judging import (
    A1,
    NOW,
    STUDIOS,
    a_judgement,
    a_rubric,
    a_ruling,
    a_score,
    an_inspection,
    decide,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "库" / ".archivist").mkdir(parents=True)
    return tmp_path / "库"


def test_a_decision_is_kept(root: Path) -> None:
    judged = decide(root, measure=Measure.DEDUCT)
    assert (judged.judgement, judged.before, judged.new) == (a_judgement(), None, True)
    assert read_judgements(root) == (a_judgement(),)


def test_a_later_one_counts_and_both_are_kept(root: Path) -> None:
    first = decide(root).judgement
    second = decide(root, "A1", "0.5", by="李工")
    assert second.before == first
    assert [each.deduct for each in read_judgements(root)] == [2, Decimal("0.5")]


def test_the_same_is_not_kept_twice(root: Path) -> None:
    decide(root)
    again = decide(root, "a1", "2.00", by=" 王工 ")
    assert not again.new
    assert len(read_judgements(root)) == 1
    assert decide(root, note="another reason").new


@pytest.mark.parametrize(
    ("said", "more", "deduct"),
    [
        (("team", "met"), {"measure": Measure.MEET}, 0),
        (("team", "unmet"), {"measure": Measure.MEET}, 1),
        (("team", "0"), {"measure": Measure.DEDUCT}, 0),
        (("TEAM", "1"), {"measure": Measure.DEDUCT}, 1),
        (("A3", "unmet"), {"measure": Measure.MEET}, 1),
        (("talk", "met"), {}, 0),
        (("A1", "met"), {"measure": Measure.MEET}, 0),
        (("B2", "4"), {"measure": Measure.GIVE}, 4),
    ],
)
def test_each_matter_takes_its_own(
    root: Path, said: tuple[str, str], more: dict[str, Any], deduct: int
) -> None:
    assert decide(root, *said, **more).judgement.deduct == deduct


@pytest.mark.parametrize(
    ("said", "more", "told"),
    [
        (("A1", "4"), {}, "A1 Books: 4 is more than 3.5"),
        (("A1", "-1"), {}, "without a minus"),
        (("A1", "much"), {}, "“much” is no number"),
        (("A1", ""), {}, "nothing is said of it"),
        (("A1", "unmet"), {"measure": Measure.MEET}, "say how many points"),
        (("A1", "2"), {"measure": Measure.GIVE}, "A1 Books takes 0 to 3.5 points"),
        (("B2", "2"), {"measure": Measure.DEDUCT}, "B2 Other takes 0 to 10 points"),
        (("team", "2"), {}, "met or unmet"),
        (("A2", "1"), {}, "files decide it (The ledger)"),
        (("room", "met"), {}, "files decide it (The ledger)"),
        (("B1", "1"), {}, "the ledgers tell its points"),
        (("teams", "met"), {}, "did you mean team?"),
        (("\u202e", "1"), {}, "no criterion “\\u202e”."),
        (("A1", "1"), {"by": " "}, "name of the person"),
        (("A1", "1"), {"studio": ""}, "several studios"),
        (("A1", "1"), {"studio": "工作室"}, "no studio “工作室”; did you mean"),
        (("A1", "1"), {"studio": "x"}, "no studio “x”."),
    ],
)
def test_what_cannot_be_is_refused(
    root: Path, said: tuple[str, str], more: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        decide(root, *said, **more)
    assert told in caught.value.message
    assert caught.value.hint
    assert read_judgements(root) == ()


def test_a_part_of_a_name_is_enough(root: Path) -> None:
    assert decide(root, studio="乙").judgement.studio == "乙工作室"


def test_the_only_studio_needs_no_name(root: Path) -> None:
    alone = an_inspection(studios=("甲工作室",))
    assert judge(root, alone, a_ruling(studio=""), NOW).judgement.studio == "甲工作室"


def test_what_has_not_begun_is_not_judged(root: Path) -> None:
    later = an_inspection(period=Period.parse("2025-Q3"))
    for act in (lambda: judge(root, later, a_ruling(), NOW), lambda: worksheet(later, ())):
        with pytest.raises(InvalidChoiceError) as caught:
            act()
        assert "2025-Q2" in caught.value.hint


def test_a_rubric_without_matters_has_no_table() -> None:
    bare = a_rubric(sections=(), bonuses=(), conditions=(), duties=())
    with pytest.raises(InvalidChoiceError, match="leaves nothing to a person"):
        worksheet(an_inspection(rubric=bare), [a_score()])
    with pytest.raises(InvalidChoiceError) as caught:
        judge(Path(), an_inspection(rubric=bare), a_ruling(), NOW)
    assert "nothing" in caught.value.hint


def test_a_decision_is_withdrawn_and_both_are_kept(root: Path) -> None:
    first = decide(root).judgement
    taken = decide(root, "A1", "", withdraw=True, note="看错了")
    assert taken.before == first
    assert taken.judgement.withdrawn
    made = read_judgements(root)
    assert made == (first, taken.judgement)
    assert an_inspection(made=made).counting("A1", STUDIOS[0]) is None
    again = decide(root)
    assert (again.new, again.before, again.judgement.number) == (True, None, 3)


def test_what_was_never_decided_is_not_withdrawn(root: Path) -> None:
    decide(root, studio="乙工作室")
    with pytest.raises(InvalidChoiceError, match="nothing to withdraw") as caught:
        decide(root, "A1", "", withdraw=True)
    assert "--list" in caught.value.hint
    assert len(read_judgements(root)) == 1


@pytest.mark.parametrize(
    ("said", "more", "hint"),
    [
        (("A1", "5"), {"measure": Measure.DEDUCT}, "Write 0 to 3.5 points."),
        (("A1", "-1"), {}, "Write 0 to 3.5 points."),
        (("A1", "unmet"), {"measure": Measure.MEET}, "Use --deduct."),
        (("team", "2"), {"measure": Measure.DEDUCT}, "Use --met / --unmet."),
        (("R-J1", "2"), {}, "A person judges: A1, A3, B2, team, talk"),
        (("r-j1", "2"), {"others": True}, "It is one of Other: add --rubric other"),
    ],
)
def test_the_way_out_is_the_right_one(
    root: Path, said: tuple[str, str], more: dict[str, Any], hint: str
) -> None:
    elsewhere = replace(A1, id="R-J1")
    section = Section(name="全部", points=Decimal(5), criteria=(elsewhere,))
    other = a_rubric(id="other", name="Other", name_en="Other", sections=(section,))
    others = (a_rubric(), other) if more.pop("others", False) else ()
    inspection = an_inspection(others=lambda: others)
    with pytest.raises(InvalidChoiceError) as caught:
        judge(root, inspection, a_ruling(*said, **more), NOW)
    assert caught.value.hint == hint


def test_what_files_decide_is_not_proposed(root: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        decide(root, "rooms", "met")
    assert "did you mean" not in caught.value.message
