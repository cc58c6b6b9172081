from __future__ import annotations

import pytest

from archivist.model.entry import Entry, EntryKind


@pytest.mark.parametrize(
    ("path", "parts", "name", "folder"),
    [
        pytest.param("a.pdf", ["a.pdf"], "a.pdf", "", id="top"),
        pytest.param(
            "甲/06/授课/a.b.jpg",
            ["甲", "06", "授课", "a.b.jpg"],
            "a.b.jpg",
            "甲/06/授课",
            id="deep",
        ),
    ],
)
def test_a_path_has_parts_a_name_and_a_folder(
    path: str, parts: list[str], name: str, folder: str
) -> None:
    entry = Entry(path, EntryKind.FILE)
    assert (entry.parts, entry.name, entry.folder) == (parts, name, folder)
