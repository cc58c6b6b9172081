"""The shooting date in EXIF, as cameras and broken programs write it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping

import pytest
from PIL import Image

from archivist.formats import exif as module
from archivist.formats.blocks import blocks_of_jpeg
from archivist.formats.exif import (
    fields_by_exifread,
    fields_of_block,
    fields_of_image,
    look_at_raw,
    orientation,
    readings,
    shot,
)
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Shot
from tests.formats.pictures import dated, encoded, noise


def picture(original: str = "", digitized: str = "") -> bytes:
    return encoded(noise(16, 16), "JPEG", exif=dated(original, digitized))


def by_pillow(content: bytes) -> Reading | None:
    return date_in(fields_of_block(blocks_of_jpeg(io.BytesIO(content)).exif))


def by_exifread(content: bytes) -> Reading | None:
    return date_in(fields_by_exifread(io.BytesIO(content)))


def date_in(fields: module.Fields) -> Reading | None:
    stated = readings(fields)
    assert [r.element for r in stated] in ([], [Element.SHOOTING_DATE])
    return next(iter(stated), None)


Read = Callable[[bytes], Reading | None]
BOTH = pytest.mark.parametrize("read", [by_pillow, by_exifread], ids=["pillow", "exifread"])


@BOTH
def test_the_original_date_goes_before_the_digitized_one(read: Read) -> None:
    assert read(picture("2022:01:25 10:15:00", "2023:02:03 01:02:03")) == Reading(
        Element.SHOOTING_DATE, "2022:01:25 10:15:00", Origin.EXIF, "DateTimeOriginal"
    )


@BOTH
@pytest.mark.parametrize(
    "blank", ["", "0000:00:00 00:00:00", "0000:00:00", "    :  :     :  :  ", "    ", "\0" * 19]
)
def test_a_blank_original_gives_way_to_the_digitized_date(read: Read, blank: str) -> None:
    reading = read(picture(blank, "2023:02:03 01:02:03"))
    assert reading is not None
    assert (reading.text, reading.tag) == ("2023:02:03 01:02:03", "DateTimeDigitized")


@BOTH
@pytest.mark.parametrize("blank", ["", "0000:00:00 00:00:00", "    :  :     :  :  "])
def test_blank_dates_are_none(read: Read, blank: str) -> None:
    assert read(picture(blank, blank)) is None


@BOTH
def test_an_unreal_date_is_still_stated(read: Read) -> None:
    reading = read(picture("2088:13:45 25:61:61"))
    assert reading is not None
    assert (reading.text, reading.day) == ("2088:13:45 25:61:61", None)


@BOTH
def test_a_picture_without_exif_states_no_date(read: Read) -> None:
    assert read(encoded(noise(16, 16), "JPEG")) is None


def directory(kind: int, count: int, value: bytes) -> bytes:
    """Return a TIFF whose EXIF holds DateTimeOriginal with any type, count and value."""
    outer = struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26, 0)
    inner = struct.pack("<HHHI4sI", 1, 0x9003, kind, count, value, 0)
    return b"II*\0\x08\0\0\0" + outer + inner + b"2022:01:25 10:15:00\0"


ODD = {
    "a number": directory(3, 1, b"\x01\0\0\0"),
    "several numbers": directory(3, 2, b"\x01\0\x02\0"),
    "a type that does not exist": directory(99, 4, b"2022"),
    "an offset out of the file": directory(2, 20, b"\xff\xff\xff\x7f"),
    "a directory that points at itself": b"II*\0\x08\0\0\0"
    + struct.pack("<HHHIII", 1, 34665, 4, 1, 8, 8),
    "nothing behind the header": b"II*\0\x08\0\0\0",
    "no image": b"\0" * 100,
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_odd_exif_states_no_date_and_does_no_harm(content: bytes) -> None:
    assert by_exifread(content) is None
    inside = encoded(noise(16, 16), "JPEG", exif=b"Exif\0\0" + content)
    assert by_pillow(inside) is None
    assert by_exifread(inside) is None


def test_a_count_beyond_all_measure_is_not_taken_at_its_word() -> None:
    content = directory(2, 0x7FFFFFFF, b"\x2c\0\0\0")
    assert by_pillow(encoded(noise(16, 16), "JPEG", exif=b"Exif\0\0" + content)) is None
    reading = by_exifread(content)
    assert reading is None or reading.text == "2022:01:25 10:15:00"


def test_a_date_written_as_raw_bytes_is_read() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = b"2022:01:25 10:15:00\0"
    image = noise(4, 4)
    image.getexif = lambda: exif  # type: ignore[method-assign]
    reading = date_in(fields_of_image(image))
    assert reading is not None
    assert reading.text == "2022:01:25 10:15:00"


def test_an_image_whose_exif_cannot_be_had_has_none() -> None:
    def fail() -> Image.Exif:
        raise SyntaxError

    image = noise(4, 4)
    image.getexif = fail  # type: ignore[method-assign]
    assert fields_of_image(image) == {}


def test_a_raw_file_states_its_date_and_has_no_defect() -> None:
    found = look_at_raw(io.BytesIO(directory(2, 20, b"\x2c\0\0\0")))
    assert (found.defect, [r.text for r in found.readings]) == (None, ["2022:01:25 10:15:00"])
    assert found.shot == Shot(moment="2022-01-25T10:15:00")
    assert look_at_raw(io.BytesIO(b"II*\0")).readings == ()


def test_whatever_exifread_raises_is_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError

    monkeypatch.setattr("exifread.process_file", fail)
    assert by_exifread(b"") is None


def taken(*, gps: Mapping[int, object] | None = None, **main: object) -> bytes:
    exif = Image.Exif()
    names = {name: tag for tag, name in module._MAIN.items()}
    for name, value in main.items():
        exif[names[name]] = value
    exif.get_ifd(0x8769)[0x9003] = "2022:01:25 10:15:00"
    if gps:
        exif.get_ifd(0x8825).update(gps)
    return encoded(noise(16, 16), "JPEG", exif=exif.tobytes())


HETAO = {1: "N", 2: (40.0, 45.0, 26.28), 3: "E", 4: (107.0, 23.0, 16.8)}


@pytest.mark.parametrize("source", ["pillow", "exifread"])
def test_a_shot_is_camera_moment_and_position(source: str) -> None:
    content = taken(Make="HUAWEI", Model="P40", gps=HETAO)
    if source == "pillow":
        fields = fields_of_block(blocks_of_jpeg(io.BytesIO(content)).exif)
    else:
        fields = fields_by_exifread(io.BytesIO(content))
    assert shot(fields) == Shot(
        camera="HUAWEI P40", moment="2022-01-25T10:15:00", position="40.757300,107.388000"
    )


@pytest.mark.parametrize(
    ("maker", "model", "camera"),
    [
        pytest.param("HUAWEI", "P40", "HUAWEI P40", id="both"),
        pytest.param("HUAWEI", "HUAWEI P40", "HUAWEI P40", id="doubled"),
        pytest.param("NIKON CORPORATION", "Nikon D70", "Nikon D70", id="first word doubled"),
        pytest.param("", "P40", "P40", id="model alone"),
        pytest.param("Canon\0\0\0", "", "Canon", id="maker alone"),
        pytest.param("大疆".encode("gbk").decode("latin-1"), "御", "大疆 御", id="gbk"),
        pytest.param(7, (1, 2), "", id="numbers"),
        pytest.param("x" * 300, "", "x" * 100, id="too long"),
    ],
)
def test_a_camera_is_maker_and_model_and_not_doubled(
    maker: object, model: object, camera: str
) -> None:
    assert shot({"Make": maker, "Model": model}).camera.strip("\x01\x02") == camera


@pytest.mark.parametrize(
    "text", ["", "2022:01:25", "2022:13:25 10:15:00", "0000:00:00 00:00:00", "2022:01:25 25:00:00"]
)
def test_a_moment_that_is_not_real_is_none(text: str) -> None:
    assert shot({"DateTimeOriginal": text}).moment == ""


PLACES: dict[str, tuple[dict[int, object], str]] = {
    "south and west": ({1: "S", 3: "W"}, "-40.757300,-107.388000"),
    "no direction": ({1: ""}, ""),
    "a wrong direction": ({1: "E"}, ""),
    "null island": ({2: (0, 0, 0), 4: (0, 0, 0)}, ""),
    "on the equator": ({2: (0, 0, 0)}, "0.000000,107.388000"),
    "beyond the pole": ({2: (91, 0, 0)}, ""),
    "negative": ({2: (-1, 0, 0)}, ""),
    "two parts": ({2: (40, 45)}, ""),
    "no numbers": ({2: ("a", "b", "c")}, ""),
    "no list": ({2: 40}, ""),
    "not a number": ({2: (float("nan"), 0, 0)}, ""),
    "endless": ({4: (float("inf"), 0, 0)}, ""),
    "nothing": ({2: None}, ""),
}


@pytest.mark.parametrize(("changed", "position"), PLACES.values(), ids=PLACES)
def test_a_position_that_is_not_real_is_none(changed: dict[int, object], position: str) -> None:
    values = {**HETAO, **changed}
    assert shot({module._GPS[tag]: value for tag, value in values.items()}).position == position


def test_a_fraction_over_nothing_is_no_position() -> None:
    content = directory(2, 20, b"\x2c\0\0\0")
    inner = struct.pack("<HHHI4sI", 1, 2, 5, 3, b"\x2c\0\0\0", 0)
    gps = content[:8] + struct.pack("<HHHIII", 1, 0x8825, 4, 1, 26, 0) + inner + bytes(24)
    assert shot(fields_of_block(b"Exif\0\0" + gps)).position == ""


@pytest.mark.parametrize(
    ("value", "turned"), [(6, 6), ([8], 8), ((3,), 3), (0, 1), (9, 1), ("6", 1), (None, 1)]
)
def test_an_orientation_that_is_none_is_upright(value: object, turned: int) -> None:
    assert orientation({"Orientation": value}) == turned


def test_damage_in_one_directory_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SyntaxError

    block = blocks_of_jpeg(io.BytesIO(taken(Make="HUAWEI"))).exif
    monkeypatch.setattr(Image.Exif, "get_ifd", fail)
    assert fields_of_block(block) == {"Make": "HUAWEI"}
