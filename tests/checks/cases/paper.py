"""PAP101–PAP105."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archivist.model.dossier import Dossier, StrayKind
from archivist.model.item import Item, Paper
from archivist.model.ledger_entry import CellFault, CellTrouble
from archivist.model.plan import Medium, Retention
from tests.builders import (
    LEDGERS,
    STUDIO,
    TRAINING,
    a_dossier,
    a_material,
    a_plan,
    a_record,
    a_stray,
    an_item,
    plan_of,
)
from tests.checks.cases.case import Case, fails, passes

REGISTER = a_record("2025 档案盒登记表.xlsx", an_item(category=LEDGERS, flat=True))
FIRST, SECOND = "20250318 测流授课", "20250416 安全规程"
PATH = f"{STUDIO}/{TRAINING}/{FIRST}"
DAMAGED = a_stray(StrayKind.DAMAGED_ITEM_FILE, f"{PATH}/item.toml", "…")
ELECTRONIC = a_material("网上课程", media=(Medium.ELECTRONIC,))


def paper(folder: str, box: str = "", none: str = "", **more: Any) -> Item:  # noqa: ANN401 - whatever an item states
    return an_item(folder, paper=Paper(box=box, none_because=none), **more)


def numbered(folder: str, number: int, **more: Any) -> Item:  # noqa: ANN401 - as above
    return paper(folder, "06-1", pieces={"签到表": number}, **more)


def hidden(text: str, trouble: CellTrouble = CellTrouble.HIDDEN) -> CellFault:
    return CellFault(trouble=trouble, sheet="甲", row=3, column="A", text=text, near="U+202E")


def filed(*items: Item, register: bool = True, **changes: object) -> Dossier:
    records = [a_record("签到表.pdf", item) for item in items]
    return a_dossier(*records, *([REGISTER] if register else []), **changes)


def boxed(*items: Item) -> Dossier:
    return filed(*items, register=False)


CASES: tuple[Case, ...] = (
    passes("PAP101", "a box", filed(paper(FIRST, "06-1"))),
    passes("PAP101", "a reason", filed(paper(FIRST, none="只有电子版"))),
    passes("PAP101", "no register", filed(an_item(FIRST), register=False)),
    passes("PAP101", "no files", a_dossier(REGISTER, items=(an_item(FIRST),))),
    passes("PAP101", "damaged", filed(an_item(FIRST), strays=(DAMAGED,))),
    passes(
        "PAP101",
        "no paper is asked",
        a_dossier(
            a_record("网上课程.pdf", an_item(FIRST)),
            REGISTER,
            plan=replace(
                a_plan(),
                categories=(plan_of(ELECTRONIC).categories[0], *a_plan().categories[1:]),
            ),
        ),
    ),
    fails("PAP101", "nothing", filed(an_item(FIRST)), PATH, file=f"{PATH}/item.toml"),
    passes("PAP102", "one box", boxed(paper(FIRST, "06-1"), paper(SECOND, "06-1"))),
    passes("PAP102", "two boxes", boxed(paper(FIRST, "06-1"), paper("20240318 授课", "06-2"))),
    passes(
        "PAP102",
        "two studios",
        boxed(paper(FIRST, "06-1"), paper("20240318 授课", "06-1", studio="乙工作室")),
    ),
    fails(
        "PAP102",
        "years",
        boxed(
            paper("20240318 授课", "A-1"),
            paper(FIRST, "a-1"),
            paper(SECOND, "A-1", retention=None),
        ),
        f"{STUDIO}/{TRAINING}/20240318 授课",
        box="A-1",
        mixed="of several years",
    ),
    fails(
        "PAP102",
        "retentions",
        boxed(paper(FIRST, "06-1"), paper(SECOND, "06-1", retention=Retention.YEARS_10)),
        f"{STUDIO}/{TRAINING}/{SECOND}",
        mixed="of several retentions",
    ),
    passes("PAP103", "one of them", boxed(paper(FIRST, "06-1"), paper(SECOND, none="无"))),
    fails("PAP103", "both", boxed(paper(FIRST, "06-1", "只有电子版")), PATH, reason="只有电子版"),
    passes("PAP104", "no bad cell", boxed(an_item(FIRST))),
    fails(
        "PAP104",
        "a cell in which something hides",
        a_dossier(REGISTER, illegible={REGISTER.path: (hidden("06\u202e-1"),)}),
        REGISTER.path,
        cell="甲!A3",
        text="06\\u202e-1",
        near="U+202E",
        file="2025 档案盒登记表.xlsx",
    ),
    fails(
        "PAP104",
        "a number without end",
        a_dossier(REGISTER, illegible={REGISTER.path: (hidden("字" * 500, CellTrouble.LONG),)}),
        REGISTER.path,
        text=f"{'字' * 39}…",
    ),
    fails(
        "PAP104",
        "a cell that names no year",
        a_dossier(REGISTER, illegible={REGISTER.path: (hidden("abc", CellTrouble.NO_YEAR),)}),
        REGISTER.path,
        text="abc",
    ),
    passes("PAP105", "none stated", boxed(paper(FIRST, "06-1"), paper(SECOND, "06-1"))),
    passes("PAP105", "each its own", boxed(numbered(FIRST, 1), numbered(SECOND, 2))),
    passes(
        "PAP105",
        "of another retention",
        boxed(numbered(FIRST, 1), numbered(SECOND, 1, retention=Retention.PERMANENT)),
    ),
    fails(
        "PAP105",
        "one number of two",
        boxed(numbered(FIRST, 1), numbered(SECOND, 1)),
        f"{STUDIO}/{TRAINING}/{SECOND}",
        paper="签到表",
        number="1",
        other="签到表",
        place=FIRST,
        file=f"{STUDIO}/{TRAINING}/{SECOND}/item.toml",
    ),
)
