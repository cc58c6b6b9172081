"""The page engine: one folder in, one PDF/A-2b out, and every refusal in words."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import ImageChops

from archivist.errors import (
    InvalidFileError,
    UnprintableError,
)
from archivist.formats.apart import COMMAND
from archivist.formats.press.printing import printed
from archivist.formats.press.seal import MARK
from archivist.model.settings import Limits, Printing
from tests.formats.press.jobs import a_job
from tests.pages import picture, squashed, text_of


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a temporary folder of its own, which has to be empty in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def test_a_print_is_an_archival_pdf_with_title_fonts_and_no_author() -> None:
    pdf = printed(a_job("#data.text", {"text": "档案 *abc* #panic()"}))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    packet = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert "dc:creator" not in packet
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert reader.metadata is not None
    assert reader.metadata.title == "试验页"
    assert reader.metadata.author is None
    assert MARK in str(reader.metadata["/Keywords"])
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    for font in fonts:
        described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in described or "/FontFile3" in described
    assert "档案*abc*#panic()" in squashed(text_of(pdf))


def test_the_title_is_the_datas_else_the_layouts() -> None:
    pdf = printed(a_job("a", {"title": '标题 "with" \\ quotes'}))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == '标题 "with" \\ quotes'


def test_the_same_input_makes_the_same_bytes_in_another_process_and_folder(tmp_path: Path) -> None:
    code = (
        "import hashlib; from tests.formats.press.jobs import a_job\n"
        "from archivist.formats.press.printing import printed\n"
        "print(hashlib.sha256(printed(a_job('#data.a', {'a': '甲'}))).hexdigest())"
    )
    root = str(Path(__file__).resolve().parents[3])
    said = set()
    for number in "12":
        (here := tmp_path / number).mkdir()
        env = {**os.environ, "PYTHONPATH": root, "TMPDIR": str(here), "TEMP": str(here)}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=here, env=env, capture_output=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1


FIT = """
#set page(height: 200mm)
#for each in data.texts {
  block(rect(inset: 0pt, stroke: none,
    fit(each, width: 40mm, height: 10mm, from: 12pt, where: data.where)))
}
"""


def test_text_shrinks_then_wraps_then_breaks_and_is_all_there() -> None:
    texts = [
        "短",
        "一个比较长的标题要缩小一点点",
        "很长很长的标题" * 8,
        "A_very_long_unbreakable_file_name_2022_01_25_final.docx",
        "Words of English that wrap",
        "甲2022-01-25-ABCDEFGHIJKLMNOPQRSTUVWXYZ-乙",
    ]
    pdf = printed(a_job(FIT, {"texts": [*texts, 12, None], "where": "x"}))
    assert squashed(text_of(pdf)) == squashed("".join(texts)) + "12"
    # Nothing runs over the right edge of the boxes, which lies at 5 + 40 mm.
    page = picture(pdf, dpi=127)
    right = page.crop((round(45.3 * 5), 0, *page.size))
    assert right.getextrema() == (255, 255)


def test_all_overflows_are_named_at_once_and_at_most_twenty() -> None:
    texts = ["字" * 300 + str(number) for number in range(25)]
    with pytest.raises(UnprintableError) as caught:
        printed(a_job(FIT, {"texts": texts, "where": "盒 06-1"}))
    assert "25 texts" in caught.value.message
    assert caught.value.message.count("盒 06-1: 字字") == 20
    assert "and 5 more" in caught.value.message
    assert "least" in caught.value.hint


def test_an_offset_moves_everything_by_as_much() -> None:
    main = "#place(top + left, dx: 10mm, dy: 10mm, rect(width: 20mm, height: 10mm))\n甲"
    straight = picture(printed(a_job(main)), dpi=127)
    moved = picture(printed(a_job(main, printing=Printing(offset_x=2.0, offset_y=-1.0))), dpi=127)
    back = ImageChops.offset(straight, 10, -5)
    assert max(ImageChops.difference(back, moved).tobytes()) < 60
    assert straight.getbbox() == moved.getbbox()


def test_pages_are_numbered_and_heads_repeat() -> None:
    main = """
#set page(footer: page-of("第 {page} 页，共 {pages} 页"))
#table(columns: 1, head-row("表头"), ..range(30).map(n => [行]))
"""
    pdf = printed(a_job(main))
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    said = squashed(text_of(pdf))
    assert pages > 1
    assert said.count("表头") == pages
    assert f"第{pages}页，共{pages}页" in said


LIMITED = {
    "time": ("#for a in range(9999) { for b in range(99999) { } }", Limits(seconds=1), "1 second"),
    "memory": ("#range(100000000).len()", Limits(megabytes=200), "200 MB"),
}


@pytest.mark.parametrize(("main", "limits", "said"), LIMITED.values(), ids=LIMITED)
def test_a_layout_that_takes_too_much_is_stopped(main: str, limits: Limits, said: str) -> None:
    with pytest.raises(UnprintableError, match=said) as caught:
        printed(a_job(main), limits=limits)
    assert "loop" in caught.value.hint


FONTS: dict[str, list[str]] = {
    "faults": [],
    "missing": [],
    "heading": [],
    "body": [],
    "files": [],
    "folders": [],
}
ANSWERS: dict[str, object] = {
    "nothing": None,
    "a text": "x",
    "another table": {"a": 1},
    "no file": {"overflows": [], "warnings": []},
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_broken_answer_is_no_print(answer: object) -> None:
    code = (
        "import json, sys\nfor line in sys.stdin:\n"
        "    number, job = json.loads(line)\n"
        f"    said = {FONTS!r} if job[0] == 'fonts' else {answer!r}\n"
        "    print(json.dumps([number, said]), flush=True)"
    )
    with pytest.raises(UnprintableError, match="broke down"):
        printed(a_job("a"), command=(sys.executable, "-c", code))


def test_a_process_that_crashes_is_no_print() -> None:
    command = (*COMMAND[:-1], "no.such.module")
    with pytest.raises(UnprintableError):
        printed(a_job("a"), command=command)


def test_a_layout_that_never_comes_to_rest_is_refused() -> None:
    main = """
#set page(height: auto)
#let n = state("n", 0)
#context { let seen = n.final(); n.update(seen + 1); [#seen] }
"""
    with pytest.raises(InvalidFileError, match="line 6, column 23: this comes out otherwise"):
        printed(a_job(main))


def test_nothing_goes_out_to_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        place = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, place)
        for package in ('"@preview/cetz:0.3.0"', '("@pre" + "view/cetz:0.3.0")'):
            with pytest.raises(InvalidFileError, match="may not fetch packages") as caught:
                printed(a_job(f"\n#import {package}"))
            assert "pages/trial.typ" in caught.value.message
            assert "line 4, column" in caught.value.message
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_package_that_somebody_fetched_before_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "cache" / "typst" / "packages" / "preview" / "own" / "0.1.0"
    place.mkdir(parents=True)
    (place / "typst.toml").write_text(
        '[package]\nname = "own"\nversion = "0.1.0"\nentrypoint = "a.typ"\n', encoding="utf-8"
    )
    (place / "a.typ").write_text("#let x = 1\n", encoding="utf-8")
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    with pytest.raises(InvalidFileError, match="may not fetch packages"):
        printed(a_job('#import "@preview/own:0.1.0"'))
