"""A union's archive to measure with: studios, years of items, and the ledgers that tell of them.

Files are tiny and made quickly; names, days and rows are what a rubric counts by. Each item of the
training, exchange and research categories has a row, and a ledger has rows without an item too.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from archivist.actions.init import init
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn
from archivist.model.plan import Plan
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings

FIRST = date(2021, 1, 4)
DAYS = 5 * 365 - 10
ITEMS = 450
"""Of each studio."""
PHOTOS = 6
ROWS: Mapping[str, int] = {
    "training": 300,
    "exchange": 250,
    "projects": 150,
    "results": 120,
    "honours": 80,
    "technical": 90,
    "equipment": 90,
    "funds": 100,
    "mentoring": 30,
}
"""Rows of each ledger of a studio: 1,210 together."""
_STAMP = 1_767_000_000
_ITEM = """\
cause = "{title}"
event_date = "{day:%Y.%m.%d}"
shooting_date = "{day:%Y.%m.%d}"
place = "泄水闸管理所"
people = ["徐宏伟(领衔人)", "李明(组员)"]
source = "办公室"
paper = {{ box = "{category}-1" }}
"""
_KINDS = (
    ("06", "training", ("测流仪器理论授课", "闸门启闭实操训练")),
    ("07", "exchange", ("测流技术学习交流", "月总结会")),
    ("08", "projects", ("闸门止水课题攻关试验", "测流误差比对试验")),
)
_DOCUMENTS = ("学习记录表.txt", "签到表.txt", "讲义.txt")


@dataclass(frozen=True, slots=True)
class _Item:
    category: str
    ledger: str
    title: str
    day: date

    @property
    def folder(self) -> str:
        return f"{self.day:%Y%m%d} {self.title}"


def make(root: Path, studios: int) -> tuple[int, int]:
    """Lay out an archive; return how many records and entries it has.

    Args:
        root: A folder that is not there yet.
        studios: How many.
    """
    names = studios_of(studios)
    init(root, names, "zh_CN")
    plan = load_plan(root, load_settings(root))
    ledgers = {each.id: each for each in load_ledgers(root, plan) if each.id in ROWS}
    items = list(_items())
    books = {
        each.name: workbook_bytes(ledger_book(each, root.name, list(_rows(each, items))))
        for each in ledgers.values()
    }
    records = 0
    for name in names:
        records += _fill(root / name, plan, items, books)
    return records, studios * sum(ROWS.values())


def studios_of(count: int) -> list[str]:
    """Return the names of the studios."""
    return [f"第{number + 1:02}创新工作室" for number in range(count)]


def touch(root: Path, studio: str) -> None:
    """Change one file of a studio."""
    _put(root / studio / "06 培训学习资料" / "20251230 新的理论授课" / "学习记录表.txt", b"new")


def _fill(studio: Path, plan: Plan, items: Sequence[_Item], books: Mapping[str, bytes]) -> int:
    folders = {category.number: studio / category.folder for category in plan.categories}
    picture = _picture()
    for item in items:
        folder = folders[item.category] / item.folder
        told = _ITEM.format(title=item.title, day=item.day, category=item.category)
        _put(folder / "item.toml", told.encode())
        for name in _DOCUMENTS:
            _put(folder / name, f"{item.folder} {name}\n".encode())
        for number in range(PHOTOS):
            name = f"C1-{item.day:%Y%m%d}-{number + 1:02}.jpg"
            # Behind the picture's end, so that no two files are the same.
            _put(folder / name, picture + f"{studio.name}/{item.folder}/{name}".encode())
    for title, data in books.items():
        _put(folders["18"] / f"{title}.xlsx", data)
    return len(items) * (len(_DOCUMENTS) + PHOTOS) + len(books)


def _items() -> Iterator[_Item]:
    for order in range(ITEMS):
        category, ledger, titles = _KINDS[order % len(_KINDS)]
        title = f"{titles[order // len(_KINDS) % 2]}第{order + 1}次"
        yield _Item(category, ledger, title, FIRST + timedelta(days=order * DAYS // ITEMS))


def _rows(ledger: Ledger, items: Sequence[_Item]) -> Iterator[dict[str, str]]:
    told = [item for item in items if item.ledger == ledger.id]
    for order in range(ROWS[ledger.id]):
        item = told[order] if order < len(told) else None
        day = item.day if item else FIRST + timedelta(days=order * DAYS // ROWS[ledger.id])
        row = {column.key: _cell(column, day, order) for column in ledger.columns}
        title = item.title if item else f"{ledger.name}第{order + 1}项"
        yield {**row, ledger.title: title} if ledger.title in row else row


def _cell(column: LedgerColumn, day: date, order: int) -> str:
    if column.kind is ColumnKind.DAY:
        return f"{day:%Y.%m.%d}"
    if column.kind is ColumnKind.TERM:
        return f"{day:%Y.%m.%d}-{day + timedelta(days=364):%Y.%m.%d}"
    if column.kind in {ColumnKind.NUMBER, ColumnKind.MONEY}:
        return str(order % 9 + 1)
    if column.choices:
        return column.choices[order % len(column.choices)]
    if column.kind is ColumnKind.PEOPLE:
        return "徐宏伟、李明"
    return "" if column.kind is ColumnKind.EVIDENCE else f"{column.name}{order % 12}"


def _picture() -> bytes:
    encoded = io.BytesIO()
    Image.new("RGB", (8, 6), "navy").save(encoded, "JPEG")
    return encoded.getvalue()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
    os.utime(path, (_STAMP, _STAMP + 0.25))


def remove(work: Path) -> None:
    """Take everything away again."""
    shutil.rmtree(work)
