from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.dossier import Dossier
from archivist.model.place import Destination, Lost, NoPlace, Places, When
from archivist.model.settings import Studio
from tests.builders import FOLDER, LEDGERS, STUDIO, TRAINING, a_dossier, an_item, some_settings

DAY = date(2022, 1, 25)
TITLE = "测流仪器理论授课"


def an_archive(*items: str, studios: tuple[str, ...] = (STUDIO,)) -> Dossier:
    found = tuple(an_item(folder) for folder in items)
    folders = [STUDIO, f"{STUDIO}/{TRAINING}", *(item.path for item in found)]
    settings = some_settings(studios=tuple(Studio(name=name) for name in studios))
    return a_dossier(items=found, paths=tuple(folders), settings=settings)


def resolved(place: str, *items: str, when: When | None = None, **more: object) -> str:
    found = Places(an_archive(*items, **more)).resolve(place.split("/"), when or When())  # type: ignore[arg-type]
    return found.path if isinstance(found, Destination) else f"{found.lost}:{found.text}"


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (f"{STUDIO}/{TRAINING}/{FOLDER}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"{TRAINING}/{FOLDER}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"徐宏伟/06/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f" 徐宏伟 / 06 / {TITLE} ", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"06/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"\uff10\uff16/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"培训学习资料/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"培训/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"TRAINING/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        (f"train/{TITLE}", f"{STUDIO}/{TRAINING}/{FOLDER}"),
        ("06/新的授课", f"{STUDIO}/{TRAINING}/新的授课"),
        ("06/新的授课/照片", f"{STUDIO}/{TRAINING}/新的授课"),
        ("18", f"{STUDIO}/{LEDGERS}"),
        ("18/旧", f"{STUDIO}/{LEDGERS}"),
        ("工作台账", f"{STUDIO}/{LEDGERS}"),
    ],
    ids=str,
)
def test_a_place_is_understood(place: str, path: str) -> None:
    assert resolved(place, FOLDER) == path


@pytest.mark.parametrize(
    ("place", "lost"),
    [
        ("", "nothing:"),
        (" / ", "nothing:"),
        (STUDIO, "nothing:"),
        ("99/授课", "category:99"),
        ("0/授课", "category:0"),
        ("资/授课", "category:资"),
        (f"{STUDIO}/荣誉/授课", "category:荣誉"),
        ("06", f"item:{TRAINING}"),
        ("06/20221325 授课", "name:20221325 授课"),
        ("06/20220125", "name:20220125"),
        ("06/..", "name:.."),
        ("06/.", "name:."),
        ("06/CON", "name:CON"),
        ("06/nul.txt", "name:nul.txt"),
        ("06/a:b", "name:a:b"),
        ("06/a\\..\\..\\b", "name:a\\..\\..\\b"),
        ("06/授课.", "name:授课."),
        ("06/授\n课", "name:授\n课"),
        ("06/授\u202e课", "name:授\u202e课"),
        ("06/授\0课", "name:授\0课"),
        ("06/.git", "name:.git"),
        ("06/.archivist", "name:.archivist"),
        ("06/~$授课", "name:~$授课"),
        (f"06/{'长' * 230}", f"name:{'长' * 230}"),
        ("C:/06/授课", "category:C:"),
        ("../06/授课", "category:.."),
        ("/etc/passwd", "category:etc"),
    ],
    ids=ascii,
)
def test_what_is_no_place_says_which_part(place: str, lost: str) -> None:
    assert resolved(place, FOLDER) == lost


TRICKY = st.sampled_from([".", "/", "\\", " ", ":", "\0", "~", "0", "6", "a", "课", "\uff0f"])


@given(st.lists(st.text(TRICKY, max_size=6) | st.sampled_from(["06", "18", STUDIO]), max_size=4))
def test_no_text_leads_out_of_a_category(parts: list[str]) -> None:
    found = Places(an_archive(FOLDER)).resolve(parts)
    if isinstance(found, Destination):
        names = found.path.split("/")
        assert names[0] == STUDIO
        assert names[1] in {TRAINING, LEDGERS}
        assert len(names) <= 3
        assert not {"..", ".", ""} & set(names)
        assert "\\" not in found.path


def test_several_studios_have_to_be_named() -> None:
    two = (STUDIO, "马志强工作室")
    assert resolved("06/授课", studios=two) == "studio:06"
    assert resolved("工作室/06/授课", studios=two) == "studio:工作室"
    assert resolved("马志强/06/授课", studios=two) == "马志强工作室/06 培训学习资料/授课"


