"""The columns of the 照片登记表, under their Chinese and their English titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _

from archivist.formats.table import Column, Kind
from archivist.model.elements import Element, PeopleStatus
from archivist.model.wording import N_

NUMBER, THUMBNAIL, CODE, PATH = "number", "thumbnail", "code", "path"
HINTS, CHECKED, KEY = "hints", "checked", "key"

TITLES = {
    NUMBER: (N_("No."), "序号"),
    THUMBNAIL: (N_("Thumbnail"), "缩略图"),
    CODE: (N_("Code"), "编号"),
    PATH: (N_("File"), "文件"),
    Element.CAUSE: (N_("Cause"), "事由"),
    Element.EVENT_DATE: (N_("Event date"), "事件日期"),
    Element.SHOOTING_DATE: (N_("Shooting date"), "拍摄日期"),
    Element.PLACE: (N_("Place"), "地点"),
    Element.PEOPLE: (N_("People"), "人物"),
    Element.SOURCE: (N_("Source"), "来源"),
    Element.BACKGROUND: (N_("Background"), "背景"),
    Element.PHOTOGRAPHER: (N_("Photographer"), "摄影者"),
    Element.CAPTION: (N_("Remarks"), "备注"),
    HINTS: (N_("Still to do"), "提示"),
    CHECKED: (N_("Checked"), "已核对"),
    KEY: (N_("Key"), "识别码"),
}
"""The title to be translated, and the Chinese one: both are read in either language."""
_OTHERS: dict[str, tuple[str, ...]] = {
    PATH: ("文件名", "路径", "文件路径", "文件名/路径", "path"),
    CODE: ("照片号",),
    Element.CAUSE: ("题名",),
    Element.SHOOTING_DATE: ("拍摄时间", "摄影时间"),
    Element.EVENT_DATE: ("事件时间",),
    Element.CAPTION: ("说明", "caption"),
    Element.PHOTOGRAPHER: ("摄影人", "拍摄者"),
}
"""What other registers call the same (FACTS: columns of offices)."""
_STATUS = {
    PeopleStatus.NONE_PARTICULAR: N_("nobody in particular"),
    PeopleStatus.UNKNOWN: N_("not known"),
}
_STATED = {
    "无具体人物": PeopleStatus.NONE_PARTICULAR,
    "无": PeopleStatus.NONE_PARTICULAR,
    "none": PeopleStatus.NONE_PARTICULAR,
    "nobody in particular": PeopleStatus.NONE_PARTICULAR,
    "不详": PeopleStatus.UNKNOWN,
    "not known": PeopleStatus.UNKNOWN,
    "unknown": PeopleStatus.UNKNOWN,
}
DESCRIBING = tuple(each for each in TITLES if isinstance(each, Element))
"""The elements that have a column, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the drop-downs offer; anything else may be typed as well."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


def status_word(status: PeopleStatus) -> str:
    """Return what the column of people says when nobody is named; empty for other states."""
    return _(_STATUS[status]) if status in _STATUS else ""


def people_word(status: str) -> str:
    """Return the same for a status as a sidecar spells it; empty for any other text."""
    return next((status_word(each) for each in _STATUS if each.value == status), "")


def status_of(text: str) -> PeopleStatus | None:
    """Return the status that a cell of the column of people states in either language."""
    plain = " ".join(text.casefold().split())
    spoken = {_(word): status for status, word in _STATUS.items()}
    return _STATED.get(plain) or spoken.get(text)


def title_of(key: str) -> str:
    """Return a column's title in the language spoken."""
    return _(TITLES[key][0])


def register_columns(choices: Choices) -> tuple[Column, ...]:
    """Return the columns, titled in the language spoken."""
    states = tuple(status_word(status) for status in _STATUS)
    offers = {
        Element.PLACE: choices.places,
        Element.PEOPLE: (*states, *choices.people),
        Element.SOURCE: choices.sources,
        Element.PHOTOGRAPHER: choices.photographers,
        CHECKED: (_("yes"), _("no")),
    }
    notes = _notes()
    return tuple(
        Column(
            key=key,
            title=title_of(key),
            also=(*TITLES[key], *_OTHERS.get(key, ())),
            width=_WIDTHS[key],
            kind=_KINDS.get(key, Kind.TEXT),
            choices=offers.get(key, ()),
            strict=key == CHECKED,
            locked=key in _LOCKED,
            hidden=key == KEY,
            required=key == PATH,
            note=notes.get(key, ""),
        )
        for key in TITLES
    )


def _notes() -> Mapping[str, str]:
    day = _("For example 2022.01.25")
    return {
        Element.CAUSE: _("What was going on, for example: theory lesson on current meters"),
        Element.EVENT_DATE: day,
        Element.SHOOTING_DATE: day,
        Element.PEOPLE: _(
            "Several names with commas between, positions in brackets. When nobody in particular"
            " is shown, choose that from the list."
        ),
        Element.SOURCE: _("Who took or handed in the picture"),
        CHECKED: _("Choose yes once the slanted guesses of this row are right."),
    }


_WIDTHS: dict[str, float] = {
    NUMBER: 5,
    THUMBNAIL: 15,
    CODE: 15.5,
    PATH: 24,
    Element.CAUSE: 20,
    Element.EVENT_DATE: 11.5,
    Element.SHOOTING_DATE: 11.5,
    Element.PLACE: 13,
    Element.PEOPLE: 16,
    Element.SOURCE: 10,
    Element.BACKGROUND: 12,
    Element.PHOTOGRAPHER: 9,
    Element.CAPTION: 15,
    HINTS: 18,
    CHECKED: 7.5,
    KEY: 20,
}
_KINDS = {
    NUMBER: Kind.NUMBER,
    THUMBNAIL: Kind.IMAGE,
    CODE: Kind.DATE,
    Element.EVENT_DATE: Kind.DATE,
    Element.SHOOTING_DATE: Kind.DATE,
    CHECKED: Kind.DATE,
}
_LOCKED = frozenset({NUMBER, THUMBNAIL, CODE, PATH, HINTS, KEY})
