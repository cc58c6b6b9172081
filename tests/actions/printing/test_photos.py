"""Photo sheets: every photo with its words, upright; nothing that is wrong stops the print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from archivist.actions.printing import photos as module
from archivist.actions.printing.photos import print_photos
from archivist.errors import InvalidChoiceError, UnprintableError
from archivist.model.selection import Selection
from tests.actions.printing.sheets import OTHERS, STUDIO, a_view, sheets
from tests.albums import house, own_layout
from tests.pages import assert_looks_the_same, squashed, text_of
from tests.qr_reading import codes_in

LONG = "左起第二排：" + "张某 李某 王某 赵某 " * 42


def colours(pdf: bytes, page: int) -> Iterator[Image.Image]:
    """Yield the pictures of a page, shrunk to six by four pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for each in document[page].get_objects(filter=[3]):
            image = each.get_bitmap(render=False).to_pil().convert("RGB")
            yield image.resize((6, 4), Image.Resampling.BOX)
    finally:
        document.close()


def test_twelve_a_page_look_as_they_did_and_stand_upright(album: Path) -> None:
    made = sheets(album, 12)
    assert_looks_the_same("photos-12", made.pdf)
    upright = house().resize((6, 4), Image.Resampling.BOX)
    seen = list(colours(made.pdf, 0))
    assert len(seen) == 8
    for image in seen:
        pairs = zip(image.get_flattened_data(), upright.get_flattened_data(), strict=True)
        for got, wanted in pairs:
            assert got == pytest.approx(wanted, abs=40)


def test_six_a_page_look_as_they_did(album: Path) -> None:
    made = sheets(album, 6)
    assert_looks_the_same("photos-6", made.pdf)
    assert [photo.record.name for photo in made.without] == ["C1-20250401-05.jpg"]
    assert (made.photos, made.coarse) == (15, False)
    text = squashed(text_of(made.pdf))
    # What the item says for all is said once, and what one photo says for itself at the photo.
    assert text.count("会议室") == 1
    assert text.count("郝建垚(领衔人)") == 1
    assert "板书" in text
    assert "测流授课(continued)" in text
    assert "Thepictureisdamaged." in text
    assert "07Innovationactivities" in text
    for number in range(1, 9):
        assert f"C1-20250318-{number:02}" in text


def test_two_a_page_have_a_table_of_all_elements(album: Path) -> None:
    chosen = Selection(items=("20250318 测流授课",))
    made = sheets(album, 2, chosen)
    assert_looks_the_same("photos-2", made.pdf)
    text = squashed(text_of(made.pdf))
    assert text.count("会议室") == 9
    assert text.count("Photographer") == 8
    assert "𬭎某" in text
    assert "nobodyinparticular" in text
    assert "Page4of4" in text


def test_markup_long_words_and_long_texts_print_as_they_are(album: Path) -> None:
    markup = "#set text(red) *粗* $x$ [a] @ref <b> \\ // /*"
    address = "https://example.org/" + "a" * 180
    item = album / OTHERS / "20250501 第一次研讨"
    (item / "item.toml").write_text(
        f"'事由' = '{markup}'\n[files.'C1-20250501-01.jpg']\n"
        f"'人物' = '{LONG}'\n'地点' = '{address}'\n",
        encoding="utf-8",
    )
    made = sheets(album, 6, Selection(items=("20250501 第一次研讨",)))
    text = squashed(text_of(made.pdf))
    assert squashed(markup) in text
    assert squashed(LONG) in text
    assert address in text


def test_a_text_that_has_no_room_is_named_with_its_photo(album: Path) -> None:
    item = album / OTHERS / "20250501 第一次研讨"
    (item / "item.toml").write_text(
        f"[files.'C1-20250501-01.jpg']\n'人物' = '{LONG * 8}'\n", encoding="utf-8"
    )
    with pytest.raises(UnprintableError, match=r"C1-20250501-01\.jpg"):
        sheets(album, 6)
    (item / "item.toml").write_text(f"'人物' = '{LONG * 40}'\n", encoding="utf-8")
    with pytest.raises(UnprintableError, match="第一次研讨"):
        sheets(album, 6)


def test_nothing_chosen_says_what_to_do(album: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="no photo") as caught:
        sheets(album, 6, Selection(years=(1999,)))
    assert "--item" in caught.value.hint


def test_too_many_photos_are_refused_before_the_work(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.actions.printing.photo_layout.MOST", 14)
    with pytest.raises(InvalidChoiceError, match="15 photos are too many"):
        sheets(album)


@pytest.mark.no_cover  # measuring would take as long again, and shows nothing new
def test_an_item_of_three_thousand_photos_is_printed(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = io.BytesIO()
    house().resize((30, 20)).save(small, "JPEG")
    item = archive / STUDIO / "20250601 巡检"
    item.mkdir()
    for number in range(1, 2999):
        (item / f"C1-20250601-{number:02}.png").write_bytes(b"x")
    monkeypatch.setattr(
        module, "make_thumbnails", lambda paths, _edge: ((p, small.getvalue()) for p in paths)
    )
    made = sheets(archive, 12)
    assert (made.photos, made.coarse) == (3000, True)
    document = pypdfium2.PdfDocument(made.pdf)
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    document.close()
    assert "C1-20250601-2998" in last


def test_a_layout_of_ones_own_bears_codes_that_lead_back(album: Path) -> None:
    own_layout(album, "带码", 'fields = ["code",', 'fields = ["qr", "file", "code",')
    made = print_photos(a_view(album), Selection(items=("研讨",)), "带码")
    (read,) = codes_in(made.pdf)
    assert [text.rpartition(":")[2] for text in read] == ["C1-20250501-01", "C1-20250601-01"]
    assert "C1-20250501-01.jpg" in squashed(text_of(made.pdf))


def test_the_fonds_stands_at_the_head_where_there_is_one(album: Path) -> None:
    with (album / "archive.toml").open("r", encoding="utf-8") as file:
        text = file.read()
    (album / "archive.toml").write_text(f'fonds = "A104"\nfonds_name = "某局"\n{text}', "utf-8")
    made = sheets(album, 12, Selection(items=("研讨",)))
    assert "FondsA104某局" in squashed(text_of(made.pdf))
