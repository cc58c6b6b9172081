from __future__ import annotations

import pytest

from archivist.model.arrival import Arrival, Intake, ReasonKind, Verdict
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import Description, Paper
from archivist.model.reception import Reception, read_basket
from tests.builders import STUDIO, TODAY, TRAINING, a_dossier, an_item, readings, some_facts
from tests.model.incomings import INBOX, PLACE, facts_of, kinds, reason, received

ITEM = f"{STUDIO}/{TRAINING}/20220125 授课"
SAID = Description(readings=readings(cause="授课", place="302"))


def target(arrival: Arrival) -> str:
    return arrival.destination.path if arrival.destination else ""


def test_a_described_picture_in_a_named_folder_is_ready() -> None:
    arrival = received(f"{PLACE}/a.jpg", f"{PLACE}/a.jpg.xmp")[f"{PLACE}/a.jpg"]
    assert arrival.verdict is Verdict.READY
    assert target(arrival) == ITEM
    assert arrival.sidecar == f"{PLACE}/a.jpg.xmp"


def test_a_place_that_is_said_goes_before_the_folder() -> None:
    path = f"{PLACE}/a.pdf"
    arrival = received(path, intake=Intake(to=("06", "20220301 别的")))[path]
    assert target(arrival).endswith("20220301 别的")


def test_files_from_outside_have_no_place_unless_it_is_said() -> None:
    path = "/home/06/20220125 授课/a.pdf"
    assert kinds(received(path)[path]) == {ReasonKind.NO_PLACE}


def test_folders_deeper_down_belong_to_the_item() -> None:
    path = f"{PLACE}/照片/a.pdf"
    assert target(received(path)[path]) == ITEM


def test_what_archivist_lays_into_the_inbox_does_not_wait() -> None:
    path = f"{PLACE}/说明.txt"
    found = received(f"{INBOX}/说明.txt", f"{INBOX}/待处理.html", f"{PLACE}/待处理.html", path)
    assert list(found) == [path]


def test_folders_and_links_are_no_arrivals() -> None:
    entries = [Entry(f"{INBOX}/a", EntryKind.FOLDER), Entry(f"{INBOX}/b.jpg", EntryKind.LINK)]
    assert read_basket(entries).files == ()


def test_everything_that_describes_is_read_too() -> None:
    paths = {f"{PLACE}/a.jpg", f"{PLACE}/a.xmp", f"{PLACE}/item.toml", f"{PLACE}/lone.xmp"}
    basket = read_basket([Entry(path, EntryKind.FILE, 1) for path in paths])
    assert {entry.path for entry in basket.files} == paths


def test_a_sidecar_without_its_file_waits() -> None:
    path = f"{PLACE}/lone.xmp"
    assert reason(received(path)[path], ReasonKind.SIDECAR).facts["detail"] == ""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2022.03.01", "2022.03.01"), "20220301 新课"),
        (("2022.03.01", "2022.03.02"), "新课"),
        (("2022.03.01", ""), "新课"),
    ],
)
def test_a_new_item_is_dated_when_all_its_images_are_of_one_day(
    days: tuple[str, str], expected: str
) -> None:
    paths = [f"{INBOX}/06/新课/{number}.jpg" for number in range(2)]
    facts = {
        path: some_facts(path, readings=readings(shooting_date=day) if day else ())
        for path, day in zip(paths, days, strict=True)
    }
    found = received(*paths, facts=facts)
    assert {target(each) for each in found.values()} == {f"{STUDIO}/{TRAINING}/{expected}"}
    dated = expected != "新课"
    assert all((ReasonKind.NO_EVENT_DATE not in kinds(a)) is dated for a in found.values())


def test_the_day_that_is_said_dates_a_new_item() -> None:
    path = f"{INBOX}/06/新课/a.jpg"
    arrival = received(path, intake=Intake(day=TODAY))[path]
    assert target(arrival).endswith("/20250630 新课")
    assert ReasonKind.NO_EVENT_DATE not in kinds(arrival)


def test_pictures_of_another_day_are_not_put_into_a_meeting_of_that_title() -> None:
    path = f"{INBOX}/06/例会/a.jpg"
    facts = {path: some_facts(path, readings=readings(shooting_date="2022.03.01"))}
    there = an_item("20220125 例会")
    arrival = received(path, facts=facts, dossier=a_dossier(items=(there,)))[path]
    assert reason(arrival, ReasonKind.NO_ITEM).facts["items"] == there.path
    assert arrival.destination is None


def test_an_item_file_describes_its_folder_and_goes_along() -> None:
    path = f"{PLACE}/a.jpg"
    found = received(path, f"{PLACE}/item.toml", said={PLACE: SAID})
    assert list(found) == [path]
    assert found[path].item_file == f"{PLACE}/item.toml"
    assert found[path].record.elements.place is not None
    assert ReasonKind.ITEM_FILE not in kinds(found[path])


