"""Showing what verifying came to: text or JSON."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.cli.keeping_output import (
    BAD,
    GOOD,
    NOTE,
    show_anchor,
    show_chain,
    show_complaints,
    show_kind,
    show_uncovered,
)
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.cli.verify_json import value_of
from archivist.model.amounts import size_text
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.verifying import Difference, Verification

_UNREAD = (Difference.UNREADABLE, Difference.IN_USE)


def render(found: Verification, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write the verdict, then what differs and what to do about it; quietly, only what is wrong."""
    if as_json:
        show_json(value_of(found))
        return
    _show_verdict(found)
    if not quiet:
        _show_scope(found)
        show_uncovered(found.uncovered)
    show_chain(found.breaks, found.torn, verbose=verbose, quiet=quiet)
    _show_manifest(found, verbose=verbose, quiet=quiet)
    for kind in Difference:
        if kind.grave or not quiet:
            show_kind(kind, found.of(kind), verbose=verbose, quiet=quiet)
    _show_own(found, verbose=verbose, quiet=quiet)
    if found.noted:
        text = _("This could not be written down in the journal: {reason}")
        show(styled(wrapped(text.format(reason=shown(found.noted)), "  ", "! "), NOTE))
    if not quiet and found.line and found.chain_whole:
        show_anchor(found.line, found.head)


def _show_verdict(found: Verification) -> None:
    if not found.begun:
        text = _("Nothing is sealed here yet: “archivist seal” does.")
        show(styled(wrapped(text, "  ", "! "), NOTE))
        return
    if found.uncovered and not found.sealed:
        text = _("Nothing of what you asked for is sealed.")
        show(styled(wrapped(text, "  ", f"{NOTE.sign} "), NOTE))
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
    _show_wrong(found)


def _show_wrong(found: Verification) -> None:
    if not any(each.kind.grave for each in found.differing):
        _show_bad(_("The files are as they were sealed, but archivist's own records are not."))
    unread = sum(map(found.count, _UNREAD))
    other = sum(each.kind.grave for each in found.differing) - unread
    if other:
        text = ngettext(
            "{count} sealed file is not as it was sealed.",
            "{count} sealed files are not as they were sealed.",
            other,
        )
        _show_bad(text.format(count=other))
    if unread:
        text = ngettext(
            "{count} file could not be read; what it holds now is not known.",
            "{count} files could not be read; what they hold now is not known.",
            unread,
        )
        _show_bad(text.format(count=unread))


def _show_bad(text: str) -> None:
    show(styled(wrapped(text, "  ", f"{BAD.sign} "), BAD))


def _show_scope(found: Verification) -> None:
    text = ngettext(
        "{count} file read ({size}) of {sealed} that are sealed, in {seconds} s.",
        "{count} files read ({size}) of {sealed} that are sealed, in {seconds} s.",
        found.files,
    ).format(
        count=found.files,
        size=size_text(found.size),
        sealed=found.sealed,
        seconds=f"{found.seconds:.1f}",
    )
    show(wrapped(text, "  "))
    if found.earlier:
        text = ngettext(
            "The run before was cut off; {count} file that it found right was not read again "
            "(--restart reads all).",
            "The run before was cut off; {count} files that it found right were not read again "
            "(--restart reads all).",
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


def _show_manifest(found: Verification, *, verbose: bool, quiet: bool) -> None:
    text = _("The manifest is not as archivist wrote it: {count}")
    cure = _("“archivist seal --repair” mends what can be told from the files themselves.")
    show_complaints(
        text.format(count=len(found.manifest)),
        found.manifest,
        "" if quiet else cure,
        verbose=verbose,
    )


def _show_own(found: Verification, *, verbose: bool, quiet: bool) -> None:
    text = _("Of archivist's own files, not as they were written: {count}")
    cure = _("Put them back from the backup (.archivist is backed up with the archive).")
    show_complaints(
        text.format(count=len(found.own)), found.own, "" if quiet else cure, verbose=verbose
    )
