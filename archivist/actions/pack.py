"""``archivist pack``: copies of what proves the points, in rubric order, with a checked list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.actions.score import scores
from archivist.actions.survey import Survey, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.pack_list import list_book, list_text, sums_text
from archivist.model.display import shown
from archivist.model.names import portable
from archivist.model.pack import SUMS, PackPlan, pack_plan
from archivist.model.period import Period
from archivist.model.score import Score
from archivist.store.outside import free_beside, refuse_inside
from archivist.store.pack_kinds import Pack
from archivist.store.packing import Packed, copied, free_place, new_pack
from archivist.store.settings import load_settings
from archivist.store.tree import extended

_ENDING = re.compile(r"\.(?:[A-Za-z][A-Za-z0-9]{0,4}|7z)")
"""What looks like the ending of a file; a folder may end with ``2025.11``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What a pack holds."""

    plans: tuple[PackPlan, ...]
    copied: int
    """Files of the archive in it; each once."""
    refused: tuple[Packed, ...] = ()
    """Files that could not be copied."""


def pack(
    view: View, rubric: str, period: Period, studios: Sequence[str], target: Path
) -> PackReport:
    """Copy the evidence of studios into a new folder or ZIP.

    Args:
        view: Which archive, on which day.
        rubric: Its name; empty: the archive's first.
        period: What is audited.
        studios: Names, or parts of names; none means all.
        target: Outside the archive; a ZIP when it ends with ``.zip``.

    Raises:
        InvalidChoiceError: The target lies in the archive, or a name fits nothing.
        NotWritableError: Something of that name is there, or the file system refuses.
        NotReadableError: A studio or a category cannot be listed, or the archive went away.
    """
    refuse_place(view, target)
    found = scores(view, rubric, period, studios)
    scope = frozenset(score.studio for score in found)
    plans = pack_plans(found, survey(replace(view, scope=scope)))
    with new_pack(target) as made:
        report = _fill(made, view, plans)
        still_there(view.root)
        return report


def refuse_place(view: View, target: Path) -> None:
    """Refuse, before the work, a place that would be refused in the end.

    Raises:
        InvalidChoiceError: It lies in the archive, or ends like a file that is no ZIP.
        NotWritableError: Something of that name is there, or no folder to put it in.
    """
    ending = target.suffix
    if _ENDING.fullmatch(ending) and ending.lower() != ".zip":
        raise InvalidChoiceError(
            _("{place}: a package is a folder or a .zip, and {ending} is neither.").format(
                place=shown(str(target)), ending=shown(ending)
            ),
            _("Name it {folder} for a folder, {folder}.zip for a ZIP.").format(
                folder=shown(str(target.with_suffix("")))
            ),
        )
    outside = free_beside(view.root, target.stem) + ending
    hint = _("Copies for hand-over belong outside of it: {outside}")
    refuse_inside(target, view.root, hint.format(outside=shown(outside)))
    free_place(target)


def pack_plans(found: Sequence[Score], seen: Survey) -> tuple[PackPlan, ...]:
    """Return what the pack of each studio holds."""
    records = {record.path: record for record in seen.dossier.records}
    several = len(found) > 1
    return tuple(
        pack_plan(score, records, seen.sidecars, f"{portable(score.studio)}/" if several else "")
        for score in found
    )


def _fill(made: Pack, view: View, plans: tuple[PackPlan, ...]) -> PackReport:
    files = [line for plan in plans for line in plan.files]
    beside = [(f"{line.path}.xmp", line.sidecar) for line in files if line.sidecar]
    wanted = [*((line.path, line.source) for line in files), *beside]
    done: list[Packed] = []
    for each in copied(made, view.root, wanted):
        done.append(each)
        view.progress(len(done), len(wanted))
    sums = {each.path: each.sha256 for each in done if each.sha256}
    refused = {each.path: each.reason for each in done if each.reason}
    settings = load_settings(extended(view.root))
    archive = settings.called(view.root.name or str(view.root))
    for name, content in (
        (_("Evidence list.xlsx"), list_book(plans, sums, refused, archive)),
        (_("Evidence list.txt"), list_text(plans, sums, refused).encode("utf-8-sig")),
    ):
        sums[name] = made.write(name, content)
    made.write(SUMS, sums_text(sums))
    return PackReport(
        plans=plans,
        copied=sum(line.path not in refused for line in files),
        refused=tuple(each for each in done if each.reason),
    )
