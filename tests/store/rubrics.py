"""A small rubric that is right, and ledgers to which rubrics may refer."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.checks import CHECKS
from archivist.errors import InvalidFileError
from archivist.model.ledger import ColumnKind, EventRule, Ledger, LedgerColumn
from archivist.model.plan import Plan
from archivist.model.rubric import Rubric
from archivist.model.settings import Settings
from archivist.store.plan_file import load_plan
from archivist.store.rubric_file import read_rubric

CODES = frozenset(check.code for check in CHECKS)
GOOD = """\
id = "r"
name = "细则"
total = 10

[[levels]]
id = "company"
name = "公司级"
words = ["公司"]

[[levels]]
id = "group"
name = "集团级"
words = ["集团公司"]

[[sections]]
name = "甲"
points = 10

[[sections.criteria]]
id = "A1"
name = "授课"
points = 6.5

[[sections.criteria.deductions]]
kind = "too-few-events"
text = "每月 2 次"
each = 2.5
period = "month"
events = ["theory"]
least = 2

[[sections.criteria]]
id = "A2"
name = "登记表"
points = 3.5

[[sections.criteria.deductions]]
kind = "missing-material"
text = "登记表"
each = 2
materials = ["03.register"]

[[bonuses]]
id = "B1"
name = "奖励"
events = ["award"]
level = "group"
each = 3

[[bands]]
name = "良"
least = 85
below = 90

[[bands]]
name = "优"
least = 90

[[conditions]]
id = "C1"
name = "经费"

[[conditions.demands]]
kind = "too-small-sum"
text = "每年三万"
period = "year"
ledgers = ["funds"]
column = "income"
amount = 30000

[[duties]]
id = "D1"
name = "案例"

[[duties.demands]]
kind = "too-few-events"
text = "每半年 1 个"
period = "half-year"
events = ["theory"]
"""


def the_plan() -> Plan:
    return load_plan(None, Settings(studios=()))


def the_ledgers() -> tuple[Ledger, ...]:
    day = LedgerColumn(key="day", name="日期", kind=ColumnKind.DAY)
    income = LedgerColumn(key="income", name="收入", kind=ColumnKind.MONEY)
    return (
        Ledger(
            id="training",
            name="培训台账",
            columns=(day, LedgerColumn(key="kind", name="类别")),
            events=(
                EventRule(kind="theory", name="理论授课"),
                EventRule(kind="award", name="获奖", level="level"),
            ),
        ),
        Ledger(id="funds", name="经费台账", columns=(day, income)),
    )


def written(folder: Path, text: str, name: str = "r.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> Rubric:
    return read_rubric(path, path.name, the_plan(), the_ledgers(), CODES)


def told(path: Path) -> list[str]:
    """Return the mistakes of a file, one a line, without the first line."""
    with pytest.raises(InvalidFileError) as caught:
        read(path)
    return [line.strip() for line in caught.value.message.splitlines()[1:]]
