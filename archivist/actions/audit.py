"""``archivist audit``: what is there and what is missing against the filing plan."""

from __future__ import annotations

from collections.abc import Iterable

from archivist.actions.survey import View, choose_studios, survey
from archivist.model.audit import Audit
from archivist.model.matching import Recogniser
from archivist.model.matrix import completeness
from archivist.model.period import Period, Span
from archivist.model.todo import tasks


def audit(view: View, period: Period | None = None, studios: Iterable[str] = ()) -> Audit:
    """Compare what is filed with the plan.

    Args:
        view: Which archive, on which day.
        period: What is audited; None means the year of the day.
        studios: Names, or parts of names; none means all.

    Raises:
        InvalidChoiceError: A name fits no studio, or several.
    """
    dossier = survey(view).dossier
    chosen = choose_studios(dossier.settings, studios)
    asked = period or Period.containing(view.as_of, Span.YEAR)
    matrix = completeness(dossier, asked, chosen)
    recogniser = Recogniser(dossier.plan)
    records = [record for record in dossier.records if record.item.studio in matrix.studios]
    return Audit(
        archive=view.root.name,
        matrix=matrix,
        tasks=tasks(matrix),
        unrecognised=tuple(record.path for record in records if not recogniser.claims(record)),
    )
