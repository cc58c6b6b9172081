"""Which discs the registers of studios have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from gettext import gettext as _

from archivist.actions.burning.shelf import registered_discs
from archivist.actions.registers import refuse_illegible_rows, twice_refused, twice_text
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.disc import Disc
from archivist.model.display import shown
from archivist.model.names import same_name


def discs_of(
    view: View, studios: Sequence[str] = (), numbers: Sequence[str] = ()
) -> tuple[Disc, ...]:
    """Return the discs in the registers of studios, as they stand there.

    Args:
        view: Which archive, on which day.
        studios: Names, or parts of names; none means all.
        numbers: Of discs; none means all.

    Raises:
        InvalidChoiceError: There is no such disc or studio.
        InvalidFileError: A register of discs cannot be read.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A cell of their rows cannot be read, or two rows are of one disc.
    """
    seen = survey(view)
    settings = seen.dossier.settings
    names = choose_studios(settings, studios) or tuple(each.name for each in settings.studios)
    ledgers, found = registered_discs(seen, names)
    discs = [disc for each in found for disc in each.discs]
    _refuse_none(discs, numbers)
    wanted = {same_name(number) for number in numbers}
    chosen = tuple(disc for disc in discs if not wanted or same_name(disc.number) in wanted)
    refuse_illegible_rows({disc.row for disc in chosen}, [each.read for each in found], ledgers)
    _refuse_twice(chosen)
    return chosen


def _refuse_twice(discs: Sequence[Disc]) -> None:
    """Refuse two rows of one number; the sets of a disc share it.

    Raises:
        UnprintableError: There are such.
    """
    rows: defaultdict[tuple[str, ...], list[Disc]] = defaultdict(list)
    for disc in discs:
        if disc.number:
            rows[disc.studio, same_name(disc.number), same_name(disc.set)].append(disc)
    lines = [
        twice_text(some[0].number, [disc.row for disc in some if disc.row])
        for some in rows.values()
        if len(some) > 1
    ]
    if lines:
        raise twice_refused(lines)


def _refuse_none(discs: Sequence[Disc], numbers: Sequence[str]) -> None:
    if not discs:
        raise InvalidChoiceError(
            _("No disc stands in a register of discs."),
            _(
                "Make a register with “archivist ledger new discs”, enter one disc in each row, "
                "file it, and print again."
            ),
        )
    there = {same_name(disc.number) for disc in discs}
    missing = [number for number in numbers if same_name(number) not in there]
    if missing:
        raise InvalidChoiceError(
            _("No register has this disc: {numbers}.").format(
                numbers=_(", ").join(map(shown, missing))
            ),
            _("Write the number as it stands in the register of discs: A104-2015-015."),
        )
