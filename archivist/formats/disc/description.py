"""说明文件.TXT: what the disc is, for whoever finds it in thirty years."""

from __future__ import annotations

from archivist import __version__
from archivist.model.disc_content import VolumeContent
from archivist.model.disc_numbers import is_plain_number
from archivist.model.display import shown

DESCRIPTION = "说明文件.TXT"
FILE_LIST = "文件目录.XML"
RECORDS = "电子档案"
"""The folder of the archive's files: year, category, item, file."""
OTHERS = "其他"
"""The folder of all that is neither a record nor prescribed."""
_NUMBER = "编号"
_SOFTWARE = (
    "任何操作系统均可读取（UDF、Joliet、Rock Ridge 文件系统）；目录用浏览器或表格软件打开；"
    "文本编码 UTF-8"
)
_HOW = (
    f"{RECORDS}/ 下按年度、类别、案卷存放文件；{FILE_LIST} 为文件目录；"
    f"{OTHERS}/目录.html、目录.csv 为可读目录；"
    f"{OTHERS}/sha256sums.txt 为全部文件的 SHA-256 校验和。",
    f"校验：Windows 双击 {OTHERS}/校验.bat；Linux、macOS 执行 sh {OTHERS}/verify.sh。",
    f"To verify: on Windows run {OTHERS}/校验.bat, elsewhere sh {OTHERS}/verify.sh.",
)


def description_text(content: VolumeContent) -> bytes:
    """Return the description: UTF-8 with its mark, lines ended by CR and LF."""
    capacity = " / ".join(filter(None, (content.capacity, content.medium)))
    rows = (
        (_NUMBER, content.number),
        ("题名", content.title),
        ("档案库", content.archive),
        ("容量/类型", capacity),
        ("套别", content.set),
        ("保管期限", content.retention),
        ("文件数", f"{len(content.files)}（{RECORDS}/ 下）"),
        ("数据量（字节）", str(content.total)),
        ("保管单位", content.keeper),
        ("制作单位", content.maker),
        ("制作日期", content.made),
        ("检查单位", content.checker),
        ("软硬件环境", content.software or _SOFTWARE),
        ("制作软件", f"archivist {__version__}"),
    )
    lines = [f"{name}：{shown(value)}" for name, value in rows]
    return "".join(f"{line}\r\n" for line in [*lines, "", *_HOW]).encode("utf-8-sig")


def described_number(content: bytes) -> str:
    """Return the number that a description tells; empty: it tells none that a disc can have."""
    text = content.decode("utf-8-sig", "replace")
    head = f"{_NUMBER}："
    numbers = (line.removeprefix(head) for line in text.splitlines() if line.startswith(head))
    number = next(numbers, "").strip()
    return number if is_plain_number(number) else ""
