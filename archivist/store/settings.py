"""Finding an archive and reading its ``archive.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from archivist.errors import ArchivistError, NoArchiveError
from archivist.model.days import read_day
from archivist.model.names import same_name
from archivist.model.settings import (
    MARKER,
    STATE,
    TEMPLATES,
    KeepingRules,
    Limits,
    Printing,
    Settings,
    Studio,
    Waiver,
    Watching,
)
from archivist.store.plan_file import PLAN_PARTS, category_mistakes, is_folder, no_folder
from archivist.store.shapes import shape
from archivist.store.toml import Mistake, invalid_file, read_toml

_CLASS = re.compile(r"[A-Z][A-Z0-9]{0,7}")
_ID = re.compile(r"[A-Z0-9]{1,16}")
MAX_OFFSET = 20
"""Mm by which a printer may be off; more is another paper."""
_LONG_PATH = 1000
_CENTURY = 36_525
SCANNERS = ("clamdscan", "clamscan")
NO_SCAN = "none"
_DAY = 86_400


def find_archive(start: Path) -> Path:
    """Return the archive in which a path lies: the nearest folder with ``archive.toml``.

    Raises:
        NoArchiveError: There is none here or above.
    """
    # Not resolve(): a drive letter or a link that the user knows stays what it is.
    here = Path(os.path.abspath(start))  # noqa: PTH100
    # Not is_dir() and is_file(): they raise for a name too long and for a share that dropped out.
    for folder in (here, *here.parents) if os.path.isdir(here) else ():  # noqa: PTH112
        if os.path.isfile(folder / MARKER):  # noqa: PTH113
            return folder
    raise NoArchiveError(
        _("There is no archive at {place}: no {marker} in this folder or above it.").format(
            place=here, marker=MARKER
        ),
        _(
            "Change to the archive's folder, name it with --archive, or make a new one with "
            "“archivist init DIR --studio NAME”. If it lies on a network drive, check the drive."
        ),
    )


def load_settings(root: Path) -> Settings:
    """Return what ``archive.toml`` says.

    Raises:
        InvalidFileError: It has mistakes; all of them are listed.
        NotReadableError: It cannot be read.
    """
    tables = read_toml(root / MARKER, MARKER)
    studios = tables.get("studios")
    for studio in studios if isinstance(studios, list) else []:
        if isinstance(studio, dict) and isinstance(studio.get("since"), str):
            studio["since"] = read_day(studio["since"]) or studio["since"]
    parts = (Studio, Waiver, Limits, Watching, Printing, KeepingRules, *PLAN_PARTS)
    settings = shape(Settings, tables, parts)
    if isinstance(settings, list):
        raise invalid_file(MARKER, settings)
    mistakes = [
        *_settings_mistakes(settings),
        *_state_mistakes(root, settings),
        *category_mistakes(settings.categories),
    ]
    if mistakes:
        raise invalid_file(MARKER, mistakes)
    return settings


def lenient_settings(root: Path) -> Settings:
    """Return an archive's settings; those of an empty one when the file has mistakes."""
    try:
        return load_settings(root)
    except ArchivistError:
        return Settings(studios=())


def _settings_mistakes(settings: Settings) -> Iterator[Mistake]:
    yield from studio_mistakes(settings)
    if not is_folder(settings.inbox):
        yield Mistake(place="inbox", text=no_folder())
    if settings.language not in {"", "zh_CN", "en"}:
        yield Mistake(place="language", text=_('use "zh_CN" or "en"'))
    for name in settings.classes:
        if not _CLASS.fullmatch(name):
            text = _("a class is a capital letter, then capitals or digits, at most 8: C1")
            yield Mistake(place=f"classes.{name}", text=text)
    if not 0 < settings.limits.seconds <= _DAY or settings.limits.megabytes < 64:
        text = _("seconds must be above 0 and megabytes at least 64")
        yield Mistake(place="limits", text=text)
    yield from _printing_mistakes(settings)
    yield from _keeping_mistakes(settings.keeping)
    for name, seconds in (("settle", settings.watch.settle), ("rescan", settings.watch.rescan)):
        if not 0 <= seconds <= _DAY:
            text = _("seconds must be 0 or above, and at most a day")
            yield Mistake(place=f"watch.{name}", text=text)


def _keeping_mistakes(rules: KeepingRules) -> Iterator[Mistake]:
    for name in ("backup_days", "restore_test_days", "verify_days"):
        if not 1 <= getattr(rules, name) <= _CENTURY:
            yield Mistake(place=f"keeping.{name}", text=_("write a number of days, at least 1"))
    if rules.virus_scan not in {"", NO_SCAN, *SCANNERS}:
        # Nothing else is ever run: whoever can write this file must not choose a program.
        text = _("write {names}, or leave it out").format(
            names=_(", ").join(f'"{name}"' for name in (*SCANNERS, NO_SCAN))
        )
        yield Mistake(place="keeping.virus_scan", text=text)


def _printing_mistakes(settings: Settings) -> Iterator[Mistake]:
    printing = settings.printing
    if settings.id and not _ID.fullmatch(settings.id):
        text = _("write 1 to 16 capitals and digits, as in 7K2M9QXA")
        yield Mistake(place="id", text=text)
    yield from _short("name", settings.name, 100)
    yield from _short("fonds", settings.fonds, 32)
    yield from _short("fonds_name", settings.fonds_name, 100)
    yield from _short("printing.keeper", printing.keeper, 100)
    for key, offset in (("offset_x", printing.offset_x), ("offset_y", printing.offset_y)):
        # What is no number at all is not within any limits, either.
        if not -MAX_OFFSET <= offset <= MAX_OFFSET:
            text = _("write mm from -{most} to {most}").format(most=MAX_OFFSET)
            yield Mistake(place=f"printing.{key}", text=text)
    for number, font in enumerate(printing.fonts, start=1):
        if not font.strip() or len(font) > _LONG_PATH or not font.isprintable():
            text = _("write the name of a font, or the path of a font file")
            yield Mistake(place=f"printing.fonts.{number}", text=text)


def _short(key: str, stated: str, most: int) -> Iterator[Mistake]:
    if len(stated) > most or not stated.isprintable():
        text = _("write at most {count} characters on one line").format(count=most)
        yield Mistake(place=key, text=text)


def _state_mistakes(root: Path, settings: Settings) -> Iterator[Mistake]:
    if not settings.state_dir:
        return
    folder = os.path.expanduser(os.path.expandvars(settings.state_dir))  # noqa: PTH111
    if "\0" in folder or re.search(r"[$~%]", folder) or not os.path.isabs(folder):  # noqa: PTH117
        text = _("write the full path of a folder outside the archive, or remove the line")
        yield Mistake(place="state_dir", text=text)
    elif Path(os.path.abspath(folder)).is_relative_to(root):  # noqa: PTH100
        text = _("the folder must lie outside the archive")
        yield Mistake(place="state_dir", text=text)


def studio_mistakes(settings: Settings) -> Iterator[Mistake]:
    """Yield what is wrong with the studios' names."""
    if not settings.studios:
        yield Mistake(place="studios", text=_('name at least one: [[studios]] name = "…"'))
    seen = {same_name(name) for name in (settings.inbox, STATE, TEMPLATES, MARKER)}
    for index, studio in enumerate(settings.studios, start=1):
        place = f"studios.{index}.name"
        if not is_folder(studio.name):
            yield Mistake(place=place, text=no_folder())
        if same_name(studio.name) in seen:
            yield Mistake(place=place, text=_("this name is taken already; each needs its own"))
        seen.add(same_name(studio.name))
