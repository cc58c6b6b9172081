"""The catalogue of a disc: for the reader, for a spreadsheet, and 文件目录.XML as prescribed."""

from __future__ import annotations

import re
from urllib.parse import quote

from archivist import __version__
from archivist.formats.csv_text import csv_bytes
from archivist.formats.html import environment
from archivist.model.disc_content import DiscFile, VolumeContent
from archivist.model.display import shown

_HEAD = (
    *("顺序号 No.", "档号 Code", "题名 Title", "责任者 Responsible", "日期 Date", "密级 Secrecy"),
    *("年度 Year", "类别 Category", "五要素 Elements", "盘上位置 Path on the disc"),
    *("档案库位置 Path in the archive", "字节 Bytes", "SHA-256", "备注 Remarks"),
)
_NO_XML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What XML does not allow and `shown` lets through."""


def catalogue_page(content: VolumeContent) -> bytes:
    """Return the catalogue as a page in Chinese and English with links to the files."""
    page = environment().get_template("disc.html")
    facts = (
        ("档案库 Archive", content.archive),
        ("容量 Capacity", content.capacity),
        ("类型 Medium", content.medium),
        ("套别 Set", content.set),
        ("保管期限 Retention", content.retention),
        ("保管单位 Kept by", content.keeper),
        ("制作单位 Made by", content.maker),
        ("制作日期 Made on", content.made),
        ("检查单位 Checked by", content.checker),
        ("档案文件数 Files of the archive", str(len(content.files))),
        ("字节 Bytes", str(content.total)),
    )
    return page.render(content=content, version=__version__, href=_href, facts=facts).encode()


def catalogue_xml(content: VolumeContent) -> bytes:
    """Return 文件目录.XML."""
    page = environment().get_template("disc_list.xml")
    return page.render(content=content, plain=_plain).encode()


def catalogue_csv(content: VolumeContent) -> bytes:
    """Return the catalogue for a spreadsheet program."""
    rows = (_row(number, file) for number, file in enumerate(content.files, start=1))
    return csv_bytes([_HEAD, *rows])


def _row(number: int, file: DiscFile) -> tuple[object, ...]:
    return (
        *(number, file.code, file.title, file.responsible, file.date, file.secrecy),
        *(file.year, file.category, file.elements, file.path),
        *(file.archive_path, file.size, file.sha256, file.remarks),
    )


def _href(file: DiscFile) -> str:
    """Return where the file lies, seen from the catalogue's folder."""
    return "../" + quote(file.path)


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", shown(text))
