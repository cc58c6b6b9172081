"""A picture that cannot be shown says why, in words."""

from __future__ import annotations

import pytest

from archivist.formats.papers.photo_reasons import reason_without_picture
from archivist.model.facts import Defect, Format, Shot
from archivist.model.record import Record
from tests.builders import a_defect, a_record, some_facts

CASES = {
    "video": (a_record("C1-20220125-01.mp4", facts=some_facts(shot=Shot(seconds=95.4))), "1:35"),
    "video of unknown length": (a_record("C1-20220125-01.mp4"), "Video"),
    "damaged video": (
        a_record("C1-20220125-01.mp4", facts=a_defect(Defect.UNDECODABLE)),
        "The video is damaged.",
    ),
    "costly video": (
        a_record("C1-20220125-01.mp4", facts=a_defect(Defect.TIMEOUT)),
        "The video cannot be read.",
    ),
    "raw": (a_record("C1-20220125-01.dng", facts=some_facts(format=Format.RAW)), "Camera raw"),
    "not looked at": (a_record(facts=None), "cannot be read"),
    "unknown": (a_record(), "cannot be read"),
    "a document by its content": (a_record(facts=a_defect(Defect.BROKEN)), "cannot be read"),
}


@pytest.mark.parametrize(("record", "words"), CASES.values(), ids=CASES)
def test_each_kind_says_why(record: Record, words: str) -> None:
    assert words in reason_without_picture(record, there=True)


@pytest.mark.parametrize("defect", Defect)
def test_each_defect_says_why(defect: Defect) -> None:
    text = reason_without_picture(a_record(facts=a_defect(defect)), there=True)
    assert len(text) > 10


def test_what_is_gone_is_said_to_be_gone() -> None:
    assert "not there" in reason_without_picture(a_record(), there=False)
