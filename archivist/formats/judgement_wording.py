"""The words of judgements: what may be said of a matter, what was said, and why it is refused."""

from __future__ import annotations

from decimal import Decimal
from gettext import gettext as _

from archivist.formats.score_names import named
from archivist.model.matters import Matter, Measure, Misjudged
from archivist.model.wording import N_

_MISJUDGED = {
    Misjudged.EMPTY: N_("nothing is said of it; it takes {allowed}"),
    Misjudged.NO_NUMBER: N_("“{said}” is no number; it takes {allowed}"),
    Misjudged.NEGATIVE: N_("{said} is below 0; write the points without a minus, {allowed}"),
    Misjudged.TOO_MUCH: N_("{said} is more than {most}; it takes {allowed}"),
    Misjudged.MET_OR_NOT: N_("{said} says nothing of it; it takes {allowed}"),
    Misjudged.HOW_MANY: N_("say how many points come off: it takes {allowed}"),
}


def points(number: Decimal) -> str:
    """Return points as they were named, without zeros behind."""
    return f"{number.normalize():f}"


def allowed(matter: Matter) -> str:
    """Return what may be said of a matter."""
    if matter.measure is Measure.MEET:
        return _("met or unmet")
    return _("0 to {most} points").format(most=points(matter.most))


def misjudged_text(matter: Matter, misjudged: Misjudged, said: str) -> str:
    """Return why what a person said decides nothing, and what would."""
    return _(_MISJUDGED[misjudged]).format(
        said=said, most=points(matter.most), allowed=allowed(matter)
    )


def decision(matter: Matter | None, number: Decimal) -> str:
    """Return what was decided: ``-2 points``, ``met``; where no matter is known the bare number."""
    if matter is None:
        return points(number)
    if matter.measure is Measure.MEET:
        return _("unmet") if number else _("met")
    sign = "+" if matter.measure is Measure.GIVE else "-"
    return _("{points} points").format(points=f"{sign if number else ''}{points(number)}")


def said(matter: Matter, number: Decimal) -> str:
    """Return what was decided as a person types it into a table."""
    if matter.measure is Measure.MEET:
        return decision(matter, number)
    return points(number)


def matter_name(matter: Matter) -> str:
    """Return id and name of a matter."""
    return f"{matter.id} {named(matter.thing)}"
