"""Reading ``item.toml``: what staff say outright of an item and of its files.

Keys are English or Chinese (Chinese ones in quotes). Checked by hand rather than by a schema
library: an archive holds thousands of these files.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError, NotReadableError
from archivist.model.days import dotted
from archivist.model.elements import Element, Origin, PeopleStatus, Reading
from archivist.model.item import Description, Paper
from archivist.model.plan import RETENTION_NAMES, Retention
from archivist.store.toml import Mistake, read_toml

KEYS = {
    "事由": "cause",
    "事件日期": "event_date",
    "拍摄日期": "shooting_date",
    "地点": "place",
    "人物": "people",
    "来源": "source",
    "背景": "background",
    "摄影者": "photographer",
    "说明": "caption",
    "材料": "material",
    "类型": "kind",
    "纸质": "paper",
    "保管期限": "retention",
    "件号": "pieces",
    "编号依据": "numbered_as",
    "责任者": "responsible",
    "文号": "reference",
    "密级": "secrecy",
    "文件": "files",
}
"""Chinese keys and the English ones that mean the same."""
PAPER_KEYS = {"盒": "box", "无": "none_because", "页数": "pages"}
"""The same within ``纸质``."""
MAX_PAGES = 100_000
MAX_PIECE = 99_999
"""The highest 件号."""
_NOBODY = frozenset({"无具体人物", "none", "none-particular", "无"})
_UNKNOWN = frozenset({"不详", "unknown"})
_KINDS = {"document": "document", "文档": "document", "image": "image", "影像": "image"}
_TEXTS = (
    Element.CAUSE,
    Element.PLACE,
    Element.SOURCE,
    Element.BACKGROUND,
    Element.PHOTOGRAPHER,
    Element.CAPTION,
)
_DAYS = (Element.EVENT_DATE, Element.SHOOTING_DATE)
_RETENTIONS = {
    **{name: each for each, name in RETENTION_NAMES.items()},
    **{each.value: each for each in Retention},
}
_MAX_TEXT = 10_000
_MANY = 20
"""Mistakes of one file that are named."""


def load_description(path: Path, shown: str) -> tuple[Description, str]:
    """Return what an ``item.toml`` says, and every mistake in it as one text.

    A mistake in one key leaves the others in force; an unreadable file says nothing.

    Args:
        path: The file.
        shown: Its path as the user knows it.
    """
    try:
        tables = read_toml(path, shown)
    except (InvalidFileError, NotReadableError) as error:
        # The head names the file, which the finding names already.
        lines = error.message.split("\n")
        return Description(), _("; ").join(line.strip() for line in lines[1:] or lines)
    reader = _Reader()
    description = reader.description(tables, "")
    listed = [str(mistake) for mistake in reader.mistakes[:_MANY]]
    if len(reader.mistakes) > _MANY:
        listed.append(_("and {count} more").format(count=len(reader.mistakes) - _MANY))
    return description, _("; ").join(listed)


@dataclass(slots=True)
class _Reader:
    """Collects the mistakes of one file while its tables are read."""

    mistakes: list[Mistake] = field(default_factory=list)
    spelt: dict[str, str] = field(default_factory=dict)
    """Each key as the user spelt it, Chinese or English, by the English one."""

    def description(self, tables: Mapping[str, Any], place: str) -> Description:
        """Return the description that one table spells; ``place`` is its key, with a dot."""
        known = self._renamed(tables, place, KEYS)
        readings: list[Reading] = []
        for element in _TEXTS:
            readings += self._text(element, known.get(element.value), place)
        for element in _DAYS:
            readings += self._day(element, known.get(element.value), place)
        readings += self._people(known.get("people"), place)
        paper, pages = self._paper(known.get("paper"), place)
        return Description(
            materials=self._names(known.get("material"), f"{place}material"),
            kind=self._kind(known.get("kind"), place),
            paper=paper,
            pages=pages,
            retention=self._retention(known.get("retention"), place),
            pieces=self._pieces(known.get("pieces"), place),
            numbered_as=self._line(known, "numbered_as", place),
            responsible=self._line(known, "responsible", place),
            reference=self._line(known, "reference", place),
            secrecy=self._line(known, "secrecy", place),
            readings=tuple(readings),
            files=self._files(known.get("files"), place),
        )

    def _wrong(self, place: str, text: str) -> None:
        self.mistakes.append(Mistake(place=self.spelt.get(place, place), text=text))

    def _renamed(
        self, tables: Mapping[str, Any], place: str, names: Mapping[str, str]
    ) -> dict[str, Any]:
        known: dict[str, Any] = {}
        for key, value in tables.items():
            name = names.get(key, key)
            if name not in names.values():
                near = difflib.get_close_matches(key, [*names, *names.values()], n=1, cutoff=0.5)
                hint = near[0] if near else ", ".join(names)
                text = _("there is no such key; did you mean: {near}?").format(near=hint)
                self._wrong(f"{place}{key}", text)
            elif name in known:
                self._wrong(f"{place}{key}", _("this is stated twice, in Chinese and in English"))
            else:
                known[name] = value
                self.spelt[f"{place}{name}"] = f"{place}{key}"
        return known

    def _plain(self, value: object, place: str) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > _MAX_TEXT:
            self._wrong(place, _('write text in quotes, for example "…"'))
            return ""
        return value.strip()

    def _line(self, known: Mapping[str, object], key: str, place: str) -> str:
        return " ".join(self._plain(known.get(key), f"{place}{key}").split())

    def _pieces(self, value: object, place: str) -> Mapping[str, int]:
        """Return the numbers of papers, by their names."""
        if value is None:
            return {}
        if place or not isinstance(value, Mapping):
            text = _('write { "批复" = 3, "照片" = 4 } above the first table')
            self._wrong(f"{place}pieces", text)
            return {}
        found: dict[str, int] = {}
        for name, number in value.items():
            if type(number) is int and 1 <= number <= MAX_PIECE:
                found[name] = number
                continue
            text = _("write a whole number from 1 to {most} without quotes")
            key = f"{self.spelt.get('pieces', 'pieces')}.{name}"
            self._wrong(key, text.format(most=MAX_PIECE))
        return found

    def _names(self, value: object, place: str) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        if not isinstance(value, list):
            value = [] if value is None else [value]
        texts = (self._plain(each, place) for each in value)
        return tuple(text for text in texts if text)

    def _text(self, element: Element, value: object, place: str) -> list[Reading]:
        text = self._plain(value, f"{place}{element.value}")
        return [Reading(element, text, Origin.ITEM, self._tag(element, place))] if text else []

    def _tag(self, element: Element, place: str) -> str:
        """Return the key as the user spelt it."""
        spelt = self.spelt.get(f"{place}{element.value}", element.value)
        return spelt.removeprefix(place)

    def _day(self, element: Element, value: object, place: str) -> list[Reading]:
        if isinstance(value, date):
            # TOML's own dates are typed: how they are written is TOML's business, not a fault.
            day = value.date() if isinstance(value, datetime) else value
            return [Reading(element, dotted(day), Origin.ITEM, self._tag(element, place))]
        return self._text(element, value, place)

    def _people(self, value: object, place: str) -> list[Reading]:
        if value is None:
            return []
        if isinstance(value, str):
            status = self._status(value.strip())
            if status:
                return [Reading(Element.PEOPLE_STATUS, status, Origin.ITEM, "people")]
            value = [value]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            text = _('write a list, for example ["徐宏伟(领衔人)"], or "无具体人物" for nobody')
            self._wrong(f"{place}people", text)
            return []
        names = [each.strip() for each in value if each.strip()]
        return [Reading(Element.PEOPLE, name, Origin.ITEM, "people") for name in names]

    @staticmethod
    def _status(text: str) -> str:
        if text in _NOBODY:
            return PeopleStatus.NONE_PARTICULAR.value
        return PeopleStatus.UNKNOWN.value if text in _UNKNOWN else ""

    def _kind(self, value: object, place: str) -> str:
        text = self._plain(value, f"{place}kind")
        if text and text not in _KINDS:
            self._wrong(f"{place}kind", _('write "文档" (document) or "影像" (image)'))
        return _KINDS.get(text, "")

    def _retention(self, value: object, place: str) -> Retention | None:
        text = "".join(self._plain(value, f"{place}retention").split())
        if text and text not in _RETENTIONS:
            self._wrong(f"{place}retention", _('write "永久", "30年" or "10年"'))
        return _RETENTIONS.get(text)

    def _paper(self, value: object, place: str) -> tuple[Paper | None, int | None]:
        """Return where the paper copy lies, and how many pages it has."""
        if value is None:
            return None, None
        if not isinstance(value, Mapping):
            text = _('write { "盒" = "06-1" } or { "无" = "reason" }')
            self._wrong(f"{place}paper", text)
            return None, None
        known = self._renamed(value, f"{place}paper.", PAPER_KEYS)
        box = self._plain(known.get("box"), f"{place}paper.box")
        reason = self._plain(known.get("none_because"), f"{place}paper.none_because")
        pages = self._pages(known.get("pages"), f"{place}paper.pages")
        return (Paper(box=box, none_because=reason) if box or reason else None), pages

    def _pages(self, value: object, place: str) -> int | None:
        if value is None:
            return None
        # True is an int, too.
        if type(value) is not int or not 0 <= value <= MAX_PAGES:
            self._wrong(place, _("write a whole number without quotes, for example 12"))
            return None
        return value

    def _files(self, value: object, place: str) -> Mapping[str, Description]:
        if value is None:
            return {}
        if place or not isinstance(value, Mapping):
            self._wrong(f"{place}files", _('write [files."name.jpg"] on a line of its own'))
            return {}
        described: dict[str, Description] = {}
        for name, tables in value.items():
            if isinstance(tables, Mapping):
                described[name] = self.description(tables, f"files.{name}.")
            else:
                self._wrong(f"files.{name}", _("a table with keys and values belongs here"))
        return described
