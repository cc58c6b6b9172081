from __future__ import annotations

import pytest

from archivist.model.arrival import Intake, ReasonKind, Verdict
from archivist.model.elements import Element, Origin
from archivist.model.facts import Defect, Facts, Format, Shot
from archivist.model.item import Description
from archivist.model.record import Record
from tests.builders import (
    FOLDER,
    PHOTO,
    a_defect,
    a_dossier,
    a_reading,
    a_record,
    an_item,
    readings,
    some_facts,
    some_settings,
)
from tests.model.incomings import INBOX, PLACE, kinds, reason, received, sidecar_facts

HUAWEI = Shot(camera="HUAWEI P40", moment="2022-01-25T10:15:00", fingerprint="00000000000000ff")


def described(name: str = "a.jpg", folder: str = PLACE) -> tuple[str, str]:
    return f"{folder}/{name}", f"{folder}/{name}.xmp"


@pytest.mark.parametrize(
    ("defect", "told"),
    [(Defect.EMPTY, "empty"), (Defect.TIMEOUT, "timeout"), (Defect.UNREADABLE, "unreadable")],
)
def test_a_defect_keeps_a_file(defect: Defect, told: str) -> None:
    path, beside = described()
    found = received(path, beside, facts={path: a_defect(defect, path)})[path]
    assert reason(found, ReasonKind.DEFECT).facts["defect"] == told


def test_a_document_whose_ending_lies_waits_and_an_image_does_not() -> None:
    path = f"{PLACE}/a.pdf"
    found = received(path, facts={path: some_facts(path, format=Format.DOCX)})[path]
    assert reason(found, ReasonKind.DEFECT).facts == {"defect": "ending", "detail": "docx"}
    image, beside = described("a.heic")
    assert not received(image, beside, facts={image: some_facts(image, format=Format.JPEG)})[
        image
    ].blocked(frozenset())


@pytest.mark.parametrize("content", [Format.TEXT, Format.PDF, Format.ZIP])
def test_a_document_that_is_called_an_image_waits(content: Format) -> None:
    path, beside = described("a.jpg")
    found = received(path, beside, facts={path: some_facts(path, format=content)})[path]
    assert reason(found, ReasonKind.DEFECT).facts == {"defect": "ending", "detail": content.value}


@pytest.mark.parametrize("changes", [{"defect": Defect.BROKEN}, {"format": Format.TEXT}])
def test_a_sidecar_that_is_none_keeps_its_file(changes: dict[str, object]) -> None:
    path, beside = described()
    found = received(path, beside, facts={beside: sidecar_facts(beside, **changes)})[path]
    assert ReasonKind.SIDECAR in kinds(found)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (INBOX, ReasonKind.NO_PLACE),
        (f"{INBOX}/徐宏伟", ReasonKind.NO_PLACE),
        (f"{INBOX}/99/授课", ReasonKind.UNKNOWN_CATEGORY),
        (f"{INBOX}/06", ReasonKind.NO_ITEM),
        (f"{INBOX}/06/20221325 授课", ReasonKind.BAD_ITEM),
    ],
)
def test_what_has_no_place_waits(folder: str, kind: ReasonKind) -> None:
    path, beside = described(folder=folder)
    assert kind in kinds(received(path, beside)[path])


def test_likely_places_are_named() -> None:
    item = an_item(FOLDER)
    path = f"{INBOX}/20220125 年度培训学习计划.pdf"
    found = received(path, dossier=a_dossier(items=(item,)))[path]
    assert reason(found, ReasonKind.NO_PLACE).facts["places"] == item.path
    path = f"{INBOX}/IMG_1.jpg"
    facts = {path: some_facts(path, readings=readings(shooting_date="2022.01.25"))}
    found = received(path, dossier=a_dossier(items=(item,)), facts=facts)[path]
    assert reason(found, ReasonKind.NO_PLACE).facts["places"] == item.path


