"""``archivist import``: a proposal for every file of an old folder, as a table to be corrected."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.inbox import read
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.formats.plan_sheet import PlanAction, PlanChoices, PlanRow, Shade, write_plan
from archivist.formats.proposal_wording import SHADE, left_text, why
from archivist.model.approval import Approver, Wish
from archivist.model.arrival import Arrival
from archivist.model.bringing import Left, LeftKind, OldTree, left_out, read_old_tree, repeated
from archivist.model.days import dotted
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.names import is_junk, portable
from archivist.model.proposal import Certainty, OldFile, Proposal, Proposer
from archivist.store.tree import extended, walk_folder

ADOPTED = frozenset({Certainty.CERTAIN, Certainty.LIKELY})
"""What is proposed with yes; a guess is copied only after a person said so."""

_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFolder:
    """The folder from which files are brought in; nothing in it is ever changed."""

    place: Path
    """Its full path."""

    @property
    def start(self) -> str:
        """As paths of its files begin."""
        return str(self.place)

    def below(self, path: str) -> str:
        """Return the path of a file of it, relative to it, with forward slashes."""
        return path[len(self.start) :].lstrip("/\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was proposed."""

    rows: tuple[PlanRow, ...]
    certainties: Mapping[Certainty, int]
    left: Mapping[LeftKind, int]
    """Files that are proposed to be left out."""
    passed: int = 0
    """Files that systems and editors leave behind, which have no row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is known of the old folder and of the archive."""

    old: OldFolder
    dossier: Dossier
    tree: OldTree
    facts: Mapping[str, Facts]


def old_folder(view: View, place: Path, plan: Path) -> OldFolder:
    """Return the old folder; neither it nor the plan may lie in the archive.

    Raises:
        NotInArchiveError: It is no folder.
        InvalidChoiceError: It lies in the archive or holds it, or the plan lies in one of the two.
    """
    here, table = _real(place), _real(plan)
    root = _real(view.root)
    if not here.is_dir():
        raise NotInArchiveError(
            _("There is no folder {path}.").format(path=place),
            _("Check the spelling; put a name with spaces in quotes."),
        )
    if here.is_relative_to(root) or root.is_relative_to(here):
        raise InvalidChoiceError(
            _("{path} lies in the archive, or the archive in it.").format(path=place),
            _("Name a folder outside; what lies in the inbox is filed by “archivist file”."),
        )
    if table.is_relative_to(root) or table.is_relative_to(here):
        raise InvalidChoiceError(
            _("The plan {path} may not lie in the archive or in the old folder.").format(path=plan),
            _("Name another place with --plan, such as your desktop."),
        )
    return OldFolder(place=here)


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
    base = extended(Path(old.place.anchor))
    entries = list(walk_folder(base, old.start, dossier.settings))
    tree = read_old_tree(entries)
    facts = read(view, dossier.settings, tree.wanted)
    found = _Found(old=old, dossier=dossier, tree=tree, facts=facts)
    left = left_out(tree, facts, dossier)
    proposals = _proposals(found, left)
    ranks = {path: _RANK[each.certainty] for path, each in proposals.items()}
    for path, again in repeated(ranks, facts):
        left[path] = again
        del proposals[path]
    names = _names(found, proposals)
    rows = [_left_row(found, path, each) for path, each in left.items()]
    rows += [_row(found, path, each, names.get(path, "")) for path, each in proposals.items()]
    rows.sort(key=lambda row: row.source)
    write_plan(target, rows, _choices(dossier), archive=dossier.settings.called(view.root.name))
    return Proposed(
        rows=tuple(rows),
        certainties=Counter(each.certainty for each in proposals.values()),
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


def _proposals(found: _Found, left: Mapping[str, Left]) -> dict[str, Proposal]:
    """Return the proposals by the full path of the file."""
    old = found.old
    within = len(old.start) - len(old.place.name)
    files = {path[within:]: path for path in found.tree.files if path not in left}
    proposer = Proposer(found.dossier)
    known = (OldFile(path=short, facts=found.facts[path]) for short, path in files.items())
    return {files[each.path]: each for each in proposer.propose(known)}


def _names(found: _Found, proposals: Mapping[str, Proposal]) -> dict[str, str]:
    """Return the names that files would get: images the next free codes."""
    approver = Approver(found.dossier)
    arrivals = list(_arrivals(found, approver, proposals))
    return {
        arrival.path: target.rpartition("/")[2]
        for filing, _wrong in approver.plan(arrivals, found.facts)
        for arrival, target in filing.targets
    }


def _arrivals(
    found: _Found, approver: Approver, proposals: Mapping[str, Proposal]
) -> Iterator[Arrival]:
    for path, each in proposals.items():
        if each.open:
            continue
        wish = Wish(
            source=path,
            size=found.tree.files[path].size,
            facts=found.facts[path],
            studio=each.studio,
            category=each.category.number if each.category else "",
            item=each.item,
            date=dotted(each.day) if each.day else "",
            name=portable(found.tree.files[path].name),
        )
        arrival = approver.arrival(wish)
        if isinstance(arrival, Arrival):
            yield arrival


def _row(found: _Found, path: str, each: Proposal, name: str) -> PlanRow:
    entry = found.tree.files[path]
    category = each.category
    flat = category is not None and category.flat
    adopted = each.certainty in ADOPTED and bool(name)
    return PlanRow(
        source=found.old.below(path),
        size=entry.size,
        sha256=found.facts[path].sha256,
        action=PlanAction.COPY if adopted else PlanAction.SKIP,
        studio=each.studio,
        category=category.folder if category else "",
        item=category.name if category and flat else each.item,
        name=name,
        material=each.material,
        date=dotted(each.day) if each.day and not flat else "",
        certainty=SHADE[each.certainty],
        why=why(each.clues, each.open),
    )


def _left_row(found: _Found, path: str, left: Left) -> PlanRow:
    entry = found.tree.files.get(path)
    known = found.facts.get(path)
    if left.kind is LeftKind.REPEATED:
        left = replace(left, text=found.old.below(left.text))
    return PlanRow(
        source=found.old.below(path),
        size=entry.size if entry else 0,
        sha256=known.sha256 if known else "",
        action=PlanAction.SKIP,
        certainty=Shade.LEFT,
        why=left_text(left),
    )


def _choices(dossier: Dossier) -> PlanChoices:
    categories = dossier.plan.categories
    materials = dict.fromkeys(m.name for category in categories for m in category.materials)
    return PlanChoices(
        studios=tuple(studio.name for studio in dossier.settings.studios),
        categories=tuple(category.folder for category in categories),
        materials=tuple(materials),
    )


def _real(path: Path) -> Path:
    """Return where a path leads, links on the way followed: two ways to one place are one."""
    return Path(os.path.realpath(path))
