"""Other programs list and extract what is in an image, byte for byte."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.formats.iso import Member, write_image
from tests.formats.iso.images import contents, made

SEVEN = shutil.which("7z")
XORRISO = shutil.which("xorriso")


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def sums(folder: Path) -> dict[str, str]:
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in folder.rglob("*")
        if place.is_file()
    }


def wanted() -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in contents().items()}


@pytest.mark.skipif(SEVEN is None, reason="7z is not installed")
def test_7z_reads_full_names_and_contents_from_udf(tmp_path: Path) -> None:
    image = made(tmp_path)
    assert "Type = Udf" in run("7z", "l", str(image))
    run("7z", "x", f"-o{tmp_path / 'out'}", str(image))
    assert sums(tmp_path / "out") == wanted()


@pytest.mark.skipif(SEVEN is None, reason="7z is not installed")
def test_7z_reads_joliet_with_aliases_of_long_names_alone(tmp_path: Path) -> None:
    image = made(tmp_path)
    run("7z", "x", "-tiso", f"-o{tmp_path / 'out'}", str(image))
    found = sums(tmp_path / "out")
    assert sorted(found.values()) == sorted(wanted().values())
    short = {p: s for p, s in wanted().items() if all(len(n.encode()) <= 64 for n in p.split("/"))}
    assert len(short) > 8
    assert short.items() <= found.items()


@pytest.mark.skipif(XORRISO is None, reason="xorriso is not installed")
@pytest.mark.parametrize("names", ["any", "norock"])
def test_xorriso_reads_rock_ridge_and_joliet(tmp_path: Path, names: str) -> None:
    image = made(tmp_path)
    out = tmp_path / "out"
    command = ("-abort_on", "FAILURE", "-read_fs", names, "-osirrox", "on", "-indev", str(image))
    run("xorriso", *command, "-extract", "/", str(out))
    found = sums(out)
    if names == "any":
        assert found == wanted()
    else:
        assert sorted(found.values()) == sorted(wanted().values())


@pytest.mark.skipif(SEVEN is None, reason="7z is not installed")
def test_files_keep_their_own_time(tmp_path: Path) -> None:
    moment = datetime(2015, 6, 7, 8, 9, 10, tzinfo=UTC).timestamp()
    image = tmp_path / "x.iso"
    with image.open("wb") as out:
        members = [
            Member(path="一.txt", source=b"1", mtime=moment),
            Member(path="二.txt", source=b"2", mtime=1e15),
        ]
        write_image(out, "A", members)
    run("7z", "x", f"-o{tmp_path / 'udf'}", str(image))
    run("7z", "x", "-tiso", f"-o{tmp_path / 'iso'}", str(image))
    for kind in ("udf", "iso"):
        assert (tmp_path / kind / "一.txt").stat().st_mtime == moment
