"""An archive with a register of discs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.actions.boxwork import STUDIO
from tests.formats.ledgers import save

REGISTER = f"{STUDIO}/18 工作台账/光盘登记表.xlsx"
TITLES = ["光盘号", "题名", "类型规格", "容量", "保管期限", "套别", "刻录日期", "存放地点"]


def a_row(number: str, place: str = "一柜") -> list[Any]:
    """Return a row of the register."""
    return [number, "2025年影像", "DVD", "4.7GB", "30年", "封存", "2025.12.01", place]


def registered(archive: Path, *rows: Sequence[Any]) -> Path:
    """File a register with rows."""
    return save(archive / REGISTER, ("光盘登记表", [TITLES, *rows]))