def an_archive(description: Description, **more: object) -> object:
    item = an_item("20220125 授课", **{f: getattr(description, f) for f in ("readings", "kind")})
    return a_dossier(items=(item,), paths=(ITEM, f"{ITEM}/item.toml"), **more)


@pytest.mark.parametrize(
    ("said", "clash"),
    [
        (SAID, ""),
        (Description(), ""),
        (Description(readings=readings(place="3 0 2")), ""),
        (Description(readings=readings(place="303")), "both"),
        (Description(readings=readings(source="白淼")), "both"),
        (Description(materials=("讲义",)), "both"),
        (Description(kind="document"), "both"),
        (Description(paper=Paper(box="06-1")), "both"),
        (Description(files={"b.pdf": SAID}), "both"),
    ],
)
def test_two_item_files_meet_only_when_the_new_one_says_nothing_new(
    said: Description, clash: str
) -> None:
    path = f"{PLACE}/a.jpg"
    dossier = an_archive(SAID)
    found = received(path, f"{PLACE}/item.toml", said={PLACE: said}, dossier=dossier)[path]  # type: ignore[arg-type]
    assert found.item_file == ""
    told = [r.facts["clash"] for r in found.reasons if r.kind is ReasonKind.ITEM_FILE]
    assert told == ([clash] if clash else [])


def test_an_item_file_that_says_nothing_is_still_there() -> None:
    path = f"{PLACE}/a.jpg"
    dossier = an_archive(Description())
    found = received(path, f"{PLACE}/item.toml", said={PLACE: SAID}, dossier=dossier)[path]  # type: ignore[arg-type]
    assert reason(found, ReasonKind.ITEM_FILE).facts["clash"] == "both"


@pytest.mark.parametrize(("second", "clash"), [(SAID, False), (Description(kind="image"), True)])
def test_of_two_folders_for_one_item_one_brings_the_item_file(
    second: Description, clash: bool
) -> None:
    first = PLACE.replace("/06", f"/{TRAINING}")
    paths = [f"{folder}/{name}" for folder in (first, PLACE) for name in ("a.jpg", "item.toml")]
    found = received(*paths, said={first: SAID, PLACE: second})
    assert found[f"{first}/a.jpg"].item_file == f"{first}/item.toml"
    assert found[f"{PLACE}/a.jpg"].item_file == ""
    assert (ReasonKind.ITEM_FILE in kinds(found[f"{PLACE}/a.jpg"])) is clash


@pytest.mark.parametrize(
    ("file", "said", "clash"),
    [
        ("a.jpg", Description(files={"A.JPG": SAID}), "names"),
        ("a.jpg", Description(files={"b.jpg": SAID}), ""),
        ("a.pdf", Description(files={"a.pdf": SAID}), ""),
        ("a.jpg", Description(kind="document", files={"a.jpg": SAID}), ""),
    ],
)
def test_tables_of_images_cannot_follow_their_names(
    file: str, said: Description, clash: str
) -> None:
    path = f"{PLACE}/{file}"
    found = received(path, f"{PLACE}/item.toml", said={PLACE: said})[path]
    told = [r.facts["clash"] for r in found.reasons if r.kind is ReasonKind.ITEM_FILE]
    assert told == ([clash] if clash else [])
    assert bool(found.item_file) is not bool(clash)


def test_single_files_do_not_take_the_item_file_of_their_folder_along() -> None:
    path = f"{PLACE}/a.jpg"
    paths = (path, f"{PLACE}/item.toml")
    found = received(*paths, said={PLACE: SAID}, partial=frozenset({PLACE}))[path]
    assert reason(found, ReasonKind.ITEM_FILE).facts["clash"] == "part"


def test_mistakes_of_an_item_file_are_told() -> None:
    path = f"{PLACE}/a.jpg"
    found = received(path, f"{PLACE}/item.toml", said={PLACE: "地点: …"})[path]
    assert reason(found, ReasonKind.ITEM_FILE).facts["detail"] == "地点: …"


def test_what_the_item_says_holds_unless_the_folder_says_otherwise() -> None:
    own = Description(readings=readings(place="302", people="徐宏伟"))
    said = Description(readings=readings(people_status="none-particular"))
    path = f"{PLACE}/a.jpg"
    item = an_item("20220125 授课", readings=own.readings)
    found = received(path, dossier=a_dossier(items=(item,)), said={PLACE: said})[path]
    assert found.record.elements.place is not None
    assert found.record.elements.people == ()


def test_a_folder_of_thousands_is_received() -> None:
    paths = [f"{INBOX}/06/20220125 授课/{number}.jpg" for number in range(3000)]
    basket = read_basket([Entry(path, EntryKind.FILE, 10) for path in paths])
    found = Reception(a_dossier()).receive(basket, facts_of(*paths), {}, Intake())
    assert len(found) == 3000
