"""What archivist adds to a disc: complete, escaped, and checked by the disc's own scripts."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.disc import CATALOGUE, SUMS, disc_contents
from archivist.formats.disc.description import DESCRIPTION, FILE_LIST, described_number
from archivist.model.disc_content import DiscFile, VolumeContent
from archivist.model.sums import read_sum_line

SH = shutil.which("sh")
PAYLOAD = {
    "电子档案/2022/06 培训/C1-20220125-01.jpg": b"one",
    "电子档案/2022/06 培训/ leading and 'quote' \"x\".jpg": b"two",
    "电子档案/2022/-n $(touch x) `y` & %20 # [1]*.txt": b"",
    "电子档案/2022/😀  two  blanks.txt": b"four" * 9999,
}
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>&\x1b[31m\u202e]]>'


def content(**more: str) -> VolumeContent:
    files = tuple(
        DiscFile(
            path=path,
            archive_path=path.removeprefix("电子档案/"),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            code=f"C1-20220125-{number:02}",
            title=more.get("title", "理论授课"),
            responsible="张三",
            date="20220125",
            secrecy="内部",
            category="06 培训",
            year="2022",
            elements="事由：授课；地点：会议室",
            remarks="原件",
        )
        for number, (path, data) in enumerate(PAYLOAD.items(), start=1)
    )
    return VolumeContent(number="A104-2022-001", archive="测流创新工作室", files=files, **more)


def added(what: VolumeContent) -> dict[str, bytes]:
    found = {}
    for member in disc_contents(what):
        assert isinstance(member.source, bytes)
        assert member.sha256 == hashlib.sha256(member.source).hexdigest()
        assert member.size == len(member.source)
        found[member.path] = member.source
    return found


def disc(folder: Path) -> Path:
    """Lay a disc out in a folder."""
    for path, data in {**PAYLOAD, **added(content())}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def verify(folder: Path, start: Path | None = None) -> tuple[int, str]:
    assert SH is not None
    script = str(folder / "其他" / "verify.sh")
    done = subprocess.run([SH, script], capture_output=True, check=False, cwd=start)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def test_the_description_says_what_the_standard_asks() -> None:
    facts = {
        "title": "2022 年影像",
        "set": "异地",
        "medium": "DVD",
        "capacity": "4.7 GB",
        "keeper": "甲",
        "maker": "乙",
        "checker": "丙",
        "made": "20221231",
        "retention": "永久",
    }
    text = added(content(**facts))[DESCRIPTION]
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    lines = text.decode("utf-8-sig").split("\r\n")
    for line in ("编号：A104-2022-001", "容量/类型：4.7 GB / DVD", "保管单位：甲", "制作单位：乙"):
        assert line in lines
    for line in ("检查单位：丙", "制作日期：20221231", "保管期限：永久", "套别：异地"):
        assert line in lines
    assert "文件数：4（电子档案/ 下）" in lines
    assert any(line.startswith("软硬件环境：任何操作系统") for line in lines)
    own = added(content(software="WPS"))[DESCRIPTION].decode("utf-8-sig")
    assert "软硬件环境：WPS\r\n" in own


def test_a_line_break_in_a_title_starts_no_line_of_the_description() -> None:
    text = added(content(title="一\r\n编号：X"))[DESCRIPTION].decode("utf-8-sig")
    assert "\r\n编号：X" not in text


def test_the_list_of_files_has_the_columns_of_the_standard() -> None:
    root = ET.fromstring(added(content())[FILE_LIST])  # noqa: S314 - our own
    assert [each.findtext("顺序号") for each in root] == ["1", "2", "3", "4"]
    assert {child.tag: child.text for child in root[0]} == {
        "顺序号": "1",
        "档号": "C1-20220125-01",
        "责任者": "张三",
        "题名": "理论授课",
        "日期": "20220125",
        "密级": "内部",
        "电子档案名称": "电子档案/2022/06 培训/C1-20220125-01.jpg",
        "备注": "原件",
    }
    assert [each.findtext("电子档案名称") for each in root] == [*PAYLOAD]


@given(st.text())
def test_any_text_is_well_formed_in_the_list_of_files(text: str) -> None:
    root = ET.fromstring(added(content(title=text))[FILE_LIST])  # noqa: S314 - our own
    assert len(root) == 4


def test_the_catalogue_links_every_file_and_runs_nothing() -> None:
    page = added(content(title=HOSTILE))[CATALOGUE].decode()
    links = re.findall(r'href="([^"]*)"', page)
    assert [unquote(link) for link in links] == [f"../{path}" for path in PAYLOAD]
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "src=" not in page
    assert "default-src 'none'" in page


def test_the_table_holds_no_formula() -> None:
    text = added(content(title=HOSTILE))["其他/目录.csv"]
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    assert len(rows) == 5
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[1][2].startswith("'=HYPERLINK")
    assert rows[1][9] == next(iter(PAYLOAD))


def test_the_checksums_cover_all_but_themselves() -> None:
    files = added(content())
    lines = files.pop(SUMS).decode().splitlines()
    pairs = [pair for line in lines if (pair := read_sum_line(line))]
    found = {path: sha256 for sha256, path in pairs}
    assert len(pairs) == len(lines)
    assert found.keys() == {*PAYLOAD, *files}
    assert all(
        found[path] == hashlib.sha256(data).hexdigest()
        for path, data in {**PAYLOAD, **files}.items()
    )
    assert [*found] == sorted(found)


needs_sh = pytest.mark.skipif(SH is None, reason="no sh")


@needs_sh
def test_a_sound_disc_is_verified_from_any_folder(tmp_path: Path) -> None:
    folder = disc(tmp_path / "a 盘")
    for start in (tmp_path, folder, folder / "其他"):
        code, said = verify(folder, start)
        assert code == 0
        assert said == (
            "校验通过：11 个文件与 sha256sums.txt 一致（不计它自身） / "
            "Verified: 11 files agree with sha256sums.txt\n"
        )
    assert not list(tmp_path.rglob("x"))


@needs_sh
@pytest.mark.parametrize("path", PAYLOAD)
def test_a_missing_and_a_changed_file_are_named(tmp_path: Path, path: str) -> None:
    folder = disc(tmp_path)
    data = (folder / path).read_bytes()
    (folder / path).write_bytes(data + b"!")
    code, said = verify(folder)
    assert code == 1
    assert f"内容变化 CHANGED   {path}\n" in said
    assert said.endswith("校验未通过：1 处问题 / NOT verified: 1 faults\n")
    (folder / path).unlink()
    code, said = verify(folder)
    assert code == 1
    assert f"缺失 MISSING   {path}\n" in said


@needs_sh
def test_damaged_checksums_are_never_taken_for_sound(tmp_path: Path) -> None:
    folder = disc(tmp_path)
    sums = folder / SUMS
    good = sums.read_text(encoding="utf-8")
    first, *rest = good.splitlines(keepends=True)
    for bad in ("".join(rest), "", f"!{good}", good.upper(), good + first, f"x\n{''.join(rest)}"):
        sums.write_text(bad, encoding="utf-8", newline="\n")
        assert verify(folder)[0] == 1
    sums.unlink()
    assert verify(folder)[0] == 2


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum")
def test_sha256sum_checks_the_disc_as_well(tmp_path: Path) -> None:
    folder = disc(tmp_path)
    command = ["sha256sum", "--strict", "-c", SUMS]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_scripts_for_windows_have_its_line_ends_and_marks() -> None:
    """Only their form: nothing here runs PowerShell."""
    files = added(content())
    ps1, bat = files["其他/verify.ps1"], files["其他/校验.bat"]
    assert ps1.startswith(b"\xef\xbb\xbf")
    text = ps1.decode("utf-8-sig")
    assert bat.isascii()
    for script in (ps1, bat):
        assert script.count(b"\n") == script.count(b"\r\n")
    assert "$count = 11\r\n" in text
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")
    # A path with [1] would be a pattern for -Path.
    assert all("-LiteralPath" in line for line in text.split("\r\n") if "Test-Path" in line)
    assert "Get-FileHash -LiteralPath" in text
    for word in ("缺失 MISSING", "内容变化 CHANGED", "校验通过", "NOT verified"):
        assert word in text
    assert "%~dp0verify.ps1" in bat.decode()


@pytest.mark.parametrize("number", ["A104-2022-001", "档案-2022-015"])
def test_the_number_of_a_description_is_read_again(number: str) -> None:
    text = added(replace(content(), number=number))[DESCRIPTION]
    assert described_number(text) == number
    assert described_number(text.replace(number.encode(), b"../x")) == ""
    assert described_number(b"\xff\xfe") == ""
