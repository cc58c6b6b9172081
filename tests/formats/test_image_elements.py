"""What an image says of itself: EXIF, XMP and IPTC together, with and without decoding."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from archivist.formats.found import Found
from archivist.formats.image import FORMATS, look_at_image, read_elements
from archivist.model.elements import Element, Origin
from archivist.model.facts import Defect, Format, Shot
from tests.formats.pictures import dated, encoded, noise

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


def heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    return encoded(noise(64, 48), "HEIF")


def test_a_heic_whose_block_says_nothing_is_read_by_exifread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"DateTimeOriginal": "2022:01:25 10:15:00"}
    monkeypatch.setattr("archivist.formats.exif.fields_by_exifread", lambda _stream: told)
    found = read_elements(io.BytesIO(heic()), Format.HEIF)
    assert [r.tag for r in found.readings] == ["DateTimeOriginal"]


def test_a_damaged_tag_of_a_tiff_is_no_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    read = ImageFileDirectory_v2.__getitem__

    def fail(self: ImageFileDirectory_v2, number: int) -> object:
        if number == 33723:
            raise SyntaxError
        return read(self, number)

    whole = encoded(noise(), "TIFF", exif=described(xmp=XMP, iptc=IPTC))
    monkeypatch.setattr(ImageFileDirectory_v2, "__getitem__", fail)
    found = look_at_image(io.BytesIO(whole), Format.TIFF)
    assert (found.defect, found.detail) == (None, "")
    assert {r.origin for r in found.readings} == {Origin.EXIF, Origin.EXPLORER, Origin.XMP}


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
