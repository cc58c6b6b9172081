"""An archive with two texts and a photo, and searches in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.inboxes import SAID, an_archive, dropped, ran

Caught = pytest.CaptureFixture[str]
ITEM = "甲工作室/06 培训学习资料/20250318 授课"


def a_searched_archive(place: Path) -> Path:
    """Make an archive in which 流量计 stands in two texts of two years."""
    root = an_archive(place)
    dropped(root, f"{ITEM}/item.toml", SAID)
    dropped(root, f"{ITEM}/讲义.txt", "三月讲授流量计的原理。\n第二节讲校准。")
    dropped(root, f"{ITEM}/C1-20250318-01.jpg", colour="red")
    dropped(root, "甲工作室/07 创新活动资料/20240620 座谈/座谈记录.txt", "谈了流量计的改造")
    return root


def found(root: Path, capsys: Caught, *words: str) -> list[str]:
    """Search, and return the names of what was found, the best first."""
    capsys.readouterr()
    ran(root, "search", *words, "--paths")
    return [Path(line).name for line in capsys.readouterr().out.splitlines()]
