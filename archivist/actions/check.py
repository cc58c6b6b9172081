"""``archivist check``: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from gettext import gettext as _

from archivist.actions.registers import register_cells
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.checks import CHECKS
from archivist.checks.keeping import CODES as KEEPING
from archivist.checks.paper import ILLEGIBLE
from archivist.errors import InvalidChoiceError
from archivist.model.dossier import Dossier
from archivist.model.finding import Check, Finding, Severity
from archivist.store.keeping_notes import keeping_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The verdict of a run."""

    findings: tuple[tuple[Check, Finding], ...]
    """By folder, name, then code."""
    looked_at: int
    """Records in scope."""
    read: int
    """Files that had to be opened, because they are new or changed."""
    remembered: bool
    waiting: int = 0
    """Files in the inbox."""

    def count(self, severity: Severity) -> int:
        """Return how many findings matter that much."""
        return sum(check.weight(finding) is severity for check, finding in self.findings)

    @property
    def passed(self) -> bool:
        """Nothing worse than a hint was found."""
        return not self.count(Severity.ERROR) and not self.count(Severity.WARNING)


def check(view: View, checks: Iterable[Check] = CHECKS) -> CheckReport:
    """Run checks over an archive or the part of it in the view's scope."""
    return checked(view, checks)[0]


def checked(view: View, checks: Iterable[Check] = CHECKS) -> tuple[CheckReport, Dossier]:
    """Return what checks found, and what they saw."""
    found, wanted = survey(view), tuple(checks)
    dossier = found.dossier
    if any(each.code == ILLEGIBLE for each in wanted):
        dossier = replace(dossier, illegible=register_cells(view.root, dossier))
    if found.view.covers("") and any(each.code in KEEPING for each in wanted):
        dossier = replace(dossier, keeping=keeping_of(view.root, view.as_of))
    pairs = [
        (each, finding)
        for each in wanted
        for finding in each(dossier)
        if found.view.covers(finding.path)
    ]
    pairs.sort(key=_order)
    looked_at = sum(found.view.covers(record.path) for record in found.dossier.records)
    report = CheckReport(
        findings=tuple(pairs),
        looked_at=looked_at,
        read=found.read,
        remembered=found.remembered,
        waiting=found.waiting,
    )
    return report, dossier


def _order(pair: tuple[Check, Finding]) -> tuple[str, str, str, list[tuple[str, str]]]:
    """Folder by folder, so that what is said of one folder stands together."""
    check_, finding = pair
    folder, _slash, name = finding.path.rpartition("/")
    return folder, name, check_.code, sorted(finding.facts.items())


def choose_checks(select: Iterable[str], ignore: Iterable[str]) -> tuple[Check, ...]:
    """Return the checks whose code begins with a selected text and with no ignored one.

    Raises:
        InvalidChoiceError: A text fits no code at all.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for text in (*wanted, *unwanted):
        if not text or not any(each.code.startswith(text) for each in CHECKS):
            raise InvalidChoiceError(
                _("No check has a code that begins with “{text}”.").format(text=text),
                _("“archivist explain” lists all codes, such as NAM101 or the family NAM."),
            )
    return tuple(
        each
        for each in CHECKS
        if (not wanted or each.code.startswith(wanted)) and not each.code.startswith(unwanted)
    )
