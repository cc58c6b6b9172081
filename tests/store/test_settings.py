"""``archive.toml`` and plans: every key that is wrong is named, with what to write instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archivist.errors import InvalidChoiceError, InvalidFileError, NoArchiveError
from archivist.model.plan import Frequency, MaterialKind, Retention
from archivist.model.settings import Settings, Studio
from archivist.store.plan_file import load_plan
from archivist.store.settings import find_archive, load_settings
from archivist.store.templates import find_template

STUDIO = '[[studios]]\nname = "甲"\n'
CATEGORY = '[[categories]]\nnumber = "{number}"\nname = "{name}"\nclause = "1"\n'
MATERIAL = '[[categories.materials]]\nid = "19.a"\nname = "材料"\nclause = "1"\n'


def written(folder: Path, text: str, name: str = "archive.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_an_archive_is_found_from_below(tmp_path: Path) -> None:
    written(tmp_path, STUDIO)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_archive(deep) == tmp_path


def test_no_archive_is_told_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(NoArchiveError) as caught:
        find_archive(tmp_path)
    assert str(tmp_path) in caught.value.message


def test_the_least_settings_have_defaults(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, STUDIO))
    assert settings == Settings(studios=(Studio(name="甲"),))
    assert load_plan(tmp_path, settings).id == "db1508-t150-2023"


@pytest.mark.parametrize("since", ['"2022.03.01"', '"2022-03-01"', "2022-03-01", '"2022年3月1日"'])
def test_a_founding_day_is_understood(since: str, tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, f"{STUDIO}since = {since}\n"))
    assert settings.studios[0].since == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", ["studios"], id="nothing"),
        pytest.param("studios = []", ["studios"], id="no studio"),
        pytest.param("studios = 3", ["studios"], id="a number"),
        pytest.param('studios = ["甲"]', ["studios.1", "table"], id="names alone"),
        pytest.param("[[studios]]\n", ["studios.1.name", "missing"], id="no name"),
        pytest.param('[[studios]]\nname = "a/b"', ["studios.1.name", "Windows"], id="slash"),
        pytest.param('[[studios]]\nname = "CON"', ["studios.1.name", "Windows"], id="device"),
        pytest.param('[[studios]]\nname = ".."', ["studios.1.name", "Windows"], id="above"),
        pytest.param('[[studios]]\nname = "收件箱"', ["studios.1.name", "taken"], id="inbox"),
        pytest.param(STUDIO + STUDIO, ["studios.2.name", "taken"], id="twice"),
        pytest.param(STUDIO + 'since = "soon"', ["studios.1.since", "2022.03.01"], id="day"),
        pytest.param('inbox = "../x"\n' + STUDIO, ["inbox"], id="inbox outside"),
        pytest.param("plann = 1\n" + STUDIO, ["plann", "“plan”"], id="near key"),
        pytest.param("qqqq = 1\n" + STUDIO, ["qqqq", "no such key"], id="far key"),
        pytest.param('language = "fr"\n' + STUDIO, ["language", "zh_CN"], id="language"),
        pytest.param("classes = []\n" + STUDIO, ["classes"], id="classes"),
        pytest.param(STUDIO + '[classes]\nc1 = "x"', ["classes.c1", "capital"], id="class"),
        pytest.param(STUDIO + '[limits]\nseconds = "x"', ["limits.seconds", "number"], id="limit"),
        pytest.param(STUDIO + "[limits]\nseconds = -1", ["limits", "above 0"], id="below 0"),
        pytest.param(f'name = "{"长" * 101}"\n' + STUDIO, ["name", "100"], id="long archive"),
        pytest.param('id = "abc"\n' + STUDIO, ["id", "capitals"], id="small letters"),
        pytest.param(f'id = "{"A" * 17}"\n' + STUDIO, ["id", "16"], id="long id"),
        pytest.param('fonds = "a\\nb"\n' + STUDIO, ["fonds", "one line"], id="two lines"),
        pytest.param(f'fonds_name = "{"长" * 101}"\n' + STUDIO, ["fonds_name"], id="long name"),
        pytest.param(STUDIO + "[printing]\noffset_x = 21", ["printing.offset_x"], id="far off"),
        pytest.param(STUDIO + "[printing]\noffset_y = nan", ["printing.offset_y"], id="no number"),
        pytest.param(STUDIO + "[printing]\noffset_y = -inf", ["printing.offset_y"], id="infinite"),
        pytest.param(STUDIO + '[printing]\nfonts = "黑体"', ["printing.fonts"], id="one font"),
        pytest.param(
            STUDIO + '[printing]\nfonts = ["黑体", " "]', ["printing.fonts.2"], id="blank font"
        ),
        pytest.param(STUDIO + '[printing]\nkeeper = "a\\tb"', ["printing.keeper"], id="keeper"),
        pytest.param(STUDIO + '[printing]\nfont = "x"', ["printing.font", "fonts"], id="near font"),
        pytest.param(
            STUDIO + "[keeping]\nbackup_days = 0", ["keeping.backup_days", "days"], id="no days"
        ),
        pytest.param(
            STUDIO + "[keeping]\nverify_days = 99999", ["keeping.verify_days"], id="too many days"
        ),
        pytest.param(
            STUDIO + '[keeping]\nrestore_test_days = "x"',
            ["keeping.restore_test_days"],
            id="no number of days",
        ),
        pytest.param(
            STUDIO + '[keeping]\nvirus_scan = "/tmp/x"',
            ["keeping.virus_scan", "clamdscan"],
            id="another program",
        ),
        pytest.param(
            STUDIO + "[[waivers]]\n",
            ["waivers.1.material"],
            id="waiver of nothing",
        ),
        pytest.param("ignore = 3\n" + STUDIO, ["ignore", "list"], id="no list"),
        pytest.param(
            STUDIO + CATEGORY.format(number="1", name="x"), ["categories.1.number"], id="number"
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="a:b"), ["categories.1.name"], id="folder"
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + 'kind = "docment"',
            ["categories.1.materials.1.kind", "document"],
            id="kind",
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + 'words = ["a"]',
            ["categories.1.materials.1.words", "two characters"],
            id="word",
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + 'due = "02-30"',
            ["categories.1.materials.1.due", "03-31"],
            id="due",
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + 'kind = "set"',
            ["categories.1.materials.1.parts"],
            id="a set without parts",
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + "least = 0",
            ["categories.1.materials.1.least"],
            id="least",
        ),
        pytest.param(
            STUDIO + CATEGORY.format(number="19", name="x") + MATERIAL + MATERIAL,
            ["categories.1.materials.1.id", "twice"],
            id="id twice",
        ),
        pytest.param(
            'plann = 1\nlanguage = 3\n[[studios]]\n[limits]\nmegabytes = "x"\n',
            ["plann", "language", "studios.1.name", "limits.megabytes", "4 mistakes"],
            id="all at once",
        ),
    ],
)
def test_each_mistake_is_named(text: str, told: list[str], tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError) as caught:
        load_settings(written(tmp_path, text))
    message = caught.value.message
    assert "archive.toml" in message
    assert all(word in message for word in told), message
    assert "pydantic" not in message
    assert "Input should" not in message


def test_an_archives_own_category_replaces_or_extends_the_plan(tmp_path: Path) -> None:
    text = STUDIO + CATEGORY.format(number="04", name="书") + CATEGORY.format(number="19", name="x")
    settings = load_settings(written(tmp_path, text + MATERIAL))
    plan = load_plan(tmp_path, settings)
    names = {category.number: category.name for category in plan.categories}
    assert names["04"] == "书"
    assert names["19"] == "x"
    assert len(names) == 19


def test_an_archives_own_plan_goes_first(tmp_path: Path) -> None:
    own = 'id = "own"\nname = "自己的"\n' + CATEGORY.format(number="01", name="一")
    written(tmp_path, own, "templates/plans/db1508-t150-2023.toml")
    settings = load_settings(written(tmp_path, STUDIO))
    assert load_plan(tmp_path, settings).id == "own"


@pytest.mark.parametrize("name", ["没有", "../archive", "..", "a/b", ""])
def test_an_unknown_plan_names_those_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        find_template("plans", name, written(tmp_path, STUDIO))
    assert "db1508-t150-2023" in caught.value.hint


def test_mistakes_of_a_plan_name_the_plan(tmp_path: Path) -> None:
    written(tmp_path, 'id = 3\nnam = "x"\n', "templates/plans/mine.toml")
    settings = load_settings(written(tmp_path, 'plan = "mine"\n' + STUDIO))
    with pytest.raises(InvalidFileError, match=r"plans/mine\.toml"):
        load_plan(tmp_path, settings)
    written(
        tmp_path,
        'id = "a"\nname = "x"\n' + CATEGORY.format(number="1", name="y"),
        "templates/plans/mine.toml",
    )
    with pytest.raises(InvalidFileError, match=r"categories\.1\.number"):
        load_plan(tmp_path, settings)


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        ('material = "08.patent"\nreason = "r"\nby = "b"', "08.patents"),
        ('material = "08.patents"\nreason = " "\nby = "b"', "reason"),
        ('material = "专利"', "reason"),
        ('material = "专利"', "专利及科技奖励"),
        ('material = "08.patents"\nreason = "r"\nby = "b"\nstudio = "丙"', "studio"),
    ],
    ids=["unknown material", "empty reason", "no reason", "unknown name", "unknown studio"],
)
def test_a_waiver_is_held_against_the_plan(waiver: str, told: str, tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, f"{STUDIO}[[waivers]]\n{waiver}\n"))
    with pytest.raises(InvalidFileError) as caught:
        load_plan(tmp_path, settings)
    assert told in caught.value.message


def test_a_waiver_names_a_material_by_name_or_id(tmp_path: Path) -> None:
    waiver = '[[waivers]]\nmaterial = "{}"\nreason = "r"\nby = "b"\n'
    text = STUDIO + waiver.format("专利及科技奖励") + waiver.format("08.patents")
    settings = load_settings(written(tmp_path, text))
    assert load_plan(tmp_path, settings).material("08.patents")


def test_the_shipped_plan_holds_what_the_standard_asks_for(tmp_path: Path) -> None:
    plan = load_plan(None, load_settings(written(tmp_path, STUDIO)))
    assert [category.number for category in plan.categories] == [f"{n:02}" for n in range(1, 19)]
    materials = [material for category in plan.categories for material in category.materials]
    assert all(material.clause.startswith("6.") for material in materials)
    assert all(material.name_en for material in materials)
    assert all(category.about and category.about_en for category in plan.categories)
    ledgers = [m for m in materials if m.kind is MaterialKind.LEDGER]
    rules = [m for m in materials if m.id.startswith("13.")]
    assert (len(ledgers), len(rules)) == (9, 13)
    papers = [m for m in materials if m.kind is MaterialKind.SET]
    assert [[part.name for part in m.parts] for m in papers] == [["封面", "目录页", "本人论文页"]]
    assert {m.frequency for m in materials if m.id.startswith("17.")} == {Frequency.YEARLY}
    assert {m.retention for m in materials} == set(Retention)


def test_what_printing_needs_is_read(tmp_path: Path) -> None:
    said = 'id = "7K2M9QXA"\nfonds = "A104"\n' + STUDIO
    said += '[printing]\nfonts = ["黑体", "字体/a.ttf"]\noffset_x = 3\noffset_y = -20.0\n'
    settings = load_settings(written(tmp_path, said))
    assert (settings.id, settings.fonds) == ("7K2M9QXA", "A104")
    assert settings.printing.fonts == ("黑体", "字体/a.ttf")
    assert (settings.printing.offset_x, settings.printing.offset_y) == (3, -20)
