"""Reading elements against ``exiftool -r -j`` on the same photos: ``python elements.py --help``."""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from measure import Cost, measure, median
from PIL import Image

ROUNDS = 3
TARGET = 8
"""How many times as fast as exiftool reading is to be, on the clock."""
_HERE = Path(__file__).resolve()
_FOLDER = 500
_GENERATED = 40
_XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Headline="理论授课" photoshop:DateCreated="{day:%Y-%m-%d}"
 photoshop:Source="办公室" Iptc4xmpCore:Location="泄水闸管理所">
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>徐宏伟(领衔人)</rdf:li></rdf:Bag>
</Iptc4xmpExt:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>
"""
_HEAD = (
    "| {count:,} photos | runs | CPU s | wall s | files/s | CPU: exiftool ÷ | wall: exiftool ÷ |\n"
    "|---|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    """Lay out the photos, measure, print Markdown, take the photos away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="photos")
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    parser.add_argument("--read", type=int, metavar="PROCESSES", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        print(_read_all(asked.at, asked.read))
        return
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        kind = _lay_out(work / "photos", asked.count)
        print("\n".join(_report(work / "photos", asked.count, kind)))
    finally:
        if asked.at is None:
            shutil.rmtree(work)


def _lay_out(folder: Path, count: int) -> str:
    """Put photos into folders; return what they are."""
    real = Path(os.environ["ARCHIVIST_REAL"]) / "photos" if "ARCHIVIST_REAL" in os.environ else None
    if folder.exists():
        return "photos that were there already"
    if real is not None:
        sources = [path for path in sorted(real.rglob("*")) if path.is_file()]
        kind = f"copies of {len(sources)} real photos"
    else:
        sources = list(_generated(folder.parent / "drawn"))
        kind = f"copies of {len(sources)} drawn photos with EXIF, XMP and IPTC"
    for number in range(count):
        source = sources[number % len(sources)]
        target = folder / f"{number // _FOLDER:03}" / f"{number:06}{source.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, target)
    return kind


def _generated(folder: Path) -> Iterable[Path]:
    folder.mkdir(parents=True)
    for number in range(_GENERATED):
        path = folder / f"{number:02}.jpg"
        moment = datetime(2022, 1, 25, 10, tzinfo=UTC) + timedelta(hours=number)
        path.write_bytes(_photo(moment))
        yield path


def _photo(moment: datetime) -> bytes:
    """Return what a phone writes and an agency describes: EXIF with a maker's note, XMP, IPTC."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "HUAWEI", "P40"
    exif[0x9C9B] = "理论授课".encode("utf-16-le") + b"\0\0"
    exif.get_ifd(0x8769).update(
        {0x9003: f"{moment:%Y:%m:%d %H:%M:%S}", 0x829A: 0.01, 0x8827: 50, 0x927C: bytes(4000)}
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 45.0, 26.28), 3: "E", 4: (107.0, 23.0, 16.8)})
    drawn = Image.frombytes("RGB", (64, 48), bytes(range(256)) * 36).resize((1600, 1200))
    buffer = io.BytesIO()
    drawn.save(buffer, "JPEG", exif=exif.tobytes(), xmp=_XMP.format(day=moment).encode())
    content = buffer.getvalue()
    return content[:2] + _photoshop("办公室".encode()) + content[2:]


def _photoshop(source: bytes) -> bytes:
    iptc = b"\x1c\x01\x5a\0\x03\x1b%G\x1c\x02\x73" + len(source).to_bytes(2, "big") + source
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def _report(folder: Path, count: int, kind: str) -> Iterable[str]:
    exiftool = shutil.which("exiftool")
    commands = {f"archivist, {n} process{'es' if n > 1 else ''}": _ours(folder, n) for n in (1, 2)}
    if exiftool:
        commands = {"exiftool -r -j": [exiftool, "-r", "-j", "-q", str(folder)], **commands}
    for command in commands.values():
        measure(command, folder)
    # In turns, so that whatever else the machine does disturbs all alike.
    runs = [
        {name: measure(words, folder) for name, words in commands.items()} for _ in range(ROUNDS)
    ]
    costs = {name: median(run[name] for run in runs) for name in commands}
    reference = costs.get("exiftool -r -j")
    yield (
        f"{kind}. {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, pillow {version('pillow')}. "
        f"Medians; the files were in the system's cache.\n"
    )
    yield _HEAD.format(count=count)
    for name, cost in costs.items():
        yield _line(name, cost, reference, count)
    yield f"\nTarget: wall of exiftool ÷ wall of archivist ≥ {TARGET}."


def _line(name: str, cost: Cost, reference: Cost | None, count: int) -> str:
    ratios = ["", ""]
    if reference:
        known = reference.cpu is not None and cost.cpu is not None
        ratios[0] = f"{reference.cpu / cost.cpu:.1f}" if known else ""
        ratios[1] = f"{reference.wall / cost.wall:.1f}"
    cpu = "" if cost.cpu is None else f"{cost.cpu:.2f}"
    speed = f"{count / cost.wall:,.0f}"
    return f"| {name} | {ROUNDS} | {cpu} | {cost.wall:.2f} | {speed} | {' | '.join(ratios)} |"


def _ours(folder: Path, processes: int) -> list[str]:
    return [sys.executable, str(_HERE), "--at", str(folder), "--read", str(processes)]


def _read_all(folder: Path, processes: int) -> int:
    """Read the elements of all photos; return how many readings there are."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if processes == 1:
        return sum(map(_read, paths))
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        told = sum(pool.imap_unordered(_read, paths, chunksize=200))
        pool.close()
        pool.join()
    return told


def _read(path: Path) -> int:
    # Loaded here, because only the processes that read have a use for it.
    from archivist.formats.image import FORMATS, read_elements  # noqa: PLC0415
    from archivist.formats.sniff import sniff  # noqa: PLC0415

    with path.open("rb") as stream:
        content = sniff(stream, path.suffix.lower())
        return len(read_elements(stream, content).readings) if content in FORMATS else 0


if __name__ == "__main__":
    main()
