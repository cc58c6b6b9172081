"""Images and the files that go into them, with the names that break other programs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from archivist.formats.iso import Member, write_image

NAMES = {
    "Chinese": "说明文件.TXT",
    "blanks and an emoji": "电子档案/a b 😀.jpg",
    "22 Han, too long for Joliet": "电子档案/" + "名" * 22 + ".jpg",
    "as long, told apart by the alias alone": "电子档案/" + "名" * 23 + ".jpg",
    "200 bytes": "电子档案/" + "b" * 196 + ".jpg",
    "80 Han": "电子档案/" + "测" * 80 + ".jpg",
    "deep": "电子档案/2022/06 培训/一/二/三/四/五/六/七/八/九/深.txt",
    "a long folder": "电子档案/" + "夹" * 30 + "/文.txt",
    "beyond the basic plane": "电子档案/㛃𠮷.txt",
    "signs of a shell": "电子档案/it's $HOME `x` & [1].txt",
    "decomposed": "电子档案/e\u0301te\u0301.txt",
    "no ending": "电子档案/README",
    "many dots": "电子档案/v1.0.tar.gz",
    "empty": "电子档案/空.txt",
    "Latin-1": "电子档案/naïve/über.txt",
}


def contents() -> dict[str, bytes]:
    """Return every path with other bytes; none fills its last sector, one is empty."""
    return {
        path: b"" if kind == "empty" else f"{kind} {path}\n".encode() * (50 * number + 1)
        for number, (kind, path) in enumerate(NAMES.items())
    }


def image_bytes(files: Mapping[str, bytes], name: str = "A104_2015_015") -> bytes:
    """Return an image of files that are in memory."""
    out = io.BytesIO()
    write_image(out, name, [Member(path=path, source=data) for path, data in files.items()])
    return out.getvalue()


def made(folder: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """Write an image into a folder."""
    place = folder / "image.iso"
    place.write_bytes(image_bytes(contents() if files is None else files))
    return place
