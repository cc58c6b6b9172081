"""Bags to be broken: by the other program, and by our own writer."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import bagit  # type: ignore[import-untyped]

from archivist.model.bag_faults import FaultKind
from archivist.store.bag.checking import Checked, check
from archivist.store.bag.reading import open_bag
from archivist.store.bag.writing import new_bag

FILES = {
    "甲工作室/06 培训学习资料/20250318 授课/C1-20250318-01.jpg": b"\xff\xd8 picture " * 40,
    "甲工作室/06 培训学习资料/20250318 授课/学习记录表.txt": "记录\n".encode() * 30,
    "甲工作室/06 培训学习资料/20250318 授课/空.txt": b"",
    "archive.toml": b'plan = "x"\n',
}


def our_bag(folder: Path, target: str = "bag") -> Path:
    """Return a bag of our own writer."""
    source = folder / "source"
    place = folder / target
    with new_bag(place) as writer:
        for number, (path, content) in enumerate(FILES.items()):
            source.mkdir(exist_ok=True)
            file = source / str(number)
            file.write_bytes(content)
            assert not writer.copy(file, path).reason
        writer.tag("metadata/目录.csv", "序号,题名\r\n1,授课\r\n".encode())
        writer.manifest()
        writer.finish([("Source-Organization", "甲"), ("Payload-Oxum", str(writer.oxum))])
    return place


def their_bag(folder: Path, *algorithms: str) -> Path:
    """Return a bag of the other program."""
    place = folder / "theirs"
    for path, content in FILES.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    bagit.make_bag(str(place), {"Contact-Name": "王五"}, checksums=list(algorithms) or None)
    return place


def checked(place: Path) -> Checked:
    """Return what a check finds."""
    with open_bag(place) as source:
        return check(source)


def kinds(place: Path) -> set[FaultKind]:
    """Return what kinds of faults a bag has."""
    return {fault.kind for fault in checked(place).faults}


def accepted(place: Path) -> bool:
    """Tell whether the other program takes a bag for a valid one."""
    try:
        return bool(bagit.Bag(str(place)).validate())
    except (bagit.BagError, OSError, ValueError):
        return False


def relist(place: Path) -> None:
    """Write the tag manifest anew: what was done to the bag's own files is meant."""
    names = sorted(p for p in place.rglob("*") if p.is_file() and "data" not in p.parts)
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(place).as_posix()}\n"
        for p in names
        if not p.name.startswith("tagmanifest-")
    ]
    (place / "tagmanifest-sha256.txt").write_text("".join(lines), encoding="utf-8")


def zipped(folder: Path, target: Path, top: str = "bag") -> Path:
    """Return a ZIP of a bag, as any program makes one."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{top}/{path.relative_to(folder).as_posix()}")
    return target
