"""Printed codes of labels: as large as scanners need, whatever a layout says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.actions.printing.label_layouts import LabelJob
from archivist.actions.printing.labels import label_boxes
from archivist.errors import UnprintableError
from tests.actions.boxwork import Look
from tests.labels import a_box
from tests.qr_reading import codes_in

PAGES = Path(__file__).resolve().parents[2] / "templates" / "catalog" / "pages"
MINE = LabelJob(layouts=("mine",))


def own_layout(archive: Path, name: str, *changes: tuple[str, str]) -> None:
    """Copy a layout into the archive as ``mine``, changed, with a form of its own."""
    own = archive / "templates" / "pages"
    own.mkdir(parents=True)
    text = (PAGES / f"{name}.toml").read_text(encoding="utf-8")
    for pattern, new in changes:
        text, count = re.subn(pattern, new, text, flags=re.MULTILINE)
        assert count == 1
    (own / "mine.toml").write_text(text, encoding="utf-8")
    (own / "mine.typ").write_bytes((PAGES / f"{name}.typ").read_bytes() + b"// mine\n")


@pytest.mark.parametrize("name", ["box-front", "box-spine", "box-small"])
def test_a_code_that_is_too_small_to_be_read_is_enlarged(
    archive: Path, look: Look, name: str
) -> None:
    fields = ("^fields = .*", 'fields = ["number", "qr"]')
    own_layout(archive, name, fields, (r"^qr = \d+", "qr = 3"))
    (pdf,) = label_boxes(look(), [a_box(), a_box("06-2")], MINE).pdfs
    assert len(codes_in(pdf)[0]) == 2


def test_a_code_that_is_wider_than_a_strip_shrinks(archive: Path, look: Look) -> None:
    own_layout(archive, "box-spine", (r"^qr = \d+", "qr = 40"))
    (pdf,) = label_boxes(look(), [a_box(spine=20.0), a_box("06-2", spine=50.0)], MINE).pdfs
    assert len(codes_in(pdf)[0]) == 2


@pytest.mark.parametrize(
    ("name", "side"), [("box-front", 30), ("box-small", 36)], ids=["front", "small"]
)
def test_a_code_without_room_is_called_one(archive: Path, look: Look, name: str, side: int) -> None:
    own_layout(archive, name, (r"^qr = \d+", f"qr = {side}"))
    with pytest.raises(UnprintableError, match=r"box 06-1.*QR code"):
        label_boxes(look(), [a_box()], MINE)
