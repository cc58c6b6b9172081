"""``archivist audit``: what is there and what is missing against the filing plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from archivist.actions.blind import refuse_unseen
from archivist.actions.ledgers import Librarian
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import ArchivistError
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.matrix import completeness
from archivist.model.period import Period, Span
from archivist.model.todo import tasks
from archivist.store.keeping_notes import keeping_of
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended

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
    matrix = _without_registers(view.root, dossier, completeness(dossier, asked, chosen))
    return Audit(
        archive=dossier.settings.called(view.root.name or str(view.root)),
        matrix=matrix,
        tasks=tasks(matrix),
        uncounted=tuple(stray for stray in dossier.strays if stray.kind in _UNCOUNTED),
        keeping=keeping_of(view.root, view.as_of),
    )


def _without_registers(root: Path, dossier: Dossier, matrix: Completeness) -> Completeness:
    """Leave out of what answers nothing the registers of boxes, discs and the like.

    They are no material of the plan, and what to do with them is known all the same.
    """
    loose = frozenset(matrix.unrecognised)
    try:
        ledgers = load_ledgers(extended(root), dossier.plan) if loose else ()
    except ArchivistError:
        return matrix  # whoever asks for ledgers is told; the audit stands without them
    workbooks = Librarian(dossier.plan, ledgers).workbooks(
        record for record in dossier.records if record.path in loose
    )
    known = {record.path for record, ledger in workbooks if ledger is not None}
    return replace(matrix, unrecognised=tuple(p for p in matrix.unrecognised if p not in known))
