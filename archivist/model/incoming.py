"""What the name tells that a phone, a scanner or a messenger gave a file (FACTS §2).

A name is only a hint: whatever it tells is a proposal, which a person confirms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from pathlib import PurePosixPath

from archivist.model.elements import Element, Origin, Reading

CHINA = timezone(timedelta(hours=8))
"""China has one zone and no summer time; names that count from 1970 are read in it."""
_YEARS = range(1990, 2100)
"""Years in which a phone may have given a name; other digits only look like a date."""
_MAX_NAME = 255


class NameKind(StrEnum):
    """What gave a file its name."""

    CAMERA = "camera"
    """A camera or phone that writes the time into the name."""
    COUNTER = "counter"
    """A camera that only counts."""
    MESSENGER = "messenger"
    """A messenger, when somebody saved the picture out of it."""
    MESSENGER_CAMERA = "messenger_camera"
    """The camera inside a messenger."""
    SCREENSHOT = "screenshot"
    SCAN = "scan"
    EDITED = "edited"
    """A program that beautifies or cuts pictures and saves the result."""
    LEFTOVER = "leftover"
    """A thumbnail, an avatar or a QR code: no record."""
    HASH = "hash"
    """A long number that some program drew or computed."""
    OTHER = "other"
    """Most likely a person."""


_MESSENGERS = frozenset({NameKind.MESSENGER, NameKind.MESSENGER_CAMERA, NameKind.LEFTOVER})
_SHOOTING = frozenset({NameKind.CAMERA, NameKind.MESSENGER_CAMERA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What one name tells."""

    kind: NameKind
    pattern: str = ""
    """The pattern's name, for example ``mmexport``; empty when none fits."""
    moment: str = ""
    """Local time: ``2022-01-25T10:15:00``, or only ``2022-01-25``; empty when it tells none."""
    saving: bool = False
    """The moment is that of saving, capturing or scanning, never of shooting."""
    archival: bool = True
    messenger: bool = False
    """It passed through a messenger, which usually makes pictures smaller."""


_DAY = r"(?P<year>\d{4})[-_.年]?(?P<month>\d\d)[-_.月]?(?P<day>\d\d)日?"
_TIME = (
    r"[-_ T]{0,3}(?:at )?(?P<half>上午|下午)?"
    r"(?P<hour>\d\d|\d(?=[.:]))[-_.:时]?(?P<minute>\d\d)[-_.:分]?(?P<second>\d\d)"
    r"(?: ?(?P<late>[AP]M))?"
)
_WHEN = rf"{_DAY}(?:{_TIME}\d{{0,3}}(?!\d))?(?!\d)"
"""A day, mostly with a time, whose fractions of a second are dropped."""
_NAMED = rf"[-_ ]*(?:{_WHEN}|(?=\(|$))"
"""After a word that people use too, a date or nothing must follow."""
_MINUTE = r"[-_ ]+(?P<hour>\d\d)[.:](?P<minute>\d\d)(?:[.:](?P<second>\d\d))?(?!\d)"
_SINCE_1970 = r"(?P<seconds>\d{10})\d{3}(?!\d)"
_HASH = r"[0-9a-f]{32}(?![0-9a-f])"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_BURST = r"(?:\d{5}[a-z]*_\d{5}_)?"
"""Google's and Huawei's cameras number the shots of a burst in front."""
_WECHAT = "(?:微信|wechat|weixin) ?"
_WORK = "(?:企业微信|钉钉|DingTalk|飞书|Lark)"
_SHOT = "(?:截图|截屏|screenshot|录屏)"

