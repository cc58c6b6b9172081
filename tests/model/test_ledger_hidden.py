"""What hides in cells of ledgers, and numbers without end."""

from __future__ import annotations

import pytest

from archivist.model.ledger import Ledger, LedgerColumn
from archivist.model.ledger_entry import CellTrouble, LedgerEntry, LedgerReading, SheetRead
from archivist.model.ledger_hidden import illegible

BOXES = Ledger(
    id="boxes",
    name="档案盒登记表",
    columns=(LedgerColumn(key="number", name="盒号"), LedgerColumn(key="state", name="说明")),
)


def reading(ledger: str, **values: str) -> LedgerReading:
    entry = LedgerEntry(ledger=ledger, path="a.xlsx", sheet="甲", row=5, values=values)
    letters = {"number": "B", "state": "C"}
    sheet = SheetRead(name="甲", ledger=ledger, head=1, last=5, letters=letters)
    return LedgerReading(path="a.xlsx", entries=(entry,), sheets=(sheet,))


@pytest.mark.parametrize(
    ("ledger", "key", "text", "trouble", "near"),
    [
        ("boxes", "number", "06-1", None, ""),
        ("boxes", "number", "盒甲　📦", None, ""),
        ("boxes", "number", "06\u202e-\x001", CellTrouble.HIDDEN, "U+202E U+0000"),
        ("boxes", "number", "06\n1", CellTrouble.HIDDEN, "U+000A"),
        ("boxes", "number", "字" * 41, CellTrouble.LONG, "40"),
        ("boxes", "state", "字" * 500, None, ""),
        ("boxes", "state", "一\n二\t三", None, ""),
        ("boxes", "state", "\x01\x02\x03\x04\x05\x06" * 9, CellTrouble.HIDDEN, "U+0005"),
        ("honours", "number", "字" * 41, None, ""),
        ("honours", "number", "1\u200b", CellTrouble.HIDDEN, "U+200B"),
    ],
)
def test_what_nobody_can_read_is_told(
    ledger: str, key: str, text: str, trouble: CellTrouble | None, near: str
) -> None:
    found = list(illegible(reading(ledger, **{key: text}), [BOXES]))
    assert [each.trouble for each in found] == ([trouble] if trouble else [])
    for each in found:
        assert (each.sheet, each.row, each.column) == ("甲", 5, "B" if key == "number" else "C")
        assert each.near.endswith(near)
        assert each.title == ({"number": "盒号", "state": "说明"}[key] if ledger == "boxes" else "")
