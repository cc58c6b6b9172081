"""Where a value stands, in words."""

from __future__ import annotations

import pytest

from archivist.formats.origin_wording import origin_word
from archivist.model.elements import Origin


@pytest.mark.parametrize("origin", Origin)
def test_every_origin_has_a_word(origin: Origin) -> None:
    assert origin_word(origin)
    assert origin_word(origin, "a tag that nobody knows") == origin_word(origin)


@pytest.mark.parametrize(
    ("origin", "tag", "word"),
    [
        (Origin.EXPLORER, "XPTitle", "title in Windows"),
        (Origin.EXPLORER, "ImageDescription", "description in the image"),
        (Origin.EXPLORER, "Artist", "author in the image"),
        (Origin.FILE_NAME, "IMG", "name of the file"),
        (Origin.SIDECAR, "XPTitle", "sidecar"),
    ],
)
def test_a_field_that_only_proposes_is_named(origin: Origin, tag: str, word: str) -> None:
    assert origin_word(origin, tag) == word
