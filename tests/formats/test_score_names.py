from __future__ import annotations

from dataclasses import replace

from archivist.formats.score_names import Names, asked, consequences
from archivist.model.rubric import DeductionKind
from tests.formats.losses import a_deduction
from tests.formats.verdicts import NAMES, RED, a_verdict

K = DeductionKind


def test_ids_that_nothing_explains_stand_for_themselves() -> None:
    for name in (NAMES.name, NAMES.kind, NAMES.level):
        assert name("x") == "x"
    assert NAMES.column("x", "y") == NAMES.column("training", "y") == "y"
    assert NAMES.folders(("99",)) == ""
    assert NAMES.level("company") == "company level"


def test_names_are_chinese_where_no_english_one_is_given() -> None:
    demand = a_deduction(K.JUDGE, "要求", text_en="Demand")
    assert asked(demand) == "Demand"
    assert asked(replace(demand, text_en="")) == "要求"
    assert consequences(RED) == ("20 % of the fund",)
    assert consequences(replace(RED, consequences_en=())) == ("扣减经费 20%",)


def test_names_of_a_verdict_are_those_of_its_data() -> None:
    names = Names.of(a_verdict())
    assert names.name("06.plan") == "Yearly training plan"
    assert names.kinds(("practice", "practice", "theory")) == "Practical training or Lecture"
