from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.item import Paper
from archivist.model.names import name_fault, utf16_length
from archivist.model.pack import PackPlan, pack_plan
from archivist.model.period import Period
from archivist.model.record import Record
from archivist.model.rubric import Criterion, DeductionKind, Rubric, Section
from archivist.model.score import CriterionScore, Loss, Proof, Score, SectionScore
from tests.builders import a_record, an_item
from tests.formats.audited import BOOK, HELD, INCOMPLETE, PHOTO
from tests.formats.losses import a_deduction, a_loss

FEW = a_deduction(DeductionKind.FEW)
LOST: tuple[Loss, ...] = (a_loss(DeductionKind.FEW, points=1),)


def a_score(*criteria: tuple[str, tuple[Proof, ...], tuple[Loss, ...]]) -> Score:
    scored = tuple(
        CriterionScore(
            criterion=Criterion(id=f"R-{number}", name=name, points=Decimal(5)),
            proofs=proofs,
            losses=losses,
        )
        for number, (name, proofs, losses) in enumerate(criteria, start=1)
    )
    section = Section(name="部分", criteria=tuple(each.criterion for each in scored))
    return Score(
        rubric=Rubric(id="r", name="细则", sections=(section,)),
        studio="甲室",
        period=Period.parse("2025-Q1"),
        as_of=date(2025, 4, 1),
        sections=(SectionScore(section=section, criteria=scored),),
    )


def proof(path: str) -> Proof:
    return Proof(deduction=FEW, path=path)


def planned(
    *criteria: tuple[str, tuple[Proof, ...], tuple[Loss, ...]],
    records: tuple[Record, ...] = (),
    **more: str,
) -> PackPlan:
    return pack_plan(a_score(*criteria), {each.path: each for each in records}, {}, **more)


def test_files_are_numbered_in_the_order_of_the_rubric() -> None:
    plan = planned(("甲", (proof("s/a.pdf"), proof("s/b.pdf")), ()), ("乙", (proof("s/c"),), ()))
    assert [(line.number, line.criterion, line.path) for line in plan.lines] == [
        (1, "R-1", "01 R-1 甲/001 a.pdf"),
        (2, "R-1", "01 R-1 甲/002 b.pdf"),
        (3, "R-2", "02 R-2 乙/003 c"),
    ]


def test_a_file_that_proves_twice_is_there_once_and_listed_twice() -> None:
    plan = planned(
        ("甲", (proof("s/a.pdf"), proof("s/b.pdf")), ()), ("乙", (proof("s/a.pdf"),), ())
    )
    assert [(line.number, line.path) for line in plan.lines][2] == (1, "01 R-1 甲/001 a.pdf")
    assert [line.number for line in plan.files] == [1, 2]


def test_files_whose_names_differ_in_case_are_both_there() -> None:
    plan = planned(("甲", (proof("s/A.pdf"), proof("s/a.pdf")), ()))
    assert [line.path for line in plan.files] == ["01 R-1 甲/001 A.pdf", "01 R-1 甲/002 a.pdf"]


def test_an_event_brings_its_evidence_and_its_workbook() -> None:
    plan = planned(("甲", (Proof(deduction=FEW, event=HELD),), ()))
    assert [line.source for line in plan.lines] == [PHOTO, BOOK]
    assert {(line.title, line.day) for line in plan.lines} == {(HELD.title, HELD.day)}


def test_a_workbook_among_flat_records_bears_its_own_name_and_no_day() -> None:
    book = a_record("培训台账.xlsx", an_item(category="18 工作台账", flat=True))
    event = replace(INCOMPLETE, evidence=(), path=book.path)
    plan = planned(("甲", (Proof(deduction=FEW, event=event),), ()), records=(book,))
    assert [(line.title, line.day) for line in plan.lines] == [("培训台账", None)]


def test_a_record_tells_title_day_and_paper_copy() -> None:
    item = an_item("20250318 测流授课", paper=Paper(box="06-1"))
    of_item = a_record("a.pdf", item)
    own = replace(
        of_item,
        path=f"{item.path}/b.pdf",
        description=replace(of_item.description, paper=Paper(none_because="扫描")),
    )
    plan = planned(("甲", (proof(of_item.path), proof(own.path)), ()), records=(of_item, own))
    assert [(x.title, x.day, x.box, x.paperless) for x in plan.lines] == [
        ("测流授课", date(2025, 3, 18), "06-1", ""),
        ("测流授课", date(2025, 3, 18), "", "扫描"),
    ]


def test_what_is_no_record_bears_its_name() -> None:
    line = planned(("甲", (proof("s/06 x/a.pdf"),), ())).lines[0]
    assert (line.title, line.day, line.box, line.paperless) == ("a.pdf", None, "", "")


def test_a_description_beside_a_file_goes_with_it() -> None:
    score = a_score(("甲", (proof("s/a.jpg"), proof("s/b.jpg")), ()))
    plan = pack_plan(score, {}, {"s/a.jpg": "s/a.jpg.xmp"})
    assert [line.sidecar for line in plan.lines] == ["s/a.jpg.xmp", ""]


def test_bare_is_what_is_not_met_and_has_no_file() -> None:
    plan = planned(("无", (), LOST), ("不必", (), ()), ("有", (proof("s/a"),), LOST))
    assert plan.bare == ("R-1",)


def test_a_proof_without_any_file_is_none() -> None:
    event = replace(HELD, evidence=(), path="")
    assert planned(("甲", (Proof(deduction=FEW, event=event),), LOST)).bare == ("R-1",)


def test_several_studios_have_folders_of_their_own() -> None:
    plan = planned(("甲", (proof("s/a.pdf"),), ()), top="甲室/")
    assert plan.lines[0].path == "甲室/01 R-1 甲/001 a.pdf"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "001 a.pdf"),
        ("100%怪\n名🎉.txt", "001 100%怪_名🎉.txt"),
        ("CON.txt", "001 _CON.txt"),
        ("n" * 100, "001 " + "n" * 80),
        (".profile", "001 .profile"),
        ("长" * 100 + ".jpeg", "001 " + "长" * 75 + ".jpeg"),
        ("a." + "b" * 100, "001 a." + "b" * 78),
        ("\udcff.txt", "001 _.txt"),
    ],
    ids=["plain", "odd", "device", "no ending", "dot", "long", "long ending", "no text"],
)
def test_names_work_everywhere(name: str, expected: str) -> None:
    assert planned(("甲", (proof(f"s/{name}"),), ())).lines[0].path == f"01 R-1 甲/{expected}"


@given(st.text(min_size=1, max_size=150), st.text(max_size=60))
def test_no_name_is_too_long_or_forbidden(name: str, criterion: str) -> None:
    name = name.replace("/", "")
    path = planned((criterion, (proof(f"s/{name}"),), ())).lines[0].path
    assert path.count("/") == 1
    for part in path.split("/"):
        assert len(f"{part}.xmp".encode()) <= 255
        assert name_fault(part) is None
    assert utf16_length(path) <= 130
