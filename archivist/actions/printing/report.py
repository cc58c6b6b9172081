"""``archivist print report``: an audit or a score as PDF, in the style of an official document."""

from __future__ import annotations

from archivist.actions.printing.form import print_form
from archivist.actions.view import View
from archivist.formats.papers.report_pages import report_form
from archivist.formats.papers.score_pages import score_form
from archivist.formats.press.form import Form
from archivist.model.audit import Audit
from archivist.model.settings import Settings
from archivist.model.verdict import Verdict
from archivist.store.settings import load_settings
from archivist.store.tree import extended


def print_score(view: View, verdict: Verdict, layout: str = "") -> bytes:
    """Return a verdict by a rubric as PDF; it raises as `print_form` does.

    Args:
        view: Which archive, on which day.
        verdict: What the audit came to.
        layout: Which layout; empty: the usual one.
    """
    settings = load_settings(extended(view.root))
    return _printed(view, settings, score_form(verdict, settings.fonds_name), layout)


def print_audit(view: View, audit: Audit, layout: str = "") -> bytes:
    """Return an audit of completeness as PDF; arguments and errors as `print_score`."""
    settings = load_settings(extended(view.root))
    return _printed(view, settings, report_form(audit, settings.fonds_name), layout)


def _printed(view: View, settings: Settings, form: Form, layout: str) -> bytes:
    return print_form(extended(view.root), settings, form, view.as_of, layout)
