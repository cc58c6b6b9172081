"""The files that archivist adds to a disc, in the tree that carriers of archives have."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from archivist.formats.disc.catalogue import catalogue_csv, catalogue_page, catalogue_xml
from archivist.formats.disc.description import DESCRIPTION, FILE_LIST, OTHERS, description_text
from archivist.formats.iso.members import Member
from archivist.model.disc_content import VolumeContent
from archivist.model.sums import CODING, sum_line

SUMS = f"{OTHERS}/sha256sums.txt"
"""Checksums of all that lies on the disc but itself: ``sha256sum -c`` in the disc's folder."""
CATALOGUE = f"{OTHERS}/目录.html"
_SCRIPTS = {"verify.sh": "\n", "verify.ps1": "\r\n", "校验.bat": "\r\n"}
"""How the lines of each end: Windows' command processor misreads a bare line feed."""


def disc_contents(content: VolumeContent) -> tuple[Member, ...]:
    """Return what stands on a disc besides the archive's files, the list of checksums last.

    Args:
        content: Its files have their SHA-256.
    """
    added = {
        DESCRIPTION: description_text(content),
        FILE_LIST: catalogue_xml(content),
        CATALOGUE: catalogue_page(content),
        f"{OTHERS}/目录.csv": catalogue_csv(content),
    }
    count = len(content.files) + len(added) + len(_SCRIPTS)
    added |= {f"{OTHERS}/{name}": _script(name, count) for name in _SCRIPTS}
    sums = {file.path: file.sha256 for file in content.files}
    sums |= {path: hashlib.sha256(data).hexdigest() for path, data in added.items()}
    lines = (sum_line(sums[path], path) for path in sorted(sums))
    added[SUMS] = "".join(lines).encode(*CODING)
    return tuple(
        Member(path=path, source=data, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for path, data in added.items()
    )


def _script(name: str, count: int) -> bytes:
    text = (files(__package__) / name).read_text(encoding="utf-8-sig")
    # PowerShell 5 knows UTF-8 by its mark; a command file must not have one.
    coding = "utf-8-sig" if name.endswith(".ps1") else "utf-8"
    return text.replace("@COUNT@", str(count)).replace("\n", _SCRIPTS[name]).encode(coding)
