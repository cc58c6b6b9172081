"""What the process of the engine does, looked at from inside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn as shipped
import pytest

from archivist.formats.apart_worker import result_of
from archivist.formats.press.names import OUTPUT
from archivist.formats.press.work import compile_folder, families

ROOT = Path(__file__).resolve().parents[3]
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to be set; what the process changes of its environment is taken back."""
    for name in (*PROXIES, "NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
    (tmp_path / "archivist-about.json").write_text('{"title": "x"}', encoding="utf-8")
    (tmp_path / "main.typ").write_text("#rect()", encoding="utf-8")
    return tmp_path


def test_a_page_is_left_in_the_folder_and_drawn(folder: Path) -> None:
    (folder / "main.typ").write_text("甲", encoding="utf-8")
    fonts = [str(Path(shipped.__file__).parent)]
    assert result_of(["press", str(folder), fonts, 0, 60.0]) == {"overflows": [], "more": 0}
    assert (folder / OUTPUT).read_bytes().startswith(b"%PDF-")
    (pictures := folder / "pictures").mkdir()
    job = ["preview", str(folder / OUTPUT), str(pictures), 20]
    assert result_of(job) == {"drawn": 1, "pages": 1}


@pytest.mark.parametrize("main", ["", "#rect()", "#pagebreak()", "// 甲"])
def test_pages_without_a_letter_are_told_and_none_is_left(folder: Path, main: str) -> None:
    (folder / "main.typ").write_text(main, encoding="utf-8")
    assert compile_folder(folder, [str(Path(shipped.__file__).parent)], 0) == {"blank": True}
    assert not (folder / OUTPUT).exists()


def test_overflows_are_counted_and_cut_and_no_page_is_left(folder: Path) -> None:
    text = '#for n in range(30) [#metadata((where: "x", text: "a" * 9999)) <archivist-overflow>]'
    (folder / "main.typ").write_text(text, encoding="utf-8")
    said = compile_folder(folder, [], 0)
    assert (len(said["overflows"]), said["more"]) == (20, 10)
    assert {len(each["text"]) for each in said["overflows"]} == {2000}
    assert not (folder / OUTPUT).exists()


def test_a_layouts_own_metadata_does_no_harm(folder: Path) -> None:
    (folder / "main.typ").write_text("#metadata(5) <archivist-overflow>", encoding="utf-8")
    assert compile_folder(folder, [], 0)["overflows"] == [{"where": "", "text": "5"}]


def test_fonts_are_named_as_typst_names_them(tmp_path: Path) -> None:
    found = families([str(Path(shipped.__file__).parent)])
    assert {"Noto Sans SC", "Noto Serif SC"} <= {family for family, _path, _number in found}
    assert families([str(tmp_path)]) == []


def test_a_process_ends_by_itself_when_nobody_else_can_end_it() -> None:
    code = (
        "from archivist.formats.press.work import ending_after\n"
        "with ending_after(60): pass\n"
        "with ending_after(0.2):\n    while True: pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, timeout=60, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == b""
