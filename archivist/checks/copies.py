"""Copies of a shot: an edited one beside its original, one that a messenger made smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import read_records
from archivist.model.finding import Finding, Property, Severity
from archivist.model.likeness import alike
from archivist.model.originals import wants_original
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.facts import Facts
    from archivist.model.record import Record


@check(
    "FMT112",
    Severity.HINT,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} looks like an edited copy of {first}"),
    remedy=N_(
        "Compare both and keep the original; if the edited one is kept as well, say so in its "
        "description"
    ),
)
def edited_copy(dossier: Dossier) -> Iterator[Finding]:
    """A picture looks like an edited copy of another one.

    Looks for pictures of the same camera and the same second that look alike and have different
    content. The larger one is taken for the original.

    Why: rotating, cutting or brightening a picture in a viewer changes its content and often drops
    what the camera recorded. The archive keeps the original.

    How to mend: keep the original; a RAW and a JPEG of one shot, or two shots of one second, need
    nothing.
    """
    shots: dict[tuple[str, str], list[tuple[Record, Facts]]] = {}
    for record, facts in read_records(dossier):
        if record.pictorial and facts.shot.camera and facts.shot.moment and facts.shot.fingerprint:
            shots.setdefault((facts.shot.camera, facts.shot.moment), []).append((record, facts))
    for pairs in shots.values():
        largest = sorted(pairs, key=lambda pair: (-_pixels(pair[1]), pair[0].path))
        for at, (record, facts) in enumerate(largest):
            first = next((r for r, f in largest[:at] if _edited(r, f, record, facts)), None)
            if first is not None:
                yield found("FMT112", record.path, name=record.name, first=first.path)


@check(
    "FMT113",
    Severity.HINT,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} was most likely made smaller by a messenger ({width} × {height})"),
    remedy=N_("Ask whoever sent it for the original file, and file that one"),
)
def made_smaller(dossier: Dossier) -> Iterator[Finding]:
    """A picture was most likely made smaller by a messenger.

    Looks for pictures without a camera's name in them that bear a messenger's name, or that are
    small: at most 1,920 pixels on the long side and under 500 kB.

    Why: messengers send a smaller picture without what the camera recorded. The original still
    lies on the phone of whoever took it, for a while.

    How to mend: ask for the original, sent as a file. A screenshot or an old picture of which
    there is no other needs nothing.
    """
    for record, facts in read_records(dossier):
        if (
            record.pictorial
            and not facts.defect
            and wants_original(facts, record.name, record.size)
        ):
            width, height = str(facts.width), str(facts.height)
            yield found("FMT113", record.path, name=record.name, width=width, height=height)


def _edited(first: Record, before: Facts, record: Record, facts: Facts) -> bool:
    """Tell whether two pictures are one shot, edited; one shot in two formats is not."""
    one_shot = first.stem == record.stem and first.item.path == record.item.path
    same = before.sha256 == facts.sha256
    return not one_shot and not same and alike(before.shot.fingerprint, facts.shot.fingerprint)


def _pixels(facts: Facts) -> int:
    return facts.width * facts.height
