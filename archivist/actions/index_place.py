"""Where the index of an archive lies, and who writes to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from archivist.actions.view import View
from archivist.model.owner import Owner
from archivist.model.settings import STATE, Settings
from archivist.store.catalog import state_folder
from archivist.store.lock import this_process
from archivist.store.tree import extended

FOLDER = "index"


def index_folder(root: Path, settings: Settings) -> Path:
    """Return the folder of the index, with the derived state."""
    return extended(state_folder(root, STATE, settings.state_dir)) / FOLDER


def indexer(view: View) -> Owner:
    """Return this process as the writer of an index."""
    return this_process("index", datetime.fromtimestamp(view.now_ns / 1e9, UTC).astimezone())
