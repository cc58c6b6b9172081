"""What lies on one disc 光盘, as its catalogue and its description tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscFile:
    """One file of the archive on the disc; what nobody knows is empty."""

    path: str
    """On the disc, with forward slashes: ``电子档案/2022/06 培训学习资料/…``."""
    archive_path: str
    """In the archive."""
    size: int
    sha256: str
    code: str = ""
    """档号: ``C1-20220125-01``."""
    title: str = ""
    """题名."""
    responsible: str = ""
    """责任者."""
    date: str = ""
    secrecy: str = ""
    """密级."""
    category: str = ""
    year: str = ""
    elements: str = ""
    """The five elements 五要素 in one text."""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeContent:
    """One disc with what lies on it; what nobody entered is empty."""

    number: str
    """编号: ``A104-2015-015``."""
    archive: str
    """Name of the archive."""
    files: tuple[DiscFile, ...]
    title: str = ""
    set: str = ""
    """套别: 封存, 异地 or 利用; empty when one image serves all."""
    medium: str = ""
    """类型: ``DVD``."""
    capacity: str = ""
    """容量: ``4.7 GB``."""
    keeper: str = ""
    """保管单位."""
    maker: str = ""
    """制作单位."""
    checker: str = ""
    """检查单位."""
    made: str = ""
    """制作日期."""
    retention: str = ""
    """保管期限."""
    software: str = ""
    """软硬件环境; empty: what any computer needs to read it."""

    @property
    def total(self) -> int:
        """Bytes of the archive's files."""
        return sum(file.size for file in self.files)
