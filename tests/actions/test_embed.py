"""Copies for hand-over."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from archivist.actions import embed as action
from archivist.actions.embed import embed
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.embedding import packet_in
from archivist.formats.reader import read_facts
from archivist.model.elements import Element
from tests.actions.inboxes import ITEM, digests, dropped

Look = Callable[..., View]


def encoded(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, kind)
    return content.getvalue()


def test_copies_carry_everything_that_holds_and_originals_stay(
    archive: Path, look: Look, tmp_path: Path
) -> None:
    dropped(archive, f"{ITEM}/C1-20250318-03.png", encoded("PNG"))
    dropped(archive, f"{ITEM}/C1-20250318-04.tif", encoded("TIFF"))
    before = digests(archive)
    copies = list(embed(look(), (archive / ITEM,), tmp_path / "移交"))
    assert digests(archive) == before
    assert [copy.beside for copy in copies] == [False, False, False, True]
    assert not any(copy.reason for copy in copies)
    for copy in copies:
        place = tmp_path / "移交" / copy.target
        source = place.with_name(f"{place.name}.xmp") if copy.beside else place
        said = {reading.element: reading.text for reading in read_facts(source).readings}
        assert said[Element.CAUSE] == "授课"
        assert said[Element.EVENT_DATE] == "2025.03.18"
        with Image.open(place) as one, Image.open(archive / copy.target) as other:
            assert one.tobytes() == other.tobytes()
    assert packet_in((tmp_path / "移交" / copies[0].target).read_bytes())


def test_nothing_is_replaced(archive: Path, look: Look, tmp_path: Path) -> None:
    first = list(embed(look(), (), tmp_path / "a"))
    again = list(embed(look(), (), tmp_path / "a"))
    assert all(copy.target for copy in first)
    assert all(copy.reason and not copy.target for copy in again)


def test_what_is_too_large_is_told(
    archive: Path, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "MAX_IN_MEMORY", 10)
    assert all("256" in copy.reason for copy in embed(look(), (), tmp_path / "a"))


def test_what_cannot_be_written_into_xmp_is_told(archive: Path, look: Look, tmp_path: Path) -> None:
    text = "字" * 9000
    dropped(archive, f"{ITEM}/item.toml", f'"事由" = "{text}"\n')
    (first, *_rest) = embed(look(), (), tmp_path / "a")
    assert first.reason


def test_copies_do_not_belong_into_the_archive(archive: Path, look: Look, tmp_path: Path) -> None:
    for place in (archive / "移交", archive / "x" / ".." / "移交"):
        with pytest.raises(InvalidChoiceError):
            list(embed(look(), (), place))
    if os.name != "nt":
        (tmp_path / "alias").symlink_to(archive)
        with pytest.raises(InvalidChoiceError):
            list(embed(look(), (), tmp_path / "alias" / "移交"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritableError):
        list(embed(look(), (), tmp_path / "file"))
