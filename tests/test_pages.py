"""Golden pages see what people would see: one figure, one word, one tenth of a millimetre."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist.formats.papers.label_pages import FRONT
from archivist.model.plan import Retention
from archivist.model.settings import Printing
from tests import pages
from tests.builders import some_settings
from tests.labels import a_box, box_form, printed
from tests.pages import assert_looks_the_same, picture

CHANGES: dict[str, dict[str, Any]] = {
    "another figure": {"content": "07 培训学习资料"},
    "another year": {"years": (2023,)},
    "another retention": {"retention": Retention.YEARS_10},
    "another name": {"keeper": "李朋"},
    "no name": {"keeper": ""},
}


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where golden pages lie, with one of a label in it."""
    folder = tmp_path / "golden"
    folder.mkdir()
    monkeypatch.setattr(pages, "GOLDEN", folder)
    picture(a_page()).save(folder / "label.png")
    return folder


@cache
def a_page(keeper: str = "李明", **changes: Any) -> bytes:  # noqa: ANN401 - fields of a box
    """Return a label; the same is printed once."""
    settings = some_settings(printing=Printing(keeper=keeper))
    return printed(Path("nowhere"), box_form(FRONT, a_box(**changes), settings=settings))


@pytest.mark.usefixtures("golden")
def test_a_page_that_nobody_changed_is_the_same() -> None:
    assert_looks_the_same("label", a_page())


@pytest.mark.usefixtures("golden")
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_one_changed_word_is_seen(changes: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="elsewhere or another"):
        assert_looks_the_same("label", a_page(**changes))


@pytest.mark.usefixtures("golden")
def test_a_page_that_lies_elsewhere_is_seen() -> None:
    # Keeps what `a_page` prints, but for a tenth of a millimetre.
    settings = some_settings(printing=Printing(keeper="李明"))
    form = box_form(FRONT, a_box(), settings=settings)
    moved = printed(Path("nowhere"), form, printing=Printing(offset_x=0.1))
    with pytest.raises(AssertionError, match="elsewhere"):
        assert_looks_the_same("label", moved)


def test_what_is_paler_all_over_is_seen(golden: Path) -> None:
    page = picture(a_page())
    page.point(lambda grey: max(grey - 1, 0)).save(golden / "label.png")
    with pytest.raises(AssertionError, match="mean difference"):
        assert_looks_the_same("label", a_page())


def test_a_page_of_another_size_is_seen(golden: Path) -> None:
    Image.new("L", (10, 10), 255).save(golden / "label.png")
    with pytest.raises(AssertionError, match="another size"):
        assert_looks_the_same("label", a_page())


def test_what_is_not_there_yet_is_made_once_and_fails(
    golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setenv("KEEP_PAGES", str(kept))
    with pytest.raises(AssertionError, match=r"new\.png was made"):
        assert_looks_the_same("new", a_page())
    assert_looks_the_same("new", a_page())
    assert (golden / "new.png").is_file()
    assert [each.name for each in kept.iterdir()] == ["new.png"]
