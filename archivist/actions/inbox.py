"""Looking at the inbox: every file in it, what is known of it, where it belongs, why it waits."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.actions.gather import Gathering, gather
from archivist.actions.named import named_by
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.model.arrival import Arrival, Intake
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.item import ITEM_FILE
from archivist.model.names import is_outside
from archivist.model.reception import Basket, Reception, read_basket
from archivist.model.settings import STATE, Settings
from archivist.store.catalog import Catalog, state_folder
from archivist.store.item_file import load_description
from archivist.store.tree import extended, walk_inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What lies in the inbox, or was named on the command line."""

    dossier: Dossier
    basket: Basket
    facts: Mapping[str, Facts]
    """Of the files and their sidecars, by path."""
    arrivals: tuple[Arrival, ...]


def look(view: View, intake: Intake | None = None, paths: Iterable[Path] = ()) -> Inbox:
    """Look at the inbox and say of every file whether it can be filed.

    Args:
        view: Which archive, on which day.
        intake: What a person says of the files.
        paths: Files and folders, in the inbox or outside the archive; none: the whole inbox.

    Raises:
        NotInArchiveError: A path does not exist, or is filed already.
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotReadableError: The archive cannot be read.
    """
    dossier = survey(view).dossier
    root = extended(view.root)
    chosen = tuple(paths)
    if not chosen:
        entries = walk_inbox(root, dossier.settings)
        return receive(view, dossier, entries, intake or Intake())
    named = named_by(view.root, dossier.settings, chosen)
    return receive(view, dossier, named.entries, intake or Intake(), named.partial)


def receive(
    view: View,
    dossier: Dossier,
    entries: Iterable[Entry],
    intake: Intake,
    partial: frozenset[str] = frozenset(),
) -> Inbox:
    """Say of every entry whether it can be filed, in an archive that is known.

    Args:
        view: Which archive, on which day.
        dossier: The archive as it is known.
        entries: What lies in the inbox, or was named.
        intake: What a person says of the files.
        partial: Folders of which single files only were named.
    """
    root = extended(view.root)
    # An item.toml may have moved into its item with the first files of its folder.
    there = (e for e in entries if e.name != ITEM_FILE or os.path.lexists(root / e.path))
    basket = read_basket(there, partial)
    facts = read(view, dossier.settings, basket.files)
    descriptions = {
        folder: load_description(root / entry.path, entry.path)
        for folder, entry in basket.item_files.items()
    }
    reception = Reception(dossier)
    return Inbox(
        dossier=dossier,
        basket=basket,
        facts=facts,
        arrivals=reception.receive(basket, facts, descriptions, intake),
    )


def read(view: View, settings: Settings, wanted: Iterable[Entry]) -> dict[str, Facts]:
    """Return the facts of files in the inbox, read now or remembered, and forget what is gone."""
    root = extended(view.root)
    how = Gathering(limits=settings.limits, now_ns=view.now_ns, progress=view.progress)
    files = [entry for entry in wanted if entry.kind is EntryKind.FILE]
    folder = state_folder(view.root, STATE, settings.state_dir)
    with contextlib.closing(Catalog.open(folder)) as catalog:
        return gather(root, files, catalog, how).facts


def forget_foreign(view: View, settings: Settings) -> None:
    """Forget what was read outside the archive: it is filed now, and asked for no more."""
    folder = state_folder(view.root, STATE, settings.state_dir)
    with contextlib.closing(Catalog.open(folder)) as catalog:
        catalog.forget(path for path in catalog.paths() if is_outside(path))
