"""``archivist audit``: what is there and what is missing against the filing plan."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import NotReadableError
from archivist.model.audit import Audit
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.matrix import completeness
from archivist.model.names import same_name
from archivist.model.period import Period, Span
from archivist.model.todo import tasks

_BLIND = frozenset({StrayKind.UNREADABLE, StrayKind.LINK, StrayKind.STUDIO_ABSENT})
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
    _refuse_blind(dossier, chosen or tuple(studio.name for studio in dossier.settings.studios))
    asked = period or Period.containing(view.as_of, Span.YEAR)
    matrix = completeness(dossier, asked, chosen)
    return Audit(
        archive=view.root.name or str(view.root),
        matrix=matrix,
        tasks=tasks(matrix),
        uncounted=tuple(stray for stray in dossier.strays if stray.kind in _UNCOUNTED),
    )


def _refuse_blind(dossier: Dossier, studios: tuple[str, ...]) -> None:
    """Refuse when the folder of a studio or of a category cannot be looked into."""
    wanted = {same_name(name) for name in studios}
    for stray in dossier.strays:
        parts = stray.path.split("/")
        known = len(parts) == 1 or dossier.plan.category_of(parts[1]) is not None
        if stray.kind in _BLIND and len(parts) <= 2 and same_name(parts[0]) in wanted and known:
            raise NotReadableError(
                _("The folder {path} cannot be looked into: {reason}").format(
                    path=stray.path, reason=stray.detail or _("it is not there, or it is a link")
                ),
                _(
                    "Without it the audit would call everything in it missing. Check the drive and "
                    "your rights; “archivist init” makes a folder that was never there."
                ),
            )
