"""Images: every pixel decodes, or it is a defect."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from archivist.formats import image as module
from archivist.formats.found import Found
from archivist.formats.image import FORMATS, look_at_image, read_elements
from archivist.model.elements import Element, Origin
from archivist.model.facts import Defect, Format, Shot
from archivist.model.likeness import alike, distance
from tests.formats.pictures import bomb_png, dated, encoded, noise

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


XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
    " photoshop:Headline='测流仪器理论授课'/></rdf:RDF></x:xmpmeta>"
).encode()


@pytest.mark.parametrize(
    ("content", "name", "options"),
    [
        (Format.JPEG, "JPEG", {"xmp": XMP}),
        (Format.WEBP, "WEBP", {"xmp": XMP}),
        (Format.TIFF, "TIFF", {"tiffinfo": {700: XMP}}),
    ],
    ids=["jpeg", "webp", "tiff"],
)
def test_elements_inside_an_image_are_read(
    content: Format, name: str, options: dict[str, object]
) -> None:
    whole = encoded(noise(), name, exif=dated("2022:01:25 10:15:00"), **options)
    readings = look_at_image(io.BytesIO(whole), content).readings
    stated = {(r.element, r.text, r.origin) for r in readings}
    assert (Element.CAUSE, "测流仪器理论授课", Origin.XMP) in stated
    assert len(stated) <= 2


@pytest.mark.parametrize("compressed", [False, True])
def test_elements_inside_a_png_are_read(*, compressed: bool) -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - nothing else needs it

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=compressed)
    whole = encoded(noise(), "PNG", pnginfo=info, exif=dated("2022:01:25 10:15:00"))
    found = look_at_image(io.BytesIO(whole), Format.PNG)
    assert [(r.text, r.origin) for r in found.readings] == [
        ("2022:01:25 10:15:00", Origin.EXIF),
        ("测流仪器理论授课", Origin.XMP),
    ]


def test_the_first_packet_of_a_jpeg_is_the_pictures_own() -> None:
    whole = encoded(noise(), "JPEG", xmp=XMP)
    at = whole.index(b"\xff\xe1")
    end = at + 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
    second = whole[at:end].replace("测".encode(), "乙".encode())
    found = look_at_image(io.BytesIO(whole[:end] + second + whole[end:]), Format.JPEG)
    assert [r.text for r in found.readings] == ["测流仪器理论授课"]


def test_a_wrong_packet_inside_does_not_condemn_the_picture() -> None:
    whole = encoded(noise(), "JPEG", xmp=b"<not xml", exif=dated("2022:01:25 10:15:00"))
    found = look_at_image(io.BytesIO(whole), Format.JPEG)
    assert found.defect is None
    assert [r.element for r in found.readings] == [Element.SHOOTING_DATE]


def test_a_damaged_picture_still_says_what_it_knows() -> None:
    whole = encoded(noise(), "JPEG", exif=dated("2022:01:25 10:15:00"))
    found = look_at_image(io.BytesIO(whole[: len(whole) // 2]), Format.JPEG)
    assert found.defect is Defect.UNDECODABLE
    assert (found.width, len(found.readings)) == (320, 1)


def test_every_image_format_can_be_looked_at() -> None:
    unpixelled = {Format.RAW}
    assert FORMATS.isdisjoint(unpixelled)
    assert {Format.JPEG, Format.HEIF, Format.TIFF} <= FORMATS


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


def test_a_heic_whose_block_says_nothing_is_read_by_exifread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"DateTimeOriginal": "2022:01:25 10:15:00"}
    monkeypatch.setattr("archivist.formats.exif.fields_by_exifread", lambda _stream: told)
    found = read_elements(io.BytesIO(heic()), Format.HEIF)
    assert [r.tag for r in found.readings] == ["DateTimeOriginal"]


def test_a_damaged_tag_of_a_tiff_is_no_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object, number: int, *_: object) -> None:
        if number in {700, 33723}:
            raise SyntaxError

    whole = encoded(noise(8, 8), "TIFF")
    monkeypatch.setattr("PIL.TiffImagePlugin.ImageFileDirectory_v2.get", fail)
    assert read_elements(io.BytesIO(whole), Format.TIFF) == Found()


def described(**blocks: bytes) -> bytes:
    exif = Image.Exif()
    if blocks:
        exif[700], exif[33723] = blocks["xmp"], blocks["iptc"]
    exif[0x010F], exif[0x0110] = "HUAWEI", "P40"
    exif[0x9C9B] = "培训".encode("utf-16-le") + b"\0\0"
    exif.get_ifd(0x8769)[0x9003] = "2022:01:25 10:15:00"
    return exif.tobytes()


IPTC = b"\x1c\x02\x73\x00\x06" + "办公".encode()
APP13 = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(IPTC).to_bytes(4, "big") + IPTC + b"\0"


def with_iptc(jpeg: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xed" + (len(APP13) + 2).to_bytes(2, "big") + APP13 + jpeg[2:]


def all_described() -> dict[str, tuple[Format, bytes]]:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - nothing else needs it

    exif = described()
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    tags = described(xmp=XMP, iptc=IPTC)
    return {
        "jpeg": (Format.JPEG, with_iptc(encoded(noise(), "JPEG", exif=exif, xmp=XMP))),
        "png": (Format.PNG, encoded(noise(), "PNG", exif=exif, pnginfo=info)),
        "webp": (Format.WEBP, encoded(noise(), "WEBP", exif=exif, xmp=XMP)),
        "tiff": (Format.TIFF, encoded(noise(), "TIFF", exif=tags)),
    }


@pytest.mark.parametrize(("content", "whole"), all_described().values(), ids=all_described())
def test_elements_are_the_same_with_and_without_decoding(content: Format, whole: bytes) -> None:
    fast, full = (look(io.BytesIO(whole), content) for look in (read_elements, look_at_image))
    assert fast.readings == full.readings
    assert fast.shot == replace(full.shot, fingerprint="")
    assert fast.shot == Shot(camera="HUAWEI P40", moment="2022-01-25T10:15:00")
    stated = {(r.element, r.text, r.origin) for r in fast.readings}
    expected = {
        (Element.SHOOTING_DATE, "2022:01:25 10:15:00", Origin.EXIF),
        (Element.CAUSE, "培训", Origin.EXPLORER),
        (Element.CAUSE, "测流仪器理论授课", Origin.XMP),
    }
    if content in {Format.JPEG, Format.TIFF}:
        expected.add((Element.SOURCE, "办公", Origin.IPTC))
    assert stated == expected


def test_elements_of_a_heic_are_read_without_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    whole = encoded(noise(64, 48), "HEIF", exif=described(), xmp=XMP)
    monkeypatch.setattr("PIL.Image.Image.load", lambda _self: pytest.fail("decoded"))
    found = read_elements(io.BytesIO(whole), Format.HEIF)
    assert found.shot.camera == "HUAWEI P40"
    assert {r.origin for r in found.readings} == {Origin.EXIF, Origin.EXPLORER, Origin.XMP}


@pytest.mark.parametrize("content", sorted(FORMATS))
@pytest.mark.parametrize("bytes_", [b"", b"\xff\xd8", b"II*\0\x08\0\0\0", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_states_nothing(content: Format, bytes_: bytes) -> None:
    assert read_elements(io.BytesIO(bytes_), content) == Found()


def test_memory_that_runs_out_while_reading_elements_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run_out(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.Image.open", run_out)
    with pytest.raises(MemoryError):
        read_elements(io.BytesIO(b""), Format.TIFF)


def test_damaged_blocks_are_not_read_and_do_no_harm() -> None:
    jpeg = with_iptc(encoded(noise(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f", xmp=b"<x"))
    found = look_at_image(io.BytesIO(jpeg.replace(IPTC, bytes(len(IPTC)))), Format.JPEG)
    assert (found.defect, found.detail, found.readings) == (None, "", ())
