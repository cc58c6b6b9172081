"""Paths as a person types them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.actions import whereabouts
from archivist.actions.named import named_by
from archivist.actions.whereabouts import scope_of, there
from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.entry import Entry
from archivist.model.settings import Settings
from archivist.store.settings import load_settings
from archivist.store.tree import walk
from tests.actions.inboxes import ITEM, PLACE, dropped

PHOTO = f"{ITEM}/C1-20250318-02.jpg"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C1-20250318-02.jpg", PHOTO),
        ("c1-20250318-02.JPG", PHOTO),
        ("C1-20250318-02", PHOTO),
        ("20250318 测流授课/C1-20250318-02", PHOTO),
        (PHOTO, PHOTO),
        (ITEM, ITEM),
        ("20250318 测流授课", ITEM),
        ("IMG_7777.heic", f"{PLACE}/IMG_7777.heic"),
    ],
)
def test_a_name_that_one_bears_is_enough(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    if "7777" in typed:
        dropped(archive, f"{PLACE}/IMG_7777.heic")
    dropped(archive, f"{PHOTO}.xmp", "<x/>")
    monkeypatch.chdir(tmp_path)
    assert there(archive, [Path(typed)]) == (archive / meant,)
    assert scope_of(archive, [Path(typed)]) == {meant}


@pytest.mark.parametrize(
    "typed",
    ["没有.jpg", "IMG_7777", "C1-20250318-09", "02.jpg", "../库", "C1-20250318-02.jpg/x", "a\0b"],
)
def test_a_name_that_none_bears_is_refused_with_a_path_that_works(
    archive: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    dropped(archive, f"{PLACE}/IMG_7777.heic")
    monkeypatch.chdir(archive / "甲工作室")
    with pytest.raises(NotInArchiveError, match="There is no") as caught:
        there(archive, [Path(typed)])
    assert f"for example {ITEM}/" in caught.value.hint
    assert "quotes" in caught.value.hint


def test_without_any_picture_the_example_lies_in_the_inbox(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in (archive / ITEM).iterdir():
        file.rename(archive / f"外 {file.name}")
    monkeypatch.chdir(archive)
    with pytest.raises(NotInArchiveError) as caught:
        there(archive, [Path("没有")])
    assert "收件箱/IMG_0001.jpg" in caught.value.hint


@pytest.mark.parametrize("more", [1, 4])
def test_a_name_that_several_bear_is_asked_back(
    archive: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    for number in range(more + 1):
        dropped(archive, f"收件箱/{number}/IMG_1.jpg")
    monkeypatch.chdir(archive)
    with pytest.raises(InvalidChoiceError, match=str(more + 1)) as caught:
        there(archive, [Path("IMG_1.jpg")])
    assert caught.value.hint.count("IMG_1.jpg") == min(more + 1, 3)
    assert ("more" in caught.value.hint.split(":")[1]) is (more + 1 > 3)


def test_the_tree_is_walked_once_and_only_when_a_path_is_not_there(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[Path] = []

    def counted(root: Path, settings: Settings) -> Iterator[Entry]:
        walks.append(root)
        return walk(root, settings)

    monkeypatch.setattr(whereabouts, "walk", counted)
    monkeypatch.chdir(archive)
    there(archive, [archive / PHOTO, Path(PHOTO)])
    assert not walks
    there(archive, [Path("C1-20250318-01"), Path("C1-20250318-02.jpg")])
    assert len(walks) == 1


def test_a_file_in_the_inbox_is_filed_by_its_name(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(archive, f"{PLACE}/IMG_7777.heic")
    monkeypatch.chdir(tmp_path)
    named = named_by(archive, load_settings(archive), (Path("IMG_7777.heic"),))
    assert [entry.path for entry in named.entries] == [f"{PLACE}/IMG_7777.heic"]
