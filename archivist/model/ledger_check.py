"""What is wrong across rows: balance, rows twice, names in two ways, days to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from archivist.model.event_lacks import field_lacks
from archivist.model.item_telling import holds
from archivist.model.ledger import ColumnKind, EventRule, Ledger, LedgerColumn
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerEntry, LedgerReading
from archivist.model.ledger_hidden import illegible
from archivist.model.ledger_people import people_in
from archivist.model.ledger_spellings import other_spellings

INCOME, EXPENSE, BALANCE = "income", "expense", "balance"
"""Keys of the columns of a ledger of funds: the balance follows from the two others."""
_TO_COME = "计划 期限 到期 预计 截止 下次 plan due until next expir".split()
"""Words in the name or the key of a column whose days may lie ahead."""


def check_rows(
    reading: LedgerReading, ledgers: Sequence[Ledger], as_of: date
) -> tuple[CellFault, ...]:
    """Return the faults that no cell shows alone, to be added to those of the reading.

    Args:
        reading: What one workbook holds.
        ledgers: Those that its sheets may be.
        as_of: Days after this one have not come.
    """
    known = {ledger.id: ledger for ledger in ledgers}
    letters = {sheet.name: sheet.letters for sheet in reading.sheets}
    faults: list[CellFault] = [*illegible(reading, ledgers)]
    for (sheet, name), group in groupby(reading.entries, lambda each: (each.sheet, each.ledger)):
        if name in known:
            rows = _Rows(known[name], tuple(group), letters.get(sheet, {}))
            faults += [*rows.out_of_balance(), *rows.ahead(as_of), *rows.demanded()]
    for name in dict.fromkeys(entry.ledger for entry in reading.entries):
        entries = tuple(entry for entry in reading.entries if entry.ledger == name)
        ledger = known.get(name, Ledger(id=name, name=name))
        faults += _repeated(entries)
        faults += _two_spellings(ledger, entries, letters)
    return tuple(faults)


class _Rows:
    """The entries of one sheet."""

    def __init__(
        self, ledger: Ledger, entries: Sequence[LedgerEntry], letters: Mapping[str, str]
    ) -> None:
        self._ledger = ledger
        self._entries = entries
        self._letters = letters

    def demanded(self) -> Iterator[CellFault]:
        """Yield what the events that a row tells demand of it beyond what every row needs.

        An event whose record lacks it is incomplete, and costs points in an audit by a rubric.
        """
        for entry in self._entries:
            asked = {key: rule.name for rule in self._told(entry) for key in rule.required}
            for lack in field_lacks(self._ledger, asked, entry):
                column = self._ledger.column(lack.name)
                if column is not None and lack.name not in entry.lacking:
                    trouble = CellTrouble.DEMANDED
                    yield _fault(column, entry, self._letters, trouble, asked[lack.name])

    def _told(self, entry: LedgerEntry) -> Iterator[EventRule]:
        rules = self._ledger.events
        return (rule for rule in rules if rule.day in entry.days and holds(rule, entry))

    def out_of_balance(self) -> Iterator[CellFault]:
        """Yield the balances that do not follow from the row before; the first is the start."""
        column = self._ledger.column(BALANCE)
        if column is None or column.kind is not ColumnKind.MONEY or BALANCE not in self._letters:
            return
        before: Decimal | None = None
        for entry in _upwards(self._entries):
            stated = entry.numbers.get(BALANCE)
            unclear = any(_unreadable(entry, key) for key in (INCOME, EXPENSE))
            expected = None if before is None or unclear else before + _change(entry)
            if stated is not None and expected is not None and stated != expected:
                near = _written(expected)
                yield _fault(column, entry, self._letters, CellTrouble.BALANCE, near)
            before = expected if stated is None else stated

    def ahead(self, as_of: date) -> Iterator[CellFault]:
        """Yield the days that have not come, in columns that tell of what happened."""
        columns = [c for c in self._ledger.columns if c.kind is ColumnKind.DAY and not _plans(c)]
        for entry in self._entries:
            for column in columns:
                if entry.days.get(column.key, as_of) > as_of:
                    yield _fault(column, entry, self._letters, CellTrouble.FUTURE, "")


def _fault(
    column: LedgerColumn,
    entry: LedgerEntry,
    letters: Mapping[str, str],
    trouble: CellTrouble,
    near: str,
) -> CellFault:
    return CellFault(
        trouble=trouble,
        sheet=entry.sheet,
        row=entry.row,
        column=letters.get(column.key, ""),
        title=column.name,
        text=entry.text(column.key),
        near=near,
    )


def _plans(column: LedgerColumn) -> bool:
    name = f"{column.name} {column.key} {column.name_en}".casefold()
    return any(word in name for word in _TO_COME)


def _upwards(entries: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    """Return the entries with the oldest first, as some ledgers have them last."""
    days = [entry.days["day"] for entry in entries if "day" in entry.days]
    pairs = list(pairwise(days))
    falling = bool(pairs) and days[0] > days[-1] and all(one >= two for one, two in pairs)
    return entries[::-1] if falling else entries


def _unreadable(entry: LedgerEntry, key: str) -> bool:
    return key in entry.values and key not in entry.numbers


def _change(entry: LedgerEntry) -> Decimal:
    nought = Decimal()
    return entry.numbers.get(INCOME, nought) - entry.numbers.get(EXPENSE, nought)


def _written(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _repeated(entries: Sequence[LedgerEntry]) -> Iterator[CellFault]:
    """Yield the rows that say just what an earlier one does, in two columns or more."""
    first: dict[frozenset[tuple[str, str]], LedgerEntry] = {}
    for entry in entries:
        said = frozenset(entry.values.items())
        before = first.setdefault(said, entry) if len(said) > 1 else entry
        if before is not entry:
            elsewhere = before.sheet != entry.sheet
            yield CellFault(
                trouble=CellTrouble.TWICE,
                sheet=entry.sheet,
                row=entry.row,
                column="",
                text=_said(entry),
                near=f"{before.sheet}!{before.row}" if elsewhere else str(before.row),
            )


def _said(entry: LedgerEntry) -> str:
    return " ".join(entry.values.values())[:60]


def _two_spellings(
    ledger: Ledger, entries: Sequence[LedgerEntry], letters: Mapping[str, Mapping[str, str]]
) -> Iterator[CellFault]:
    columns = [column for column in ledger.columns if column.kind is ColumnKind.PEOPLE]
    cells = [
        (entry, column, people_in(entry.text(column.key)))
        for entry in entries
        for column in columns
        if entry.text(column.key)
    ]
    others = other_spellings([people for _entry, _column, people in cells])
    if not others:
        return
    for entry, column, people in cells:
        spelt = dict.fromkeys(each for one in people for each in (one.spelling, one.piece))
        for spelling in spelt:
            if spelling in others:
                there, near = letters.get(entry.sheet, {}), others[spelling]
                fault = _fault(column, entry, there, CellTrouble.TWO_SPELLINGS, near)
                yield replace(fault, text=spelling)
