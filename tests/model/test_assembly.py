from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import pytest

from archivist.model.assembly import assemble, damaged_sidecars
from archivist.model.dossier import Stray, StrayKind
from archivist.model.elements import Element, Elements, Origin, PeopleStatus, Reading
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Defect, Facts, Format
from archivist.model.item import Description
from archivist.model.layout import Layout
from archivist.model.record import Record, RecordKind
from tests.builders import FOLDER, PHOTO, a_reading, an_item, readings, some_facts

ITEM = an_item().path
SIDECAR = f"{ITEM}/{PHOTO}.xmp"


def layout_of(
    *names: str, folder: str = FOLDER, flat: bool = False, sidecar: str = "", **stated: object
) -> Layout:
    """Return a tree of one item with these files; the sidecar describes every one of them."""
    values: dict[str, Any] = stated
    item = replace(an_item(folder, flat=flat), description=Description(**values))
    files = [Entry(f"{item.path}/{name}", EntryKind.FILE, size=7) for name in names]
    beside = Entry(sidecar, EntryKind.FILE)
    return Layout(
        items={item.path: item},
        files={item.path: files},
        sidecars={file.path: beside for file in files} if sidecar else {},
    )


def only(layout: Layout, facts: Mapping[str, Facts] | None = None) -> Record:
    """Return the only record of a tree; every file was looked at, and told nothing unless given."""
    (record,) = looked_at(layout, facts)
    return record


def looked_at(layout: Layout, facts: Mapping[str, Facts] | None = None) -> tuple[Record, ...]:
    seen = {file.path: some_facts(file.path) for files in layout.files.values() for file in files}
    return assemble(layout, {**seen, **(facts or {})})


def by_item(**texts: str) -> tuple[Reading, ...]:
    return tuple(a_reading(Element(key), text, Origin.ITEM) for key, text in texts.items())


def about(name: str, **texts: str) -> Description:
    return Description(files={name: Description(readings=by_item(**texts))})


def text(reading: Reading | None) -> str:
    return reading.text if reading else ""


def test_records_come_by_path_with_size_item_and_kind() -> None:
    found = assemble(layout_of("b.pdf", "a.xlsx", PHOTO), {})
    assert [record.name for record in found] == [PHOTO, "a.xlsx", "b.pdf"]
    assert {record.size for record in found} == {7}
    assert {record.item.path for record in found} == {ITEM}
    assert [record.kind for record in found] == [
        RecordKind.IMAGE,
        RecordKind.WORKBOOK,
        RecordKind.DOCUMENT,
    ]


def test_facts_belong_to_the_file_that_was_looked_at() -> None:
    facts = {f"{ITEM}/a.pdf": some_facts("a.pdf")}
    seen, unseen = assemble(layout_of("a.pdf", "b.pdf"), facts)
    assert (seen.facts, unseen.facts) == (facts[seen.path], None)


@pytest.mark.parametrize(
    ("name", "item", "file", "flat", "pictorial"),
    [
        pytest.param(PHOTO, "", "", False, True, id="photo"),
        pytest.param("C1-20220125-01.mp4", "", "", False, True, id="video"),
        pytest.param("a.pdf", "", "", False, False, id="document"),
        pytest.param(PHOTO, "", "", True, False, id="picture-among-ledgers"),
        pytest.param(PHOTO, "document", "", False, False, id="scans-by-item"),
        pytest.param(PHOTO, "", "document", False, False, id="scan-by-file"),
        pytest.param(PHOTO, "document", "image", False, True, id="file-goes-before-item"),
        pytest.param(PHOTO, "image", "document", False, False, id="file-goes-before-item-too"),
        pytest.param(PHOTO, "image", "", True, True, id="stated-among-ledgers"),
    ],
)
def test_an_image_record_is_a_picture_unless_it_is_said_to_be_a_document(
    name: str, item: str, file: str, *, flat: bool, pictorial: bool
) -> None:
    record = only(
        layout_of(name, flat=flat, kind=item, files={name: Description(kind=file)}),
    )
    assert record.pictorial is pictorial
    assert str(record.code or "") == ("C1-20220125-01" if pictorial else "")


@pytest.mark.parametrize("name", ["IMG_1.jpg", "C1-20220230-01.jpg", "c1-20220125-01.jpg", ".jpg"])
def test_a_picture_may_be_without_code(name: str) -> None:
    record = only(layout_of(name, kind="image"))
    assert (record.pictorial, record.code) == (True, None)


def test_what_is_said_of_a_file_hides_what_is_said_of_the_item() -> None:
    record = only(
        layout_of(
            PHOTO,
            readings=by_item(place="302", source="李明"),
            files=about(PHOTO, place="303").files,
        )
    )
    assert text(record.elements.place) == "303"
    assert text(record.elements.source) == "李明"
    assert text(record.description.readings[0]) == "303"


