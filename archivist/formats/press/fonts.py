"""Which fonts a page is set in: the user's, then the system's, then those that come along."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.press.font_places import SYSTEM, system_folders
from archivist.formats.press.font_work import KINDS, Asked
from archivist.formats.press.glyphs import MOST, Missing
from archivist.model.display import shown
from archivist.model.page_layout import PageLayout
from archivist.model.settings import MARKER, Printing
from archivist.model.wording import N_

_LONG = 40
"""Characters of a text that are quoted."""
_FAULTS = {
    "absent": N_("there is no such file"),
    "folder": N_("it is no file"),
    "unreadable": N_("it cannot be read"),
    "large": N_("it is larger than 100 MB"),
    "broken": N_("it is no font, or a damaged one"),
    "unknown": N_("no font of this name is installed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FontWish:
    """What the layout and the archive say of fonts."""

    layout: PageLayout
    printing: Printing
    root: Path | None = None
    """What paths of font files are relative to."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """What the user knows the layout's files as, for messages."""


def choose_fonts(apart: Apart, folder: Path, wish: FontWish) -> tuple[str, ...]:
    """Choose the fonts for the data of a folder, and write them into its ``data.json``.

    Returns:
        The folders in which Typst finds them.

    Args:
        apart: The process that will set the page.
        folder: As the press stages it.
        wish: What is wanted.

    Raises:
        InvalidFileError: A font that the user named cannot be had.
        UnprintableError: A character is in none of the fonts.
    """
    asked = _asked(wish)
    try:
        answer = apart.ask(["fonts", str(folder), asdict(asked)])
    except SpoiltError:
        answer = _second(apart, folder, asked)
    if not isinstance(answer, dict):
        raise UnprintableError(_("The fonts cannot be read."))
    if answer["faults"]:
        raise _invalid(answer["faults"])
    if answer["missing"]:
        found = [Missing(**each) for each in answer["missing"]]
        raise _unprintable([replace(m, where=wish.shown.get(m.where, m.where)) for m in found])
    return tuple(answer["folders"])


def _asked(wish: FontWish) -> Asked:
    import pylopdf_fonts_zh_cn as shipped  # noqa: PLC0415 - only what prints needs it

    sans, serif = str(shipped.sans_path()), str(shipped.serif_path())
    own = [
        (said, f"{MARKER} printing.fonts.{n}")
        for n, said in enumerate(wish.printing.fonts, start=1)
    ]
    chosen = {
        kind: [
            *(
                (said, f"pages/{wish.layout.name}.toml {kind}.{n}")
                for n, said in enumerate(said_here, 1)
            ),
            *own,
        ]
        for kind, said_here in zip(KINDS, (wish.layout.heading, wish.layout.body), strict=True)
    }
    return Asked(
        chosen=chosen,
        system=SYSTEM,
        bundled={"heading": (sans, serif), "body": (serif, sans)},
        folders=system_folders(),
        root=os.path.abspath(wish.root or Path()),  # noqa: PTH100 - a drive's letter stays
    )


def _second(apart: Apart, folder: Path, asked: Asked) -> object:
    """Ask once more, without the system's fonts; a font that kills its reader was no one's choice.

    Raises:
        UnprintableError: It is one that the user named.
    """
    named = [said for kind in KINDS for said, _key in asked.chosen[kind]]
    if not named:
        try:
            return apart.ask(["fonts", str(folder), asdict(asked) | {"folders": []}])
        except SpoiltError:
            pass
    raise UnprintableError(
        _("The fonts cannot be read: {names}").format(
            names=_(", ").join(map(_quoted, dict.fromkeys(named)))
        ),
        _("Name another font in archive.toml, [printing] fonts, or remove that line."),
    )


def _invalid(faults: Sequence[Sequence[Any]]) -> InvalidFileError:
    lines = [_("These fonts cannot be used:")]
    for said, key, reason, near in faults:
        text = _("{name}: {reason}").format(name=_quoted(said), reason=_(_FAULTS[reason]))
        if near:
            names = _(", ").join(map(_quoted, near))
            text += _("; perhaps one of these: {names}").format(names=names)
        lines.append("  " + _("{place}: {what}").format(place=key, what=text))
    return InvalidFileError(
        "\n".join(lines),
        _(
            "Write the name of an installed font, or the path of a font file (.ttf, .otf, .ttc) "
            "as seen from the archive; without the line, the system's fonts are used."
        ),
    )


def _unprintable(missing: Sequence[Missing]) -> UnprintableError:
    head = ngettext(
        "{count} character has no glyph in any of the fonts:",
        "{count} characters have no glyph in any of the fonts:",
        len(missing),
    )
    if len(missing) == MOST:
        head = _("Characters without a glyph in any of the fonts, the first {count}:")
    lines = [head.format(count=len(missing))]
    for each in missing:
        text = _("{character} {code} in “{text}”").format(
            character=shown(each.character), code=each.code, text=_around(each)
        )
        place = shown(each.where)
        lines.append(
            "  " + (_("{place}: {what}").format(place=place, what=text) if place else text)
        )
    return UnprintableError(
        "\n".join(lines),
        _(
            "Change the text, or name a font that has these characters in archive.toml, under "
            "[printing]: fonts = […]"
        ),
    )


def _around(missing: Missing) -> str:
    """Return the text, or of a long one what stands around the character."""
    at = max(0, missing.text.find(missing.character) - _LONG // 2)
    cut = missing.text[at : at + _LONG]
    return ("…" if at else "") + shown(cut) + ("…" if at + _LONG < len(missing.text) else "")


def _quoted(name: object) -> str:
    return _("“{text}”").format(text=shown(str(name)[:200]))
