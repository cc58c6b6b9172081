"""Showing what was taken back, what was not and why, and how to get at what was done before."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.undo import Left, Undone
from archivist.cli.file_output import show_finished
from archivist.cli.log_output import is_file, show_deed
from archivist.cli.screen import show, wrapped
from archivist.model.display import shown
from archivist.model.operation import Deed, Result

_FEW = 3
"""Changed files named for one operation."""


def show_undone(undone: Undone) -> None:
    """Write what was taken back."""
    show_finished(undone.finished)
    reasons = {left.deed.number: _why(left) for left in undone.left}
    for deed in undone.deeds:
        show_deed(deed, reason=reasons.get(deed.number, ""))
    if undone.passed:
        _say_passed(undone.passed)
    if not undone.deeds:
        show(_("There is nothing to take back."))
        return
    _say_taken(undone)
    _say_left(undone)
    _say_earlier(undone)


def _why(left: Left) -> str:
    """Return why an operation was left, naming what was changed where it is one of several."""
    one = len(left.deed.operation.work) == 1
    if one or not left.changed or left.deed.result is Result.STUCK:
        return left.deed.reason
    names = _(", ").join(map(shown, left.changed[:_FEW]))
    if len(left.changed) > _FEW:
        names = _("{names} and {count} more").format(names=names, count=len(left.changed) - _FEW)
    return _("{reason}: {names}").format(reason=left.deed.reason, names=names)


def _say_passed(count: int) -> None:
    text = ngettext(
        "{count} command was passed over: what an earlier “archivist undo” left of it is still "
        "changed, and stays as it is.",
        "{count} commands were passed over: what an earlier “archivist undo” left of them is still "
        "changed, and stays as it is.",
        count,
    )
    show(wrapped(text.format(count=count), "  "))


def _say_taken(undone: Undone) -> None:
    count = _files(deed for deed in undone.deeds if deed.result is Result.DONE)
    if not count:
        show(_("Nothing was taken back."))
        return
    text = ngettext("{count} file taken back.", "{count} files taken back.", count)
    show(text.format(count=count))


def _say_left(undone: Undone) -> None:
    count = _files(x.deed for x in undone.left if x.deed.result is not Result.STUCK)
    if count:
        text = ngettext(
            "{count} file was not taken back and is as it was; the reason stands above.",
            "{count} files were not taken back and are as they were; the reasons stand above.",
            count,
        )
        show(text.format(count=count))
    stuck = _files(x.deed for x in undone.left if x.deed.result is Result.STUCK)
    if stuck:
        text = ngettext(
            "{count} file is half taken back: look at it, and at “archivist log”.",
            "{count} files are half taken back: look at them, and at “archivist log”.",
            stuck,
        )
        show(text.format(count=stuck))


def _say_earlier(undone: Undone) -> None:
    """Say how to get at what was done before, if something was left that stands in the way."""
    if not undone.left or not undone.earlier:
        return
    again = {x.deed.undoes for x in undone.left if not x.changed}
    if not again:
        show(_("To take back what was done before that, run “archivist undo” again."))
        return
    text = _(
        "“archivist undo” tries it again; “archivist undo {count}” also takes back what was done "
        "before that."
    )
    show(text.format(count=len(again) + 1))


def _files(deeds: Iterable[Deed]) -> int:
    return sum(is_file(step) for deed in deeds for step in deed.operation.steps)
