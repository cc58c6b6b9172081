"""Showing what verifying came to: text or JSON."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.cli.keeping_bar import amount
from archivist.cli.keeping_output import (
    BAD,
    GOOD,
    NOTE,
    few,
    show_anchor,
    show_complaints,
    show_kind,
    show_more,
)
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.cli.verify_json import value_of
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.verifying import Difference, Verification


def render(found: Verification, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write the verdict, then what differs and what to do about it."""
    if as_json:
        show_json(value_of(found))
        return
    _show_verdict(found)
    if not quiet:
        _show_scope(found)
        _show_chain(found, verbose=verbose)
        for kind in Difference:
            show_kind(kind, found.of(kind), verbose=verbose)
    if found.noted:
        text = _("This could not be written down in the journal: {reason}")
        show(styled(wrapped(text.format(reason=shown(found.noted)), "  ", "! "), NOTE))
    if not quiet and found.line:
        show_anchor(found.line, found.head)


def _show_verdict(found: Verification) -> None:
    if not found.begun:
        text = _("Nothing is sealed here yet: “archivist seal” does.")
        show(styled(wrapped(text, "  ", "! "), NOTE))
        return
    if found.sound:
        waiting = any(not each.kind.grave for each in found.differing)
        text = _("All that was read is as it was sealed.")
        text = (
            _("All is as it was sealed; some things wait for “archivist seal”.")
            if waiting
            else text
        )
        show(styled(wrapped(text, "  ", f"{GOOD.sign} "), GOOD))
        return
    grave = sum(each.kind.grave for each in found.differing)
    text = ngettext(
        "{count} sealed file is not as it was sealed.",
        "{count} sealed files are not as they were sealed.",
        grave,
    ).format(count=grave)
    if not grave:
        text = _("The files are as they were sealed, but archivist's own records are not.")
    show(styled(wrapped(text, "  ", f"{BAD.sign} "), BAD))


def _show_scope(found: Verification) -> None:
    text = ngettext(
        "{count} file read ({size}) of {sealed} that are sealed, in {seconds} s.",
        "{count} files read ({size}) of {sealed} that are sealed, in {seconds} s.",
        found.files - found.kept,
    ).format(
        count=found.files - found.kept,
        size=amount(found.size),
        sealed=found.sealed,
        seconds=f"{found.seconds:.1f}",
    )
    show(wrapped(text, "  "))
    if found.earlier:
        text = ngettext(
            "The run before was cut off; {count} file that it found right was not read again "
            "(--again reads all).",
            "The run before was cut off; {count} files that it found right were not read again "
            "(--again reads all).",
            found.earlier,
        )
        show(wrapped(text.format(count=found.earlier), "  "))
    if found.scope != "all":
        _show_choice(found)


def _show_choice(found: Verification) -> None:
    for part in found.scope.split(" "):
        if part.endswith("%"):
            text = _("A sample of {share}, drawn by the date {day}.")
            show(wrapped(text.format(share=part, day=dotted(found.when.date())), "  "))
        elif part.isdecimal():
            text = _("Only what was not verified in the last {days} days.")
            show(wrapped(text.format(days=part), "  "))


def _show_chain(found: Verification, *, verbose: bool) -> None:
    for line in found.breaks[: few(len(found.breaks), verbose=verbose)]:
        text = _("Line {line} of the journal was changed, removed or put elsewhere.")
        show(styled(wrapped(text.format(line=line), "  ", f"{BAD.sign} "), BAD))
    show_more(len(found.breaks), verbose=verbose)
    if found.torn:
        text = _("The last line of the journal ({line}) was broken off.").format(line=found.torn)
        show(styled(wrapped(text, "  ", f"{BAD.sign} "), BAD))
    if not found.chain_whole:
        cure = _(
            "Compare .archivist/journal.jsonl with the one of the backup, and with its head on "
            "paper (archivist verify --anchor)."
        )
        show(wrapped(cure, "      ", "  → "))
    show_complaints(
        _("The manifest is not as archivist wrote it: {count}").format(count=len(found.manifest)),
        found.manifest,
        _("“archivist seal --repair” mends what can be told from the files themselves."),
        verbose=verbose,
    )
    show_complaints(
        _("Of archivist's own files, not as they were written: {count}").format(
            count=len(found.own)
        ),
        found.own,
        _("Put them back from the backup (.archivist is backed up with the archive)."),
        verbose=verbose,
    )
