"""The first studio's boxes and discs, entered by the commands that staff use."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from archivist.actions.boxes.assign import assign_boxes
from archivist.actions.view import View
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.box_filling import BoxMaking
from archivist.model.selection import Selection
from archivist.model.settings import STATE
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from tests.sampling.hetao_papers import NAME

CLERK = "乌云其木格"
PLACE = "资料室二号柜"
DAY = date(2025, 10, 31)
NOW = datetime(2025, 10, 31, 16, 0, tzinfo=UTC)
FOLDER = f"{NAME}/18 工作台账"
_BOTH = {
    "type": "DVD",
    "capacity": "4.7GB",
    "retention": "永久",
    "set": "封存",
    "burner": CLERK,
    "result": "合格",
    "checker": "王㛃",
    "place": PLACE,
}
DISCS = (
    {
        "number": "CL-2024-001",
        "title": "2024年度活动照片",
        "size": "0.004",
        "year": "2024",
        "first": "C1-20240306-01",
        "last": "C1-20241122-01",
        "burnt": "2025.01.10",
        "checked": "2025.01.10",
    },
    {
        "number": "CL-2025-001",
        "title": "2025年1至9月活动照片",
        "size": "0.006",
        "year": "2025",
        "first": "C1-20250210-01",
        "last": "C1-20250922-01",
        "burnt": "2025.10.09",
        "checked": "2025.10.09",
    },
)


def enter(root: Path) -> None:
    """Put the items into boxes and enter boxes and discs; what the commands remember goes."""
    assign_boxes(
        View(root=root, as_of=DAY, now_ns=2**62),
        Selection(studios=(NAME,)),
        BoxMaking(packer=CLERK, place=PLACE),
        NOW,
        dry_run=False,
    )
    shutil.rmtree(root / STATE)
    ledgers = load_ledgers(root, load_plan(root, load_settings(root)))
    (discs,) = (each for each in ledgers if each.id == "discs")
    book = ledger_book(discs, root.name, [_BOTH | disc for disc in DISCS])
    (root / FOLDER / f"{discs.name}.xlsx").write_bytes(workbook_bytes(book))
