"""Retention in words: who says how long, when it runs out, how much it is."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.formats.look import Look
from archivist.formats.wording import retention_word
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.retention import Kept, Lapse, Origin, Standing
from archivist.model.wording import N_

STANDING = {
    Standing.RUN_OUT: Look("!", "red", N_("ran out")),
    Standing.SOON: Look("○", "yellow", N_("runs out soon")),
    Standing.RUNNING: Look("√", "green", N_("still running")),
    Standing.PERMANENT: Look("√", "green", N_("never runs out")),
    Standing.UNKNOWN: Look("?", "yellow", N_("cannot be told")),
}
ORIGIN = {
    Origin.ITEM: N_("item.toml"),
    Origin.FILE: N_("item.toml, of its files"),
    Origin.MATERIAL: N_("plan, of its materials"),
    Origin.CATEGORY: N_("plan, of its category"),
    Origin.NOTHING: N_("nobody says, assumed"),
}
_MOST = 3
"""Names that are told."""
_STEP = 1024
_UNITS = ("KB", "MB", "GB", "TB")


def nothing_destroyed() -> str:
    """Return what every list says of itself."""
    return _(
        "archivist destroys nothing: people decide what becomes of these, and write it down. Of an "
        "item whose files are kept for different times the longest one holds."
    )


def origin_text(kept: Kept, *, most: int = _MOST) -> str:
    """Return who says how long an item is kept, with the files or materials that ask for it."""
    word = _(ORIGIN[kept.origin])
    if not kept.names or kept.origin is Origin.CATEGORY:
        return word
    names = _(", ").join(shown(name) for name in kept.names[:most])
    if len(kept.names) > most:
        names = _("{names} and {count} more").format(names=names, count=len(kept.names) - most)
    return _("{what}: {names}").format(what=word, names=names)


def end_text(lapse: Lapse) -> str:
    """Return the last day on which an item is kept."""
    return dotted(lapse.end) if lapse.end else ""


def lack_text(lapse: Lapse) -> str:
    """Return why nobody can tell when an item runs out; empty: it can be told."""
    if lapse.damaged:
        return _("its item.toml has mistakes, so that it may say something else")
    if not lapse.year and lapse.item.flat:
        return _("ledgers that go on have no year of their own")
    return "" if lapse.year else _("neither its folder nor its item.toml tells a year")


def doubts(lapse: Lapse) -> tuple[str, ...]:
    """Return what a person should know before deciding."""
    found = []
    if lapse.kept.asked:
        text = _("item.toml says {stated}, its files ask for {asked}")
        stated, asked = retention_word(lapse.kept.retention), retention_word(lapse.kept.asked)
        found.append(text.format(stated=stated, asked=asked))
    if lapse.newest:
        found.append(_("it holds files of {year}").format(year=lapse.newest))
    if lapse.kept.origin is Origin.NOTHING:
        found.append(_("nobody says how long it is kept"))
    return tuple(found)


def amount_text(files: int, size: int) -> str:
    """Return how many files, and how large they are."""
    text = ngettext("{count} file, {size}", "{count} files, {size}", files)
    return text.format(count=files, size=size_text(size))


def size_text(size: int) -> str:
    """Return a number of bytes as Windows Explorer shows it."""
    if size < _STEP:
        return f"{size} B"
    number = float(size)
    for unit in _UNITS:
        number /= _STEP
        if number < _STEP or unit == _UNITS[-1]:
            break
    return f"{number:.1f} {unit}" if number < 100 else f"{number:.0f} {unit}"
