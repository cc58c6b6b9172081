"""Why a photo sheet shows a frame in place of a picture."""

from __future__ import annotations

from gettext import gettext as _

from archivist.model.facts import Defect, Facts, Format
from archivist.model.record import Record, RecordKind
from archivist.model.wording import N_

_DEFECT = {
    Defect.EMPTY: N_("The file is empty."),
    Defect.UNDECODABLE: N_("The picture is damaged."),
    Defect.OVERSIZED: N_("The picture is too large."),
    Defect.UNREADABLE: N_("The file cannot be opened."),
    Defect.TIMEOUT: N_("The picture takes too long to read."),
    Defect.MEMORY: N_("The picture takes too much memory."),
    Defect.CRASHED: N_("The picture cannot be read."),
}
_VIDEO_DEFECT = {
    Defect.EMPTY: _DEFECT[Defect.EMPTY],
    Defect.UNREADABLE: _DEFECT[Defect.UNREADABLE],
    Defect.UNDECODABLE: N_("The video is damaged."),
}


def reason_without_picture(record: Record, *, there: bool) -> str:
    """Return in words why there is no picture.

    Args:
        record: The photo or video.
        there: Whether its file is still there.
    """
    if not there:
        return _("The file is not there any more.")
    facts = record.facts or Facts(sha256="")
    if facts.defect is not None and record.kind is RecordKind.VIDEO:
        return _(_VIDEO_DEFECT.get(facts.defect, N_("The video cannot be read.")))
    if facts.defect is not None:
        return _(_DEFECT.get(facts.defect, N_("The picture cannot be read.")))
    if record.kind is RecordKind.VIDEO:
        return _video(facts.shot.seconds)
    if facts.format is Format.RAW:
        return _("Camera raw file")
    return _("The picture cannot be read.")


def _video(seconds: float) -> str:
    if not seconds:
        return _("Video")
    minutes, rest = divmod(round(seconds), 60)
    return _("Video of {minutes}:{seconds:02}").format(minutes=minutes, seconds=rest)
