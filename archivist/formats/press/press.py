"""Printing: a layout and its data come to the bytes of a PDF/A-2b."""

from __future__ import annotations

import calendar
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.errors import UnprintableError
from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.formats.press.work import OUTPUT
from archivist.model.page_layout import PageLayout
from archivist.model.settings import Limits, Printing

LIMITS = Limits(seconds=120, megabytes=3072)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What one kind of paper shows, whatever its layout."""

    name: str
    """``box-front``; a layout says which form it is of, and usually bears its name."""
    data: Mapping[str, object]
    """Anything that JSON holds; in a table, ``where`` says how messages name it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The form's own words, in the language spoken."""
    pictures: Mapping[str, bytes | Path] = field(default_factory=dict)
    """By the names by which the data refers to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to be printed."""

    layout: PageLayout
    files: Mapping[str, Path]
    """The layout's ``.typ`` as ``main.typ``, ``base.typ`` and whatever lies beside them."""
    data: Mapping[str, object]
    """What the form asks for; anything that JSON holds."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The form's own words, in the language spoken."""
    pictures: Mapping[str, bytes | Path] = field(default_factory=dict)
    """By the names by which the data refers to them."""
    day: date
    """The date of the file: the same input makes the same bytes."""
    language: str = "zh"
    printing: Printing = field(default_factory=Printing)


def printed(job: Job, *, limits: Limits = LIMITS, command: Sequence[str] = COMMAND) -> bytes:
    """Return a PDF/A-2b.

    Raises:
        UnprintableError: A text has no room or no glyph, or the layout cannot be set.
        InvalidFileError: The layout has mistakes; each with file and line.
    """
    with tempfile.TemporaryDirectory(prefix="archivist-") as name:
        folder = Path(name)
        _stage(job, folder)
        with Apart(limits, command=command) as apart:
            try:
                answer = apart.ask(["press", name, _fonts(job), _timestamp(job.day)])
            except SpoiltError as error:
                raise UnprintableError(_("…")) from error
        if not isinstance(answer, dict) or "fault" in answer or answer["overflows"]:
            raise UnprintableError(str(answer))
        return (folder / OUTPUT).read_bytes()


def _stage(job: Job, folder: Path) -> None:
    for name, path in job.files.items():
        shutil.copyfile(path, folder / name)
    for name, picture in job.pictures.items():
        if isinstance(picture, Path):
            shutil.copyfile(picture, folder / name)
        else:
            (folder / name).write_bytes(picture)
    whole = {
        "layout": asdict(job.layout),
        "words": dict(job.words),
        "language": job.language,
        "offset": {"x": job.printing.offset_x, "y": job.printing.offset_y},
        "fonts": {"heading": ["Noto Sans SC"], "body": ["Noto Serif SC"]},
        "day": job.day.isoformat(),
        "data": job.data,
    }
    (folder / "data.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


def _fonts(job: Job) -> list[str]:
    del job
    import pylopdf_fonts_zh_cn  # noqa: PLC0415

    return [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]


def _timestamp(day: date) -> int:
    return calendar.timegm(day.timetuple())