@pytest.mark.parametrize(
    ("of_item", "of_file", "status", "people"),
    [
        pytest.param(
            {"people_status": "none-particular"},
            {"people": "李明"},
            PeopleStatus.NAMED,
            ["李明"],
            id="a-name-hides-nobody",
        ),
        pytest.param(
            {"people": "李明"},
            {"people_status": "none-particular"},
            PeopleStatus.NONE_PARTICULAR,
            [],
            id="nobody-hides-a-name",
        ),
        pytest.param(
            {"people": "李明"}, {"place": "302"}, PeopleStatus.NAMED, ["李明"], id="else-the-item"
        ),
    ],
)
def test_people_and_their_status_are_one_statement(
    of_item: dict[str, str], of_file: dict[str, str], status: PeopleStatus, people: list[str]
) -> None:
    layout = layout_of(PHOTO, readings=by_item(**of_item), files=about(PHOTO, **of_file).files)
    elements = only(layout).elements
    assert elements.people_status is status
    assert [text(person) for person in elements.people] == people


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("key", ["NFC", "NFD"])
def test_item_toml_and_the_disk_may_spell_a_name_differently(
    form: Literal["NFC", "NFD"], key: Literal["NFC", "NFD"]
) -> None:
    name, stated = unicodedata.normalize(form, "Café.jpg"), unicodedata.normalize(key, "Café.jpg")
    record = only(layout_of(name, files=about(stated, place="303").files))
    assert text(record.elements.place) == "303"
    assert record.name == name


def test_a_name_in_other_case_is_the_same_file_but_the_exact_one_goes_first() -> None:
    files = {**about("A.JPG", place="upper").files, **about("a.jpg", place="lower").files}
    found = looked_at(layout_of("a.jpg", "A.jpg", "b.jpg", files=files))
    assert {record.name: text(record.elements.place) for record in found} == {
        "a.jpg": "lower",
        "A.jpg": "upper",
        "b.jpg": "",
    }


def test_every_place_is_weighed_the_sidecar_first_and_the_folder_last() -> None:
    embedded = tuple(
        a_reading(element, "inside", Origin.EXIF)
        for element in (Element.CAUSE, Element.PLACE, Element.SOURCE)
    )
    elements = only(
        layout_of(PHOTO, sidecar=SIDECAR, readings=by_item(cause="item", place="item")),
        {
            SIDECAR: some_facts(SIDECAR, format=Format.XMP, readings=readings(cause="sidecar")),
            f"{ITEM}/{PHOTO}": some_facts(readings=embedded),
        },
    ).elements
    assert [text(r) for r in (elements.cause, elements.place, elements.source)] == [
        "sidecar",
        "item",
        "inside",
    ]
    assert elements.event_date == Reading(Element.EVENT_DATE, "20220125", Origin.ITEM_NAME, "name")
    assert [conflict.embedded.text for conflict in elements.conflicts] == ["inside"]


@pytest.mark.parametrize("folder", ["授课", "20220230 授课"], ids=["undated", "no-real-day"])
def test_a_folder_without_a_real_day_states_no_date(folder: str) -> None:
    assert only(layout_of(PHOTO, folder=folder)).elements.event_date is None


def test_of_a_file_that_was_not_looked_at_no_element_is_known() -> None:
    layout = layout_of(PHOTO, sidecar=SIDECAR, readings=by_item(place="302"))
    sidecar = some_facts(SIDECAR, format=Format.XMP, readings=readings(cause="授课"))
    (record,) = assemble(layout, {SIDECAR: sidecar})
    assert record.elements == Elements()
    assert str(record.code) == "C1-20220125-01"


def test_a_sidecar_that_was_not_looked_at_says_nothing() -> None:
    assert only(layout_of(PHOTO, sidecar=SIDECAR)).elements.cause is None


@pytest.mark.parametrize(
    ("facts", "detail"),
    [
        pytest.param(None, None, id="not-looked-at"),
        pytest.param(Facts(sha256="1", format=Format.XMP), None, id="sound"),
        pytest.param(Facts(sha256="1", format=Format.TEXT), "broken", id="no-xmp"),
        pytest.param(
            Facts(sha256="", format=Format.XMP, defect=Defect.UNREADABLE), "unreadable", id="defect"
        ),
        pytest.param(
            Facts(sha256="1", defect=Defect.BROKEN, detail="line 3"), "line 3", id="with-detail"
        ),
    ],
)
def test_a_sidecar_that_cannot_be_understood_is_damaged(
    facts: Facts | None, detail: str | None
) -> None:
    layout = layout_of("a.jpg", "a.png", sidecar=f"{ITEM}/a.xmp")
    known = {f"{ITEM}/a.xmp": facts} if facts else {}
    stray = Stray(path=f"{ITEM}/a.xmp", kind=StrayKind.DAMAGED_SIDECAR, detail=detail or "")
    assert list(damaged_sidecars(layout, known)) == ([] if detail is None else [stray])
