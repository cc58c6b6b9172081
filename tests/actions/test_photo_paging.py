"""Where the pages of photo sheets begin and end: nothing is wasted, and nothing torn apart."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from archivist.actions.printing.photos import print_photos
from archivist.actions.view import View
from archivist.model.selection import Selection
from tests.actions.conftest import DAY, aged
from tests.albums import filed_photos, held, house, own_layout
from tests.pages import squashed

TRAINING, ACTIVITIES = "06 培训学习资料", "07 创新活动资料"


@pytest.fixture
def album(archive: Path) -> Path:
    """Return an archive of two studios, with an item of two photos already."""
    settings = archive / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    return archive


def filed(root: Path, item: str, count: int = 1, said: str = "") -> None:
    """File an item of so many photos, none of them like another."""
    shade = int(item.rpartition("/")[2][2:8]) % 200
    filed_photos(root / item, *(held(1, image=house(shade + n)) for n in range(count)))
    (root / item / "item.toml").write_text(said, encoding="utf-8")


def printed(root: Path, layout: str = "photos-6") -> bytes:
    view = View(root=aged(root), as_of=DAY, now_ns=4 * 10**18)
    return print_photos(view, Selection(), layout).pdf


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [squashed(text) for text in texts]


PAGES = {"studio": 2, "category": 3, "item": 4, "none": 1}


@pytest.mark.parametrize(("new_page", "pages"), PAGES.items(), ids=PAGES)
def test_a_layout_says_what_begins_a_new_page(album: Path, new_page: str, pages: int) -> None:
    filed(album, f"甲工作室/{TRAINING}/20250801 复习")
    filed(album, f"甲工作室/{ACTIVITIES}/20250501 研讨")
    filed(album, f"乙工作室/{TRAINING}/20250701 外出学习")
    name = own_layout(album, "分页", 'new_page = "studio"', f'new_page = "{new_page}"')
    if new_page == "none":
        # Four items would need four rows, and the page has three: two of them share one.
        (album / "甲工作室" / TRAINING / "20250318 测流授课" / "C1-20250318-02.jpg").unlink()
    told = page_texts(printed(album, name))
    assert len(told) == pages
    with_activities = f"{ACTIVITIES.replace(' ', '')[:2]}Innovationactivities" in told[0]
    assert with_activities == (new_page in {"studio", "none"})
    assert ("乙工作室/06Trainingandstudy" in told[0]) == (new_page == "none")


def test_an_item_that_fits_on_a_page_is_not_divided(album: Path) -> None:
    filed(album, f"甲工作室/{TRAINING}/20250401 实操", 5)
    filed(album, f"甲工作室/{TRAINING}/20250501 大练兵", 8)
    told = page_texts(printed(album))
    # Two photos leave too little room for five; eight have to be divided anyway.
    assert [each.count("C1-20250318-") for each in told] == [2, 0, 0, 0]
    assert [each.count("C1-20250401-") for each in told] == [0, 5, 0, 0]
    assert [each.count("C1-20250501-") for each in told] == [0, 0, 6, 2]
    assert ["(continued)" in each for each in told] == [False, False, False, True]


def test_a_second_line_stands_below_the_first_and_not_below_its_label(album: Path) -> None:
    people = "张" * 120
    said = f"[files.'C1-20250501-01.jpg']\n'人物' = '{people}'\n"
    filed(album, f"甲工作室/{TRAINING}/20250501 研讨", said=said)
    document = pypdfium2.PdfDocument(printed(album))
    page = document[0].get_textpage()
    text = page.get_text_range()
    boxes = [page.get_charbox(at) for at, sign in enumerate(text) if sign == "张"]
    document.close()
    firsts = {round(bottom): 1000.0 for _left, bottom, _right, _top in boxes}
    for left, bottom, _right, _top in boxes:
        firsts[round(bottom)] = min(firsts[round(bottom)], left)
    assert len(firsts) >= 3
    assert max(firsts.values()) - min(firsts.values()) < 1
