"""Words by which a row below the titles of a ledger is told to be no entry."""

from __future__ import annotations

import re
import unicodedata

_SUM = re.compile(
    r"[\w年月日季度第-]{0,10}(?:合计|总计|小计|共计|累计)[:：]?|(?:sub|grand)?total:?|sums?:?"
)
_REMARK = re.compile(
    r"(?:制表|填表|编制|审核|审批|审定|批准|记录|登记|保管|负责|主管|单位|日期|备注|说明|注)\S{0,8}[:：].*",
    re.DOTALL,
)
_MAX_LENGTH = 2_000


def is_sum(text: str) -> bool:
    """Return whether a row that begins so adds up others: ``合 计``, ``一季度小计``."""
    plain = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).casefold()
    return bool(_SUM.fullmatch("".join(plain.split())))


def is_remark(text: str) -> bool:
    """Return whether a row that begins so signs or explains a table: ``制表人：李淼``."""
    return bool(_REMARK.fullmatch(text[:_MAX_LENGTH].strip()))
