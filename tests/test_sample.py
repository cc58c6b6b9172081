"""The sample archive is what its generator makes, and has the faults that its README lists."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pypdf
import pytest
from PIL import Image, UnidentifiedImageError

from archivist.actions.check import check
from archivist.actions.view import View

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_archive"
AGAIN = "make it again: python tests/sample.py"
PASSWORD = "2025"
PICTURES = {".jpg", ".png", ".tif"}
ROW = re.compile(r"\| `([^`]+)` \| ([A-Z]{3}[0-9]{3}) \| ([^|]+ / [^|]+) \| ([^|]+ / [^|]+) \|")


@cache
def listed() -> list[tuple[str, str]]:
    """Return path and code of every fault in the README."""
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    matches = [ROW.fullmatch(row) for row in rows]
    assert all(matches), [row for row, match in zip(rows, matches, strict=True) if not match]
    return [(match[1], match[2]) for match in matches if match]


def files(root: Path) -> dict[str, Path]:
    found = (path for path in root.rglob("*") if path.is_file())
    relative = {path.relative_to(root).as_posix(): path for path in found}
    return {name: path for name, path in relative.items() if not name.startswith(".archivist/")}


def facts(path: Path) -> object:
    """Return what stays the same whichever release of an encoder wrote the file."""
    content = path.read_bytes()
    if path.suffix in PICTURES and content:
        return picture_facts(content)
    if path.suffix == ".xlsx":
        return workbook_facts(content)
    return pdf_facts(content) if path.suffix == ".pdf" else content


def picture_facts(content: bytes) -> object:
    try:
        with Image.open(io.BytesIO(content)) as image:
            exif = image.getexif()
            camera = {str(tag): str(value) for tag, value in exif.get_ifd(0x8769).items()}
            dpi = tuple(round(value) for value in image.info.get("dpi", ()))
            return image.format, image.size, exif.get(0x010F), exif.get(0x0110), camera, dpi
    except UnidentifiedImageError:
        return None


def pdf_facts(content: bytes) -> object:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt(PASSWORD)
    return reader.is_encrypted, [page.extract_text() for page in reader.pages]


def workbook_facts(content: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("made") / SAMPLE.name
    script = ROOT / "tests" / "sample.py"
    subprocess.run([sys.executable, script, target], check=True, cwd=target.parent)
    return target


def test_the_generator_makes_the_files_that_are_checked_in(made: Path) -> None:
    assert sorted(files(made)) == sorted(files(SAMPLE)), AGAIN


def test_every_file_says_what_the_checked_in_one_says(made: Path) -> None:
    checked_in = files(SAMPLE)
    differing = [
        name
        for name, path in files(made).items()
        if path.read_bytes() != checked_in[name].read_bytes()
        and facts(path) != facts(checked_in[name])
    ]
    assert not differing, AGAIN


def test_the_sample_is_small_enough_to_be_checked_in() -> None:
    assert sum(path.stat().st_size for path in files(SAMPLE).values()) < 6_000_000


def test_the_text_layer_of_a_pdf_is_the_chinese_that_was_put_in() -> None:
    [plan] = SAMPLE.glob("*/17 */*/2025年度工作计划.pdf")
    text = pypdf.PdfReader(plan).pages[0].extract_text()
    assert text.startswith("2025年度工作计划\n一、目标:完成课题一项")


def test_each_kind_of_fault_is_there_once() -> None:
    assert max(Counter(code for _, code in listed()).values()) == 1
    assert len(listed()) >= 15


def test_the_check_finds_the_listed_faults_and_nothing_else(made: Path) -> None:
    report = check(View(root=made, as_of=date(2025, 12, 31), now_ns=2**62))
    found = [(finding.path, finding.code) for _, finding in report.findings]
    assert sorted(found) == sorted(listed())
