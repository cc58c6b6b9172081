"""Videos: whether they are whole, how large and long they are, and what they say of themselves."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO, cast

from archivist.formats.containers import cut_off
from archivist.formats.found import Found, one_line
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Defect, Shot

MAX_READ = 64 * 1024 * 1024
"""Bytes that are given to the library; it seeks, and never needs the streams as a whole."""
_MAX_TEXT = 10_000
_MAX_CAMERA = 100
_SINCE = 1990
"""Years before are clocks that nobody set: 1904 and 1970 are where containers begin to count."""
_LOCAL = (
    "com_apple_quicktime_creationdate",
    "datetimeoriginal",
    "date_time_original",
    "recorded_date",
)
"""Where makers write the local time, the most telling first."""
_POSITION = ("com_apple_quicktime_location_iso6709", "xyz", "recorded_location", "location")
_MAKERS = ("com_apple_quicktime_make", "com_android_manufacturer", "mak", "make")
_MODELS = ("com_apple_quicktime_model", "com_android_model", "mod", "model")
_TEXTS = (
    (Element.CAUSE, ("title", "movie", "com_apple_quicktime_title")),
    (Element.CAPTION, ("comment", "description", "com_apple_quicktime_description")),
    (Element.SOURCE, ("artist", "performer", "author", "director", "com_apple_quicktime_author")),
)
"""Text fields, which Windows' property page fills in; only proposed, as in photos."""
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?\s*([+-]\d\d:?\d\d|Z|UTC)?",
    re.ASCII,
)
_ISO_6709 = re.compile(r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?![\d.])", re.ASCII)
_NO_PICTURES = "there is no video track"


def look_at_video(stream: BinaryIO, suffix: str) -> Found:  # noqa: ARG001 - as all formats
    """Read what a video's container tells; no picture is decoded.

    Args:
        stream: The content, seekable.
        suffix: The ending of its name, in lower case.
    """
    missing = cut_off(stream)
    if missing:
        return Found(defect=Defect.UNDECODABLE, detail=one_line(missing))
    told = _told_by_library(stream)
    if told is None:
        return Found()
    if isinstance(told, str):
        return Found(defect=Defect.UNDECODABLE, detail=told)
    general, picture = told
    return Found(
        width=_whole(picture.get("width")),
        height=_whole(picture.get("height")),
        readings=tuple(_readings(general)),
        shot=Shot(
            camera=_camera(general),
            moment=_local_moment(general)[0],
            position=_position(general),
            seconds=_seconds(general.get("duration") or picture.get("duration")),
        ),
    )


class _Sparing:
    """A stream that ends early when more was read than an index can need."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = MAX_READ

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(min(size, self._left))
        self._left -= len(chunk)
        return chunk

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _told_by_library(stream: BinaryIO) -> tuple[dict[str, str], dict[str, str]] | str | None:
    """Return the fields of the file and of its first video track, or why there are none.

    None where the library is not to be had: then the video is kept, and nothing is known of it.
    """
    try:
        from pymediainfo import MediaInfo  # noqa: PLC0415 - most files are no videos
    except ImportError:
        return None
    if not MediaInfo.can_parse():
        return None
    try:
        text = MediaInfo.parse(_Sparing(stream), output="JSON", parse_speed=0.0, full=False)
        tracks = json.loads(text, strict=False)["media"]["track"]
        general = _fields(next(t for t in tracks if t["@type"] == "General"))
        pictures = [_fields(t) for t in tracks if t["@type"] == "Video"]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library answers, the run goes on
        return one_line(f"the container cannot be read: {error}")
    return (general, pictures[0]) if pictures else _NO_PICTURES


def _fields(track: Mapping[str, Any]) -> dict[str, str]:
    """Return a track's texts by name in lower case, the container's own tags among them."""
    extra = track.get("extra")
    found = {**(cast("dict[str, Any]", extra) if isinstance(extra, dict) else {}), **track}
    wrongly = found.get("Format") == "AVI"
    texts = {k.lower(): v for k, v in found.items() if isinstance(v, str)}
    return {key: _clean(_decoded(text) if wrongly else text) for key, text in texts.items()}


def _decoded(text: str) -> str:
    """Return the text of an AVI, whose encoding nobody states: the library takes Latin-1."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text


def _clean(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text[:_MAX_TEXT])
    return shown.replace("\N{REPLACEMENT CHARACTER}", "").strip()


def _readings(general: Mapping[str, str]) -> Iterator[Reading]:
    moment, tag = _local_moment(general)
    if moment:
        yield Reading(Element.SHOOTING_DATE, _dotted(moment), Origin.VIDEO, tag)
    header = _MOMENT.match(general.get("encoded_date", "").removeprefix("UTC "))
    text = _iso(header) if header else ""
    if text:
        yield Reading(Element.SHOOTING_DATE, _dotted(text) + " UTC", Origin.HEADER, "creation_time")
    for element, names in _TEXTS:
        name = next((name for name in names if general.get(name)), "")
        if name:
            yield Reading(element, general[name], Origin.EXPLORER, name)


def _local_moment(general: Mapping[str, str]) -> tuple[str, str]:
    """Return the local time that the maker wrote, and the field; UTC is no local time."""
    for tag in _LOCAL:
        match = _MOMENT.match(general.get(tag, ""))
        if match is None or match[7] in {"Z", "UTC"} or (tag == "recorded_date" and not match[7]):
            continue
        moment = _iso(match)
        if moment:
            return moment, tag
    return "", ""


def _iso(match: re.Match[str]) -> str:
    try:
        year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - local or UTC
    except ValueError:
        return ""
    return moment.isoformat() if moment.year >= _SINCE else ""


def _dotted(moment: str) -> str:
    return moment.replace("-", ".").replace("T", " ")


def _position(general: Mapping[str, str]) -> str:
    """Return ``40.757300,107.388000`` for an ISO 6709 text in degrees."""
    for name in _POSITION:
        match = _ISO_6709.match(general.get(name, ""))
        if match:
            latitude, longitude = float(match[1]), float(match[2])
            if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude):
                return f"{latitude:.6f},{longitude:.6f}"
    return ""


def _camera(general: Mapping[str, str]) -> str:
    """Return maker and model; a model that begins with the maker is not named twice."""
    maker, model = (
        next((general[name] for name in names if general.get(name)), "")[:_MAX_CAMERA]
        for names in (_MAKERS, _MODELS)
    )
    if model.casefold().startswith(maker.casefold()):
        return model
    return f"{maker} {model}".strip()


def _seconds(text: str | None) -> float:
    try:
        seconds = float(text or 0)
    except ValueError:
        return 0.0
    return round(seconds, 3) if math.isfinite(seconds) and 0 <= seconds < 1e9 else 0.0


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
