"""Images: every pixel decodes, or it is a defect."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from archivist.formats import image as module
from archivist.formats.image import FORMATS, look_at_image
from archivist.model.facts import Defect, Format
from tests.formats.pictures import bomb_png, encoded, noise

PICTURES: dict[str, tuple[Format, Callable[[], bytes]]] = {
    "jpeg": (Format.JPEG, lambda: encoded(noise(), "JPEG")),
    "progressive jpeg": (Format.JPEG, lambda: encoded(noise(), "JPEG", progressive=True)),
    "grey jpeg": (Format.JPEG, lambda: encoded(noise(mode="L"), "JPEG")),
    "cmyk jpeg": (Format.JPEG, lambda: encoded(noise(mode="CMYK"), "JPEG")),
    "jpeg with restarts": (
        Format.JPEG,
        lambda: encoded(noise(), "JPEG", restart_marker_rows=2),
    ),
    "png": (Format.PNG, lambda: encoded(noise(), "PNG")),
    "png with alpha": (Format.PNG, lambda: encoded(noise(mode="RGBA"), "PNG")),
    "tiff": (Format.TIFF, lambda: encoded(noise(), "TIFF")),
    "compressed tiff": (Format.TIFF, lambda: encoded(noise(), "TIFF", compression="tiff_lzw")),
    "gif": (Format.GIF, lambda: encoded(noise(mode="L"), "GIF")),
    "bitmap": (Format.BMP, lambda: encoded(noise(), "BMP")),
    "webp": (Format.WEBP, lambda: encoded(noise(), "WEBP", lossless=True)),
    "several pictures in a jpeg": (
        Format.JPEG,
        lambda: encoded(noise(), "MPO", save_all=True, append_images=[noise(64, 64)]),
    ),
}


def heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    return encoded(noise(64, 48), "HEIF")


@pytest.mark.parametrize(("content", "make"), PICTURES.values(), ids=PICTURES)
def test_a_whole_picture_has_a_size_and_no_defect(
    content: Format, make: Callable[[], bytes]
) -> None:
    found = look_at_image(io.BytesIO(make()), content)
    assert (found.defect, found.detail) == (None, "")
    assert (found.width, found.height) == (320, 240)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
@pytest.mark.parametrize(("content", "make"), PICTURES.values(), ids=PICTURES)
def test_a_picture_cut_off_is_undecodable(
    content: Format, make: Callable[[], bytes], share: float
) -> None:
    whole = make()
    if b"MPF\0" in whole:
        whole = whole[: whole.index(b"\xff\xd9") + 2]  # what is behind the first picture may go
    found = look_at_image(io.BytesIO(whole[: int(len(whole) * share)]), content)
    assert found.defect is Defect.UNDECODABLE
    assert found.detail
    assert "0x" not in found.detail


def test_a_heic_is_decoded_and_a_cut_one_is_undecodable() -> None:
    whole = heic()
    found = look_at_image(io.BytesIO(whole), Format.HEIF)
    assert (found.defect, found.width, found.height) == (None, 64, 48)
    cut = look_at_image(io.BytesIO(whole[: len(whole) * 2 // 3]), Format.HEIF)
    assert cut.defect is Defect.UNDECODABLE


@pytest.mark.parametrize(("width", "height"), [(20_000, 16_000), (60_000, 60_000)])
def test_a_decompression_bomb_is_oversized_and_not_unpacked(width: int, height: int) -> None:
    found = look_at_image(io.BytesIO(bomb_png(width, height)), Format.PNG)
    assert found.defect is Defect.OVERSIZED
    assert "pixels" in found.detail


def test_a_later_frame_that_is_damaged_is_found() -> None:
    frames = [noise(64, 64), noise(64, 64), noise(64, 64)]
    whole = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert look_at_image(io.BytesIO(whole), Format.TIFF).defect is None
    cut = look_at_image(io.BytesIO(whole[: len(whole) - 6000]), Format.TIFF)
    assert cut.defect is Defect.UNDECODABLE
    assert cut.detail.startswith("frame 3: ")


def test_frames_beyond_the_bounds_are_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [noise(64, 64), noise(64, 64), noise(64, 64)]
    whole = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    cut = whole[: len(whole) - 6000]
    monkeypatch.setattr(module, "MAX_FRAMES", 2)
    assert look_at_image(io.BytesIO(cut), Format.TIFF).defect is None
    monkeypatch.setattr(module, "MAX_FRAMES", 100)
    monkeypatch.setattr(module, "MAX_FRAME_PIXELS", 64 * 64)
    assert look_at_image(io.BytesIO(cut), Format.TIFF).defect is None


def test_a_frame_that_is_a_bomb_is_oversized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 5000)
    whole = encoded(noise(64, 64), "TIFF", save_all=True, append_images=[noise(128, 128)])
    found = look_at_image(io.BytesIO(whole), Format.TIFF)
    assert found.defect is Defect.OVERSIZED


@pytest.mark.parametrize("moment", [0, 1])
def test_memory_that_runs_out_is_not_taken_for_damage(
    monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    whole = encoded(noise(8, 8), "TIFF", save_all=True, append_images=[noise(8, 8)])
    calls = iter(range(10))
    load = Image.Image.load

    def run_out(self: Image.Image) -> object:
        if next(calls) == moment:
            raise MemoryError
        return load(self)

    monkeypatch.setattr("PIL.TiffImagePlugin.TiffImageFile.load", run_out)
    with pytest.raises(MemoryError):
        look_at_image(io.BytesIO(whole), Format.TIFF)


def test_what_is_no_picture_behind_its_first_bytes_is_undecodable() -> None:
    found = look_at_image(io.BytesIO(b"\xff\xd8\xff" + bytes(100)), Format.JPEG)
    assert found.defect is Defect.UNDECODABLE
    assert found.detail == "the header of the jpeg image cannot be read"


def test_every_image_format_can_be_looked_at() -> None:
    unpixelled = {Format.RAW}
    assert FORMATS.isdisjoint(unpixelled)
    assert {Format.JPEG, Format.HEIF, Format.TIFF} <= FORMATS