def test_each_element_that_is_missing_is_named() -> None:
    path = f"{PLACE}/a.jpg"
    found = received(path)[path]
    missing = [r.facts["element"] for r in found.reasons if r.kind is ReasonKind.ELEMENT]
    assert missing == ["cause", "shooting_date", "place", "source", "people"]
    assert not found.blocked(frozenset({ReasonKind.ELEMENT}))


def test_an_event_in_the_future_waits() -> None:
    path, beside = described(folder=f"{INBOX}/06/20990101 授课")
    found = received(path, beside)[path]
    assert reason(found, ReasonKind.FUTURE).facts["day"] == "2099.01.01"


@pytest.mark.parametrize(
    ("name", "said", "waits"),
    [("a.jpg", "", True), ("S1-a.jpg", "", False), ("a.jpg", "C1", False)],
)
def test_of_several_classes_one_has_to_be_told(name: str, said: str, waits: bool) -> None:
    path, beside = described(name)
    dossier = a_dossier(settings=some_settings(classes={"C1": "照片", "S1": "扫描件"}))
    found = received(path, beside, dossier=dossier, intake=Intake(image_class=said))[path]
    assert (ReasonKind.NO_CLASS in kinds(found)) is waits


@pytest.mark.parametrize(
    ("name", "sidecar", "told"),
    [
        ("mmexport1643097600000.jpg", {"cause": "授课"}, {"saving_date"}),
        ("mmexport1643097600000.jpg", {"shooting_date": "2022.01.25"}, set()),
        ("IMG_20220125_101500.jpg", {"cause": "授课"}, {"shooting_date"}),
    ],
)
def test_proposals_are_told_where_nothing_is_stated(
    name: str, sidecar: dict[str, str], told: set[str]
) -> None:
    path, beside = described(name)
    facts = {beside: sidecar_facts(beside, readings=readings(**sidecar))}
    found = received(path, beside, facts=facts)[path]
    said = {r.facts["element"] for r in found.reasons if r.kind is ReasonKind.PROPOSED}
    assert said == told


def test_people_are_proposed_until_somebody_says_who_is_shown() -> None:
    path, beside = described()
    tags = (a_reading(Element.PEOPLE, "姜杰", Origin.EXPLORER),)
    facts = {path: some_facts(path, readings=tags)}
    assert ReasonKind.PROPOSED in kinds(received(path, facts=facts)[path])
    assert ReasonKind.PROPOSED not in kinds(received(path, beside, facts=facts)[path])


def test_coordinates_are_told_where_no_place_is_stated() -> None:
    path, beside = described()
    facts = {path: some_facts(path, shot=Shot(position="40.757300,107.388000"))}
    found = received(path, facts=facts)[path]
    assert reason(found, ReasonKind.POSITION).facts["position"] == "40.757300,107.388000"
    assert ReasonKind.POSITION not in kinds(received(path, beside, facts=facts)[path])


def filed(facts: Facts) -> Record:
    return a_record(PHOTO, facts=facts)


def test_a_copy_of_what_is_filed_waits_with_where_that_lies() -> None:
    path, beside = described()
    there = filed(some_facts("x.jpg"))
    found = received(path, beside, facts={path: some_facts("x.jpg")}, dossier=a_dossier(there))[
        path
    ]
    assert reason(found, ReasonKind.DUPLICATE).facts["first"] == there.path


def test_of_two_copies_in_the_inbox_the_second_waits() -> None:
    same = some_facts("x.pdf")
    paths = (f"{PLACE}/a.pdf", f"{PLACE}/b.pdf")
    found = received(*paths, facts=dict.fromkeys(paths, same))
    assert found[paths[0]].verdict is Verdict.READY
    assert reason(found[paths[1]], ReasonKind.DUPLICATE).facts["first"] == paths[0]


@pytest.mark.parametrize(
    ("mark", "alike"), [("00000000000000fe", True), ("ffffffffffffff00", False), ("", False)]
)
def test_an_edited_copy_is_a_hint(mark: str, alike: bool) -> None:
    path, beside = described()
    there = filed(some_facts("x.jpg", shot=HUAWEI))
    shot = Shot(camera=HUAWEI.camera, moment=HUAWEI.moment, fingerprint=mark)
    found = received(
        path, beside, facts={path: some_facts(path, shot=shot)}, dossier=a_dossier(there)
    )[path]
    assert (ReasonKind.SAME_SHOT in kinds(found)) is alike
    assert found.verdict is Verdict.READY


