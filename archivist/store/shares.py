"""Which folders lie on another machine: there, nobody tells us of changes, and locks cost more."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = frozenset(
    """
    9p afs ceph cifs coda davfs drvfs glusterfs lustre ncpfs nfs nfs4 prl_fs smb2 smb3 smbfs
    vboxsf virtiofs vmhgfs
    """.split()
)
"""File systems of other machines and of a virtual machine's host."""


def is_share(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a folder lies on a network share.

    On macOS and wherever it cannot be told, the answer is no; the periodic look at the whole tree
    finds everything there, too.

    Args:
        folder: Which folder; it need not be there.
        mounts: Linux' table of mounts.
    """
    return _is_remote(folder, mounts)


def file_system(place: PurePosixPath, table: str) -> str:
    """Return the kind of file system of an absolute path; empty: the table does not tell.

    Args:
        place: A path without links.
        table: The text of ``/proc/self/mountinfo``, see proc(5).
    """
    best, kind = -1, ""
    for line in table.splitlines():
        mount, _dash, device = line.partition(" - ")
        fields = mount.split(" ")
        if len(fields) < 5 or not device:
            continue
        point = PurePosixPath(re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4]))
        # Of two mounts at one place the later one covers the other.
        if len(point.parts) >= best and place.is_relative_to(point):
            best, kind = len(point.parts), device.split(" ")[0]
    return kind


def is_unc(text: str) -> bool:
    r"""Tell whether a path in Windows' writing names another machine, as in ``\\nas\x``."""
    text = text.replace("/", "\\").upper()
    if text.startswith(("\\\\?\\", "\\\\.\\")):
        return text[4:].startswith("UNC\\")
    return text.startswith("\\\\")


if sys.platform == "win32":  # pragma: no cover

    def _is_remote(folder: Path, mounts: Path) -> bool:
        import ctypes  # noqa: PLC0415 - on Windows only

        del mounts
        remote = 4  # DRIVE_REMOTE, winbase.h
        text = str(folder.absolute())
        if is_unc(text):
            return True
        drive = text.removeprefix("\\\\?\\")[:2]
        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")) == remote

else:

    def _is_remote(folder: Path, mounts: Path) -> bool:
        try:
            table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
            place = folder.resolve()
        except (OSError, RuntimeError):
            return False
        kind = file_system(PurePosixPath(place), table)
        # A program behind FUSE gets its files from anywhere; local disks are "fuseblk".
        return kind in _REMOTE or kind.startswith("fuse.")
