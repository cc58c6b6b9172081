"""Which rows under the titles are entries, and which are sums, remarks or titles once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archivist.formats.ledger_head import Head, Lines
from archivist.formats.workbook.places import letters_of
from archivist.formats.workbook.reading import spellings
from archivist.model.ledger import ColumnKind, Ledger
from archivist.model.ledger_days import read_days
from archivist.model.ledger_entry import CellFault, CellTrouble
from archivist.model.ledger_words import is_remark, is_sum

_NUMBERING = frozenset({"序号", "no.", "no", "#"})
_BAND = 3
"""Columns that one text has to fill to be a heading between the rows."""
_MAX_STRAYS = 100
"""Stray cells of one sheet that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A row with an entry."""

    number: int
    texts: Mapping[str, str]
    """By the key of their column."""
    broken: Mapping[str, str] = field(default_factory=dict)


class Rows:
    """The rows of one sheet below its titles.

    Args:
        sheet: The sheet's name.
        lines: Its rows that hold text.
        ledger: What it holds.
        head: Where its titles stand.
    """

    def __init__(self, sheet: str, lines: Lines, ledger: Ledger, head: Head) -> None:
        self.strays: list[CellFault] = []
        """Found while the rows are gone through."""
        self._sheet = sheet
        self._body = lines[head.at + 1 :]
        self._head = head
        self._last = lines[min(head.at, len(lines) - 1)][0]
        self._foot = False
        days = {c.key for c in ledger.columns if c.kind in {ColumnKind.DAY, ColumnKind.TERM}}
        self._days = days & set(head.places)
        bounds = range(max(0, head.at + 1 - head.rows), head.at + 1)
        self._heads = [list(map(_form, lines[at][1])) for at in bounds if at < len(lines)]
        self._numbering = {
            key for key, at in head.places.items() if _form(head.titles.get(at, "")) in _NUMBERING
        }

    def filled(self, broken: Mapping[tuple[int, int], str]) -> Iterator[Filled]:
        """Yield the rows that are entries, in their order.

        Args:
            broken: Cells without a value, by row and column.
        """
        of_row: dict[int, dict[int, str]] = {}
        for (row, column), text in broken.items():
            of_row.setdefault(row, {})[column] = text
        for number, texts in self._body:
            values = {
                k: texts[at] if at < len(texts) else "" for k, at in self._head.places.items()
            }
            if self._is_entry(number, [*texts], values):
                self._beside(number, [*texts])
                without = of_row.get(number, {})
                places = self._head.places.items()
                bad = {key: without[at] for key, at in places if at in without}
                yield Filled(number=number, texts=values, broken=bad)
            self._last = number

    def _is_entry(self, number: int, texts: list[str], values: Mapping[str, str]) -> bool:
        if self._repeats_head(texts) or self._is_sum(texts, values):
            return False
        told = {key: text for key, text in values.items() if text and key not in self._numbering}
        if self._is_foot(number, texts, told) or self._is_band(told):
            self._stray_row(number, texts)
            return False
        if not told:
            self._beside(number, texts)
        return bool(told)

    def _repeats_head(self, texts: list[str]) -> bool:
        forms = [_form(text) for text in texts]
        filled = [at for at, form in enumerate(forms) if form]
        return any(
            all(at < len(head) and head[at] == forms[at] for at in filled) for head in self._heads
        )

    def _is_sum(self, texts: list[str], values: Mapping[str, str]) -> bool:
        # Some number the rows of sums as well.
        first = [text for text in texts if text][:2]
        return any(map(is_sum, first)) and not self._dated(values)

    def _dated(self, values: Mapping[str, str]) -> bool:
        return any(read_days(values.get(key, "")).first for key in self._days)

    def _is_foot(self, number: int, texts: list[str], told: Mapping[str, str]) -> bool:
        """Return whether a row stands below the table: a remark, a signature."""
        distinct = set(told.values())
        first = next((text for text in texts if text), "")
        gap = number > self._last + 1 or self._foot
        lone = len(distinct) == 1 and gap and len(self._head.places) > 1 and not self._dated(told)
        few = 2 * len(distinct) <= max(2, len(self._head.places))
        signed = is_remark(first) and few and not self._dated(told)
        self._foot = bool(told) and (lone or signed)
        return self._foot

    def _is_band(self, told: Mapping[str, str]) -> bool:
        return len(told) >= _BAND and len(set(told.values())) == 1 and not self._dated(told)

    def _beside(self, number: int, texts: list[str]) -> None:
        for at, text in enumerate(texts):
            if text and at not in self._head.titles:
                self._stray(number, at, text)

    def _stray_row(self, number: int, texts: list[str]) -> None:
        """Tell of each text of a row once: what is merged fills several cells."""
        seen: set[str] = set()
        for at, text in enumerate(texts):
            if text and text not in seen:
                seen.add(text)
                self._stray(number, at, text)

    def _stray(self, number: int, at: int, text: str) -> None:
        if len(self.strays) < _MAX_STRAYS:
            fault = CellFault(
                trouble=CellTrouble.STRAY,
                sheet=self._sheet,
                row=number,
                column=letters_of(at),
                text=text,
            )
            self.strays.append(fault)


def _form(text: str) -> str:
    return spellings(text)[0]
