"""What paths on the command line name: images and items, filed ones and those in the inbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from archivist.actions.inbox import receive
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.actions.whereabouts import scope_of
from archivist.errors import InvalidChoiceError
from archivist.model.arrival import Arrival, Intake
from archivist.model.dossier import Dossier
from archivist.model.names import same_name
from archivist.model.record import Record
from archivist.store.tree import extended, walk_inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was named, with all that is known of it."""

    dossier: Dossier
    records: tuple[Record, ...] = ()
    """Images that were named, or that lie in a folder that was named and is no item."""
    items: tuple[str, ...] = ()
    """Folders of items that were named; a folder of the inbox counts as one."""
    everything: tuple[Record, ...] = ()
    """All images, filed and in the inbox."""
    sidecars: Mapping[str, str] = field(default_factory=dict)
    """The sidecar of each image that has one, by the image's path."""

    def within(self, folder: str) -> Iterator[Record]:
        """Yield the images below a folder."""
        for record in self.everything:
            if record.path.startswith(f"{folder}/"):
                yield record


def sight(view: View, paths: Iterable[Path], *, folders_are_items: bool = True) -> Sight:
    """Look at an archive and find what paths name.

    Args:
        view: Which archive; its scope is not looked at.
        paths: Images and folders; none: everything.
        folders_are_items: Whether an item that is named is meant as such, not as its images.

    Raises:
        InvalidChoiceError: A path is neither an image nor an item.
        NotInArchiveError: A path does not exist, or lies outside the archive.
    """
    found = survey(view)
    arrivals = _arrivals(view, found.dossier)
    images = [record for record in found.dossier.records if record.pictorial]
    images += [arrival.record for arrival in arrivals if arrival.record.pictorial]
    seen = Sight(
        dossier=found.dossier,
        everything=tuple(images),
        sidecars={
            **found.sidecars,
            **{arrival.path: arrival.sidecar for arrival in arrivals if arrival.sidecar},
        },
    )
    wanted = scope_of(view.root, paths)
    if not wanted or "" in wanted:
        return Sight(
            dossier=seen.dossier,
            records=seen.everything,
            everything=seen.everything,
            sidecars=seen.sidecars,
        )
    return _chosen(view, seen, sorted(wanted), folders_are_items=folders_are_items)


def _arrivals(view: View, dossier: Dossier) -> tuple[Arrival, ...]:
    entries = walk_inbox(extended(view.root), dossier.settings)
    return receive(view, dossier, entries, Intake()).arrivals


def _chosen(view: View, seen: Sight, wanted: list[str], *, folders_are_items: bool) -> Sight:
    inbox = same_name(seen.dossier.settings.inbox)
    known = {same_name(item.path): item.path for item in seen.dossier.items if not item.flat}
    images = {same_name(record.path): record for record in seen.everything}
    records: dict[str, Record] = {}
    items: list[str] = []
    for path in wanted:
        folded = same_name(path)
        below_inbox = folded.startswith(f"{inbox}/") and (view.root / path).is_dir()
        if folded in images:
            records[images[folded].path] = images[folded]
        elif folders_are_items and (folded in known or below_inbox):
            items.append(known.get(folded, path))
        else:
            within = list(seen.within(path))
            if folders_are_items or not within:
                raise _no_image(path)
            records.update({record.path: record for record in within})
    return Sight(
        dossier=seen.dossier,
        records=tuple(records.values()),
        items=tuple(items),
        everything=seen.everything,
        sidecars=seen.sidecars,
    )


def _no_image(path: str) -> InvalidChoiceError:
    return InvalidChoiceError(
        _("{path} is neither an image nor an item.").format(path=path or "."),
        _(
            "Name images, or the folder of an item. Documents have no elements; what they are is "
            "said in item.toml."
        ),
    )
