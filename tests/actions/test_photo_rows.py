"""What the register says of an image before anybody filled it in."""

from __future__ import annotations

import pytest

from archivist.actions.photo_rows import notes
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.facts import Facts, Shot
from archivist.model.item import Item, ItemName
from archivist.model.record import Record, RecordKind

ROOM = Elements(place=Reading(Element.PLACE, "302", Origin.SIDECAR, "place"))
ITEM = Item(path="甲/06/x", studio="甲", category="06", name=ItemName.parse("20250318 授课"))


@pytest.mark.parametrize(
    ("shot", "elements", "told"),
    [
        (Shot(), Elements(), []),
        (
            Shot(position="40.7,107.3"),
            Elements(),
            ["Taken at 40.7,107.3 (latitude, longitude)"],
        ),
        (Shot(position="40.7,107.3"), ROOM, []),
        (Shot(seconds=64.6), ROOM, ["Video of 1:05"]),
    ],
    ids=["nothing", "position", "place known", "video"],
)
def test_what_the_camera_knows_is_noted(shot: Shot, elements: Elements, told: list[str]) -> None:
    record = Record(
        path="甲/06/x/a.mp4",
        item=ITEM,
        size=1,
        kind=RecordKind.VIDEO,
        facts=Facts(sha256="", shot=shot),
        elements=elements,
    )
    assert list(notes(record)) == told
