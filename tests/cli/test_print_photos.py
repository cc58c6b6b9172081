"""``archivist print photos`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.inboxes import DAY, an_archive, dropped, ran
from tests.pages import squashed, text_of
from tests.photos import a_photo

Caught = pytest.CaptureFixture[str]
ITEM = "甲工作室/06 培训学习资料/20250318 授课"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    dropped(root, f"{ITEM}/C1-20250318-01.jpg", colour="blue")
    dropped(root, f"{ITEM}/C1-20250318-02.jpg", a_photo("red")[:600])
    dropped(root, f"{ITEM}/记录.txt", "x")
    dropped(root, f"{ITEM}/item.toml", '"事由" = "授课"\n"地点" = "302"\n')
    return root


def test_photos_are_printed_and_what_is_missing_is_named(root: Path, capsys: Caught) -> None:
    pdf = root.parent / "photos.pdf"
    assert ran(root, "print", "photos", "-o", pdf, *DAY) == 0
    said = capsys.readouterr().out
    assert f"Written: {pdf}" in said
    assert "2 photos" in said
    assert "Without a picture" in said
    assert "C1-20250318-02.jpg (The picture is damaged.)" in said
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_in_chinese_the_page_is_chinese(root: Path, capsys: Caught) -> None:
    pdf = root.parent / "photos.pdf"
    words = ("--per-page", "2", "--item", "授课", "--year", "2025")
    assert ran(root, "print", "photos", *words, "-o", pdf, *DAY, lang="zh_CN") == 0
    text = squashed(text_of(pdf.read_bytes()))
    for word in ("编号", "事由授课", "事件日期2025.03.18", "拍摄日期", "地点302", "人物", "来源"):
        assert word in text
    assert "06培训学习资料" in text
    assert "甲工作室" in text


def test_categories_of_a_studio_follow_one_another_and_the_photographer_is_named(
    root: Path, capsys: Caught
) -> None:
    other = "甲工作室/07 创新活动资料/20250402 研讨"
    dropped(root, f"{other}/C1-20250402-01.jpg", colour="green")
    dropped(root, f"{other}/item.toml", '"事由" = "研讨"\n"来源" = "宣传科 张三摄"\n')
    pdf = root.parent / "photos.pdf"
    assert ran(root, "print", "photos", "--per-page", "6", "-o", pdf, *DAY, lang="zh_CN") == 0
    text = squashed(text_of(pdf.read_bytes()))
    assert "第1页，共1页" in text
    assert text.index("06培训学习资料") < text.index("07创新活动资料") < text.index("研讨")
    assert ran(root, "print", "photos", "--per-page", "2", "-o", pdf, *DAY, lang="zh_CN") == 0
    assert "摄影者张三" in squashed(text_of(pdf.read_bytes()))


def test_a_layout_that_begins_pages_at_nothing_known_is_refused_with_its_line(
    root: Path, capsys: Caught
) -> None:
    assert ran(root, "print", "new-layout", "自己的", "--from", "photos-6") == 0
    toml = root / "templates" / "pages" / "自己的.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('new_page = "studio"', 'new_page = "catgory"'), encoding="utf-8")
    words = ("--layout", "自己的", "-o", root.parent / "a.pdf")
    assert ran(root, "print", "photos", *words, *DAY) == 4
    said = " ".join(capsys.readouterr().err.split())
    assert "new_page" in said
    assert "category" in said
    assert "line 2" in said


def test_only_the_first_are_named_unless_all_are_asked_for(root: Path, capsys: Caught) -> None:
    for number in range(3, 14):
        dropped(root, f"{ITEM}/C1-20250318-{number:02}.jpg", f"no picture {number}")
    pdf = root.parent / "photos.pdf"
    words = ("print", "photos", "--per-page", "12", "-o", str(pdf), *DAY)
    assert ran(root, *words) == 0
    said = capsys.readouterr().out
    assert said.count("Without a picture") == 10
    assert "and 2 more (-v lists all)" in said
    assert ran(root, *words, "-v") == 0
    assert capsys.readouterr().out.count("Without a picture") == 12
    assert ran(root, *words, "-q") == 0
    assert capsys.readouterr().out == ""


def test_that_pictures_are_coarser_is_said(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.actions.printing.photo_layout.PIXELS", 60_000)
    assert ran(root, "print", "photos", "-o", root.parent / "photos.pdf", *DAY) == 0
    assert "coarser" in capsys.readouterr().out


REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "nothing chosen": (("-o", "a.pdf", "--year", "1999"), 8, "no photo in what was chosen"),
    "no place": ((), 2, "Say where to write to"),
    "no such number": (("-o", "a.pdf", "--per-page", "7"), 2, "7"),
    "no such layout": (("-o", "a.pdf", "--layout", "photos-99"), 8, "photos-99"),
    "another form": (("-o", "a.pdf", "--layout", "calibrate"), 8, "“calibrate” is a layout"),
}


@pytest.mark.parametrize(("words", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_printed_says_why(
    words: tuple[str, ...],
    code: int,
    message: str,
    root: Path,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(root.parent)
    assert ran(root, "print", "photos", *words, *DAY) == code
    assert message in capsys.readouterr().err
    assert not (root.parent / "a.pdf").exists()
