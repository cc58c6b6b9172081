"""What lies around the studios: settings, inbox, README."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.sampling import hetao_papers, jidian
from tests.sampling.fault import Fault
from tests.sampling.papers import pdf
from tests.sampling.pictures import Picture, photo
from tests.sampling.shelf import Tree

SETTINGS = f"""\
# 示例档案库的设置;以 # 开头的行是注释
id = "SHILI001"
plan = "db1508-t150-2023"
rubrics = ["xbnh-2025"]
language = "zh_CN"
inbox = "收件箱"
ignore = ["README.md"]

[[studios]]
name = "{hetao_papers.NAME}"
since = "2024.03.01"

[[studios]]
name = "{jidian.NAME}"
since = "2023.05.01"

[classes]
C1 = "活动照片"
C2 = "荣誉证书照片"
C3 = "设备照片"

[[waivers]]
studio = "{jidian.NAME}"
material = "08.patents"
reason = "工作室2025年尚未申报专利和科技奖励,按年度目标2026年起申报"
by = "高志鹏(领衔人),2025.01.20 组长会议"
"""

TITLE = "# 示例档案库 / Sample archive\n"
_INTRODUCTION = """
两个虚构工作室的小型档案库,用来试用 archivist。单位、人名、证书、数据均为虚构。
下表列出有意留下的毛病,每种一处;除此之外,`archivist check` 不应报告任何问题。
第一个工作室有档案盒登记表和光盘登记表,可以试打标签、目录和照片册页。
第二个工作室还缺许多材料,由 `archivist audit` 列出。请在副本上练习改正。
本文件夹由 `python tests/sample.py` 生成,不要手工修改。

A small archive of two invented studios, to try archivist on. Places, people, certificates and
figures are invented. The table lists the deliberate faults, one of each kind; besides these,
`archivist check` should find nothing. The first studio has registers of boxes and of discs, so that
labels, catalogues and photo sheets can be printed. The second studio also lacks many materials,
which `archivist audit` lists. Practise mending on a copy. This folder is made by
`python tests/sample.py`; do not edit it by hand.

| path / 路径 | code / 代码 | 毛病 / what is wrong | 怎么改 / how to mend |
| --- | --- | --- | --- |
"""


def readme(faults: Sequence[Fault]) -> bytes:
    """Return the README: what this is, and a table of the deliberate faults."""
    rows = "".join(
        f"| `{fault.path}` | {fault.code} | {fault.what} | {fault.mend} |\n"
        for fault in sorted(faults, key=lambda fault: fault.code)
    )
    return f"{TITLE}{_INTRODUCTION}{rows}".encode()


def inbox() -> Tree:
    """Return what waits in the inbox."""
    waiting = Picture(
        scene="meeting",
        text="十月例会",
        taken=datetime(2025, 10, 21, 14, 33, 55),  # noqa: DTZ001 - EXIF has no zone
        camera="huawei",
    )
    notice = pdf(
        "关于报送四季度台账的通知",
        ["请各工作室于12月20日前报送四季度台账及佐证材料。"],
        made=datetime(2025, 10, 22, 9, 0),  # noqa: DTZ001
    )
    return {
        "收件箱/IMG_20251021_143355.jpg": photo(waiting),
        "收件箱/微信图片_20251020093012.jpg": photo(Picture(scene="canal", text="秋浇测流现场")),
        "收件箱/关于报送四季度台账的通知.pdf": notice,
    }
