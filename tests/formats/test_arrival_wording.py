from __future__ import annotations

import pytest

from archivist.formats.arrival_wording import (
    ELEMENT,
    VERDICT,
    describing,
    element_word,
    reason_text,
    told,
    verdict_word,
)
from archivist.model.arrival import HINTS, Reason, ReasonKind, Verdict
from archivist.model.elements import Element
from archivist.model.facts import Defect

FACTS = {
    "text": "某处",
    "example": "甲/06/某处",
    "day": "2099.01.01",
    "classes": "C1, S1",
    "better": "a_b.pdf",
    "name": "a.pdf",
    "detail": "why",
    "first": "甲/a.jpg",
    "element": "place",
    "tag": "XPTitle",
    "position": "40.757300,107.388000",
    "places": "甲/06/一\n甲/06/二",
    "items": "",
    "clash": "",
    "kinds": "element",
    "defect": "empty",
}


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_a_sentence_that_names_its_facts(kind: ReasonKind) -> None:
    text = reason_text(Reason(kind=kind, facts=FACTS))
    assert text
    assert "{" not in text


@pytest.mark.parametrize("clash", ["", "names"])
@pytest.mark.parametrize("element", ["place", "saving_date"])
@pytest.mark.parametrize("places", ["", "甲/06/一"])
@pytest.mark.parametrize("kind", list(ReasonKind))
def test_who_types_no_commands_is_told_of_none(
    kind: ReasonKind, places: str, element: str, clash: str
) -> None:
    facts = {**FACTS, "places": places, "element": element, "clash": clash, "detail": ""}
    text = reason_text(Reason(kind=kind, facts=facts), plain=True)
    assert text
    assert "--" not in text
    assert "archivist" not in text


def test_the_command_that_describes_names_what_is_missing() -> None:
    missing = [Reason(kind=ReasonKind.ELEMENT, facts={"element": k}) for k in ("cause", "people")]
    assert describing("甲/a b.jpg", missing) == (
        'archivist describe "甲/a b.jpg" --cause … --people …'
    )
    assert describing("甲/a.jpg", [Reason(kind=ReasonKind.ORIGINAL)]) == ""


@pytest.mark.parametrize("defect", [*(each.value for each in Defect), "ending"])
def test_every_defect_has_a_sentence(defect: str) -> None:
    reason = Reason(kind=ReasonKind.DEFECT, facts={"defect": defect, "detail": "docx"})
    assert reason_text(reason)


@pytest.mark.parametrize(
    ("kind", "facts", "part"),
    [
        (ReasonKind.NO_PLACE, {"places": ""}, "--to STUDIO/CATEGORY/ITEM"),
        (ReasonKind.NO_PLACE, {"places": "一\n二"}, "“一”, “二”"),
        (ReasonKind.NO_ITEM, {"text": "06 培训", "items": ""}, "06 培训"),
        (ReasonKind.NO_ITEM, {"text": "例会", "items": "一\n二"}, "“一”, “二”"),
        (ReasonKind.ITEM_FILE, {"detail": "line 3", "clash": "both"}, "line 3"),
        (ReasonKind.ITEM_FILE, {"detail": "", "clash": "both"}, "Both"),
        (ReasonKind.ITEM_FILE, {"detail": "", "clash": "part"}, "name the folder"),
        (ReasonKind.ITEM_FILE, {"detail": "", "clash": "names"}, "renames"),
        (ReasonKind.SIDECAR, {"detail": ""}, "without the file"),
        (ReasonKind.SIDECAR, {"detail": "no XMP"}, "no XMP"),
        (
            ReasonKind.PROPOSED,
            {"element": "saving_date", "text": "2022.01.25", "tag": "mmexport"},
            "--shot",
        ),
        (ReasonKind.PROPOSED, {"element": "cause", "text": "授课", "tag": "XPTitle"}, "“授课”"),
        (
            ReasonKind.PROPOSED,
            {"element": "cause", "text": "授课", "tag": "XPTitle", "origin": "explorer"},
            "“授课” (title in Windows)",
        ),
        (ReasonKind.ELEMENT, {"element": "people"}, "Still missing: people."),
        (
            ReasonKind.UNKNOWN_STUDIO,
            {"text": "06", "example": "甲/06/授课", "begun": "yes"},
            "Which studio? Begin with it, for example “甲/06/授课”.",
        ),
        (
            ReasonKind.UNKNOWN_STUDIO,
            {"text": "照片", "example": "甲/06/照片", "begun": ""},
            "move it to a place such as “甲/06/照片”",
        ),
    ],
)
def test_what_is_said_in_each_case(kind: ReasonKind, facts: dict[str, str], part: str) -> None:
    assert part in reason_text(Reason(kind=kind, facts=facts))


def test_braces_in_what_people_wrote_are_only_text() -> None:
    facts = {"text": "{0}{x}%s", "example": ""}
    reason = Reason(kind=ReasonKind.UNKNOWN_STUDIO, facts=facts)
    assert "“{0}{x}%s”" in reason_text(reason)


def test_every_verdict_and_element_has_a_word() -> None:
    assert {verdict_word(verdict) for verdict in Verdict} == {"filed", "ready", "waits"}
    assert set(VERDICT) == set(Verdict)
    assert set(ELEMENT) == {element.value for element in Element}
    assert all(element_word(key) for key in ELEMENT)


def test_the_same_is_said_once_for_a_folder() -> None:
    missing = [
        Reason(kind=ReasonKind.ELEMENT, facts={"element": key}) for key in ("place", "people")
    ]
    hint = Reason(kind=ReasonKind.ORIGINAL)
    files = [
        ("收件箱/甲/a.jpg", Verdict.WAITS, [*missing, hint]),
        ("收件箱/甲/b.jpg", Verdict.WAITS, [*missing, hint]),
        ("收件箱/乙/a.jpg", Verdict.WAITS, [*missing, hint]),
        ("收件箱/甲/c.jpg", Verdict.READY, []),
    ]
    groups = list(told(files))
    assert [group.paths for group in groups] == [
        ("收件箱/甲/a.jpg", "收件箱/甲/b.jpg"),
        ("收件箱/乙/a.jpg",),
        ("收件箱/甲/c.jpg",),
    ]
    assert len(groups[0].lines) == 1
    assert "place, people" in groups[0].lines[0]
    assert len(groups[0].hints) == 1
    assert ReasonKind.ORIGINAL in HINTS
