"""Names in an old tree: what in them is a date, what a title, and what says nothing at all."""

from __future__ import annotations

import re
from datetime import date

from archivist.model.days import split_day
from archivist.model.item import ItemName
from archivist.model.matching import fold

_GENERIC = re.compile(
    r"上半年|下半年|第?[一二三四1-4]季度|年度|新建|未命名|无标题|[年月日号份旧老新杂]|文件夹|文件|资料|材料|照片"
    r"|图片|相片|相册|视频|录像|影像|文档|文本|工作表|演示文稿|电子版|扫描件?|原图|原件|备份|副本|复件|其[他它]|项|汇总|整理"
    r"|存档|归档|档案|临时|未分类|相机|手机|微信|qq|桌面|dcim|camera|downloads?|new|folder|old|files?"
    r"|photos?|pictures?|images?|videos?|documents?|docs?|misc|others?|data|backup|temp|untitled|microsoft|word|excel|powerpoint"
    r"|[\W\d_]"
)
_UNNAMED = re.compile(r"(?:新建|未命名|无标题|new|untitled)[ _-]*(?:文件夹|folder)?[ _\-()\d]*$")
_COPY = re.compile(
    r"^(?:复件|copy of)\b|(?:^复件|[-_ ]+副本|[-_ ]+copy)|副本$|[(][0-9]{1,3}[)]$", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_MONTH_DAY = re.compile(r"\s*([0-9]{1,2})[月.]([0-9]{1,2})日?(?![0-9])")
_IN_FRONT = re.compile(
    r"(?:(?:19|20)[0-9]{2}(?:年度?|(?![0-9])))?[-_.\s]*(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]|份?(?![0-9])))?[-_.、\s]*"
)


def is_generic(text: str) -> bool:
    """Tell whether a name says nothing of what is inside, such as ``2023年照片``."""
    return not _GENERIC.sub("", fold(text))


def is_unnamed(text: str) -> bool:
    """Tell whether a program named a folder: ``新建文件夹 (2)``."""
    return _UNNAMED.match(fold(text).strip()) is not None


def is_copy(stem: str) -> bool:
    """Tell whether a file's name, without its ending, is one that a system gives to a copy."""
    return _COPY.search(fold(stem).strip()) is not None


def day_and_title(text: str, year: int | None = None) -> tuple[date | None, str]:
    """Return the day with which a name begins and the rest.

    Args:
        text: A folder's or a file's name without ending.
        year: The year of a day that is written without one, ``3月15日``.
    """
    compact = ItemName.parse(text.strip())
    if compact.day:
        return compact.day, compact.title
    day, title = split_day(text)
    match = _MONTH_DAY.match(text) if year and not day else None
    if match and year:
        try:
            return date(year, int(match[1]), int(match[2])), text[match.end() :].strip(" _-.")
        except ValueError:
            return None, text.strip()
    return day, title


def years_of(text: str) -> list[int]:
    """Return the years that a name states, with or without 年."""
    return [int(year) for year in _YEAR.findall(text)]


def without_date(text: str) -> str:
    """Return a title without the year and the month in front of it."""
    stripped = text.strip()
    return stripped[_IN_FRONT.match(stripped).end() :] or stripped  # type: ignore[union-attr]
