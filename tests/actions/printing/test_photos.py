"""Photo sheets: every photo with its words, upright; nothing that is wrong stops the print."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from archivist.actions.printing import photos as module
from archivist.actions.printing.photos import PhotoSheets, print_photos
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, UnprintableError
from archivist.formats.thumbnails import make_thumbnails
from archivist.model.facts import Defect
from archivist.model.selection import Selection
from tests.actions.conftest import DAY, ITEM, aged
from tests.albums import filed_photos, held, house, own_layout
from tests.pages import assert_looks_the_same, text_of

STUDIO = "甲工作室/06 培训学习资料"
OTHERS = "甲工作室/07 创新活动资料"
EVERYTHING = Selection()
LONG = "左起第二排：" + "张某 李某 王某 赵某 " * 42


def a_view(root: Path) -> View:
    return View(root=root, as_of=DAY, now_ns=4 * 10**18)


def sheets(root: Path, per_page: int = 6, chosen: Selection = EVERYTHING) -> PhotoSheets:
    return print_photos(a_view(root), chosen, f"photos-{per_page}")


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    content = io.BytesIO()
    house().save(content, "HEIF")
    return content.getvalue()


@pytest.fixture
def album(archive: Path) -> Path:
    """Return an archive with one item of eight ways to hold a camera, and small ones of faults."""
    for path in (archive / ITEM).iterdir():
        path.unlink()
    turned = archive / STUDIO / "20250318 测流授课"
    filed_photos(turned, *(held(orientation) for orientation in range(1, 9)))
    (turned / "item.toml").write_text(
        '"事由" = "测流授课"\n"地点" = "会议室"\n"人物" = "郝建垚(领衔人)"\n"来源" = "白淼"\n'
        '[files."C1-20250318-02.jpg"]\n"事由" = "板书"\n"人物" = "无具体人物"\n"摄影者" = "𬭎某"\n',
        encoding="utf-8",
    )
    odd = archive / STUDIO / "20250401 各种格式"
    odd.mkdir()
    grey = house().convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    clear = house().convert("RGBA")
    clear.putalpha(house().convert("L").point(lambda value: 0 if value > 240 else 255))
    for number, (ending, form, image) in enumerate(
        (("jpg", "JPEG", house().convert("CMYK")), ("tif", "TIFF", grey), ("png", "PNG", clear)), 1
    ):
        image.save(odd / f"C1-20250401-{number:02}.{ending}", form)
    (odd / "C1-20250401-04.heic").write_bytes(heic())
    (odd / "C1-20250401-05.jpg").write_bytes(held(1)[:900])
    for folder in ("20250501 第一次研讨", "20250601 第二次研讨"):
        filed_photos(archive / OTHERS / folder, held(1, image=house(40)))
    return aged(archive)


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
    text = plain(text_of(made.pdf))
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
    text = plain(text_of(made.pdf))
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
    text = plain(text_of(made.pdf))
    assert plain(markup) in text
    assert plain(LONG) in text
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


def test_a_photo_that_vanished_meanwhile_is_a_frame(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = album / OTHERS / "20250501 第一次研讨" / "C1-20250501-01.jpg"

    def late(paths: Sequence[Path], edge: int) -> Iterator[tuple[Path, bytes | None]]:
        gone.unlink()
        return make_thumbnails(paths, edge)

    monkeypatch.setattr(module, "make_thumbnails", late)
    made = sheets(album, 6, Selection(items=("研讨",)))
    assert [photo.reason for photo in made.without] == ["The file is not there any more."]
    assert "Thefileisnotthereanymore." in plain(text_of(made.pdf))


def test_pictures_are_made_once_and_the_pages_are_the_same(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Selection(items=("研讨",))
    first = sheets(album, 6, chosen)
    asked: list[Path] = []

    def none(paths: Sequence[Path], _edge: int) -> Iterator[tuple[Path, bytes | None]]:
        asked.extend(paths)
        return iter([(path, None) for path in paths])

    monkeypatch.setattr(module, "make_thumbnails", none)
    assert sheets(album, 6, chosen).pdf == first.pdf
    assert asked == []
    (kept, *_more) = sorted((album / ".archivist" / "thumbs").iterdir())
    kept.write_bytes(b"damaged")
    assert len(sheets(album, 6, chosen).without) == 1
    assert len(asked) == 1


def test_what_changed_since_it_was_looked_at_is_printed_and_not_kept(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = album / OTHERS / "20250501 第一次研讨" / "C1-20250501-01.jpg"

    def late(paths: Sequence[Path], edge: int) -> Iterator[tuple[Path, bytes | None]]:
        changed.write_bytes(held(1))
        return make_thumbnails(paths, edge)

    monkeypatch.setattr(module, "make_thumbnails", late)
    made = sheets(album, 6, Selection(items=("研讨",)))
    assert made.without == ()
    assert len(list((album / ".archivist" / "thumbs").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_archive_is_printed(album: Path) -> None:
    (album / ".archivist").chmod(0o500)
    try:
        assert sheets(album, 6, Selection(items=("研讨",))).without == ()
    finally:
        (album / ".archivist").chmod(0o700)


def test_a_state_folder_in_which_nothing_can_be_made_is_printed_from(album: Path) -> None:
    (album / ".archivist").mkdir(exist_ok=True)
    (album / ".archivist" / "thumbs").write_text("in the way", encoding="utf-8")
    assert sheets(album, 6, Selection(items=("研讨",))).without == ()


def test_what_killed_its_reader_is_not_tried_again(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_COSTLY", frozenset({None, Defect.UNDECODABLE}))
    monkeypatch.setattr(module, "make_thumbnails", lambda paths, _edge: iter([None] * len(paths)))
    # None of them is asked for: what would come is no answer.
    assert len(sheets(album, 12).without) == 15


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
    zxing = pytest.importorskip("zxingcpp")
    own_layout(album, "带码", 'fields = ["code",', 'fields = ["qr", "file", "code",')
    made = print_photos(a_view(album), Selection(items=("研讨",)), "带码")
    document = pypdfium2.PdfDocument(made.pdf)
    page = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    read = {each.text.rpartition(":")[2] for each in zxing.read_barcodes(page)}
    assert read == {"C1-20250501-01", "C1-20250601-01"}
    assert "C1-20250501-01.jpg" in plain(text_of(made.pdf))


def test_the_fonds_stands_at_the_head_where_there_is_one(album: Path) -> None:
    with (album / "archive.toml").open("r", encoding="utf-8") as file:
        text = file.read()
    (album / "archive.toml").write_text(f'fonds = "A104"\nfonds_name = "某局"\n{text}', "utf-8")
    made = sheets(album, 12, Selection(items=("研讨",)))
    assert "FondsA104某局" in plain(text_of(made.pdf))
