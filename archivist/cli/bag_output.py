"""Showing what was handed over, and what is wrong with a bag."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.actions.handover.bag import BagReport
from archivist.actions.handover.check_bag import BagCheck
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.formats.bag_wording import fault_text, notice_text
from archivist.formats.look import Look
from archivist.model.bag import bag_size
from archivist.model.display import shown
from archivist.model.wording import N_

SCHEMA = "archivist/check-bag/1"
_WHOLE = Look("√", "green", N_("whole"))
_FAULTY = Look("×", "red", N_("faulty"))
_TOLD = Look("!", "yellow", N_("to be known"))
_FEW = 5
_MOST = 1000
"""Faults that are listed without ``--json``: nobody reads more of one bag."""


def show_bag(report: BagReport, target: Path, *, quiet: bool, verbose: bool) -> None:
    """Write what a bag holds, or why none was made."""
    for each in report.refused:
        text = _("{place}: {what}").format(place=each.path, what=each.reason)
        show(wrapped(shown(text), "    ", first="  × "))
    if report.refused:
        show(wrapped(_("No bag was made: everything in it has to be whole."), ""))
        return
    if not quiet:
        show(wrapped(shown(report.words), ""))
        _show_remarks(report, verbose=verbose)
    count, size = report.oxum.count, bag_size(report.oxum.size)
    text = ngettext(
        "{count} file ({size}) copied to the bag {place}",
        "{count} files ({size}) copied to the bag {place}",
        count,
    )
    show(wrapped(text.format(count=count, size=size, place=shown(str(target))), ""))
    if not quiet:
        show(wrapped(_("To check it, before and after handing over: archivist check-bag"), ""))


def _show_remarks(report: BagReport, *, verbose: bool) -> None:
    if report.agreeing:
        sealed = _("{sealed} of {count} files are sealed, and as they were sealed.")
        said = sealed.format(sealed=report.agreeing, count=report.oxum.count)
        show(wrapped(said, "    ", first="  √ "))
    else:
        bare = _("None of the files is sealed: “archivist seal” lets a bag tell rot from an edit.")
        show(wrapped(bare, "    ", first="  ○ "))
    if report.undated:
        count = report.undated
        text = ngettext(
            "{count} record tells no day and is left out",
            "{count} records tell no day and are left out",
            count,
        )
        show(wrapped(text.format(count=count), "    ", first="  ○ "))
    _show_some(_("Links and devices are not copied:"), report.left, verbose=verbose)
    odd = _("Names in a Unicode form that other systems may change:")
    _show_some(odd, report.odd, verbose=verbose)


def _show_some(head: str, paths: Sequence[str], *, verbose: bool) -> None:
    if not paths:
        return
    show(wrapped(head, "    ", first="  ! "))
    for path in paths if verbose else paths[:_FEW]:
        show(wrapped(shown(path), "      "))
    if not verbose and len(paths) > _FEW:
        more = _("and {count} more (-v lists all)").format(count=len(paths) - _FEW)
        show(wrapped(more, "      "))


def show_check(check: BagCheck, *, as_json: bool, quiet: bool) -> None:
    """Write every fault of a bag, and whether it is whole."""
    if as_json:
        show_json(_json(check))
        return
    for fault in check.found.faults[:_MOST]:
        text = wrapped(shown(fault_text(fault)), "    ", first="  × ")
        show(styled(text, _FAULTY))
    if len(check.found.faults) > _MOST:
        more = _("and {count} more (--json lists all)").format(
            count=len(check.found.faults) - _MOST
        )
        show(wrapped(more, "    "))
    for notice in () if quiet else check.found.notices:
        show(styled(wrapped(shown(notice_text(notice)), "    ", first="  ! "), _TOLD))
    count = len(check.found.faults)
    place = shown(str(check.place))
    if count:
        text = ngettext(
            "{count} fault in the bag {place}", "{count} faults in the bag {place}", count
        )
        show(styled(wrapped(f"× {text.format(count=count, place=place)}", "  "), _FAULTY))
        return
    held = check.found.oxum
    text = ngettext(
        "The bag {place} is whole: {count} file ({size}), checked by {algorithms}.",
        "The bag {place} is whole: {count} files ({size}), checked by {algorithms}.",
        held.count,
    ).format(
        place=place,
        count=held.count,
        size=bag_size(held.size),
        algorithms=", ".join(check.found.algorithms),
    )
    show(styled(wrapped(f"√ {text}", "  "), _WHOLE))


def _json(check: BagCheck) -> dict[str, Any]:
    found = check.found
    return {
        "schema": SCHEMA,
        "bag": str(check.place),
        "whole": check.whole,
        "version": found.version,
        "files": found.oxum.count,
        "bytes": found.oxum.size,
        "algorithms": list(found.algorithms),
        "info": [{"label": label, "value": value} for label, value in found.info],
        "faults": [
            {
                "kind": each.kind.value,
                "path": each.path,
                "detail": each.detail,
                "text": fault_text(each),
            }
            for each in found.faults
        ],
        "notices": [
            {
                "kind": each.kind.value,
                "path": each.path,
                "detail": each.detail,
                "text": notice_text(each),
            }
            for each in found.notices
        ],
    }
