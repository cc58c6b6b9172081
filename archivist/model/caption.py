"""Captions that tell several elements: ``事由：… 地点：… 人物：…`` (FACTS §2).

A label counts at the start of the text or behind a separator; its value goes on to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from archivist.model.elements import Element, Origin, Reading

MAX_TEXT = 4000
"""Characters of a caption that are looked at."""
MAX_TOLD = 100
"""Elements that one caption may tell."""

_LABELS: dict[Element, str] = {
    Element.CAUSE: "事由|题名|主题|标题|活动名称|会议名称|cause|event|subject|title",
    Element.EVENT_DATE: "时间|日期|活动时间|活动日期|会议时间|会议日期|date|time|event date",
    Element.SHOOTING_DATE: "拍摄时间|拍摄日期|摄影时间|shooting date|date taken|taken",
    Element.PLACE: "地点|活动地点|会议地点|拍摄地点|地址|place|location|venue",
    Element.PEOPLE: "人物|主要人物|参加人|参加人员|出席人员|people|persons|who",
    Element.SOURCE: "来源|提供者|提供单位|source|credit",
    Element.BACKGROUND: "背景|背景说明|background",
    Element.PHOTOGRAPHER: "摄影者|摄影|摄影师|摄影人|拍摄者|拍摄人|photographer|photo by",
}
_BY_LABEL = {label: element for element, labels in _LABELS.items() for label in labels.split("|")}
_NAMES = "|".join(re.escape(label) for label in sorted(_BY_LABEL, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[\s;；，,。、|/]))(?:【(?:{_NAMES})】[:：]?|(?:{_NAMES})[ \u3000]?[:：])",
    re.IGNORECASE,
)
_AROUND = " \t\r\n\u3000;；，,。、|/"
BETWEEN_PEOPLE = re.compile(r"[、,，;；\n]+(?![^(\uff08]*[)\uff09])")
"""Between two people; not the comma inside ``徐宏伟(班长,领衔人)``."""
_NAMES_ALONE = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:[ \u3000]+[\u4e00-\u9fff·]{2,4})+")

_DEVICE_WORDS = frozenset(
    "default untitled image photo picture jpeg jpg screenshot samsung picasa unknown none null"
    " exif_jpeg_picture exif_jpeg_t422 sony_dsc".split()
)
_DEVICE = re.compile(
    r"""
    [A-Z0-9 .,&-]*\bDIGITAL\ (?:STILL\ )?CAMERA\b[A-Z0-9 .,-]*  # OLYMPUS DIGITAL CAMERA
    | SONY\ DSC | KONICA\b.* | MINOLTA\b.* | MEDION\b.* | SAMSUNG\b.* | Picasa\b.* | Exif_JPEG_.*
    | (?:DCIM|[A-Z]:)[\\/].*                    # DCIM\100MEDIA\DJI_0001.JPG
    | (?:IMG|DSC|DSCN|DSCF|VID|PXL)[_-]?[0-9].*
    | [a-z]{2,12}(?:_[a-z0-9]+)*                # cof, sdr_soft, oplus_32: a phone's own marks
    | \w+:[^;]*;.*                              # filter: 0; module: photo;
    | [\[{<].*[\]}>]
    | [0-9A-Fa-f]{16,} | [\W\d_]*
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One element that a caption tells, under a label."""

    element: Element
    text: str
    label: str


def labelled(caption: str) -> tuple[Told, ...]:
    """Return what a caption tells under labels, in its order; people one by one."""
    text = caption[:MAX_TEXT]
    marks = list(_LABEL.finditer(text))
    told = []
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(text)
        label = mark[0].strip("【】:： \u3000")
        element = _BY_LABEL[label.lower()]
        value = text[mark.end() : end].strip(_AROUND)
        values = people_in(value) if element is Element.PEOPLE else [value]
        told += [Told(element, one, label) for one in values if one]
    return tuple(told[:MAX_TOLD])


def told_by(
    caption: str, origin: Origin, tag: str, stated: Iterable[Reading] = ()
) -> Iterator[Reading]:
    """Yield a caption, and the elements that it tells under labels and that no field states.

    Args:
        caption: The text; one that a device put there tells nothing.
        origin: Where it stands.
        tag: In which field of that place.
        stated: What other fields of the same place state.
    """
    # A sidecar is no camera's: what stands there, a person wrote.
    if not caption or (origin is not Origin.SIDECAR and is_from_a_device(caption)):
        return
    yield Reading(Element.CAPTION, caption, origin, tag)
    taken = {reading.element for reading in stated}
    for told in labelled(caption):
        if told.element not in taken:
            yield Reading(told.element, told.text, origin, f"{tag}:{told.label}")


def people_in(text: str) -> list[str]:
    """Return the people that a text lists; separators inside parentheses part none."""
    if _NAMES_ALONE.fullmatch(text):
        return text.split()
    return [one for part in BETWEEN_PEOPLE.split(text) if (one := part.strip(_AROUND))]


def is_from_a_device(text: str) -> bool:
    """Tell whether a camera or a program put a text where a person's caption would stand."""
    stripped = text.strip()
    if not stripped.isascii():
        return False
    return stripped.lower() in _DEVICE_WORDS or _DEVICE.fullmatch(stripped[:MAX_TEXT]) is not None
