"""What a print needs, copied into a folder of its own: plain names, bounded sizes, JSON."""

from __future__ import annotations

import errno
import json
import tempfile
from pathlib import Path

import pytest

from archivist.errors import NotReadableError, NotWritableError, UnprintableError
from archivist.formats.press import staging
from archivist.formats.press.printing import printed
from tests.formats.press.jobs import a_job
from tests.pages import text_of


@pytest.mark.parametrize(
    "name", ["../a.png", "a/b.png", "a\\b.png", "C:a.png", "archivist-entry.typ", "data.json", ""]
)
def test_a_staged_file_has_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnprintableError, match="cannot be called"):
        printed(a_job("a", pictures={name: b"x"}))


def test_a_picture_is_a_file_or_bytes_and_may_not_be_gone(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    (tmp_path / "b.svg").write_bytes(svg)
    main = '甲 #image("a.svg") #image("b.svg")'
    printed(a_job(main, pictures={"a.svg": svg, "b.svg": tmp_path / "b.svg"}))
    with pytest.raises(NotReadableError, match=r"gone\.svg"):
        printed(a_job(main, pictures={"a.svg": svg, "b.svg": tmp_path / "gone.svg"}))
    with pytest.raises(NotReadableError, match="ordinary"):
        printed(a_job(main, pictures={"a.svg": svg, "b.svg": tmp_path}))


def test_pictures_and_data_have_a_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(b"x" * 100_001)
    monkeypatch.setattr(staging, "MAX_PICTURE", 100_000)
    with pytest.raises(NotReadableError, match="larger"):
        printed(a_job("a", pictures={"a.png": tmp_path / "a.png"}))
    monkeypatch.setattr(staging, "MAX_DATA", 1024)
    with pytest.raises(UnprintableError, match="at once"):
        printed(a_job("a", {"rows": ["字"] * 999}))


def test_a_full_drive_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging, "_write", full)
    with pytest.raises(NotWritableError, match="the drive is full") as caught:
        printed(a_job("a"))
    assert tempfile.gettempdir() in caught.value.hint


def test_text_that_is_none_is_written_out() -> None:
    assert "x\\u0000y" in text_of(printed(a_job("#data.a", {"a": "x\0y"})))
    assert "\\udcff" in text_of(printed(a_job("#data.a", {"a": "x\udcffy"})))


def test_data_is_written_piece_by_piece_as_json_reads_it(tmp_path: Path) -> None:
    whole = {
        "data": {"rows": [{"a": '"\\u0000\\'}, [], {}], "none": None, "yes": True, "m": {}},
        "words": {},
        "list": [],
        "n": 1.5,
    }
    staging.stage(tmp_path, {"a.txt": b"x"}, whole, "题\ud800")
    assert json.loads((tmp_path / "data.json").read_text(encoding="utf-8")) == whole
