"""Previews are drawn from the PDF, and known again."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from archivist.errors import UnprintableError
from archivist.formats.press.drawing import MOST, draw_pages, png
from archivist.formats.press.preview import is_preview, preview
from archivist.formats.press.printing import printed
from archivist.model.settings import Limits
from tests.formats.press.jobs import a_job


def test_the_first_pages_are_drawn_and_the_rest_counted() -> None:
    made = preview(
        printed(a_job("#for n in range(22) [甲 #rect(fill: red) #pagebreak(weak: true)]"))
    )
    assert (len(made.pictures), made.pages) == (MOST, 22)
    with Image.open(io.BytesIO(made.pictures[0])) as picture:
        picture.load()
        assert picture.size == (434, 260)
        assert picture.info["Software"].startswith("archivist print")
        assert round(picture.info["dpi"][0]) == 110
        assert (255, 65, 54) in {colour for _n, colour in picture.getcolors(9999)}  # type: ignore[union-attr]


def test_drawing_is_the_processes_work(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(printed(a_job("甲")))
    assert draw_pages(tmp_path / "a.pdf", tmp_path, 20) == {"drawn": 1, "pages": 1}
    assert is_preview(tmp_path / "1.png")


def test_what_is_no_pdf_cannot_be_drawn() -> None:
    with pytest.raises(UnprintableError):
        preview(b"no PDF")


@pytest.mark.parametrize("answer", ["null", "[1]", '{"drawn": 2, "pages": 2}', '{"drawn": -1}'])
def test_a_broken_answer_is_no_preview(answer: str) -> None:
    code = (
        "import json, sys\nfor line in sys.stdin:\n"
        f"    print(json.dumps([json.loads(line)[0], json.loads({answer!r})]), flush=True)"
    )
    with pytest.raises(UnprintableError):
        preview(b"", command=(sys.executable, "-c", code))


def test_a_process_that_hangs_is_ended() -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    with pytest.raises(UnprintableError, match="longer than 1 second"):
        preview(b"", limits=Limits(seconds=0.6), command=command)


def test_only_an_unchanged_preview_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    made = png(1, 2, b"abcdef", 110)
    path.write_bytes(made)
    assert is_preview(path)
    with Image.open(path) as picture:
        assert list(picture.tobytes()) == list(b"abcdef")
    for other in (b"", made[:-1], made.replace(b"print", b"PRINT"), b"\x89PNG\r\n\x1a\n" * 50):
        path.write_bytes(other)
        assert not is_preview(path)
    assert not is_preview(tmp_path)
