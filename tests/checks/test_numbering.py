"""Codes that are proposed can be used as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.checks.numbering import proposals
from archivist.model.code import read_code
from archivist.model.endings import renamed
from archivist.model.facts import Format
from tests.builders import a_dossier, a_record, an_item

ITEMS = (an_item(), an_item("20220125 参观"), an_item("20220126 授课"), an_item("守则"))
STEMS = (
    "C1-20220125-01",
    "C1-20220125-02",
    "C1-20220126-01",
    "C1-20290101-01",
    "C1-20220231-02",
    "c1-20220125-2",
    "IMG_2031",
)


@given(st.sets(st.tuples(st.sampled_from(range(4)), st.sampled_from(STEMS))))
def test_proposals_are_codes_that_nobody_uses(files: set[tuple[int, str]]) -> None:
    records = [a_record(f"{stem}.jpg", ITEMS[index]) for index, stem in files]
    proposed = list(proposals(a_dossier(*records)).values())
    codes = [read_code(name.removesuffix(".jpg")) for name in proposed]
    assert None not in codes
    assert len(set(codes)) == len(codes)
    assert not {record.code for record in records if record.code} & set(codes)


def test_one_shot_in_two_formats_is_proposed_one_code() -> None:
    names = proposals(a_dossier(a_record("IMG_1.jpg"), a_record("IMG_1.dng")))
    assert sorted(names.values()) == ["C1-20220125-01.dng", "C1-20220125-01.jpg"]


def test_an_image_without_an_ending_is_proposed_a_code_without_one() -> None:
    record = a_record("IMG", an_item("20220125 1.2班"), pictorial=True)
    assert proposals(a_dossier(record)) == {record.path: "C1-20220125-01"}


def test_a_format_without_an_ending_of_its_own_keeps_the_name() -> None:
    assert renamed("a.jpg", Format.UNKNOWN) == "a.jpg"
