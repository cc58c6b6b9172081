"""Reading the journal: its lines, the operations they tell of, and whether the chain holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.settings import STATE
from archivist.store.durable import open_plain

FILE = "journal.jsonl"
FIRST = "0" * 64
FIELDS = {"kind": "do", "path": "path", "source": "from", "sha256": "sha256", "before": "before"}
"""A step's fields and what they are called in a line."""
_LONGEST = 64 * 1024 * 1024
"""Bytes of a line; what is longer is none of ours and is taken in pieces."""
_SUM = b',"sum":"'
_DIGITS = 16
_SUMMED = len(_SUM) + _DIGITS + len(b'"}')
_ASIDE = 1
"""Signs of a checksum's frame that may be wrong and the line still passes as one that had it."""
_MOST = 2**53
"""Above any number of a line; Python would not write one of 4,300 digits down again."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal."""

    number: int
    """From 1."""
    raw: bytes
    """Without its line feed."""
    value: dict[str, Any] | None
    """None: it is no JSON object, because it was broken off or written by somebody else."""
    ended: bool = True
    """Whether its line feed is there."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    line: int
    """From 1."""


def read_lines(path: Path) -> Iterator[Line]:
    """Yield every line, in order; nothing when there is no journal."""
    with suppress(FileNotFoundError), open_plain(path) as file:
        raws = iter(lambda: file.readline(_LONGEST), b"")
        yield from (line_of(number, raw) for number, raw in enumerate(raws, start=1))


def read_deeds(root: Path) -> tuple[Deed, ...]:
    """Return every operation of an archive's journal, in order."""
    return tuple(deeds_of(read_lines(root / STATE / FILE)))


def deeds_of(lines: Iterable[Line]) -> list[Deed]:
    """Return the operations that lines tell of; a line that cannot be understood tells nothing.

    No number is given twice, and what has ended does not end again: the first line holds.
    """
    found: dict[int, Deed] = {}
    for line in lines:
        value = line.value or {}
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            if value.get("do") == "begin":
                deed = _deed(value)
                found.setdefault(deed.number, deed)
            elif value.get("do") == "end":
                deed = found[_integer(value["of"])]
                if deed.result is None:
                    reason = str(value.get("reason", ""))
                    found[deed.number] = replace(deed, result=_result(value), reason=reason)
    return list(found.values())


def breaks(lines: Iterable[Line]) -> Iterator[Break]:
    """Yield the places where the chain does not hold.

    A line broken off by a crash is no break: what there is of it fits, and the next line is chained
    to it.
    """
    last, torn = FIRST, False
    damaged = False
    for line in lines:
        chained = line.value is not None and line.value.get("prev") == last
        if torn and not chained and not _broken_off(line, last):
            yield Break(line.number - 1)
        elif line.value is not None and not chained and not damaged:
            yield Break(line.number)
        damaged = _damaged(line)
        if damaged:
            yield Break(line.number)
        torn = line.value is None and not damaged
        last = digest(line.raw)


def begun(lines: Iterable[Line]) -> set[int]:
    """Return the numbers of what was begun and not ended, also by a version that is newer."""
    ended: dict[int, bool] = {}
    for line in lines:
        value = line.value or {}
        with suppress(KeyError, TypeError):
            if value.get("do") == "begin":
                ended.setdefault(_integer(value["n"]), False)
            elif value.get("do") == "end":
                ended[_integer(value["of"])] = True
    return {number for number, over in ended.items() if not over}


def summed(raw: bytes) -> bytes:
    """Return a line with the checksum of its own, by which damage to the last one shows."""
    return b'%s%s%s"}' % (raw.removesuffix(b"}"), _SUM, _sum(raw.removesuffix(b"}")))


def digest(raw: bytes) -> str:
    """Return what the next line is chained to."""
    return hashlib.sha256(raw).hexdigest()


def _broken_off(line: Line, last: str) -> bool:
    """Tell whether a line is the beginning of one of ours; a power cut leaves zeros behind it."""
    head = f'{{"n":{line.number},"prev":"{last}"'.encode()
    raw = line.raw.rstrip(b"\0")
    return line.value is None and (head.startswith(raw) or raw.startswith(head))


def _damaged(line: Line) -> bool:
    """Tell whether a line that was once whole is not what its own checksum is of.

    One that is no JSON any more counts as once whole if a checksum is still seen at its end; a
    crash leaves none.
    """
    body, end = line.raw[:-_SUMMED], line.raw[-_SUMMED:]
    if line.value is not None and "sum" not in line.value:
        return _looks_summed(end)
    if line.value is None and not _looks_summed(end):
        return False
    return end != b'%s%s"}' % (_SUM, _sum(body))


def _looks_summed(end: bytes) -> bool:
    """Tell whether this was the end of a line with a checksum, a few bits aside."""
    fixed = [*zip(end, _SUM, strict=False), *zip(end[-2:], b'"}', strict=False)]
    return len(end) == _SUMMED and sum(one != other for one, other in fixed) <= _ASIDE


def _sum(body: bytes) -> bytes:
    return digest(body)[:_DIGITS].encode()


def line_of(number: int, raw: bytes) -> Line:
    """Return a line from its bytes, with its line feed if it has one."""
    ended = raw.endswith(b"\n")
    raw = raw.removesuffix(b"\n")
    value = None
    with suppress(ValueError, RecursionError):
        value = json.loads(raw)
    return Line(number, raw, value if isinstance(value, dict) else None, ended)


def _deed(value: dict[str, Any]) -> Deed:
    steps = []
    for each in value["steps"]:
        texts = {name: str(each.get(key, "")) for name, key in FIELDS.items() if name != "kind"}
        steps.append(Step(kind=StepKind(each["do"]), **texts))
    return Deed(
        number=_integer(value["n"]),
        batch=_integer(value["batch"]),
        at=str(value["at"]),
        by=str(value["by"]),
        operation=Operation(verb=Verb(value["verb"]), steps=tuple(steps)),
        undoes=_integer(value.get("undoes", 0)),
    )


def _result(value: dict[str, Any]) -> Result:
    """Return how an operation ended; what a newer version calls it, a person has to look at."""
    try:
        return Result(value["result"])
    except ValueError:
        return Result.STUCK


def number_of(line: Line) -> int:
    """Return the number that a line bears; 0: none that one of ours could bear."""
    with suppress(TypeError):
        return max(0, _integer((line.value or {}).get("n")))
    return 0


def _integer(value: object) -> int:
    if type(value) is not int or abs(value) >= _MOST:
        raise TypeError
    return value
