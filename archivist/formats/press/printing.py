"""Printing: a form and its layout come to the bytes of a PDF/A-2b."""

from __future__ import annotations

import calendar
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotWritableError, UnprintableError
from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.formats.press.folder import temporary_folder
from archivist.formats.press.fonts import FontWish, choose_fonts
from archivist.formats.press.form import Form
from archivist.formats.press.mistakes import Blame
from archivist.formats.press.refusals import output_of, spoilt_text
from archivist.formats.press.staging import stage
from archivist.model.page_layout import PageLayout
from archivist.model.refusal import reason_of
from archivist.model.settings import Limits, Printing

LIMITS = Limits(seconds=120, megabytes=3072)
OWN_LIMITS = Limits(seconds=120, megabytes=2048)
"""Of layouts that somebody changed: one that loops takes what it can get. The largest print that is
measured, the boxes of 20,000 items, takes half of it."""
_GRACE = 5.0
"""Seconds after which the process ends itself, if this one was killed and could not end it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A form to be printed by a layout."""

    form: Form
    layout: PageLayout
    files: Mapping[str, bytes | Path]
    """The layout's ``.typ`` as ``main.typ``, ``base.typ`` and whatever lies beside them."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """What the user knows each of them as, for messages."""
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Files beside the layout that could not be used, and why."""
    suspect: str = ""
    """What the user knows the ``.toml`` as, where a mistake of a ``.typ`` can only come from it."""
    day: date
    """The date of the file: the same input makes the same bytes."""
    language: str = "zh"
    printing: Printing = field(default_factory=Printing)
    root: Path | None = None
    """The archive, to which the paths of its font files are relative."""


def printed(job: Job, *, limits: Limits = LIMITS, command: Sequence[str] = COMMAND) -> bytes:
    """Return a PDF/A-2b.

    Raises:
        UnprintableError: A text has no room or no glyph, or the layout cannot be set.
        InvalidFileError: The layout has mistakes; each with file and line.
        NotReadableError: A picture is gone, or is too large.
        NotWritableError: There is no room for temporary files.
    """
    try:
        with temporary_folder() as folder:
            return _printed(job, folder, limits, command)
    except OSError as error:
        raise NotWritableError(
            _("The folder for temporary files cannot be used: {reason}").format(
                reason=reason_of(error)
            ),
            _("Make room on its drive ({place}).").format(place=_temporary()),
        ) from error


def _printed(job: Job, folder: Path, limits: Limits, command: Sequence[str]) -> bytes:
    stage(folder, {**job.form.pictures, **job.files}, _whole(job), _title(job))
    with Apart(limits, command=command) as apart:
        try:
            fonts = choose_fonts(apart, folder, _wish(job))
            answer = apart.ask(
                [
                    "press",
                    str(folder),
                    list(fonts),
                    _timestamp(job.day),
                    limits.seconds + _GRACE,
                ]
            )
        except SpoiltError as error:
            raise UnprintableError(*spoilt_text(error.defect, limits)) from error
    return output_of(
        answer, folder, Blame(names=job.shown, skipped=job.skipped, suspect=job.suspect)
    )


def _whole(job: Job) -> dict[str, object]:
    return {
        "layout": asdict(job.layout),
        "words": dict(job.form.words),
        "language": job.language,
        "offset": {"x": job.printing.offset_x, "y": job.printing.offset_y},
        "day": job.day.isoformat(),
        "data": job.form.data,
    }


def _title(job: Job) -> str:
    own = job.form.data.get("title")
    if isinstance(own, str) and own:
        return own
    english = job.language.startswith("en") and job.layout.title_en
    return english or job.layout.title


def _temporary() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return "TMPDIR"


def _wish(job: Job) -> FontWish:
    return FontWish(layout=job.layout, printing=job.printing, root=job.root, shown=job.shown)


def _timestamp(day: date) -> int:
    return calendar.timegm(day.timetuple())
