"""What may be stated of an image, and in which form."""

from __future__ import annotations

import pytest

from archivist.formats.statement import MAX_PEOPLE, UnwritableError, settled
from archivist.model.elements import Element

FORMS = {
    "line breaks": (Element.CAPTION, "一\r\n 二\u3000三\x0b四", "一 二 三 四"),
    "shooting date": (Element.SHOOTING_DATE, "2022年1月25日", "2022-01-25"),
    "shooting moment": (Element.SHOOTING_DATE, "2022-01-25T10:15:00Z", "2022-01-25T10:15:00Z"),
    "shooting time of a camera": (Element.SHOOTING_DATE, "2022:01:25 10:15:00", "2022-01-25"),
    "event date": (Element.EVENT_DATE, "20220125", "2022.01.25"),
    "person": (Element.PEOPLE, "徐宏伟（领衔人）", "徐宏伟(领衔人)"),
    "status": (Element.PEOPLE_STATUS, " unknown ", "unknown"),
}


@pytest.mark.parametrize(("element", "text", "form"), FORMS.values(), ids=FORMS)
def test_each_text_takes_one_form(element: Element, text: str, form: str) -> None:
    assert settled({element: (text,)})[element] == (form,)


REFUSED = {
    "blank": ({Element.CAUSE: (" \n",)}, "blank"),
    "too long": ({Element.CAUSE: ("长" * 4001,)}, "4000"),
    "a long person": ({Element.PEOPLE: ("长" * 501,)}, "500"),
    "too many people": ({Element.PEOPLE: ("甲",) * (MAX_PEOPLE + 1)}, "180 people"),
    "a control character": ({Element.CAUSE: ("a\x00b",)}, "U+0000"),
    "half a pair": ({Element.CAUSE: ("a\ud842",)}, "U+D842"),
    "no character": ({Element.CAUSE: ("a\uffff",)}, "U+FFFF"),
    "no day": ({Element.EVENT_DATE: ("2022.02.30",)}, "no day"),
    "no status": ({Element.PEOPLE_STATUS: ("many",)}, "no status"),
    "two texts": ({Element.PLACE: ("甲地", "乙地")}, "more than one"),
    "saving date": ({Element.SAVING_DATE: ("2022.01.25",)}, "never stated"),
    "people of no status": (
        {Element.PEOPLE: ("甲",), Element.PEOPLE_STATUS: ("unknown",)},
        "people are named",
    ),
}


@pytest.mark.parametrize(("statement", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused(
    statement: dict[Element, tuple[str, ...]], reason: str
) -> None:
    with pytest.raises(UnwritableError, match=reason.replace("+", r"\+")):
        settled(statement)
