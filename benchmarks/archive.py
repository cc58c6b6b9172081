"""An archive to measure with: real JPEGs that differ, items, sidecars and documents.

Twenty pictures are drawn and encoded; each file is one of them with its own EXIF date and a
comment of its own length, so that digests differ and sizes rarely agree, as among real photos.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PIL import Image

STUDIOS = ("甲创新工作室", "乙创新工作室")
SIZE = (1600, 1200)
_PICTURES = 20
_IMAGES_PER_ITEM = 40
_CATEGORIES = ("06", "07", "15")
_TITLES = ("测流仪器理论授课", "技术改进研讨会", "水文站现场活动")
_DOCUMENTS = ("签到表.pdf", "活动通知.pdf")
_FIRST_DAY = date(2023, 1, 2)
_DAYS = 1000
_UNDATED = b"1900:01:01 00:00:00"

_ITEM = """\
cause = "{title}"
place = "泄水闸管理所"
people = ["徐宏伟(领衔人)", "李明(组员)", "王芳(组员)"]
source = "办公室"
paper = {{ box = "{category}-1" }}
"""
_SIDECAR = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:archivist="urn:archivist:elements#"
 photoshop:Headline="{title}" photoshop:DateCreated="{day:%Y-%m-%d}"
 photoshop:Source="办公室" Iptc4xmpCore:Location="泄水闸管理所"
 archivist:eventDate="{day:%Y.%m.%d}" archivist:peopleStatus="named">
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>徐宏伟(领衔人)</rdf:li></rdf:Bag>
</Iptc4xmpExt:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""


@dataclass(frozen=True, slots=True)
class _Picture:
    """An encoded picture, cut where a file puts its date and its comment."""

    head: bytes
    middle: bytes
    tail: bytes

    @classmethod
    def draw(cls, number: int) -> _Picture:
        """Draw soft colours under a film of grain, which compress about as a photo does."""
        soft = Image.frombytes("RGB", (64, 48), _noise(f"colour {number}", 64 * 48 * 3))
        grain = Image.frombytes("L", SIZE, _noise(f"grain {number}", SIZE[0] * SIZE[1]))
        drawn = Image.blend(soft.resize(SIZE, Image.Resampling.BICUBIC), grain.convert("RGB"), 0.03)
        exif = Image.Exif()
        exif[0x010F], exif[0x0110] = "Bench", "Camera"
        exif.get_ifd(0x8769)[0x9003] = _UNDATED.decode("ascii")
        encoded = io.BytesIO()
        drawn.save(encoded, "JPEG", quality=80, exif=exif)
        head, _date, rest = encoded.getvalue().partition(_UNDATED)
        tables = rest.index(b"\xff\xdb")
        return cls(head, rest[:tables], rest[tables:])

    def taken(self, moment: datetime, number: int) -> bytes:
        """Return the file that a camera would have written at that moment."""
        comment = f"{number:08}".encode("ascii") + bytes(number // _PICTURES % 60_000)
        mark = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        stamp = f"{moment:%Y:%m:%d %H:%M:%S}".encode("ascii")
        return b"".join((self.head, stamp, self.middle, mark, self.tail))


@dataclass(frozen=True, slots=True)
class _Item:
    folder: Path
    category: str
    title: str
    day: date

    def at(self, second: int) -> datetime:
        """Return a moment on the item's day."""
        return datetime.combine(self.day, time(9), UTC) + timedelta(seconds=second)

    def put(self, name: str, content: bytes, second: int = 0) -> None:
        """Write a file of that day, so that the file system's clock says so too."""
        path = self.folder / name
        path.write_bytes(content)
        stamp = self.at(second).timestamp() + 0.25
        os.utime(path, (stamp, stamp))


def fill(root: Path, count: int) -> None:
    """Put ``count`` images, with items, sidecars and documents, into a tree that is laid out."""
    items = _items(root, max(len(STUDIOS) * len(_CATEGORIES), count // _IMAGES_PER_ITEM))
    pictures = [_Picture.draw(number) for number in range(min(_PICTURES, count))]
    scan = _scan()
    for order, item in enumerate(items):
        item.put("item.toml", _ITEM.format(title=item.title, category=item.category).encode())
        for name in _DOCUMENTS:
            item.put(name, scan + f"%{item.folder.name} {name} {'.' * order}\n".encode())
    for number in range(count):
        item, running = items[number % len(items)], number // len(items) + 1
        name = f"C1-{item.day:%Y%m%d}-{running:02}.jpg"
        content = pictures[number % len(pictures)].taken(item.at(running), number)
        item.put(name, content, running)
        if running % 10 == 0:
            sidecar = _SIDECAR.format(title=item.title, day=item.day)
            item.put(f"{name}.xmp", sidecar.encode(), running)


def first_image(root: Path) -> Path:
    """Return one image of an archive, relative to it, always the same."""
    return min(root.rglob("C1-*.jpg")).relative_to(root)


def _items(root: Path, count: int) -> Sequence[_Item]:
    items = []
    for order in range(count):
        kind = order // len(STUDIOS) % len(_CATEGORIES)
        studio, category, title = root / STUDIOS[order % len(STUDIOS)], *_of(kind)
        day = _FIRST_DAY + timedelta(days=order * _DAYS // count)
        parent = next(studio.glob(f"{category} *"))
        folder = parent / f"{day:%Y%m%d} {title}第{order + 1}次"
        folder.mkdir()
        items.append(_Item(folder, category, title, day))
    return items


def _of(kind: int) -> tuple[str, str]:
    return _CATEGORIES[kind], _TITLES[kind]


def _scan() -> bytes:
    page = Image.frombytes("L", (124, 175), _noise("page", 124 * 175)).resize((620, 877))
    encoded = io.BytesIO()
    page.save(encoded, "PDF", resolution=75, quality=60)
    return encoded.getvalue() + b"\n"


def _noise(seed: str, size: int) -> bytes:
    return hashlib.shake_256(seed.encode()).digest(size)
