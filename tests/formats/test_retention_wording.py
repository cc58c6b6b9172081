"""Retention in words."""

from __future__ import annotations

import pytest

from archivist.formats.retention_wording import lack_text, origin_text, size_text
from archivist.model.plan import Retention
from archivist.model.retention import Kept, Lapse, Origin
from tests.builders import LEDGERS, an_item


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (150 * 1024, "150 KB"),
        (5 * 1024**2, "5.0 MB"),
        (3 * 1024**3, "3.0 GB"),
        (2000 * 1024**4, "2000 TB"),
    ],
)
def test_a_size_is_shown_as_explorer_shows_it(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        pytest.param(Kept(), "nobody says, assumed", id="nothing"),
        pytest.param(
            Kept(origin=Origin.CATEGORY, names=("制度",)), "plan, of its category", id="category"
        ),
        pytest.param(
            Kept(retention=Retention.YEARS_10, origin=Origin.FILE, names=("\x1b.pdf",)),
            "item.toml, of its files: \\u001b.pdf",
            id="a hostile name",
        ),
        pytest.param(
            Kept(origin=Origin.MATERIAL, names=tuple("甲乙丙丁戊")),
            "plan, of its materials: 甲, 乙, 丙 and 2 more",
            id="many",
        ),
    ],
)
def test_who_says_so_is_told_in_words(kept: Kept, text: str) -> None:
    assert origin_text(kept) == text


def test_why_nobody_can_tell_is_said() -> None:
    ledgers = an_item(category=LEDGERS, flat=True)
    assert "ledgers that go on" in lack_text(Lapse(item=ledgers, kept=Kept(), year=0))
    assert "neither its folder" in lack_text(Lapse(item=an_item("x"), kept=Kept(), year=0))
    assert "mistakes" in lack_text(Lapse(item=ledgers, kept=Kept(), year=2015, damaged=True))
    assert not lack_text(Lapse(item=ledgers, kept=Kept(), year=2015))
