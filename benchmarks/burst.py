"""Measure ``archivist watch`` under a burst of files: ``python burst.py --help``."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import platform
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive import fill
from measure import ARCHIVIST, MEGABYTE, _environment, _Peak, measure
from PIL import Image

SETTLE = 2.0
"""Seconds that archivist waits on local drives, by events and by polling alike."""
PATIENCE = 900.0
"""Seconds after which a verdict counts as missing."""
_HELD = 400
"""Images that the archive holds already."""
_PIECE = 16 * 1_048_576
_PAUSE = 0.2
_FOLDERS = ("", "", "", "06/20250318 测流仪器理论授课", "06/20250318 测流仪器理论授课", "手机照片")
"""Where in the inbox files go, in turns: loose, into a dated item, into a folder without a date."""


@dataclass(slots=True)
class Load:
    """What was put into the inbox."""

    written: dict[str, float] = field(default_factory=dict)
    """When each file was last written or renamed, by its path in the archive."""
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the whole content, by path."""


@dataclass(slots=True)
class Heard:
    """What the watch said, with the time at which it was heard."""

    verdicts: dict[str, list[float]] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)
    running: threading.Event = field(default_factory=threading.Event)

    def listen(self, lines: io.BufferedReader) -> None:
        """Take in every line until the watch ends."""
        for line in lines:
            told = json.loads(line)
            if "verdict" in told:
                self.verdicts.setdefault(told["path"], []).append(time.monotonic())
                continue
            self.other.append(line.decode().strip())
            if told.get("state") == "started":
                self.running.set()


