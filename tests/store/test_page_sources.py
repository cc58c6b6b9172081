"""The files beside a layout: each is looked at before it is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.store import page_sources
from archivist.store.page_sources import UnusableError, source_text, sources_in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_notepads_encodings_are_understood(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text("#let 甲 = [标签]\r\n", encoding=encoding, newline="")
    assert source_text(tmp_path / "a.typ").decode() == "#let 甲 = [标签]\n"


BAD = {
    "binary": (b"\x00\x01\x02\xff\xfe\x80" * 9, "no text"),
    "half": (b"\xff\xff\xff", "no text"),
    "large": (b"a" * (page_sources.MAX_TEXT + 1), "larger than 1 MB"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD)
def test_what_is_no_text_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_bytes(data)
    with pytest.raises(UnusableError, match=said):
        source_text(tmp_path / "a.typ")


def test_a_folder_a_link_and_what_is_gone_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.typ").mkdir()
    with pytest.raises(UnusableError, match="ordinary"):
        source_text(tmp_path / "a.typ")
    with pytest.raises(UnusableError):
        source_text(tmp_path / "gone.typ")
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    try:
        (tmp_path / "b.typ").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("links need a right on Windows")
    with pytest.raises(UnusableError, match="link"):
        source_text(tmp_path / "b.typ")


def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.typ").write_text("x", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnusableError, match="the system does not allow it"):
        source_text(tmp_path / "a.typ")


def test_texts_and_pictures_are_taken_and_the_rest_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text("甲", encoding="gb18030")
    (tmp_path / "b.typ").write_bytes(b"\0")
    for name in ("logo.PNG", "x.svg", "archivist-a.png", "notes.txt", "a.toml"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "large.jpg").write_bytes(b"x" * (page_sources.MAX_PICTURE + 1))
    found = sources_in(tmp_path)
    assert found.files == {
        "a.typ": "甲".encode(),
        "logo.PNG": tmp_path / "logo.PNG",
        "x.svg": tmp_path / "x.svg",
    }
    assert set(found.skipped) == {"b.typ", "archivist-a.png", "large.jpg"}
    assert "5 MB" in found.skipped["large.jpg"]


def test_a_folder_of_thousands_is_looked_at_only_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_sources, "MAX_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    assert len(sources_in(tmp_path).files) == 3
    assert sources_in(tmp_path / "none").files == {}
