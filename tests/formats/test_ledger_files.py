"""Ledgers in whatever file they come, or refused with a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from archivist.errors import ArchivistError, InvalidFileError, NotReadableError
from archivist.formats.ledger_reading import read_ledger
from archivist.model.ledger import Ledger
from tests.formats.ledgers import (
    FUNDS,
    ROW,
    TITLES,
    TRAINING,
    in_this_process,
    read,
    save,
    topics,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "process_apart" not in request.fixturenames:
        in_this_process(monkeypatch)


@pytest.fixture
def process_apart() -> None:
    """Read where it is read for users: in a process of its own."""


LINES = "\n".join([",".join(TITLES), ",".join(map(str, ROW)), ""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.xls"])
def test_a_csv_file_is_read_in_the_encodings_of_offices(
    encoding: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(LINES.encode(encoding))
    assert topics(read(tmp_path / name)) == ["测流仪器"]


def test_a_workbook_renamed_to_xls_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("培训", [TITLES, ROW]))
    path.rename(tmp_path / "b.xls")
    assert topics(read(tmp_path / "b.xls")) == ["测流仪器"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a page of the web": (b"<html><table>", "no workbook"),
    "damaged xls": (OLE + bytes(600), "no workbook"),
    "empty": (b"", "none of the ledgers"),
    "another table": ("名称,数量\n水准仪,1\n".encode("gbk"), "none of the ledgers"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_ledger_is_refused_with_its_name_and_a_way_out(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "培训.xls"
    path.write_bytes(content)
    with pytest.raises(InvalidFileError, match=said) as caught:
        read(path)
    assert "18 工作台账/培训.xls" in caught.value.message
    assert caught.value.hint


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("培训", [TITLES, ROW]))
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(InvalidFileError, match="damaged"):
        read(path)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="18 工作台账/gone"):
        read(tmp_path / "gone")


def test_titles_that_were_looked_for_are_named(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("表", [["名称"], ["x"]]))
    with pytest.raises(InvalidFileError) as caught:
        read(path, TRAINING)
    assert "Ledger of training" in caught.value.message
    assert caught.value.hint == "Looked for: 日期, 主题."
    with pytest.raises(InvalidFileError) as caught:
        read(path)
    assert "Ledger of training" in caught.value.hint
    bare = Ledger(id="x", name="无", columns=FUNDS.columns[2:5])
    with pytest.raises(InvalidFileError) as caught:
        read_ledger(path, "a", (bare,), bare)
    assert caught.value.hint == "Looked for: 收入, 支出, 余额."


def test_rows_that_are_only_formatted_are_no_entries(tmp_path: Path, process_apart: None) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as made:
        page, look = made.add_worksheet("培训"), made.add_format({"bg_color": "yellow"})
        page.write_row(0, 0, TITLES)
        page.write_row(1, 0, ROW)
        for row in range(2, 100_000):
            page.write_blank(row, 0, None, look)
    reading = read(path)
    assert topics(reading) == ["测流仪器"]
    assert reading.sheets[0].last == 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_formats_of_workbooks_are_read(ending: str, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", ("培训", [TITLES, ROW]))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", ending, "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert topics(read(tmp_path / f"a.{ending}")) == ["测流仪器"]


@pytest.mark.skipif("ARCHIVIST_REAL" not in os.environ, reason="needs real files")
def test_real_files_are_refused_without_a_traceback() -> None:
    for path in sorted(Path(os.environ["ARCHIVIST_REAL"], "office").rglob("*.*")):
        with pytest.raises(ArchivistError):
            read(path)
