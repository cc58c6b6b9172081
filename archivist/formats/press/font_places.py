"""Where systems keep their fonts, and which of them have Chinese ones."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

SYSTEM: Mapping[str, tuple[tuple[str, str], ...]] = {
    "heading": (
        ("msyh.ttc", "Microsoft YaHei"),
        ("msyh.ttf", "Microsoft YaHei"),
        ("simhei.ttf", "SimHei"),
        ("Deng.ttf", "DengXian"),
        ("PingFang.ttc", "PingFang SC"),
        ("Hiragino Sans GB.ttc", "Hiragino Sans GB"),
        ("STHeiti Medium.ttc", "Heiti SC"),
        ("SourceHanSansSC-Regular.otf", "Source Han Sans SC"),
        ("SourceHanSans.ttc", "Source Han Sans SC"),
        ("SourceHanSansCN-Regular.otf", "Source Han Sans CN"),
        ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
        ("NotoSansCJKsc-Regular.otf", "Noto Sans CJK SC"),
    ),
    "body": (
        ("simsun.ttc", "SimSun"),
        ("simsun.ttc", "NSimSun"),
        ("simfang.ttf", "FangSong"),
        ("Songti.ttc", "Songti SC"),
        ("STSONG.TTF", "STSong"),
        ("SourceHanSerifSC-Regular.otf", "Source Han Serif SC"),
        ("SourceHanSerif.ttc", "Source Han Serif SC"),
        ("SourceHanSerifCN-Regular.otf", "Source Han Serif CN"),
        ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
        ("NotoSerifCJKsc-Regular.otf", "Noto Serif CJK SC"),
    ),
    "rare": (
        ("simsunb.ttf", "SimSun-ExtB"),
        ("SimsunExtG.ttf", "SimSun-ExtG"),
        ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
        ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
        ("HanaMinA.ttf", "HanaMinA"),
        ("HanaMinB.ttf", "HanaMinB"),
    ),
}
"""File and family of the Hei and Song fonts that systems have, the best first; and of those that
hold rare characters, which are asked last."""


def system_folders(platform: str = sys.platform) -> tuple[str, ...]:
    """Return where a system keeps its fonts, those of all users and this one's."""
    home = os.path.expanduser("~")  # noqa: PTH111 - without a home it stays "~", which is nowhere
    if platform == "win32":
        windows = os.environ.get("WINDIR", r"C:\Windows")
        local = os.environ.get("LOCALAPPDATA", rf"{home}\AppData\Local")
        return rf"{windows}\Fonts", rf"{local}\Microsoft\Windows\Fonts"
    if platform == "darwin":
        return "/System/Library/Fonts", "/Library/Fonts", f"{home}/Library/Fonts"
    data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    return "/usr/share/fonts", "/usr/local/share/fonts", f"{data}/fonts", f"{home}/.fonts"
