"""Facts as JSON: one flat list each, for the pipe from a reading process and for the catalog.

Written out by hand because a warm start decodes every file of the archive.
"""

from __future__ import annotations

import json
import re
from typing import Any

from archivist.formats.found import MAX_DETAIL
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Defect, Facts, Format, Shot

_FORMATS = {member.value: member for member in Format}
_DEFECTS: dict[str, Defect | None] = {"": None, **{member.value: member for member in Defect}}
_ELEMENTS = {member.value: member for member in Element}
_ORIGINS = {member.value: member for member in Origin}
_FIELDS = 9
_MAX_TEXT = 64 * 1024
_MAX_READINGS = 1000
_MAX_NUMBER = 2**53
_MAX_SHOT = 200
"""Characters of one field that a camera recorded."""
_NO_SHOT = Shot()
_UNFIT = re.compile("[\x00-\x1f\ud800-\udfff]")
"""Control characters, which would rule a terminal, and half characters, which no file takes."""
_decode = json.JSONDecoder().decode


def facts_to_json(facts: Facts) -> str:
    """Return facts as one line of ASCII; the inverse of `facts_from_json`."""
    return json.dumps(facts_to_list(facts), separators=(",", ":"))


def facts_from_json(text: str) -> Facts:
    """Return the facts that `facts_to_json` wrote.

    Raises:
        ValueError: The text is something else, for example from another version.
    """
    return _facts(_decode(text))


def facts_to_list(facts: Facts) -> list[Any]:
    """Return facts as a list of texts and numbers, with the readings flat in one inner list."""
    readings: list[str] = []
    for reading in facts.readings:
        readings += (reading.element.value, reading.text, reading.origin.value, reading.tag)
    return [
        facts.sha256,
        facts.format.value,
        facts.defect.value if facts.defect else "",
        facts.detail,
        facts.width,
        facts.height,
        facts.pages,
        readings,
        _shot_to_list(facts.shot),
    ]


def _shot_to_list(shot: Shot) -> list[Any]:
    """Return what the camera recorded; most files are no photos, and then the list is empty."""
    values = [shot.camera, shot.moment, shot.position, shot.fingerprint, shot.seconds]
    return values if any(values) else []


def checked_facts(value: object) -> Facts:
    """Return the facts that a process states which a hostile file may own.

    Raises:
        ValueError: A type, a length or a range is not what an honest process sends.
    """
    if not isinstance(value, list) or len(value) != _FIELDS:
        raise ValueError("no list of facts")
    *texts, width, height, pages, readings, shot = value
    if not (_all_texts(texts) and isinstance(readings, list) and _all_texts(readings)):
        raise ValueError("a field is no text")
    if not _is_shot(shot):
        raise ValueError("no list of what a camera recorded")
    if any(type(n) is not int or not 0 <= n < _MAX_NUMBER for n in (width, height, pages)):
        raise ValueError("a number is out of range")
    if len(readings) > 4 * _MAX_READINGS or len(readings) % 4 or len(texts[3]) > MAX_DETAIL:
        raise ValueError("too long")
    if _UNFIT.search("".join((*texts, *readings, *shot[:4]))):
        raise ValueError("a character that is no text")
    if texts[0] and not is_digest(texts[0]):
        raise ValueError("no digest")
    return _facts(value)


def _facts(value: Any) -> Facts:  # noqa: ANN401 - just out of the JSON decoder
    try:
        sha256, content, defect, detail, width, height, pages, flat, shot = value
        fields = iter(flat)
        return Facts(
            sha256=sha256,
            format=_FORMATS[content],
            defect=_DEFECTS[defect],
            detail=detail,
            width=width,
            height=height,
            pages=pages,
            readings=tuple(
                Reading(_ELEMENTS[element], text, _ORIGINS[origin], tag)
                for element, text, origin, tag in zip(fields, fields, fields, fields, strict=True)
            ),
            shot=_shot(*shot) if shot else _NO_SHOT,
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"no facts: {error}") from error


def _shot(camera: str, moment: str, position: str, fingerprint: str, seconds: float) -> Shot:
    return Shot(
        camera=camera,
        moment=moment,
        position=position,
        fingerprint=fingerprint,
        seconds=float(seconds),
    )


def _is_shot(value: object) -> bool:
    if not isinstance(value, list) or len(value) not in {0, 5}:
        return False
    if not value:
        return True
    *texts, seconds = value
    return (
        _all_texts(texts)
        and max(map(len, texts)) <= _MAX_SHOT
        and type(seconds) in {int, float}
        and 0 <= seconds < _MAX_NUMBER
    )


def _all_texts(values: list[Any]) -> bool:
    return all(type(value) is str and len(value) <= _MAX_TEXT for value in values)


def is_digest(text: str) -> bool:
    """Tell whether a text is a SHA-256 in hex."""
    return len(text) == 64 and not text.strip("0123456789abcdef")
