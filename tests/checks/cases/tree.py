"""NAM110–NAM115, NAM118."""

from __future__ import annotations

from archivist.model.dossier import Dossier, StrayKind
from archivist.model.elements import Element, Origin
from archivist.model.item import Item
from archivist.model.plan import Plan
from tests.builders import LEDGERS, STUDIO, TRAINING, a_dossier, a_reading, a_stray, an_item
from tests.checks.cases.case import Case, fails, passes

NOT_DATED = an_item("学员守则")
NO_DAY = an_item("20220231 授课")
DESCRIBED = an_item(
    "20220231 授课",
    readings=(
        a_reading(Element.PLACE, "302", Origin.ITEM),
        a_reading(Element.EVENT_DATE, "2022.02.28", Origin.ITEM),
    ),
)


def stray(kind: StrayKind, path: str) -> Dossier:
    return a_dossier(strays=(a_stray(kind, path),))


def items(*some: Item) -> Dossier:
    return a_dossier(items=some)


CASES: tuple[Case, ...] = (
    passes("NAM110", "a folder", stray(StrayKind.TOO_DEEP, "a")),
    fails(
        "NAM110",
        "in a category",
        stray(StrayKind.LOOSE_FILE, f"{STUDIO}/{LEDGERS}/照片:1.jpg"),
        f"{STUDIO}/{LEDGERS}/照片:1.jpg",
        inbox="收件箱",
    ),
    fails(
        "NAM110",
        "in the archive",
        stray(StrayKind.LOOSE_FILE, "README"),
        "README",
    ),
    passes("NAM111", "a file", stray(StrayKind.LOOSE_FILE, "a")),
    fails(
        "NAM111",
        "in an item",
        stray(StrayKind.TOO_DEEP, f"{STUDIO}/{TRAINING}/20220125 授课/照片/二"),
        f"{STUDIO}/{TRAINING}/20220125 授课/照片/二",
        name="二",
        item=f"{STUDIO}/{TRAINING}/20220125 授课",
    ),
    fails(
        "NAM111",
        "among the ledgers",
        stray(StrayKind.TOO_DEEP, f"{STUDIO}/{LEDGERS}/旧"),
        f"{STUDIO}/{LEDGERS}/旧",
        item=f"{STUDIO}/{LEDGERS}",
    ),
    passes("NAM112", "a category", stray(StrayKind.UNKNOWN_CATEGORY, "a/b")),
    fails(
        "NAM112",
        "a folder of its own",
        stray(StrayKind.UNKNOWN_STUDIO, '杂"物'),
        '杂"物',
        key='"杂\\"物"',
    ),
    passes("NAM113", "a studio", stray(StrayKind.UNKNOWN_STUDIO, "a")),
    fails(
        "NAM113",
        "a near name",
        stray(StrayKind.UNKNOWN_CATEGORY, f"{STUDIO}/工作的台账"),
        f"{STUDIO}/工作的台账",
        advice=f"perhaps {LEDGERS}",
    ),
    fails(
        "NAM113",
        "a name like none",
        stray(StrayKind.UNKNOWN_CATEGORY, f"{STUDIO}/misc"),
        f"{STUDIO}/misc",
        near="",
    ),
    fails(
        "NAM113",
        "an empty plan",
        a_dossier(
            plan=Plan(id="none", name="空"),
            strays=(a_stray(StrayKind.UNKNOWN_CATEGORY, f"{STUDIO}/misc"),),
        ),
        f"{STUDIO}/misc",
        near="",
    ),
    passes("NAM114", "a date, none, and ledgers", items(an_item(), NOT_DATED, an_item(flat=True))),
    fails(
        "NAM114",
        "no such day",
        items(NO_DAY),
        NO_DAY.path,
        date="20220231",
        suggestion="YYYYMMDD 授课",
    ),
    fails("NAM114", "item.toml knows", items(DESCRIBED), NO_DAY.path, suggestion="20220228 授课"),
    passes("NAM118", "a folder that is no studio", stray(StrayKind.UNKNOWN_STUDIO, "a")),
    fails("NAM118", "gone", stray(StrayKind.STUDIO_ABSENT, STUDIO), STUDIO, name=STUDIO),
    passes("NAM115", "a date", items(an_item(), NO_DAY)),
    passes("NAM115", "ledgers", items(an_item(category=LEDGERS, flat=True))),
    fails("NAM115", "no date", items(NOT_DATED), NOT_DATED.path, suggestion="YYYYMMDD 学员守则"),
)
