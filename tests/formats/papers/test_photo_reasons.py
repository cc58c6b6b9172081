"""A picture that cannot be shown says why, in words."""

from __future__ import annotations

import pytest

from archivist.formats.papers.photo_reasons import reason_without_picture
from archivist.model.facts import Defect, Format, Shot
from archivist.model.record import Record
from tests.builders import a_defect, a_record, some_facts

CASES = {
    "video": (a_record("C1-20220125-01.mp4", facts=some_facts(shot=Shot(seconds=185.4))), "3:05"),
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


DEFECTS = {
    Defect.EMPTY: "The file is empty.",
    Defect.UNDECODABLE: "The picture is damaged.",
    Defect.OVERSIZED: "The picture is too large.",
    Defect.UNREADABLE: "The file cannot be opened.",
    Defect.TIMEOUT: "The picture takes too long to read.",
    Defect.MEMORY: "The picture takes too much memory.",
}


@pytest.mark.parametrize("defect", Defect)
def test_each_defect_says_why(defect: Defect) -> None:
    told = reason_without_picture(a_record(facts=a_defect(defect)), there=True)
    assert told == DEFECTS.get(defect, "The picture cannot be read.")


def test_what_is_gone_is_said_to_be_gone() -> None:
    assert "not there" in reason_without_picture(a_record(), there=False)
