"""Writing the report of an import beside its plan; an earlier report is never overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotWritableError
from archivist.formats.import_report import report_bytes
from archivist.model.bringing import LeftKind
from archivist.model.fates import Fate, Turn
from archivist.model.names import portable
from archivist.model.refusal import reason_of
from archivist.store.moving import new_file

_MOST = 1000
"""Numbers that are tried for a name that is free."""


def has_news(plan: Path, folder: str, fates: Iterable[Fate]) -> bool:
    """Tell whether a report would say what an earlier one beside the plan does not."""
    refused = LeftKind.REFUSED
    if any(f.turn is Turn.COPIED or (f.left and f.left.kind is refused) for f in fates):
        return True
    return not os.path.lexists(_place(plan, folder, 1))


def write_report(plan: Path, folder: str, fates: Iterable[Fate]) -> Path:
    """Write the report beside the plan and return where.

    Args:
        plan: The plan that was followed.
        folder: The name of the old folder.
        fates: What became of its rows.

    Raises:
        NotWritableError: The file system refuses; what was copied is copied all the same.
    """
    content = report_bytes(fates)
    for number in range(1, _MOST):
        target = _place(plan, folder, number)
        try:
            new_file(target, content)
        except FileExistsError:
            continue
        except OSError as error:
            raise _refused(plan, reason_of(error)) from error
        return target
    raise _refused(plan, _("too many reports lie there already"))


def _place(plan: Path, folder: str, number: int) -> Path:
    stem = _("Import report {folder}").format(folder=portable(folder))
    return plan.with_name(f"{stem} ({number}).csv" if number > 1 else f"{stem}.csv")


def _refused(plan: Path, reason: str) -> NotWritableError:
    return NotWritableError(
        _("The report beside {plan} cannot be written: {reason}").format(plan=plan, reason=reason),
        _("What was copied is in the archive; “archivist log” lists it."),
    )
