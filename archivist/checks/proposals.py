"""Proposals: what a file says by the way, for an element that nobody stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import described_images
from archivist.model.elements import Element
from archivist.model.finding import Finding, Property, Severity
from archivist.model.stating import proposals_of
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier

_MESSAGES = {
    Element.CAUSE: N_("the cause is perhaps “{text}”"),
    Element.EVENT_DATE: N_("the event was perhaps on “{text}”"),
    Element.SHOOTING_DATE: N_("the picture was perhaps taken, or saved, on “{text}”"),
    Element.PLACE: N_("the place is perhaps “{text}”"),
    Element.PEOPLE: N_("perhaps “{text}” is shown"),
    Element.SOURCE: N_("the source is perhaps “{text}”"),
}


@check(
    "ELE119",
    Severity.HINT,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_("{what}; nobody confirmed it"),
    remedy=N_(
        "If it is true, state it with archivist describe, or choose yes in the table of "
        "archivist describe --export"
    ),
)
def proposal_unconfirmed(dossier: Dossier) -> Iterator[Finding]:
    """A file proposes a value that nobody confirmed.

    Looks at elements that are not stated, and for which the file's name, Windows' property page
    or a video's header says something.

    Why: a messenger's name tells when a picture was saved, not when it was taken, and cameras fill
    in texts of their own. Such values count for nothing until a person confirms them.

    How to mend: confirm them with archivist describe, one by one or in its table.
    """
    for record in described_images(dossier):
        if not record.elements.proposals:
            continue
        for element, text in proposals_of(record.elements).items():
            if element in _MESSAGES:
                words = {"what": _MESSAGES[element]}
                yield found("ELE119", record.path, words, text=text)
