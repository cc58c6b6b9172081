"""Fingerprints: of a row of spots, and of pictures that were edited."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from archivist.formats import image as module
from archivist.formats.fingerprint import fingerprint
from archivist.formats.image import look_at_image
from archivist.model.facts import Format
from archivist.model.likeness import alike, distance
from tests.formats.pictures import encoded, noise


def spots(*rows: list[int]) -> bytes:
    return bytes(value for row in rows for value in row)


FALLING = [90, 80, 70, 60, 50, 40, 30, 20, 10]


def test_each_bit_tells_whether_the_right_neighbour_is_darker() -> None:
    rising = FALLING[::-1]
    assert fingerprint(spots(FALLING, *[rising] * 7)) == "ff" + "00" * 7
    assert fingerprint(spots(*[rising] * 7, FALLING)) == "00" * 7 + "ff"


@pytest.mark.parametrize(
    "grey",
    [
        pytest.param(bytes(72), id="black"),
        pytest.param(bytes([200] * 72), id="grey"),
        pytest.param(spots(*[FALLING] * 8), id="falling"),
        pytest.param(spots(*[FALLING[::-1]] * 8), id="rising"),
        pytest.param(bytes([100, 103] * 36), id="next-to-no-contrast"),
    ],
)
def test_a_blank_picture_has_none(grey: bytes) -> None:
    assert fingerprint(grey) == ""


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Return a picture of soft spots, as a photo has them."""
    return noise(16, 12).resize((width, height), Image.Resampling.BICUBIC)


def printed(content: bytes, kind: Format = Format.JPEG) -> str:
    return look_at_image(io.BytesIO(content), kind).shot.fingerprint


EDITED: dict[str, tuple[Format, Callable[[], bytes]]] = {
    "recompressed": (Format.JPEG, lambda: encoded(scene(), "JPEG", quality=20)),
    "smaller": (Format.JPEG, lambda: encoded(scene().resize((200, 150)), "JPEG")),
    "tiny": (Format.JPEG, lambda: encoded(scene().resize((64, 48)), "JPEG")),
    "grey": (Format.JPEG, lambda: encoded(scene().convert("L"), "JPEG")),
    "as cmyk": (Format.JPEG, lambda: encoded(scene().convert("CMYK"), "JPEG")),
    "as png": (Format.PNG, lambda: encoded(scene(), "PNG")),
    "with a palette": (Format.GIF, lambda: encoded(scene(), "GIF")),
    "with alpha": (Format.WEBP, lambda: encoded(scene().convert("RGBA"), "WEBP")),
    "brighter": (Format.PNG, lambda: encoded(scene().point(lambda v: v * 0.7 + 50), "PNG")),
}


@pytest.mark.parametrize(("content", "make"), EDITED.values(), ids=EDITED)
def test_an_edited_copy_keeps_the_fingerprint(content: Format, make: Callable[[], bytes]) -> None:
    original = printed(encoded(scene(), "JPEG"))
    assert len(original) == 16
    assert alike(original, printed(make(), content))


def test_another_picture_has_another_fingerprint() -> None:
    other = scene().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    apart = distance(printed(encoded(scene(), "JPEG")), printed(encoded(other, "JPEG")))
    assert apart is not None
    assert apart > 16


@pytest.mark.parametrize(("number", "turn"), module._TURNS.items())
def test_a_picture_turned_for_viewing_has_the_fingerprint_of_a_turned_one(
    number: int, turn: Image.Transpose
) -> None:
    exif = Image.Exif()
    exif[0x0112] = number
    turned = printed(encoded(scene().transpose(turn), "PNG"), Format.PNG)
    assert alike(printed(encoded(scene(), "PNG", exif=exif.tobytes()), Format.PNG), turned)


def test_blank_and_damaged_pictures_have_no_fingerprint() -> None:
    assert printed(encoded(Image.new("RGB", (64, 48), "red"), "PNG"), Format.PNG) == ""
    assert printed(encoded(noise(), "JPEG")[:5000]) == ""


def test_a_mode_that_turns_into_no_grey_has_no_fingerprint() -> None:
    lab = encoded(Image.new("LAB", (64, 48)), "TIFF")
    found = look_at_image(io.BytesIO(lab), Format.TIFF)
    assert (found.defect, found.shot.fingerprint) == (None, "")


def test_a_heic_is_not_turned_twice() -> None:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = encoded(scene().convert("RGB"), "HEIF", exif=exif.tobytes())
    with Image.open(io.BytesIO(whole)) as image:
        seen = encoded(image.convert("RGB"), "PNG")
    assert alike(printed(whole, Format.HEIF), printed(seen, Format.PNG))
