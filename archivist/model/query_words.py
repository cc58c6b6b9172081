"""The words of the query language, Chinese and English: fields, kinds, operators."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from functools import lru_cache

from archivist.model.han import HAN
from archivist.model.query import Field

_FIELDS = {
    Field.CODE: "code 编号",
    Field.TITLE: "title 题名 标题 名称",
    Field.CAUSE: "cause 事由 事件 活动 内容",
    Field.PLACE: "place where 地点 地址 位置 会议地点",
    Field.PEOPLE: "people person 人物 人员 姓名",
    Field.SOURCE: "source 来源",
    Field.STUDIO: "studio 工作室",
    Field.CATEGORY: "category 类目 分类 类别",
    Field.ITEM: "item 案卷",
    Field.MATERIAL: "material 材料",
    Field.KIND: "kind type 类型",
    Field.NAME: "name path 文件名 路径",
    Field.CHECKSUM: "checksum sha256 校验 校验和",
    Field.DATE: "date 日期 时间",
    Field.SHOT: "shot 拍摄",
    Field.FILED: "filed 归档",
    Field.SIZE: "size 大小",
}
FIELDS = {name: field for field, names in _FIELDS.items() for name in names.split()}
_KINDS = {
    "image": "image photo picture 影像 照片 图片",
    "video": "video 视频",
    "workbook": "workbook excel 表格 台账",
    "document": "document pdf word 文档",
    "item": "item 案卷",
}
"""Every `RecordKind`, and ``item``; written out because importing it takes longer than a query."""
KINDS = {name: kind for kind, names in _KINDS.items() for name in names.split()}
ENDINGS = {
    "pdf": ("pdf",),
    "word": ("doc", "docx", "docm", "wps"),
    "excel": ("xls", "xlsx", "xlsm", "et"),
}
"""Names of kinds that mean only files of some endings."""
_NEAR = 0.75
_ALIKE = 0.5
"""Han words are short: what shares every other character may be the same."""
_BEGINS = 0.1
"""What begins alike is nearer than what ends alike."""
_HAN_WORD = re.compile(f"[{HAN}]{{2,4}}")
_LONGEST = 20
"""Longer words are no names."""


class Operator(StrEnum):
    """What stands between words, or before one."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"


OPERATORS = {
    "AND": Operator.AND,
    "与": Operator.AND,
    "和": Operator.AND,
    "OR": Operator.OR,
    "或": Operator.OR,
    "NOT": Operator.NOT,
    "非": Operator.NOT,
}
BETWEEN = {
    "以及": Operator.AND,
    "并且": Operator.AND,
    "&": Operator.AND,
    "&&": Operator.AND,
    "或者": Operator.OR,
    "|": Operator.OR,
    "||": Operator.OR,
}
"""Operators only between two words; elsewhere text."""
_OPERATORS_LONGEST = 3
SMALL = frozenset({"and", "or", "not"})
"""Text, though it may be meant as an operator."""


def plain_form(text: str) -> str:
    """Return a name or a value as it is compared: full-width forms and case do not count."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def as_operator(word: str) -> str:
    """Return a word in the form that `BETWEEN` and `SMALL` have, or nothing: it is too long."""
    return plain_form(word) if len(word) <= _OPERATORS_LONGEST else ""


def field_named(name: str) -> Field | None:
    """Return the field of that name in either language."""
    return FIELDS.get(plain_form(name)) if len(name) <= _LONGEST else None


def kind_named(name: str) -> str | None:
    """Return ``image``, ``video``, ``workbook``, ``document`` or ``item`` for its name."""
    return KINDS.get(plain_form(name)) if len(name) <= _LONGEST else None


@lru_cache(maxsize=256)
def near_field(name: str) -> str:
    """Return the name of a field that is nearly this one, or nothing."""
    return _near(name, FIELDS)


def near_kind(name: str) -> str:
    """Return the name of a kind that is nearly this one, or nothing."""
    return _near(name, KINDS) or _alike(plain_form(name))


def _near(name: str, names: dict[str, Field] | dict[str, str]) -> str:
    if len(name) > _LONGEST:
        return ""
    return next(iter(get_close_matches(plain_form(name), list(names), n=1, cutoff=_NEAR)), "")


def _alike(name: str) -> str:
    """Return the first name of a kind that shares most of its characters with a Han word."""
    if not _HAN_WORD.fullmatch(name):
        return ""
    compared = SequenceMatcher(b=name)
    shares: dict[str, float] = {}
    for kind in KINDS:
        compared.set_seq1(kind)
        shares[kind] = compared.ratio() + _BEGINS * (kind[0] == name[0])
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _ALIKE else ""