def test_a_picture_made_smaller_by_a_messenger_is_a_hint() -> None:
    path, beside = described("微信图片_20220125101500.jpg")
    assert ReasonKind.ORIGINAL in kinds(received(path, beside)[path])


def test_a_thumbnail_is_no_record() -> None:
    path, beside = described("thumbmmexport1643097600000.jpg")
    assert ReasonKind.NOT_ARCHIVAL in kinds(received(path, beside)[path])


def test_a_document_keeps_its_name_or_waits() -> None:
    path = f"{PLACE}/a:b.pdf"
    assert reason(received(path)[path], ReasonKind.NAME).facts["better"] == "a_b.pdf"
    item = an_item("20220125 授课")
    there = a_record("签到表.pdf", item)
    path = f"{PLACE}/签到表.PDF"
    assert ReasonKind.TAKEN in kinds(received(path, dossier=a_dossier(there))[path])


def test_two_documents_of_one_name_do_not_meet_unasked() -> None:
    other = PLACE.replace("/06", "/培训学习资料")
    found = received(f"{PLACE}/a.pdf", f"{other}/a.pdf")
    assert [ReasonKind.TAKEN in kinds(each) for each in found.values()] == [False, True]


@pytest.mark.parametrize(
    ("folder", "asked"),
    [
        (f"{INBOX}/99/20220125 授课", False),
        (f"{INBOX}/2022-01-25授课/照片", False),
        (f"{INBOX}/20221399 授课", True),
        (f"{INBOX}/06/授课", True),
        (INBOX, True),
    ],
)
def test_the_date_is_asked_for_only_where_no_folder_tells_it(folder: str, asked: bool) -> None:
    path = f"{folder}/a.jpg"
    found = kinds(received(path)[path])
    assert (ReasonKind.NO_EVENT_DATE in found) is asked
    assert ReasonKind.ELEMENT in found


@pytest.mark.parametrize(
    ("path", "doubted"),
    [
        (f"{PLACE}/扫描0001.jpg", True),
        (f"{PLACE}/年度培训学习计划.jpg", True),
        (f"{INBOX}/年度培训学习计划.jpg", False),
        (f"{PLACE}/扫描件.jpg", True),
        (f"{PLACE}/CamScanner 2022-01-25.jpg", True),
        (f"{INBOX}/CamScanner 2022-01-25.jpg", True),
        (f"{PLACE}/签到表.jpg", True),
        (f"{PLACE}/IMG_1.jpg", False),
        (f"{PLACE}/C1-20220125-01.jpg", False),
        (f"{PLACE}/签到表.pdf", False),
    ],
    ids=ascii,
)
def test_the_scan_of_a_document_is_asked_about(path: str, doubted: bool) -> None:
    found = received(path)[path]
    assert (ReasonKind.SCAN in kinds(found)) is doubted
    if doubted:
        assert ReasonKind.SCAN not in kinds(received(path, f"{path}.xmp")[path])
        said = {path.rpartition("/")[0]: Description(kind="image")}
        assert ReasonKind.SCAN not in kinds(received(path, said=said)[path])


def test_the_files_of_one_shot_wait_for_each_other() -> None:
    raw, jpeg = f"{PLACE}/a.dng", f"{PLACE}/a.jpg"
    found = received(raw, jpeg, f"{jpeg}.xmp")
    assert found[jpeg].verdict is Verdict.WAITS
    told = reason(found[jpeg], ReasonKind.COMPANION)
    assert told.facts == {"first": raw, "kinds": "element"}
    assert not found[jpeg].blocked(frozenset({ReasonKind.ELEMENT}))
    broken = received(raw, jpeg, f"{jpeg}.xmp", facts={raw: a_defect(Defect.BROKEN, raw)})
    assert broken[jpeg].blocked(frozenset({ReasonKind.ELEMENT}))
