"""The small pictures of photo sheets: made once, of what is there, and never in vain."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archivist.actions.printing import photos as module
from archivist.formats.thumbnails import make_thumbnails
from archivist.formats.wire import facts_to_json
from archivist.model.facts import Defect
from archivist.model.selection import Selection
from archivist.model.settings import STATE
from archivist.store.catalog import Catalog, Row
from tests.actions.printing.sheets import OTHERS, sheets
from tests.albums import held
from tests.builders import a_defect
from tests.pages import squashed, text_of


def test_a_photo_that_vanished_meanwhile_is_a_frame(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = album / OTHERS / "20250501 第一次研讨" / "C1-20250501-01.jpg"

    def late(paths: Sequence[Path], edge: int) -> Iterator[tuple[Path, bytes | None]]:
        gone.unlink()
        return make_thumbnails(paths, edge)

    monkeypatch.setattr(module, "make_thumbnails", late)
    made = sheets(album, 6, Selection(items=("研讨",)))
    assert [photo.reason for photo in made.without] == ["The file is not there any more."]
    assert "Thefileisnotthereanymore." in squashed(text_of(made.pdf))


def test_pictures_are_made_once_and_the_pages_are_the_same(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Selection(items=("研讨",))
    first = sheets(album, 6, chosen)
    asked: list[Path] = []

    def none(paths: Sequence[Path], _edge: int) -> Iterator[tuple[Path, bytes | None]]:
        asked.extend(paths)
        return iter([(path, None) for path in paths])

    monkeypatch.setattr(module, "make_thumbnails", none)
    assert sheets(album, 6, chosen).pdf == first.pdf
    assert asked == []
    (kept, *_more) = sorted((album / ".archivist" / "thumbs").iterdir())
    kept.write_bytes(b"damaged")
    assert len(sheets(album, 6, chosen).without) == 1
    assert len(asked) == 1


def test_what_changed_since_it_was_looked_at_is_printed_and_not_kept(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = album / OTHERS / "20250501 第一次研讨" / "C1-20250501-01.jpg"

    def late(paths: Sequence[Path], edge: int) -> Iterator[tuple[Path, bytes | None]]:
        changed.write_bytes(held(1))
        return make_thumbnails(paths, edge)

    monkeypatch.setattr(module, "make_thumbnails", late)
    made = sheets(album, 6, Selection(items=("研讨",)))
    assert made.without == ()
    assert len(list((album / ".archivist" / "thumbs").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_archive_is_printed(album: Path) -> None:
    (album / ".archivist").chmod(0o500)
    try:
        assert sheets(album, 6, Selection(items=("研讨",))).without == ()
    finally:
        (album / ".archivist").chmod(0o700)


def test_a_state_folder_in_which_nothing_can_be_made_is_printed_from(album: Path) -> None:
    (album / ".archivist").mkdir(exist_ok=True)
    (album / ".archivist" / "thumbs").write_text("in the way", encoding="utf-8")
    assert sheets(album, 6, Selection(items=("研讨",))).without == ()


@pytest.mark.parametrize(
    ("defect", "asked"),
    [
        (Defect.TIMEOUT, []),
        (Defect.MEMORY, []),
        (Defect.CRASHED, []),
        (Defect.UNDECODABLE, ["C1-20250501-01.jpg"]),
    ],
)
def test_what_killed_its_reader_is_not_tried_again(
    album: Path, monkeypatch: pytest.MonkeyPatch, defect: Defect, asked: list[str]
) -> None:
    item = f"{OTHERS}/20250501 第一次研讨"
    remember(album, f"{item}/C1-20250501-01.jpg", defect)
    tried: list[str] = []

    def none(paths: Sequence[Path], _edge: int) -> Iterator[tuple[Path, bytes | None]]:
        tried.extend(path.name for path in paths)
        return iter([(path, None) for path in paths])

    monkeypatch.setattr(module, "make_thumbnails", none)
    made = sheets(album, 6, Selection(items=("第一次研讨",)))
    assert tried == asked
    assert [photo.record.name for photo in made.without] == ["C1-20250501-01.jpg"]


def remember(root: Path, path: str, defect: Defect) -> None:
    """Put into the catalog what reading a file came to."""
    status = (root / path).stat()
    facts = facts_to_json(a_defect(defect, path))
    row = Row(path, status.st_size, status.st_mtime_ns, facts)
    with contextlib.closing(Catalog.open(root / STATE)) as catalog:
        catalog.remember([row], now_ns=4 * 10**18)
