"""``archivist describe`` as its users run it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from archivist.cli import screen
from archivist.cli.main import run
from tests.cli.inboxes import DAY, SAID, an_archive, dropped, ran

ITEM = "甲工作室/06 培训学习资料/20250318 授课"
Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    root = an_archive(tmp_path / "库")
    dropped(root, f"{ITEM}/item.toml", SAID)
    for number, colour in enumerate(("red", "blue"), 1):
        dropped(root, f"{ITEM}/C1-20250318-0{number}.jpg", colour=colour)
    return root


def test_images_and_items_are_described(root: Path, capsys: Caught) -> None:
    image = root / ITEM / "C1-20250318-01.jpg"
    words = ["--place", "室外", "--people", "徐宏伟(班长,领衔人)、姜杰", "--caption", "长" * 100]
    assert ran(root, "describe", image, *words, "-n", *DAY) == 0
    assert "1 description would be written." in capsys.readouterr().out
    assert ran(root, "describe", image, *words, *DAY) == 0
    told = capsys.readouterr().out
    assert "people: 徐宏伟(班长,领衔人)、姜杰" in told
    assert all(screen.columns(line) <= 80 for line in told.splitlines())
    assert ran(root, "describe", image, *words, *DAY) == 0
    assert "1 says so already." in capsys.readouterr().out
    assert ran(root, "describe", root / ITEM, "--place", "礼堂", *DAY) == 0
    assert "says otherwise itself" in capsys.readouterr().out
    assert ran(root, "describe", image, "--place", "-", "--nobody", *DAY) == 0
    assert "(taken back)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--cause", "x"], 2),
        (["--cause", ""], 2),
        (["{image}", "--cause", "x", "--export", "a.xlsx"], 2),
        (["{image}", "--people", "甲", "--nobody"], 2),
        (["{image}", "--date", "昨天"], 2),
        (["{image}", "--cause", "a\0b"], 8),
        (["{image}", "--source", "-"], 8),
        (["{root}/archive.toml", "--cause", "x"], 8),
        (["{root}/nowhere", "--cause", "x"], 5),
        (["--import", "{root}/nowhere.xlsx"], 6),
        (["--import", "{root}/archive.toml"], 4),
        (["--embed", "{root}/移交"], 8),
        (["--export", "{root}/登记表.xlsx"], 8),
        (["--export", "{root}/收件箱/登记表.xlsx"], 8),
        (["--export", "{root}/../库之外/登记表.xlsx"], 7),
        (["{image}", "--cause", ""], 2),
    ],
)
def test_what_cannot_be_is_refused(root: Path, capsys: Caught, words: list[str], code: int) -> None:
    image = root / ITEM / "C1-20250318-01.jpg"
    said = [word.format(image=image, root=root) for word in words]
    assert ran(root, "describe", *said, *DAY) == code
    assert "should not happen" not in capsys.readouterr().err
    assert not image.with_name(f"{image.name}.xmp").exists()


def test_a_failure_of_the_system_is_told(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr("archivist.store.moving.rename_new", refused)
    image = root / ITEM / "C1-20250318-01.jpg"
    assert ran(root, "describe", image, "--place", "外", *DAY) == 1
    assert "Nothing was written" in capsys.readouterr().out


def test_the_archive_is_found_beside_the_path(root: Path, capsys: Caught) -> None:
    image = root / ITEM / "C1-20250318-01.jpg"
    for path in (image, root / ITEM):
        words = ["archivist", "--lang", "en", "describe", str(path), "--place", "外"]
        assert run(words) == 0
    capsys.readouterr()


def test_more_than_twenty_descriptions_are_told_briefly(root: Path, capsys: Caught) -> None:
    images = [
        dropped(root, f"{ITEM}/C1-20250318-{number}.jpg", colour=f"#0000{number}")
        for number in range(10, 35)
    ]
    assert ran(root, "describe", *images, "--background", "雨", *DAY) == 0
    told = capsys.readouterr().out
    assert "and 5 more (-v lists all)" in told
    assert "25 descriptions written." in told


def a_table(root: Path, target: Path, **cells: str) -> Path:
    """Write a table as a person could type it, with the columns that matter."""
    titles = ["文件", *cells]
    row = [f"{ITEM}/C1-20250318-01.jpg", *cells.values()]
    target.write_text(f"{','.join(titles)}\n{','.join(row)}\n", encoding="utf-8-sig")
    return target


def test_a_table_goes_out_and_comes_back(root: Path, tmp_path: Path, capsys: Caught) -> None:
    assert ran(root, "describe", "--export", tmp_path / "a.xlsx", *DAY) == 0
    assert "2 images in" in capsys.readouterr().out
    table = a_table(root, tmp_path / "a.csv", 地点="室外", 人物="甲、乙")
    assert ran(root, "describe", "--import", table, *DAY) == 0
    told = capsys.readouterr().out
    assert "place: 302 → 室外" in told
    assert "people: nobody in particular → 甲、乙" in told
    assert "--yes" in told
    assert ran(root, "describe", "--import", table, "--yes", "-n", *DAY) == 0
    assert "Nothing was written yet" in capsys.readouterr().out
    assert ran(root, "describe", "--import", table, "--yes", *DAY) == 0
    assert "Written." in capsys.readouterr().out
    table = a_table(root, tmp_path / "b.csv", 事件日期="昨天")
    assert ran(root, "describe", "--import", table, "--yes", *DAY) == 1
    told = capsys.readouterr().out
    assert "“昨天” is no day" in told
    assert "Mend these rows" in told


def test_copies_are_told_one_by_one(root: Path, tmp_path: Path, capsys: Caught) -> None:
    assert ran(root, "describe", "--embed", tmp_path / "移交", *DAY) == 0
    assert "described inside" in capsys.readouterr().out
    assert ran(root, "describe", "--embed", tmp_path / "移交", *DAY) == 1
    assert "there already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cell", "told"),
    [("无", "无具体人物"), ("不详", "不详"), ("无具体人物", "无具体人物"), ("甲", "甲")],
)
def test_a_status_of_people_is_told_in_words(
    root: Path, tmp_path: Path, capsys: Caught, cell: str, told: str
) -> None:
    (root / ITEM / "item.toml").write_text("", encoding="utf-8")
    table = a_table(root, tmp_path / "a.csv", 人物=cell)
    assert ran(root, "describe", "--import", table, *DAY, lang="zh_CN") == 0
    assert f"人物：{told}\n" in capsys.readouterr().out


def test_nobody_takes_the_place_of_people_in_words(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    image = root / ITEM / "C1-20250318-01.jpg"
    assert ran(root, "describe", image, "--nobody", *DAY, lang="zh_CN") == 0
    assert "撤去" not in capsys.readouterr().out
    assert ran(root, "describe", image, "--people", "甲", *DAY) == 0
    assert ran(root, "describe", image, "--nobody", *DAY, lang="zh_CN") == 0
    assert "人物：无具体人物\n" in capsys.readouterr().out
    table = a_table(root, tmp_path / "a.csv", 人物="甲")
    assert ran(root, "describe", "--import", table, *DAY, lang="zh_CN") == 0
    assert "人物：无具体人物 → 甲\n" in capsys.readouterr().out


def undated() -> bytes:
    """Return a picture in which no camera wrote a date."""
    held = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(held, "JPEG")
    return held.getvalue()


def test_guesses_without_a_yes_are_counted(root: Path, tmp_path: Path, capsys: Caught) -> None:
    names = [f"{ITEM}/IMG_202503180915{number:02}.jpg" for number in range(22)]
    for name in names:
        dropped(root, name, undated())
    rows = [f"{name},2025.03.18,{'是' if name == names[0] else ''}" for name in names]
    table = tmp_path / "a.csv"
    table.write_text("\n".join(["文件,拍摄日期,已核对", *rows]), encoding="utf-8-sig")
    assert ran(root, "describe", "--import", table, *DAY) == 0
    told = capsys.readouterr().out
    assert "21 guesses were left unchecked" in told
    assert "row 3: shooting date" in told
    assert "row 23" not in told
    assert "and 1 more (-v lists all)" in told
    assert ran(root, "describe", "--import", table, "-v", *DAY) == 0
    assert "row 23: shooting date" in capsys.readouterr().out


def test_paths_alone_show_what_is_stated(root: Path, capsys: Caught) -> None:
    image = root / ITEM / "C1-20250318-01.jpg"
    assert ran(root, "describe", image, "--place", "室外", *DAY) == 0
    before = sorted(root.rglob("*.xmp"))
    capsys.readouterr()
    assert ran(root, "describe", image, *DAY) == 0
    told = capsys.readouterr().out
    assert "place: 室外 (sidecar)" in told
    assert "cause: 授课 (item.toml)" in told
    assert "people: nobody in particular (item.toml)" in told
    assert "event date: 2025.03.18 (name of the folder)" in told
    assert "shooting date: 2025.03.18 (camera)" in told
    (root / ITEM / "item.toml").write_text("", encoding="utf-8")
    assert ran(root, "describe", image, *DAY) == 0
    assert "! source: not described yet" in capsys.readouterr().out
    assert sorted(root.rglob("*.xmp")) == before


def test_an_item_alone_shows_what_its_images_share_and_lack(root: Path, capsys: Caught) -> None:
    dropped(root, f"{ITEM}/item.toml", f'{SAID}"天气" = "雨"\n')
    assert ran(root, "describe", root / ITEM, *DAY) == 0
    told = capsys.readouterr().out
    assert "source: 白淼 (item.toml)" in told
    assert "has mistakes" in told
    assert "2 images in it." in told
    assert "lack" not in told
    dropped(root, f"{ITEM}/item.toml", "")
    assert ran(root, "describe", root / ITEM, *DAY) == 0
    assert "! source: 2 images lack it" in capsys.readouterr().out


def test_many_images_are_shown_briefly(root: Path, capsys: Caught) -> None:
    images = [dropped(root, f"{ITEM}/IMG_202503180915{n}.jpg", undated()) for n in range(10, 32)]
    assert ran(root, "describe", *images, *DAY) == 0
    told = capsys.readouterr().out
    assert "perhaps 2025.03.18 (name of the file); nobody confirmed it yet" in " ".join(
        told.split()
    )
    assert "and 2 more (-v lists all)" in told


@pytest.mark.parametrize("verb", ["describe", "check"])
@pytest.mark.parametrize("name", ["C1-20250318-02.jpg", "C1-20250318-02", "20250318 授课"])
def test_a_bare_name_finds_its_file_from_anywhere(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Caught, verb: str, name: str
) -> None:
    monkeypatch.chdir(root / "甲工作室")
    assert run(["archivist", "--lang", "en", verb, name, *DAY]) == 0
    told = capsys.readouterr().out
    if verb == "check":
        assert f"{2 if ' ' in name else 1} file" in told
    else:
        assert f"{ITEM}/{name}" in told or f"/{name}\n" in told


def test_the_archive_is_found_though_the_path_is_not_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Caught
) -> None:
    monkeypatch.chdir(root)
    assert run(["archivist", "--lang", "en", "describe", "没有/没有.jpg", *DAY]) == 5
    told = " ".join(capsys.readouterr().err.split())
    assert "There is no 没有/没有.jpg." in told
    assert f"for example {ITEM}/" in told


def test_a_table_belongs_outside_the_archive(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Caught
) -> None:
    monkeypatch.chdir(root)
    assert ran(root, "describe", "--export", "照片登记表.xlsx", *DAY) == 8
    assert "--export ../照片登记表.xlsx" in capsys.readouterr().err.replace("\\", "/")
    monkeypatch.chdir(root / "甲工作室")
    assert ran(root, "describe", "--export", "../照片登记表.xlsx", *DAY) == 8
    assert str(root.parent / "照片登记表.xlsx") in capsys.readouterr().err
    monkeypatch.chdir(root)
    assert ran(root, "describe", "--export", "../照片登记表.xlsx", *DAY) == 0
    assert not list(root.rglob("*.xlsx"))


def test_the_same_table_read_back_again_is_quiet(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    table = a_table(root, tmp_path / "a.csv", 人物="徐宏伟（班长）， 姜杰 （组员）", 地点="室外 ")
    assert ran(root, "describe", "--import", table, "--yes", *DAY) == 0
    assert "1 of them with changes" in capsys.readouterr().out
    assert ran(root, "describe", "--import", table, "--yes", *DAY) == 0
    assert "1 rows, 0 of them with changes" in capsys.readouterr().out
