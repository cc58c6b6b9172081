"""The form of photo sheets: what stands under each photo, and what its item says for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.formats.papers.photo_pages import Photo, PhotoGroup, photo_form
from archivist.model.elements import Element, Elements, Origin
from archivist.model.item import Item
from archivist.model.record import Record
from tests.builders import a_reading, a_record, an_item, readings, some_elements

PICTURE = Path("small.jpg")


CODE = {"svg": "<svg/>", "least": 10.89, "text": "ARC:7K2M9QXA:C1-20220125-01"}


def form_of(*records: Record, item: Item | None = None, coded: bool = False) -> Any:  # noqa: ANN401 - JSON, several levels deep
    """Return the form's data of one item, its photos all with the same picture."""
    photos = [Photo(record=each, picture=PICTURE, code=CODE if coded else None) for each in records]
    group = PhotoGroup(item=item or an_item(), category="06 培训学习资料", photos=photos)
    return photo_form([group], archive="档案库", day="2025.06.30")


def values_of(record: Record, item: Item | None = None) -> dict[str, Any]:
    values: dict[str, Any] = form_of(record, item=item).data["groups"][0]["photos"][0]["values"]
    return values


def test_a_photo_shows_its_code_and_the_five_elements() -> None:
    values = values_of(a_record())
    assert {field: value["text"] for field, value in values.items() if value["text"]} == {
        "code": "C1-20220125-01",
        "date": "2022.01.25",
        "cause": "测流仪器理论授课",
        "event_date": "2022.01.25",
        "shooting_date": "2022.01.25",
        "place": "培训室302",
        "people": "徐宏伟(领衔人)",
        "source": "李明",
        "file": "C1-20220125-01.jpg",
    }
    assert not any(value["open"] for value in values.values())


def test_what_is_missing_is_said_and_what_is_optional_is_left_out() -> None:
    values = values_of(a_record(code=None, elements=Elements()))
    missing = {field for field, value in values.items() if value["open"]}
    assert missing == {
        "code",
        "date",
        "cause",
        "event_date",
        "shooting_date",
        "place",
        "people",
        "source",
    }
    assert values["cause"]["text"] == "(not filled in)"
    assert values["background"] == {"text": "", "open": False, "same": True}


def test_a_guess_is_no_fact() -> None:
    guess = a_reading(Element.SHOOTING_DATE, "2022.01.26", Origin.FILE_NAME)
    title = a_reading(Element.CAUSE, "IMG", Origin.EXPLORER)
    values = values_of(a_record(elements=Elements.of([guess, title])))
    assert values["shooting_date"]["open"]
    assert values["cause"]["open"]
    assert "IMG" not in str(form_of(a_record(elements=Elements.of([guess, title]))).data)


@pytest.mark.parametrize(
    ("status", "words"),
    [("none-particular", "nobody in particular"), ("unknown", "not known")],
)
def test_that_nobody_is_named_is_said(status: str, words: str) -> None:
    elements = Elements.of(readings(people_status=status))
    people = values_of(a_record(elements=elements))["people"]
    assert people == {"text": words, "open": False, "same": False}


@pytest.mark.parametrize(
    ("event", "shot", "expected"),
    [
        ("2022.01.25", "2022.01.25", "2022.01.25"),
        ("2022.01.25", "2022.01.26", "2022.01.25, photographed 2022.01.26"),
        ("2022.01.25", "", "2022.01.25"),
        ("", "2022.01.26", "2022.01.26"),
    ],
)
def test_two_days_become_one_text(event: str, shot: str, expected: str) -> None:
    elements = some_elements(event_date=event, shooting_date=shot)
    assert values_of(a_record(elements=elements))["date"]["text"] == expected


