"""``archivist describe`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        (["--export", "{root}/archive.toml"], 7),
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
    assert "people: 甲、乙" in told
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
