"""The process for odd jobs: a job is its kind and the path of a file, and what else it needs.

Started by `archivist.formats.apart`, never by hand.
"""

# ruff: noqa: PLC0415 - only what one kind of job needs is imported
from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from archivist.formats.answering import answer_parent


def main() -> None:
    """Do jobs until standard input ends."""
    answer_parent(result_of)


def result_of(job: Sequence[Any]) -> object:
    """Return what a job, ``[kind, path, …]``, comes to."""
    kind, path, *more = job
    return _KINDS[kind](Path(path), *more)


def _thumbnail(path: Path, edge: int) -> str | None:
    from archivist.formats.thumbnail import thumbnail

    picture = thumbnail(path, edge)
    return None if picture is None else base64.b64encode(picture).decode("ascii")


def _cells(path: Path) -> dict[str, object]:
    from archivist.formats.workbook.cells import read_cells

    return read_cells(path)


def _appended(
    _path: Path, content: str, additions: Sequence[Any], changes: Sequence[Any]
) -> object:
    from archivist.formats.workbook.rows_added import add_rows

    return add_rows(content, additions, changes)


def _recognised(path: Path, page: int) -> object:
    from archivist.formats.ocr import recognise
    from archivist.formats.ocr_pages import recognition_to_list
    from archivist.formats.text.failing import TextError
    from archivist.model.facts import Defect

    try:
        return recognition_to_list(recognise(path, page))
    except TextError as error:
        return error.defect.value
    except OSError:
        return Defect.UNREADABLE.value


def _engine(_path: Path) -> str:
    from archivist.formats.ocr import ready

    return ready()


def _fonts(folder: Path, asked: Mapping[str, Any]) -> object:
    from archivist.formats.press.font_work import Asked, fonts_for
    from archivist.formats.press.work import families

    return fonts_for(folder, Asked(**asked), families)


def _press(folder: Path, fonts: Sequence[str], timestamp: int, seconds: float) -> object:
    from archivist.formats.press.work import compile_folder, ending_after

    with ending_after(seconds):
        return compile_folder(folder, list(fonts), timestamp)


def _preview(path: Path, folder: str, dpi: int) -> object:
    from archivist.formats.press.drawing import draw_pages

    return draw_pages(path, Path(folder), dpi)


_KINDS: dict[str, Callable[..., object]] = {
    "append": _appended,
    "thumbnail": _thumbnail,
    "cells": _cells,
    "engine": _engine,
    "fonts": _fonts,
    "press": _press,
    "preview": _preview,
    "recognise": _recognised,
}


if __name__ == "__main__":
    main()
