from __future__ import annotations

from dataclasses import replace

from archivist.formats.score_evidence import codes_of, proof_link, proof_text, proof_title
from archivist.model.rubric import DeductionKind
from archivist.model.score import Proof
from tests.formats.audited import BOOK, INCOMPLETE, ITEM, PHOTO
from tests.formats.losses import a_deduction
from tests.formats.verdicts import NAMES, PROOFS

K = DeductionKind


def test_evidence_names_day_kind_place_row_and_codes() -> None:
    proof = PROOFS[0]
    assert proof_text(proof, NAMES) == (
        "2025.03.12 Practical training “水泵检修实操培训”; 06 培训学习资料/20250312 "
        "水泵检修实操培训; row 5 of 培训台账.xlsx; codes C1-20250312-01"
    )
    assert proof_title(proof) == "水泵检修实操培训"
    assert proof_link(proof) == ITEM
    book = PROOFS[1]
    assert proof_text(book, NAMES) == "18 工作台账/培训台账.xlsx"
    assert (proof_title(book), proof_link(book)) == ("培训台账.xlsx", BOOK)


def test_what_is_opened_is_the_item_else_a_record_else_the_workbook() -> None:
    demand = a_deduction(K.FEW)
    record = replace(INCOMPLETE, item="")
    assert proof_link(Proof(deduction=demand, event=record)) == PHOTO
    entry = replace(record, evidence=())
    assert proof_link(Proof(deduction=demand, event=entry)) == BOOK
    assert proof_link(Proof(deduction=demand, event=replace(entry, path=""))) == ""


def test_many_codes_are_counted() -> None:
    photos = tuple(f"a/C1-20250312-{n:02}.jpg" for n in range(1, 6))
    event = replace(INCOMPLETE, evidence=photos, path="", item="")
    text = proof_text(Proof(deduction=a_deduction(K.FEW), event=event), NAMES)
    assert text.endswith("codes C1-20250312-01 … C1-20250312-05 (5)")
    assert codes_of([*photos, *photos, "a/签到表.pdf", "a/C1-20250312-01.jpg.xmp"]) == [
        f"C1-20250312-{n:02}" for n in range(1, 6)
    ]
