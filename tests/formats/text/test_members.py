"""A zip says the names of what it holds."""

from __future__ import annotations

import io
import zipfile

import pytest

from archivist.formats.text import members
from archivist.formats.text.failing import TextError


def zip_of(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, "")
    return buffer.getvalue()


def read(content: bytes) -> list[str]:
    (page,) = members.read(io.BytesIO(content))
    return page.split("\n")


def test_names_are_listed() -> None:
    assert read(zip_of("资料/签到表.docx", "a.txt")) == ["资料/签到表.docx", "a.txt"]


@pytest.mark.parametrize(
    ("raw", "shown"), [("签到.txt".encode("gbk"), "签到.txt"), (b"\xe9.txt0000", "Θ.txt0000")]
)
def test_names_without_a_mark_are_taken_for_gbk(raw: bytes, shown: str) -> None:
    placeholder = b"x" * len(raw)
    content = zip_of(placeholder.decode()).replace(placeholder, raw)
    assert read(content) == [shown]


def test_names_are_bounded() -> None:
    assert len(read(zip_of(*map(str, range(2100))))) == 2000


def test_a_damaged_zip_is_broken() -> None:
    with pytest.raises(TextError):
        read(zip_of("a")[:-30])
