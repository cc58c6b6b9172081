"""Archives to print from: items with boxes, many small items, large photos."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from archivist.actions.init import init

STUDIO = "测流创新工作室"
_FIRST = date(2015, 1, 5)
_ITEM = """\
cause = "{title}"
event_date = "{day:%Y.%m.%d}"
shooting_date = "{day:%Y.%m.%d}"
place = "泄水闸管理所"
people = ["徐宏伟(领衔人)", "李明(组员)"]
source = "办公室"
paper = {{ box = "{box}" }}
"""
_PICTURES = 20
"""Encoded pictures; each file has a comment of its own, so that no two are the same."""


def boxed(root: Path, boxes: int) -> None:
    """Lay out an archive in which each box holds eight items."""
    _items(root, ((f"06-{box + 1}", 8) for box in range(boxes)))


def many(root: Path, items: int) -> None:
    """Lay out an archive of many items, fifty to a box."""
    _items(root, ((f"06-{box + 1}", 50) for box in range(items // 50)))


def photos(root: Path, count: int) -> None:
    """Lay out an archive of photos of 12 megapixels, 20 to an item."""
    init(root, (STUDIO,), "zh_CN")
    pictures = [_picture(number) for number in range(_PICTURES)]
    for number in range(count):
        day = _FIRST + timedelta(days=number // 20)
        title = "闸门启闭实操训练"
        folder = root / STUDIO / "06 培训学习资料" / f"{day:%Y%m%d} {title}"
        folder.mkdir(exist_ok=True)
        text = _ITEM.format(title=title, day=day, box="06-1")
        (folder / "item.toml").write_text(text, encoding="utf-8")
        name = f"C1-{day:%Y%m%d}-{number % 20 + 1:02}.jpg"
        (folder / name).write_bytes(_commented(pictures[number % _PICTURES], number))


def _items(root: Path, boxes: Iterator[tuple[str, int]]) -> None:
    init(root, (STUDIO,), "zh_CN")
    number = 0
    for box, items in boxes:
        for _place in range(items):
            day = _FIRST + timedelta(days=number % 3900)
            title = f"测流仪器理论授课与实操培训第{number + 1}期"
            folder = root / STUDIO / "06 培训学习资料" / f"{day:%Y%m%d} {title}"
            folder.mkdir()
            text = _ITEM.format(title=title, day=day, box=box)
            (folder / "item.toml").write_text(text, encoding="utf-8")
            (folder / "签到表.txt").write_text(f"签到表 {number}\n", encoding="utf-8")
            number += 1


def _picture(seed: int) -> bytes:
    """Return a JPEG of 4000 × 3000 whose content is no flat colour."""
    noise = random.Random(seed).randbytes(400 * 300 * 3)  # noqa: S311 - no secret
    image = Image.frombytes("RGB", (400, 300), noise).resize((4000, 3000))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _commented(jpeg: bytes, number: int) -> bytes:
    text = f"{number:08}".encode("ascii")
    return jpeg[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + jpeg[2:]
