from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from archivist.store.shares import file_system, is_share, is_unc

TABLE = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 27 0:30 / /mnt/nas rw shared:2 master:3 - cifs //nas/archive rw,vers=3.0
41 40 8:1 / /mnt/nas/usb rw - fuseblk /dev/sdb1 rw
42 27 0:31 / /mnt/创新\\040工作室 rw - nfs4 nas:/x rw
43 27 0:32 / /media/auto rw - autofs /etc/auto rw
44 43 0:33 / /media/auto rw - fuse.sshfs me@host: rw
45 27 0:34 broken
"""


@pytest.mark.parametrize(
    ("place", "kind", "share"),
    [
        pytest.param("/home/me", "ext4", False, id="local"),
        pytest.param("/mnt/nas", "cifs", True, id="share"),
        pytest.param("/mnt/nas/库/收件箱", "cifs", True, id="below-a-share"),
        pytest.param("/mnt/nasty", "ext4", False, id="a-name-that-begins-alike"),
        pytest.param("/mnt/nas/usb/x", "fuseblk", False, id="a-local-disk-in-a-share"),
        pytest.param("/mnt/创新 工作室/x", "nfs4", True, id="with-a-space"),
        pytest.param("/media/auto", "fuse.sshfs", True, id="the-later-mount-covers"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a table of Linux")
def test_the_table_of_mounts_tells_what_is_a_share(
    place: str, kind: str, share: bool, tmp_path: Path
) -> None:
    assert file_system(PurePosixPath(place), TABLE) == kind
    table = tmp_path / "mountinfo"
    table.write_text(TABLE, encoding="utf-8")
    assert is_share(Path(place), table) is share


@pytest.mark.skipif(sys.platform == "win32", reason="a table of Linux")
def test_where_it_cannot_be_told_it_is_no_share(tmp_path: Path) -> None:
    assert not is_share(tmp_path, tmp_path / "no table")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "empty").touch()
    assert not is_share(loop, tmp_path / "empty")


@pytest.mark.parametrize(
    ("text", "unc"),
    [
        pytest.param(r"\\nas\库", True, id="share"),
        pytest.param("//nas/库", True, id="slashes"),
        pytest.param(r"\\?\UNC\nas\库", True, id="extended-share"),
        pytest.param(r"\\?\D:\库", False, id="extended-drive"),
        pytest.param(r"D:\库", False, id="drive"),
    ],
)
def test_windows_writing_of_another_machine_is_known(text: str, unc: bool) -> None:
    assert is_unc(text) is unc