def main() -> None:
    """Make an archive, watch it, flood its inbox, say how that went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="files, a tenth is renamed")
    parser.add_argument("--big-mb", type=int, default=2048, help="size of the file written slowly")
    parser.add_argument(
        "--rate", type=float, default=0, help="files a second; 0: as fast as it goes"
    )
    parser.add_argument("--poll", action="store_true", help="without events, as on a share")
    parser.add_argument(
        "--at", type=Path, help="where to work; else the folder for temporary files"
    )
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="archivist-burst-", dir=asked.at))
    try:
        root = work / "档案库"
        measure(
            (*ARCHIVIST, "init", str(root), "--studio", "甲创新工作室", "--studio", "乙创新工作室"),
            work,
        )
        fill(root, _HELD)
        measure((*ARCHIVIST, "check", "-q"), root)
        sys.exit(_run(root, asked))
    finally:
        shutil.rmtree(work)


def _run(root: Path, asked: argparse.Namespace) -> int:
    words = [
        *ARCHIVIST,
        "watch",
        "--json",
        "--archive",
        str(root),
        "--poll" if asked.poll else "--events",
    ]
    process = subprocess.Popen(words, env=_environment(), stdout=subprocess.PIPE)
    load, heard = Load(), Heard()
    listener = threading.Thread(target=heard.listen, args=(process.stdout,))
    listener.start()
    peak = _Peak(process.pid)
    begun = time.monotonic()
    with peak:
        heard.running.wait(60)
        big = threading.Thread(target=_write_slowly, args=(root, load, asked.big_mb))
        big.start()
        copied = _flood(root, load, asked)
        big.join()
        _await_all(load, heard)
        over = max(times[-1] for times in heard.verdicts.values())
        process.send_signal(signal.SIGTERM)
        _pid, _status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    listener.join()
    cost = {
        "files copied a second": f"{asked.count / copied:,.0f}",
        "CPU s": f"{usage.ru_utime + usage.ru_stime:.1f}",
        "wall s, first file to last verdict": f"{over - begun:.1f}",
        "files judged a second": f"{len(load.written) / (over - begun):,.0f}",
        "MB, first process": f"{peak.own / MEGABYTE:.0f}",
        "MB, all": f"{peak.all / MEGABYTE:.0f}",
    }
    return _report(root, asked, load, heard, cost)


def _flood(root: Path, load: Load, asked: argparse.Namespace) -> float:
    """Write the files, then rename a tenth of them; return the seconds that writing took."""
    contents = [_jpeg(number) for number in range(20)] + [_pdf()]
    begun = time.monotonic()
    for number in range(asked.count):
        content = contents[number % len(contents)] + f"%{number:08}".encode("ascii")
        folder = root / "收件箱" / _FOLDERS[number % len(_FOLDERS)]
        folder.mkdir(parents=True, exist_ok=True)
        ending = "jpg" if content[:2] == b"\xff\xd8" else "pdf"
        path = folder / f"IMG_{number:06}.{ending}"
        path.write_bytes(content)
        _note(root, load, path, hashlib.sha256(content).hexdigest())
        if asked.rate:
            time.sleep(max(0.0, begun + (number + 1) / asked.rate - time.monotonic()))
    took = time.monotonic() - begun
    for name in list(load.written)[::10]:
        path = root / name
        if path.suffix == ".zip":
            continue
        path.rename(path.with_stem(f"改名_{path.stem}"))
        del load.written[name]
        _note(root, load, path.with_stem(f"改名_{path.stem}"), load.digests.pop(name))
    return took


def _note(root: Path, load: Load, path: Path, digest: str) -> None:
    name = path.relative_to(root).as_posix()
    load.digests[name] = digest
    load.written[name] = time.monotonic()


def _write_slowly(root: Path, load: Load, megabytes: int) -> None:
    """Write one file in pieces; a package whose directory comes last, as of a camera or a zip."""
    path = root / "收件箱" / "录像.zip"
    with (
        zipfile.ZipFile(path, "w") as package,
        package.open("录像.mp4", "w", force_zip64=True) as file,
    ):
        for number in range(max(1, megabytes * 1_048_576 // _PIECE)):
            file.write(hashlib.shake_256(str(number).encode()).digest(4096) * (_PIECE // 4096))
            time.sleep(_PAUSE)
    moment = time.monotonic()
    with path.open("rb") as whole:
        _note(root, load, path, hashlib.file_digest(whole, "sha256").hexdigest())
    load.written["收件箱/录像.zip"] = moment


def _await_all(load: Load, heard: Heard) -> None:
    end = time.monotonic() + PATIENCE
    while load.written.keys() - heard.verdicts.keys() and time.monotonic() < end:
        time.sleep(0.5)
    time.sleep(2)  # for what is said of a file a second time


def _report(
    root: Path, asked: argparse.Namespace, load: Load, heard: Heard, cost: dict[str, str]
) -> int:
    missing = load.written.keys() - heard.verdicts.keys()
    told = load.written.keys() & heard.verdicts.keys()
    early = {path for path in told if heard.verdicts[path][0] < load.written[path] + SETTLE - 0.1}
    wrong = _not_whole(root, load)
    speed = f"{asked.rate:g} a second" if asked.rate else "full speed"
    print(
        f"{asked.count:,} files at {speed} and one of {asked.big_mb} MB, "
        f"{'polling' if asked.poll else 'native events'}. {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; "
        f"settled = last write + {SETTLE:g} s.\n"
    )
    rows = {
        "files": f"{len(load.written):,}",
        "with a verdict": f"{len(told):,}",
        "missing": len(missing),
        "judged too early": len(early),
        "remembered with another content": len(wrong),
        **dict(_latencies([heard.verdicts[p][0] - load.written[p] - SETTLE for p in told])),
        **cost,
    }
    print("| | |\n|---|--:|")
    print("\n".join(f"| {name} | {value} |" for name, value in rows.items()))
    print("\n".join(["", *heard.other[:5]]))
    return 1 if missing or early or wrong else 0


def _latencies(seconds: Sequence[float]) -> Iterator[tuple[str, str]]:
    ranked = sorted(seconds)
    for name, share in (("95 %", 0.95), ("99 %", 0.99), ("longest", 1.0)):
        if name == "95 %":
            yield "settled → verdict, median s", f"{statistics.median(ranked):.2f}"
        place = min(len(ranked) - 1, int(share * len(ranked)))
        yield f"settled → verdict, {name} s", f"{ranked[place]:.2f}"


def _not_whole(root: Path, load: Load) -> set[str]:
    """Return the files of which something else than the whole content was remembered."""
    with sqlite3.connect(root / ".archivist" / "catalog.sqlite3") as catalog:
        known = dict(catalog.execute("SELECT path, facts FROM facts"))
    catalog.close()
    return {path for path, digest in load.digests.items() if digest not in known.get(path, digest)}


def _jpeg(number: int) -> bytes:
    soft = Image.frombytes("RGB", (32, 24), hashlib.shake_256(str(number).encode()).digest(2304))
    picture = soft.resize((800, 600), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Bench", "Camera"
    exif.get_ifd(0x8769)[0x9003] = f"2025:03:18 10:00:{number:02}"
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=85, exif=exif)
    return encoded.getvalue()


def _pdf() -> bytes:
    encoded = io.BytesIO()
    Image.new("L", (620, 877), 240).save(encoded, "PDF", resolution=75)
    return encoded.getvalue() + b"\n"


if __name__ == "__main__":
    main()
