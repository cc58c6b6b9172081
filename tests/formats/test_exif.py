"""The shooting date in EXIF, as cameras and broken programs write it."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable

import pytest
from PIL import Image

from archivist.formats.exif import look_at_raw, shooting_date, shooting_date_by_exifread
from archivist.model.elements import Element, Origin, Reading
from tests.formats.pictures import dated, encoded, noise


def picture(original: str = "", digitized: str = "") -> bytes:
    return encoded(noise(16, 16), "JPEG", exif=dated(original, digitized))


def by_pillow(content: bytes) -> Reading | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damage that is wanted here
        with Image.open(io.BytesIO(content)) as image:
            return shooting_date(image)


def by_exifread(content: bytes) -> Reading | None:
    return shooting_date_by_exifread(io.BytesIO(content))


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
    reading = shooting_date(image)
    assert reading is not None
    assert reading.text == "2022:01:25 10:15:00"


def test_a_raw_file_states_its_date_and_has_no_defect() -> None:
    found = look_at_raw(io.BytesIO(directory(2, 20, b"\x2c\0\0\0")))
    assert (found.defect, [r.text for r in found.readings]) == (None, ["2022:01:25 10:15:00"])
    assert look_at_raw(io.BytesIO(b"II*\0")).readings == ()


def test_whatever_exifread_raises_is_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError

    monkeypatch.setattr("exifread.process_file", fail)
    assert by_exifread(b"") is None
