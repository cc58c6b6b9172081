"""Which endings suit which content."""

from __future__ import annotations

import pytest

from archivist.model.endings import IMAGE_SUFFIXES, VIDEO_SUFFIXES, WORKBOOK_SUFFIXES, ending_fits
from archivist.model.facts import Format

FITTING = [
    (Format.JPEG, ".jpg"),
    (Format.JPEG, ".JPEG"),
    (Format.JPEG, ".jfif"),
    (Format.TIFF, ".tif"),
    (Format.RAW, ".nef"),
    (Format.DOCX, ".docx"),
    (Format.XLSX, ".xlsm"),
    (Format.RTF, ".doc"),
    (Format.OLE, ".wps"),
    (Format.TEXT, ".csv"),
    (Format.TEXT, ".md"),
    (Format.TEXT, ".html"),
    (Format.DOCX, ".zip"),
    (Format.XMP, ".xmp"),
    (Format.PDF, ".whatever"),
    (Format.PDF, ""),
    (Format.UNKNOWN, ".jpg"),
]
WRONG = [
    (Format.PNG, ".jpg"),
    (Format.JPEG, ".heic"),
    (Format.JPEG, ".png"),
    (Format.DOCX, ".doc"),
    (Format.XLSX, ".docx"),
    (Format.PDF, ".docx"),
    (Format.OLE, ".docx"),
    (Format.TEXT, ".xls"),
    (Format.JPEG, ".pdf"),
    (Format.VIDEO, ".jpg"),
]


@pytest.mark.parametrize(("content", "suffix"), FITTING)
def test_an_ending_that_suits_the_content_fits(content: Format, suffix: str) -> None:
    assert ending_fits(content, suffix)


@pytest.mark.parametrize(("content", "suffix"), WRONG)
def test_an_ending_that_promises_another_content_does_not_fit(content: Format, suffix: str) -> None:
    assert not ending_fits(content, suffix)


@pytest.mark.parametrize("suffix", sorted(IMAGE_SUFFIXES | VIDEO_SUFFIXES | WORKBOOK_SUFFIXES))
def test_every_ending_that_the_model_knows_promises_something(suffix: str) -> None:
    assert any(not ending_fits(content, suffix) for content in Format)