@pytest.mark.parametrize(
    ("place", "studios", "example", "begun"),
    [
        ("06/授课", 2, f"{STUDIO}/06/授课", True),
        ("照片", 2, f"{STUDIO}/06/照片", False),
        ("照片/授课", 1, "06/照片", False),
        (f"{STUDIO}/照片/授课", 2, f"{STUDIO}/06/照片", False),
    ],
)
def test_what_is_no_place_is_told_one(place: str, studios: int, example: str, begun: bool) -> None:
    names = (STUDIO, "马志强工作室")[:studios]
    found = Places(an_archive(studios=names)).resolve(place.split("/"))
    assert isinstance(found, NoPlace)
    assert (found.example, found.begun) == (example, begun)
    assert isinstance(Places(an_archive(studios=names)).resolve(example.split("/")), Destination)


def test_a_number_is_a_category_before_it_is_part_of_a_studio() -> None:
    assert resolved("06/授课", studios=("2006工作室",)) == "2006工作室/06 培训学习资料/授课"
    assert resolved("培训/06/授课", studios=("培训室",)) == "培训室/06 培训学习资料/授课"


def test_unicode_forms_and_case_are_one_name() -> None:
    there = "20220125 Café"
    for text in (there, unicodedata.normalize("NFD", there), there.upper(), "CAFÉ"):
        assert resolved(f"06/{text}", there) == f"{STUDIO}/{TRAINING}/{there}"


def test_folders_that_are_there_are_not_made_again() -> None:
    places = Places(a_dossier(items=(), paths=(STUDIO, f"{STUDIO}/06 培训")))
    found = places.resolve(("06", "授课"))
    assert isinstance(found, Destination)
    assert found.folders == (f"{STUDIO}/06 培训/授课",)
    ledgers = places.resolve(("18",))
    assert isinstance(ledgers, Destination)
    assert ledgers.folders == (STUDIO, f"{STUDIO}/{LEDGERS}")
    assert ledgers.new


def test_a_flat_category_that_is_there_is_its_own_item() -> None:
    item = an_item(category=LEDGERS, flat=True)
    found = Places(a_dossier(items=(item,), paths=(item.path,))).resolve(("18",))
    assert found == Destination(item=item)


@pytest.mark.parametrize(
    ("items", "when", "expected"),
    [
        (("20220125 例会",), When(), "20220125 例会"),
        (("20220125 例会",), When(day=DAY), "20220125 例会"),
        (("例会",), When(day=DAY), "例会"),
        ((), When(day=DAY), "20220125 例会"),
        (("20220201 例会",), When(day=DAY), NoPlace(lost=Lost.ITEM)),
        (("20220201 例会",), When(day=DAY, stated=True), "20220125 例会"),
        (("20220201 例会", "20220125 例会"), When(day=DAY), "20220125 例会"),
        (("20220201 例会", "20220125 例会"), When(), NoPlace(lost=Lost.ITEM)),
        (("20220201 例会", "20220301 例会"), When(), NoPlace(lost=Lost.ITEM)),
    ],
)
def test_the_day_tells_meetings_of_one_title_apart(
    items: tuple[str, ...], when: When, expected: str | NoPlace
) -> None:
    found = Places(an_archive(*items)).resolve(("06", "例会"), when)
    if isinstance(expected, str):
        assert isinstance(found, Destination)
        assert found.path == f"{STUDIO}/{TRAINING}/{expected}"
    else:
        assert isinstance(found, NoPlace)
        assert found.lost is expected.lost
        assert {path.rpartition("/")[2] for path in found.items} <= set(items)
        assert found.items


def test_two_spellings_of_a_new_item_make_one() -> None:
    places = Places(an_archive())
    one = places.resolve(("06", "Kick-off"))
    assert places.resolve(("06", "KICK-OFF")) is one


def test_likely_items_are_told_by_day_and_words() -> None:
    places = Places(an_archive(FOLDER, "20220126 别的"))
    assert [d.path for d in places.likely("2022.01.25 影像图片", None)] == []
    plan = "年度培训学习计划"
    assert [d.path for d in places.likely(plan, DAY)] == [f"{STUDIO}/{TRAINING}/{FOLDER}"]
    by_cause = places.likely("IMG_1", DAY, TITLE)
    assert [d.path for d in by_cause] == [f"{STUDIO}/{TRAINING}/{FOLDER}"]
    assert places.likely("IMG_1", None, TITLE) == []


def test_items_of_a_day_are_found() -> None:
    places = Places(an_archive(FOLDER))
    assert [item.path for item in places.on(DAY)] == [f"{STUDIO}/{TRAINING}/{FOLDER}"]
    assert places.on(None) == []
