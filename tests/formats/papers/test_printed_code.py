"""A printed code is as strong as its size lets it be, and names whose it is."""

from __future__ import annotations

import pytest

from archivist.formats.papers.printed_code import printed_code
from archivist.formats.qr import qr
from archivist.model.label_code import LabelKind
from archivist.model.settings import Studio
from tests.builders import STUDIO, some_settings

NAME = "06-1"


@pytest.mark.parametrize(("side", "level"), [(0.0, "m"), (15.9, "m"), (16.0, "q"), (40.0, "q")])
def test_a_code_is_the_stronger_one_where_there_is_room(side: float, level: str) -> None:
    code = printed_code(some_settings(), LabelKind.BOX, NAME, side=side)
    made = qr(str(code["text"]), level=level)
    assert (code["svg"], code["least"]) == (made.svg, made.least)


def test_only_what_each_studio_numbers_bears_its_mark() -> None:
    one = some_settings()
    two = some_settings(studios=(Studio(name=STUDIO), Studio(name="other")))

    def text(settings: object, studio: str) -> str:
        kind = LabelKind.BOX if studio else LabelKind.RECORD
        return str(printed_code(settings, kind, NAME, side=11, studio=studio)["text"])  # type: ignore[arg-type]

    assert "+" not in text(one, STUDIO)
    assert "+" in text(two, STUDIO)
    assert text(two, STUDIO) != text(two, "other")
    assert "+" not in text(two, "")
