"""What an OLE container holds."""

from __future__ import annotations

import contextlib
import io

import pytest

from archivist.formats.text import ole
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import containers

REFUSED = {
    "an encrypted package": ("EncryptedPackage", Defect.ENCRYPTED, "password"),
    "a protected one": ("\x09DRMContent", Defect.ENCRYPTED, "password"),
    "Microsoft Works": ("MatOST", Defect.BROKEN, "Works"),
    "Hangul": ("FileHeader", Defect.BROKEN, "Hangul"),
    "Visio": ("VisioDocument", Defect.BROKEN, "Visio"),
    "Outlook": ("__properties_version1.0", Defect.BROKEN, "Outlook"),
    "anything": ("Something", Defect.BROKEN, "no document"),
}


@pytest.mark.parametrize(("stream", "defect", "detail"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_text_is_named(stream: str, defect: Defect, detail: str) -> None:
    with pytest.raises(TextError, match=detail) as caught:
        list(ole.read(containers.ole({stream: b""})))
    assert caught.value.defect is defect


@pytest.mark.parametrize("length", [0, 8, 512, 600, 1024])
def test_a_container_cut_off_is_broken(length: int) -> None:
    content = containers.ole(containers.word("测流")).getvalue()[:length]
    with pytest.raises(TextError) as caught:
        list(ole.read(io.BytesIO(content)))
    assert caught.value.defect is Defect.BROKEN


def test_a_stream_cut_off_is_broken() -> None:
    content = containers.ole(containers.word("测流" * 3000)).getvalue()
    with pytest.raises(TextError) as caught:
        list(ole.read(io.BytesIO(content[:-8192])))
    assert caught.value.defect is Defect.BROKEN


@pytest.mark.parametrize("sector", [2, 0xFFF0, 0xFFFFFFF0])
def test_sectors_in_a_circle_or_outside_of_the_file_do_no_harm(sector: int) -> None:
    content = bytearray(containers.ole(containers.word("测流")).getvalue())
    # The table of sectors follows the header; the streams begin behind it and the directory.
    content[512 + 4 * 2 : 512 + 4 * 20] = sector.to_bytes(4, "little") * 18
    reading = ole.read(io.BytesIO(bytes(content)))
    with contextlib.suppress(TextError):
        assert len(next(reading)) < 10_000


def test_a_folder_under_the_name_of_a_stream_is_broken() -> None:
    content = bytearray(containers.ole(containers.word("测流")).getvalue())
    content[content.index("WordDocument".encode("utf-16-le")) + 66] = 1
    with pytest.raises(TextError) as caught:
        list(ole.read(io.BytesIO(bytes(content))))
    assert caught.value.defect is Defect.BROKEN