def test_what_the_item_says_stands_before_its_photos_and_is_marked_there() -> None:
    item = an_item(readings=readings(place="培训室302", people="张某", event_date="2022.01.25"))
    form = form_of(a_record(), item=item)
    (group,) = form.data["groups"]
    assert group["head"]["title"] == "测流仪器理论授课"
    assert group["head"]["count"] == "2022.01.25 · 1 photo"
    assert (group["studio"], group["category"]) == ("徐宏伟创新工作室", "06 培训学习资料")
    assert group["head"]["told"] == [["Place", "培训室302"], ["People", "张某"]]
    values = group["photos"][0]["values"]
    same = {field for field, value in values.items() if value["same"] and value["text"]}
    assert same == {"place", "event_date"}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param(("2022.01.25", "2022.01.25"), True, id="all of that day"),
        pytest.param(("2022.01.25", "2022.01.26"), False, id="a camera says otherwise"),
        pytest.param(("2022.01.25", ""), False, id="one tells none"),
    ],
)
def test_a_day_that_not_all_photos_have_does_not_stand_above_them(
    days: tuple[str, ...], told: bool
) -> None:
    item = an_item(readings=readings(place="培训室302", shooting_date="2022.01.25"))
    records = [a_record(elements=some_elements(shooting_date=day)) for day in days]
    (group,) = form_of(*records, item=item).data["groups"]
    assert (["Shooting date", "2022.01.25"] in group["head"]["told"]) is told
    assert group["photos"][0]["values"]["shooting_date"]["same"] is told


SOURCES = {
    "taken by somebody": ({"source": "宣传科 张三摄"}, "张三"),
    "stated besides": ({"source": "张三摄", "photographer": "𬭎某"}, "𬭎某"),
    "only supplied": ({"source": "李明"}, ""),
}


@pytest.mark.parametrize(("said", "name"), SOURCES.values(), ids=SOURCES)
def test_who_took_a_photo_is_read_from_its_source(said: dict[str, str], name: str) -> None:
    elements = Elements.of(readings(**said))
    assert values_of(a_record(elements=elements))["photographer"]["text"] == name


def test_whom_the_source_of_all_photos_names_is_not_told_again_of_each() -> None:
    said = readings(source="张三摄")
    form = form_of(a_record(elements=Elements.of(said)), item=an_item(readings=said))
    (group,) = form.data["groups"]
    assert group["head"]["told"] == [["Source", "张三摄"]]
    photographer = group["photos"][0]["values"]["photographer"]
    assert photographer == {"text": "张三", "open": False, "same": True}


def test_an_item_without_day_and_title_bears_its_folders_name() -> None:
    (group,) = form_of(a_record(), item=an_item("20220125")).data["groups"]
    assert group["head"]["title"] == "20220125"
    two = a_record(), a_record("C1-20220125-02.jpg")
    (group,) = form_of(*two, item=an_item("零件")).data["groups"]
    assert (group["head"]["title"], group["head"]["count"]) == ("零件", "2 photos")


def test_one_picture_is_handed_over_once_and_a_missing_one_says_why() -> None:
    form = form_of(a_record(), a_record("C1-20220125-02.jpg"))
    assert form.pictures == {"p00001.jpg": PICTURE}
    assert [each["picture"] for each in form.data["groups"][0]["photos"]] == ["p00001.jpg"] * 2
    gone = Photo(record=a_record(), picture=None, reason="文件已不在原处")
    group = PhotoGroup(item=an_item(), category="06", photos=[gone])
    alone = photo_form([group], archive="", day="")
    (photo,) = alone.data["groups"][0]["photos"]  # type: ignore[index]
    assert (photo["picture"], photo["reason"]) == ("", "文件已不在原处")
    assert alone.pictures == {}


def test_nothing_hides_in_a_text() -> None:
    elements = some_elements(cause="第一行\n\t第二行", place="a\u202eb\x07c")
    values = values_of(a_record(elements=elements))
    assert values["cause"]["text"] == "第一行 第二行"
    assert values["place"]["text"] == "a\\u202eb\\u0007c"


def test_a_code_is_drawn_where_it_is_asked_for() -> None:
    assert form_of(a_record(), coded=True).data["groups"][0]["photos"][0]["qr"] == CODE
    assert form_of(a_record()).data["groups"][0]["photos"][0]["qr"] is None
