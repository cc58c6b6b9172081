"""Links from a cell to a file beside the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MOST = 65_530
"""Links that spreadsheet programs keep on one sheet."""
_MAX_LENGTH = 2_000
"""Characters of a target; spreadsheet programs hold 2,079."""


def target_of(path: str) -> str:
    """Return a relative path as the target of a link; empty when it cannot be one.

    What means something in an address is written as its bytes; Chinese stays as it is, as
    spreadsheet programs themselves write it.
    """
    if path.startswith("/") or any("\ud800" <= each <= "\udfff" for each in path):
        return ""
    target = "".join(each if _plain(each) else quote(each, safe="") for each in path)
    return target if 1 < len(target.encode("utf-16-le")) // 2 <= _MAX_LENGTH else ""


def _plain(character: str) -> bool:
    if ord(character) > 0x2FFF:
        return character.isprintable()
    return character in "/-._~()" or character.isalnum()


def write_link(
    page: Worksheet, place: tuple[int, int], shown: tuple[str, Format], target: str
) -> None:
    """Write a cell whose text opens a file."""
    from xlsxwriter.url import Url  # type: ignore[import-untyped] # noqa: PLC0415 - as in writing

    text, look = shown
    url = Url(f"external:{target}")
    # As a link of an object it keeps its slashes, which all programs on all systems read.
    url._set_object_link()
    url.text = text
    page.write_url(*place, url, look)
