"""The rows of an import plan: what is proposed for a file of an old folder, in a person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _

from archivist.actions.old_folder import OldFolder
from archivist.formats.plan_sheet import PlanAction, PlanRow, Shade
from archivist.formats.proposal_wording import SHADE, along_text, left_text, mistake_text, why
from archivist.model.approval import Mistake
from archivist.model.bringing import Left, LeftKind, OldTree
from archivist.model.days import dotted
from archivist.model.dossier import Dossier
from archivist.model.facts import Facts
from archivist.model.item import ITEM_FILE
from archivist.model.old_descriptions import OldDescriptions, Target
from archivist.model.place import Destination
from archivist.model.proposal import Certainty, Proposal

ADOPTED = frozenset({Certainty.CERTAIN, Certainty.LIKELY})
"""What is proposed with yes; a guess is copied only after a person said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of the old folder and of the archive."""

    old: OldFolder
    dossier: Dossier
    tree: OldTree
    descriptions: OldDescriptions
    facts: Mapping[str, Facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What the files that have a place would be called."""

    targets: Mapping[str, Target]
    """By the full path of the file."""
    refused: Mapping[str, Mistake]
    """Files that cannot lie in the archive as they are."""

    def name(self, path: str) -> str:
        """Return the name of a file; empty: it gets none."""
        return self.targets[path][1].rpartition("/")[2] if path in self.targets else ""

    def certainty(self, path: str, each: Proposal) -> Certainty:
        """Return how sure a place is: none is where the file cannot lie as it is."""
        return Certainty.NONE if path in self.refused else each.certainty


def proposed_row(found: Found, path: str, each: Proposal, naming: Naming) -> PlanRow:
    """Return the row of a file for which a place is proposed, or sought."""
    entry = found.tree.files[path]
    category = each.category
    flat = category is not None and category.flat
    name = naming.name(path)
    certainty = naming.certainty(path, each)
    told = why(each.clues, each.open)
    if path in naming.refused:
        told = _("; ").join((mistake_text(naming.refused[path]), told))
    return PlanRow(
        source=found.old.below(path),
        size=entry.size,
        sha256=found.facts[path].sha256,
        action=PlanAction.COPY if certainty in ADOPTED and name else PlanAction.SKIP,
        studio=each.studio,
        category=category.folder if category else "",
        item=category.name if category and flat else each.item,
        name=name,
        material=each.material,
        date=dotted(each.day) if each.day and not flat else "",
        certainty=SHADE[certainty],
        why=told,
    )


def coming_row(found: Found, path: str, place: Destination) -> PlanRow:
    """Return the row of a description that comes along."""
    entry, item = found.tree.descriptions[path], place.item
    category = item.path.split("/")[1]
    return PlanRow(
        source=found.old.below(path),
        size=entry.size,
        sha256=found.facts[path].sha256,
        action=PlanAction.COPY,
        studio=item.studio,
        category=category,
        item=item.name.title if item.flat else item.path.rpartition("/")[2],
        name=ITEM_FILE,
        certainty=SHADE[Certainty.CERTAIN],
        why=along_text(),
    )


def left_row(found: Found, path: str, left: Left) -> PlanRow:
    """Return the row of a file that is proposed to be left out."""
    entry = found.tree.files.get(path) or found.tree.descriptions.get(path)
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