_TABLE: tuple[tuple[str, str, NameKind], ...] = (
    (
        "IMG-WA",
        r"(?:IMG|VID)-(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)-WA\d+",
        NameKind.MESSENGER,
    ),
    ("WhatsApp", rf"WhatsApp (?:Image|Video) {_WHEN}", NameKind.MESSENGER),
    ("PXL", rf"PXL_{_WHEN}", NameKind.CAMERA),
    ("IMG", rf"{_BURST}(?:IMG|VID|MVIMG|PANO|BURST|VIDEO|TRIM|DJI)[-_]?{_WHEN}", NameKind.CAMERA),
    ("WIN", rf"WIN_{_WHEN}", NameKind.CAMERA),
    ("date_time", rf"(?=\d{{8}}_\d{{6}}(?!\d)){_WHEN}", NameKind.CAMERA),
    ("thumbmmexport", r"thumbmmexport", NameKind.LEFTOVER),
    ("hdImg", r"hdImg_", NameKind.LEFTOVER),
    ("mmqrcode", r"mmqrcode", NameKind.LEFTOVER),
    ("mmexport", rf"mmexport(?:{_HASH}_?)?(?:{_SINCE_1970})?", NameKind.MESSENGER),
    ("wx_camera", rf"wx_camera_(?:{_SINCE_1970})?", NameKind.MESSENGER_CAMERA),
    ("mmscreenshot", rf"mmscreenshot(?:{_SINCE_1970})?", NameKind.SCREENSHOT),
    ("企业微信截图", r"企业微信截图_(?P<seconds>1\d{9})\d{0,4}(?!\d)", NameKind.SCREENSHOT),
    ("微信截图", rf"{_WECHAT}{_SHOT}{_NAMED}", NameKind.SCREENSHOT),
    ("微信图片", rf"{_WECHAT}(?:图片编辑|图片|视频|image|video){_NAMED}", NameKind.MESSENGER),
    ("截图", rf"(?:QQ|TIM|{_WORK}) ?{_SHOT}{_NAMED}", NameKind.SCREENSHOT),
    ("图片", rf"(?:QQ|TIM|{_WORK}) ?(?:图片|视频){_NAMED}", NameKind.MESSENGER),
    ("企业微信", rf"{_WORK}[-_ ]?{_WHEN}", NameKind.MESSENGER),
    ("photo", rf"(?:photo|video)_(?=\d{{4}}-){_WHEN}", NameKind.MESSENGER),
    ("DingTalk", r"l[AQ][DL]P[0-9a-z_-]{20,}", NameKind.MESSENGER),
    (
        "Screenshot",
        rf"(?:screen ?shot|screen_?record(?:er|ing)?|SVID|snipaste|屏幕截图|{_SHOT}){_NAMED}",
        NameKind.SCREENSHOT,
    ),
    ("scan", rf"(?:scanner|scan|扫描|扫描件){_NAMED}", NameKind.SCAN),
    (
        "CamScanner",
        rf"(?:CamScanner|扫描全能王|新建?文档|New Doc)[-_ ]*{_DAY}(?:{_MINUTE})?",
        NameKind.SCAN,
    ),
    (
        "CamScanner",
        rf"CamScanner[-_ ]*(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{{4}})(?:{_MINUTE})?",
        NameKind.SCAN,
    ),
    ("Meitu", rf"(?:meitu|mtxx|beauty)_{_WHEN}", NameKind.EDITED),
    (
        "counter",
        r"(?:IMG|DSC|DSCF|DSCN|MVI|MOV|GOPR|GH|GX|DJI|SAM|CIMG|IMGP|_MG|_DSC|100)_?E?\d{4,6}"
        r"(?!\d)|P\d{7}(?!\d)",
        NameKind.COUNTER,
    ),
    ("hash", rf"(?:{_UUID}|{_HASH}|[0-9a-f]{{40}}|[0-9a-f]{{64}})(?![0-9a-f])", NameKind.HASH),
)
"""Each pattern's name, how the stem begins, and what gave it; the first that fits holds."""
_PATTERNS = tuple(
    (tag, re.compile(pattern, re.IGNORECASE | re.ASCII), kind) for tag, pattern, kind in _TABLE
)


_FILED = re.compile(r"[A-Z][A-Z0-9]{0,7}-[0-9]{8}-[0-9]{2,6}\.")
_BY_A_PERSON = Incoming(kind=NameKind.OTHER)


def read_name(name: str) -> Incoming:
    """Return what a file's name tells; a copy's ending such as ``_1`` or ``(1)`` is passed over."""
    if _FILED.match(name):
        # Nearly every file of an archive bears its code: nothing has to be looked for.
        return _BY_A_PERSON
    stem = PurePosixPath(unicodedata.normalize("NFKC", name[:_MAX_NAME])).stem.strip()
    for tag, pattern, kind in _PATTERNS:
        match = pattern.match(stem)
        if match:
            moment = "" if kind is NameKind.LEFTOVER else _moment(match.groupdict(), tag)
            return Incoming(
                kind=kind,
                pattern=tag,
                moment=moment,
                saving=bool(moment) and kind not in _SHOOTING,
                archival=kind is not NameKind.LEFTOVER,
                messenger=kind in _MESSENGERS,
            )
    return _BY_A_PERSON


def readings(name: str) -> tuple[Reading, ...]:
    """Return the day of shooting or of saving that a file's name proposes, if any."""
    told = read_name(name)
    if not told.moment:
        return ()
    element = Element.SAVING_DATE if told.saving else Element.SHOOTING_DATE
    text = told.moment.replace("-", ".").replace("T", " ")
    return (Reading(element, text, Origin.FILE_NAME, told.pattern),)


def _moment(parts: dict[str, str | None], tag: str) -> str:
    if parts.get("seconds"):
        return _since_1970(int(parts["seconds"] or 0))
    if not parts.get("year"):
        return ""
    year, month, day = (int(parts[part] or 0) for part in ("year", "month", "day"))
    if year not in _YEARS:
        return ""
    try:
        midnight = datetime(year, month, day, tzinfo=CHINA)
    except ValueError:
        return ""
    return _with_time(midnight, parts, tag)


def _with_time(day: datetime, parts: dict[str, str | None], tag: str) -> str:
    """Return the day with the time; only the day when it has none, or one that no clock shows."""
    if not parts.get("hour"):
        return day.date().isoformat()
    hour, minute, second = (int(parts.get(part) or 0) for part in ("hour", "minute", "second"))
    half = parts.get("half") or (parts.get("late") or "").upper()
    if half in {"下午", "PM"} and hour < 12:
        hour += 12
    elif half in {"上午", "AM"} and hour == 12:
        hour = 0
    try:
        moment = day.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return day.date().isoformat()
    if tag == "PXL":
        # The one phone whose names tell UTC.
        moment += timedelta(hours=8)
    return moment.replace(tzinfo=None).isoformat()


def _since_1970(seconds: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=CHINA) + timedelta(seconds=seconds, hours=8)
    return moment.replace(tzinfo=None).isoformat() if moment.year in _YEARS else ""
