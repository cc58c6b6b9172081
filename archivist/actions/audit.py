"""``archivist audit``: what is there and what is missing against the filing plan."""

from __future__ import annotations

from collections.abc import Iterable

from archivist.actions.blind import refuse_unseen
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.model.audit import Audit
from archivist.model.dossier import StrayKind
from archivist.model.matrix import completeness
from archivist.model.period import Period, Span
from archivist.model.todo import tasks

_UNCOUNTED = frozenset(
    {
        StrayKind.UNKNOWN_STUDIO,
        StrayKind.UNKNOWN_CATEGORY,
        StrayKind.LOOSE_FILE,
        StrayKind.LINK,
        StrayKind.UNREADABLE,
    }
)


def audit(view: View, period: Period | None = None, studios: Iterable[str] = ()) -> Audit:
    """Compare what is filed with the plan.

    Args:
        view: Which archive, on which day.
        period: What is audited; None means the year of the day.
        studios: Names, or parts of names; none means all.

    Raises:
        InvalidChoiceError: A name fits no studio, or several.
        NotReadableError: A studio or a category cannot be listed: what it holds is not missing.
    """
    dossier = survey(view).dossier
    chosen = choose_studios(dossier.settings, studios)
    refuse_unseen(dossier, chosen or tuple(studio.name for studio in dossier.settings.studios))
    asked = period or Period.containing(view.as_of, Span.YEAR)
    matrix = completeness(dossier, asked, chosen)
    return Audit(
        archive=view.root.name or str(view.root),
        matrix=matrix,
        tasks=tasks(matrix),
        uncounted=tuple(stray for stray in dossier.strays if stray.kind in _UNCOUNTED),
    )
