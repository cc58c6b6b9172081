"""The words of the four-property report: states, what differs, and what it rests on."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from textwrap import wrap

from archivist.formats.look import Look
from archivist.formats.wording import PROPERTY
from archivist.model.disc_due import DueKind
from archivist.model.display import shown
from archivist.model.finding import Property, Severity
from archivist.model.four_properties import Fault, FourProperties, Outcome, Result
from archivist.model.property_rows import Row
from archivist.model.verifying import Difference
from archivist.model.wording import N_

OUTCOME = {
    Outcome.PASSED: Look("√", "green", N_("passed")),
    Outcome.HINT: Look("·", "cyan", N_("passed, with hints")),
    Outcome.FAILED: Look("×", "red", N_("failed")),
    Outcome.SKIPPED: Look("-", "white", N_("skipped")),
}
DIFFERENCE = {
    Difference.MISSING: N_("sealed, and not there any more"),
    Difference.CHANGED: N_("edited after it was sealed"),
    Difference.DAMAGED: N_("damaged: another content with the size and time of the sealing"),
    Difference.UNREADABLE: N_("cannot be read"),
    Difference.LINKED: N_("a link, folder or device stands in its place"),
    Difference.IN_USE: N_("changed while it was being read"),
    Difference.MOVED: N_("moved or renamed, to be sealed at its new place"),
    Difference.UPDATED: N_("a ledger or description that was updated, to be sealed again"),
    Difference.NEW: N_("not sealed yet"),
}
DISC = {
    DueKind.UNBURNT: N_("disc {number}: never burnt"),
    DueKind.UNCHECKED: N_("disc {number}: burnt and never checked"),
    DueKind.FAILED: N_("disc {number}: the last check failed"),
    DueKind.RECHECK: N_("disc {number}: to be checked again"),
    DueKind.SET_MISSING: N_("disc {number}: the register has no row for a set"),
    DueKind.UNENTERED: N_("disc {number}: an image was made, and no register has its number"),
    DueKind.LIST_LOST: N_("disc {number}: the archive's own list of it is gone or was changed"),
}
_SIGN = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.HINT: "·"}


def property_name(guarded: Property) -> str:
    """Return what a property is called, to stand as a heading."""
    return _(PROPERTY[guarded])


def outcome_word(outcome: Outcome) -> str:
    """Return the word for what came of looking."""
    return _(OUTCOME[outcome].word)


def outcome_text(outcome: Outcome) -> str:
    """Return what came of looking as its sign and its word."""
    return f"{OUTCOME[outcome].sign} {outcome_word(outcome)}"


def row_name(row: Row) -> str:
    """Return what is looked at."""
    return _(row.name)


def row_rests(row: Row) -> str:
    """Return what the result rests on, with its source."""
    rests = _(row.rests)
    return _("{rests} ({source})").format(rests=rests, source=row.source) if row.source else rests


def fault_text(fault: Fault) -> str:
    """Return a fault on one line: its sign, place, code and what is wrong."""
    text = _("{place}: {what}").format(place=fault.path, what=fault.text)
    told = text if fault.path else fault.text
    return shown(" ".join(filter(None, (_SIGN[fault.severity], fault.code, told))))


def more_text(result: Result) -> str:
    """Return how many faults are not named, or nothing."""
    more = result.count - len(result.faults)
    return _("and {count} more").format(count=more) if more > 0 else ""


def scope_text(report: FourProperties) -> str:
    """Return what was looked at: the whole archive, or parts, or a sample."""
    names = _(", ").join(shown(path) or "." for path in report.paths)
    where = names or _("the whole archive")
    chosen = [_chosen(part) for part in report.scope.split() if part not in {"all", "older-than"}]
    return _("; ").join((where, *chosen))


def amount_text(report: FourProperties) -> str:
    """Return how much was compared, and how much is sealed."""
    text = ngettext(
        "{count} file compared with its digest ({size} bytes read), of {sealed} that are sealed",
        "{count} files compared with their digests ({size} bytes read), of {sealed} that are "
        "sealed",
        report.files,
    )
    return text.format(count=report.files, size=f"{report.size:,}", sealed=report.sealed)


def anchor_text(report: FourProperties) -> str:
    """Return the head of the journal's chain, in groups of four as it is typed from paper."""
    if not report.anchor.line:
        return _("there is no journal yet")
    text = _("line {line}, SHA-256 {sha256}")
    return text.format(line=report.anchor.line, sha256=" ".join(wrap(report.anchor.sha256, 4)))


def _chosen(part: str) -> str:
    if part.endswith("%"):
        return _("a sample of {share}").format(share=part)
    return _("only what was not verified in {days} days").format(days=part)
