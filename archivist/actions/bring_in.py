"""``archivist import``: a proposal for every file of an old folder, as a table to be corrected."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archivist.actions.inbox import read
from archivist.actions.old_descriptions import old_descriptions
from archivist.actions.old_folder import OldFolder
from archivist.actions.plan_rows import (
    ADOPTED,
    Found,
    Naming,
    coming_row,
    left_row,
    proposed_row,
)
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.formats.plan_sheet import PlanChoices, PlanRow, write_plan
from archivist.model.approval import Approver, Mistake, Wish
from archivist.model.arrival import Arrival
from archivist.model.bringing import Left, LeftKind, left_out, read_old_tree, repeated
from archivist.model.days import dotted
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.names import is_junk, portable
from archivist.model.old_descriptions import Companions
from archivist.model.place import Destination
from archivist.model.proposal import Certainty, OldFile, Proposal, Proposer
from archivist.store.tree import extended, walk_folder

_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was proposed."""

    rows: tuple[PlanRow, ...]
    certainties: Mapping[Certainty, int]
    left: Mapping[LeftKind, int]
    """Files that are proposed to be left out."""
    passed: int = 0
    """Files that systems and editors leave behind, which have no row."""


def propose(view: View, old: OldFolder, target: Path) -> Proposed:
    """Write a plan that says of every file of an old folder where it could go.

    Args:
        view: Which archive, on which day.
        old: The folder.
        target: A workbook that is not there yet.

    Raises:
        NotWritableError: Something of that name is there, or the file system refuses.
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotReadableError: The archive cannot be read.
    """
    dossier = survey(view).dossier
    entries = list(walk_folder(extended(Path(old.place.anchor)), old.start, dossier.settings))
    tree = read_old_tree(entries)
    facts = read(view, dossier.settings, tree.wanted)
    descriptions = old_descriptions(tree)
    found = Found(old=old, dossier=dossier, tree=tree, descriptions=descriptions, facts=facts)
    left = left_out(tree, facts, dossier)
    proposals = _proposals(found, left)
    naming = _named(found, proposals)
    places = _descriptions(found, proposals, naming, left)
    rows = [
        *(proposed_row(found, path, each, naming) for path, each in proposals.items()),
        *(coming_row(found, path, place) for path, place in places.items()),
        *(left_row(found, path, each) for path, each in left.items()),
    ]
    rows.sort(key=lambda row: row.source)
    write_plan(target, rows, _choices(dossier), archive=dossier.settings.called(view.root.name))
    told = Counter(naming.certainty(path, each) for path, each in proposals.items())
    return Proposed(
        rows=tuple(rows),
        certainties=told + Counter({Certainty.CERTAIN: len(places)}),
        left=Counter(each.kind for each in left.values()),
        passed=_passed_over(old, entries, dossier.settings.ignore),
    )


def _passed_over(old: OldFolder, entries: Iterable[Entry], ignored: tuple[str, ...]) -> int:
    """Return how many files the walk did not tell of, in the folders into which it went."""
    passed = 0
    for folder in (old.start, *(e.path for e in entries if e.kind is EntryKind.FOLDER)):
        # A folder that cannot be listed is an entry of its own, and has its row.
        with suppress(OSError), os.scandir(extended(Path(folder))) as found:
            passed += sum(
                each.is_file(follow_symlinks=False) and is_junk(each.name, ignored)
                for each in found
            )
    return passed


def _proposals(found: Found, left: dict[str, Left]) -> dict[str, Proposal]:
    """Return the proposals by the full path of the file; what is there twice is left out, too."""
    old = found.old
    within = len(old.start) - len(old.place.name)
    files = {path[within:]: path for path in found.tree.files if path not in left}
    proposer = Proposer(found.dossier)
    known = (OldFile(path=short, facts=found.facts[path]) for short, path in files.items())
    proposals = {files[each.path]: each for each in proposer.propose(known)}
    ranks = {path: _RANK[each.certainty] for path, each in proposals.items()}
    for path, again in repeated(ranks, found.facts):
        left[path] = again
        del proposals[path]
    return proposals


def _named(found: Found, proposals: Mapping[str, Proposal]) -> Naming:
    """Return the places that files would get, images under the next free codes."""
    approver = Approver(found.dossier)
    placed = {
        path: approver.arrival(_wish(found, path, each))
        for path, each in proposals.items()
        if not each.open
    }
    arrivals = [each for each in placed.values() if isinstance(each, Arrival)]
    plan = approver.plan(arrivals, found.facts)
    return Naming(
        targets={pair[0].path: pair for filing, _wrong in plan for pair in filing.targets},
        refused={path: each for path, each in placed.items() if isinstance(each, Mistake)},
    )


def _wish(found: Found, path: str, each: Proposal) -> Wish:
    return Wish(
        source=path,
        size=found.tree.files[path].size,
        facts=found.facts[path],
        studio=each.studio,
        category=each.category.number if each.category else "",
        item=each.item,
        date=dotted(each.day) if each.day else "",
        name=portable(found.tree.files[path].name),
        document=found.descriptions.document(path),
    )


def _descriptions(
    found: Found, proposals: Mapping[str, Proposal], naming: Naming, left: dict[str, Left]
) -> dict[str, Destination]:
    """Return where descriptions come along with what is to be copied, and leave out the others."""
    adopted = (
        pair for path, pair in naming.targets.items() if proposals[path].certainty in ADOPTED
    )
    companions = Companions(found.dossier, adopted)
    places: dict[str, Destination] = {}
    for each in found.descriptions.all:
        facts = found.facts[each.entry.path]
        unread = Left(kind=LeftKind.BLOCKED, text=facts.detail)
        place = companions.place(each) if facts.sha256 else unread
        if isinstance(place, Left):
            left[each.entry.path] = place
        else:
            places[each.entry.path] = place
    return places


def _choices(dossier: Dossier) -> PlanChoices:
    categories = dossier.plan.categories
    materials = dict.fromkeys(m.name for category in categories for m in category.materials)
    return PlanChoices(
        studios=tuple(studio.name for studio in dossier.settings.studios),
        categories=tuple(category.folder for category in categories),
        materials=tuple(materials),
    )
