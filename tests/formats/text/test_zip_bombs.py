"""Zip containers that are not what they say."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from archivist.formats.text import docx, odf, ofd, pptx, xlsx, zipped
from archivist.formats.text.failing import TextError
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect
from tests.formats.text import packages
from tests.formats.text.packages import paragraph, word

MIB = 1024 * 1024


def unpacked(content: io.BytesIO, name: str = "a.xml") -> int:
    """Return how many bytes were handed out, whether all or those before an error."""
    return sum(map(len, Package(content).chunks(name)))


def refusal(content: io.BytesIO, name: str = "a.xml") -> tuple[int, TextError]:
    """Return how many bytes were handed out before the error, and the error."""
    chunks = Package(content).chunks(name)
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
    except TextError as error:
        return size, error
    pytest.fail("nothing was refused")


def test_a_part_that_swells_without_measure_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "_UNSUSPECTED", MIB)
    size, error = refusal(packages.zipped({"a.xml": bytes(8 * MIB)}))
    assert size < 4 * MIB
    assert error.defect is Defect.BROKEN
    assert "a.xml" in error.detail


def test_a_part_is_stopped_at_the_limit_of_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_PART", MIB)
    assert refusal(packages.zipped({"a.xml": bytes(4 * MIB)}))[0] <= MIB


def test_all_parts_together_are_stopped_at_the_limit_of_containers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipped, "MAX_TOTAL", 3 * MIB)
    package = Package(packages.zipped({"a": bytes(2 * MIB), "b": bytes(2 * MIB)}))
    assert sum(map(len, package.chunks("a"))) == 2 * MIB
    with pytest.raises(TextError, match="more than any document"):
        list(package.chunks("b"))


def test_a_size_that_is_a_lie_is_not_believed() -> None:
    content = packages.zipped({"a.xml": bytes(2_000_000)}).getvalue()
    lying = content.replace(struct.pack("<I", 2_000_000), struct.pack("<I", 1000))
    size, error = refusal(io.BytesIO(lying))
    assert size <= 1000
    assert error.defect is Defect.BROKEN


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_packing_that_cannot_be_bounded_is_refused(method: int) -> None:
    size, error = refusal(packages.zipped({"a.xml": b"x" * 1000}, method=method))
    assert size == 0
    assert "packed" in error.detail


def test_stored_parts_are_read() -> None:
    assert unpacked(packages.zipped({"a.xml": b"x" * 1000}, method=zipfile.ZIP_STORED)) == 1000


def test_an_encrypted_part_is_encrypted() -> None:
    content = bytearray(packages.zipped({"a.xml": b"x"}).getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(io.BytesIO(bytes(content)))[1].defect is Defect.ENCRYPTED


def test_of_two_parts_with_one_name_the_last_counts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in ("旧", "新"):
            container.writestr("word/document.xml", word(paragraph(text)))
    assert list(docx.read(buffer)) == ["新"]


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_PARTS", 3)
    with pytest.raises(TextError, match="parts"):
        Package(packages.zipped({str(number): b"" for number in range(4)}))


def test_names_that_lead_out_of_the_container_lead_nowhere() -> None:
    rels = packages.relations(("worksheet", "../../../../etc/passwd"))
    book = '<workbook xmlns:r="r"><sheet name="表" r:id="rId1"/></workbook>'
    content = packages.office({"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels})
    reading = xlsx.read(content)
    assert next(reading) == "表"
    with pytest.raises(TextError, match="missing"):
        next(reading)


READERS = (docx, xlsx, pptx, odf, ofd)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: str(reader.__name__)[-4:])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 40])
def test_no_zip_is_broken(reader: object, content: bytes) -> None:
    with pytest.raises(TextError) as caught:
        list(reader.read(io.BytesIO(content)))  # type: ignore[attr-defined]
    assert caught.value.defect is Defect.BROKEN


def test_a_damaged_part_gives_what_came_before_the_damage() -> None:
    body = "".join(paragraph(f"第{number}段，{number * 7919 % 10007}") for number in range(20_000))
    content = bytearray(packages.docx(body).getvalue())
    middle = len(content) // 2
    content[middle : middle + 200] = b"\xff" * 200
    reading = docx.read(io.BytesIO(bytes(content)))
    assert next(reading).startswith("第0段，0\n第1段")
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN
