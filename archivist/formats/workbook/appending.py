"""Adding rows to a workbook that people keep, with all the rest of it left as it was.

No library writes the workbook anew: rows are set into the XML of the sheet, every other part is
carried over byte for byte, and the result is read back and compared before anybody gets it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from gettext import gettext as _

from archivist.errors import InvalidFileError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.workbook.cells import MAX_BYTES
from archivist.formats.workbook.package import Refusal
from archivist.formats.workbook.reading import LIMITS
from archivist.model.display import shown
from archivist.model.settings import Limits
from archivist.model.wording import N_

_MAX_ANSWER = 2 * MAX_BYTES
_WHY: dict[Refusal, tuple[str, str]] = {
    Refusal.NOT_XLSX: (
        N_("it is no .xlsx workbook"),
        N_("Open it in Excel or WPS and save it as .xlsx, then try again."),
    ),
    Refusal.PASSWORD: (
        N_("it is protected by a password"),
        N_("Open it in Excel or WPS, take the password off, save it, then try again."),
    ),
    Refusal.NO_SHEET: (
        N_("the sheet that was read is no longer there"),
        N_("Run the command again."),
    ),
    Refusal.BELOW: (
        N_("a row of sums, a remark or a merged cell stands where the new rows belong"),
        N_("Move what stands below the table elsewhere, or enter the rows by hand."),
    ),
    Refusal.PROTECTED: (
        N_("the sheet is protected, or the workbook is signed"),
        N_("Take the protection off in Excel or WPS, or enter the rows by hand."),
    ),
    Refusal.UNUSUAL: (
        N_("the program that wrote it did so in a way in which nothing can be added safely"),
        N_("Open it in Excel or WPS and save it, then try again."),
    ),
    Refusal.CHANGED: (
        N_("something else in it would have changed"),
        N_("Enter the rows by hand; the workbook was left as it was."),
    ),
}


class AppendingRefusedError(InvalidFileError):
    """Rows cannot be added to a workbook without harm to the rest of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One row to be added."""

    sheet: str
    head_row: int
    """The row of the titles, from 1."""
    cells: Mapping[str, str]
    """Texts by the letters of their column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that is to say something else."""

    sheet: str
    row: int
    """From 1."""
    column: str
    """Its letters."""
    text: str


def appended(
    source: bytes,
    additions: Sequence[Addition],
    changes: Sequence[CellChange] = (),
    *,
    named: str = "",
    limits: Limits = LIMITS,
) -> bytes:
    """Return a workbook with rows added below the last one of their tables, and cells changed.

    A new row looks like the one above it; a day or a number is written as one where the cells
    above are days or numbers. Drop-downs, colours, filter and print area reach down to it.

    Args:
        source: An .xlsx or .xlsm workbook.
        additions: The rows, in their order.
        changes: Cells of rows that are there; one with a formula is refused.
        named: What messages call the workbook.
        limits: What it may cost.

    Raises:
        AppendingRefusedError: The rest would not stay as it is, or it is no such workbook.
    """
    content = base64.b64encode(source).decode("ascii")
    rows, cells = [asdict(each) for each in additions], [asdict(each) for each in changes]
    job = ["append", "", content, rows, cells]
    try:
        with Apart(limits) as apart:
            answer = apart.ask(job, _MAX_ANSWER)
    except SpoiltError as error:
        raise refused(Refusal.UNUSUAL, named) from error
    try:
        return base64.b64decode(_text(answer, "data", named), validate=True)
    except binascii.Error as error:
        raise refused(Refusal.UNUSUAL, named) from error


def _text(answer: object, key: str, named: str) -> str:
    told = answer if isinstance(answer, dict) else {}
    text = told.get(key)
    if isinstance(text, str):
        return text
    known = {each.value: each for each in Refusal}
    raise refused(known.get(str(told.get("refused")), Refusal.UNUSUAL), named)


def refused(why: Refusal, named: str) -> AppendingRefusedError:
    """Return the error that says why nothing was added, and what to do."""
    reason, hint = _WHY[why]
    message = _("Nothing was added to {file}: {reason}.")
    file = shown(named) or _("the workbook")
    return AppendingRefusedError(message.format(file=file, reason=_(reason)), _(hint))
