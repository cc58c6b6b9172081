"""Thumbnails: small, upright, on white; None for anything that is no sound image."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from archivist.formats import thumbnail as module
from archivist.formats.thumbnail import frame_of, thumbnail
from tests.albums import held, house
from tests.formats.pictures import bomb_png, encoded, noise


def heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    return encoded(noise(320, 240), "HEIF")


PICTURES: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded(noise(), "JPEG"),
    "progressive": lambda: encoded(noise(), "JPEG", progressive=True),
    "grey": lambda: encoded(noise(mode="L"), "JPEG"),
    "cmyk": lambda: encoded(noise(mode="CMYK"), "JPEG"),
    "png": lambda: encoded(noise(mode="RGBA"), "PNG"),
    "palette": lambda: encoded(noise().convert("P"), "PNG"),
    "one bit": lambda: encoded(noise(mode="L").convert("1"), "TIFF"),
    "sixteen bit": lambda: encoded(Image.new("I;16", (320, 240), 40_000), "TIFF"),
    "floating": lambda: encoded(Image.new("F", (320, 240), 0.5), "TIFF"),
    "gif": lambda: encoded(noise(mode="L"), "GIF"),
    "bmp": lambda: encoded(noise(), "BMP"),
    "webp": lambda: encoded(noise(), "WEBP"),
    "heic": heic,
}


def made(
    tmp_path: Path, content: bytes, name: str = "a.jpg", *, edge: int = 160
) -> Image.Image | None:
    (tmp_path / name).write_bytes(content)
    small = thumbnail(tmp_path / name, edge)
    if small is None:
        return None
    image = Image.open(io.BytesIO(small))
    assert image.format == "JPEG"
    image.load()
    return image


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_every_kind_of_image_becomes_a_small_jpeg(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    image = made(tmp_path, make())
    assert image is not None
    assert (image.size, image.mode) == ((160, 120), "RGB")


def test_a_photo_taken_upright_is_shown_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = made(tmp_path, encoded(noise(), "JPEG", exif=exif.tobytes()))
    assert image is not None
    assert image.size == (120, 160)
    assert 0x0112 not in image.getexif()


def test_a_small_image_is_not_blown_up(tmp_path: Path) -> None:
    image = made(tmp_path, encoded(noise(40, 30), "PNG"))
    assert image is not None
    assert image.size == (40, 30)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    image = made(tmp_path, encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert image is not None
    assert image.getpixel((20, 20)) == (255, 255, 255)


def test_sixteen_bits_keep_their_greys(tmp_path: Path) -> None:
    wide = Image.new("I;16", (40, 40), 1000)
    wide.paste(60_000, (20, 0, 40, 40))
    image = made(tmp_path, encoded(wide, "TIFF"))
    assert image is not None
    dark, light = image.getpixel((5, 20)), image.getpixel((35, 20))
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert dark[0] < 20
    assert light[0] > 235


NONE: dict[str, tuple[str, bytes]] = {
    "empty": ("a.jpg", b""),
    "text": ("a.jpg", b"hello"),
    "truncated": ("a.png", encoded(noise(), "PNG")[:2000]),
    "bomb": ("a.png", bomb_png(50_000, 50_000)),
    "video": ("a.avi", b"RIFF\0\0\0\0AVI LIST"),
    "raw": ("a.nef", b"II*\0" + bytes(50)),
    "pdf": ("a.pdf", b"%PDF-1.4"),
}


@pytest.mark.parametrize(("name", "content"), NONE.values(), ids=NONE)
def test_what_is_no_sound_image_has_no_thumbnail(name: str, content: bytes, tmp_path: Path) -> None:
    assert made(tmp_path, content, name) is None


def test_an_image_beyond_the_limit_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 320 * 240 - 1)
    assert made(tmp_path, encoded(noise(), "JPEG")) is None


def test_what_is_not_there_has_none(tmp_path: Path) -> None:
    assert thumbnail(tmp_path / "gone.jpg") is None
    assert thumbnail(tmp_path) is None


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_every_kind_of_image_becomes_a_page(make: Callable[[], bytes], tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(make())
    frame = frame_of(tmp_path / "a.jpg", 1, edge=200)
    assert frame is not None
    width, height, pixels, count = frame
    assert (width, height, len(pixels), count) == (200, 150, 200 * 150 * 3, 1)


def test_a_page_is_never_made_larger(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded(noise(), "PNG"))
    frame = frame_of(tmp_path / "a.png", 1)
    assert frame is not None
    assert frame[:2] == (320, 240)


def test_a_page_stands_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(encoded(noise(), "JPEG", exif=exif))
    frame = frame_of(tmp_path / "a.jpg", 1)
    assert frame is not None
    assert frame[:2] == (240, 320)


def test_each_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    path.write_bytes(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert frame_of(path, 1) == (8, 8, b"\xff\0\0" * 64, 2)
    assert frame_of(path, 2) == (8, 8, b"\0\0\xff" * 64, 2)
    assert frame_of(path, 3) is None
    assert frame_of(path, 0) is None


def test_a_moving_picture_is_one_page(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    pages = [Image.new("L", (8, 8), colour) for colour in (0, 255)]
    path.write_bytes(encoded(pages[0], "GIF", save_all=True, append_images=pages[1:]))
    frame = frame_of(path, 1)
    assert frame is not None
    assert frame[3] == 1


def test_black_and_white_letters_stay_whole_when_they_shrink(tmp_path: Path) -> None:
    fine = Image.new("1", (400, 400))
    fine.putdata([(x + y) % 2 for y in range(400) for x in range(400)])
    (tmp_path / "a.tif").write_bytes(encoded(fine, "TIFF"))
    frame = frame_of(tmp_path / "a.tif", 1, edge=100)
    assert frame is not None
    assert 100 < min(frame[2]) <= max(frame[2]) < 160


def test_what_is_no_picture_is_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert frame_of(tmp_path / "a.jpg", 1) is None
    assert frame_of(tmp_path / "gone.jpg", 1) is None
    (tmp_path / "b.jpg").write_bytes(encoded(noise(), "JPEG"))
    monkeypatch.setattr(module, "MAX_PIXELS", 320 * 240 - 1)
    assert frame_of(tmp_path / "b.jpg", 1) is None


@pytest.mark.skipif("ARCHIVIST_REAL" not in os.environ, reason="ARCHIVIST_REAL names no real files")
def test_real_photos_have_thumbnails() -> None:
    folder = Path(os.environ["ARCHIVIST_REAL"]) / "photos"
    photos = [path for path in folder.rglob("*") if path.suffix.lower() in {".jpg", ".heic"}]
    assert sum(thumbnail(path) is not None for path in photos) > len(photos) * 0.9


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("edge", [60, 270], ids=["small", "nearly as large"])
def test_however_the_camera_was_held_the_picture_is_upright(
    orientation: int, edge: int, tmp_path: Path
) -> None:
    image = made(tmp_path, held(orientation), edge=edge)
    assert image is not None
    assert image.size == (edge, edge * 2 // 3)
    corners = [(0.2, 0.8), (0.84, 0.9), (0.5, 0.3), (0.95, 0.05)]
    seen = [image.getpixel((int(x * edge), int(y * image.height))) for x, y in corners]
    wanted = [(0, 0, 255), (0, 128, 0), (255, 0, 0), (250, 250, 250)]
    for got, expected in zip(seen, wanted, strict=True):
        assert got == pytest.approx(expected, abs=40)


@pytest.mark.parametrize("mode", ["1", "P", "L", "I;16"])
def test_a_scan_of_few_colours_is_upright_too(mode: str, tmp_path: Path) -> None:
    picture = house().convert("L")
    image = picture.convert("I").convert("I;16") if mode == "I;16" else picture.convert(mode)
    small = made(tmp_path, held(6, "TIFF", image), "a.tif", edge=60)
    assert small is not None
    assert small.size == (60, 40)
    frame = frame_of(tmp_path / "a.tif", 1, 60)
    assert frame is not None
    assert frame[:2] == (60, 40)
    assert small.convert("L").getpixel((12, 32)) < small.convert("L").getpixel((57, 2))  # type: ignore[operator]


def test_few_colours_are_mixed_when_they_shrink(tmp_path: Path) -> None:
    fine = Image.new("P", (400, 400))
    fine.putpalette([255, 0, 0, 0, 0, 255])
    fine.putdata([(x + y) % 2 for y in range(400) for x in range(400)])
    small = made(tmp_path, encoded(fine, "PNG"), "a.png", edge=50)
    assert small is not None
    assert small.getpixel((25, 25)) == pytest.approx((128, 0, 128), abs=12)
