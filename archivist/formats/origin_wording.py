"""The words for where a value stands: a sidecar, the camera, a field of Windows."""

from __future__ import annotations

from gettext import gettext as _

from archivist.model.elements import Origin
from archivist.model.wording import N_

_ORIGIN = {
    Origin.SIDECAR: N_("sidecar"),
    Origin.ITEM: "item.toml",
    Origin.XMP: N_("text inside the image"),
    Origin.IPTC: N_("text inside the image"),
    Origin.EXIF: N_("camera"),
    Origin.VIDEO: N_("camera"),
    Origin.ITEM_NAME: N_("name of the folder"),
    Origin.EXPLORER: N_("properties in Windows"),
    Origin.HEADER: N_("clock of the video, world time"),
    Origin.FILE_NAME: N_("name of the file"),
}
_FIELD = {
    "ImageDescription": N_("description in the image"),
    "UserComment": N_("comment in the image"),
    "Artist": N_("author in the image"),
    "XPTitle": N_("title in Windows"),
    "XPSubject": N_("subject in Windows"),
    "XPComment": N_("comment in Windows"),
    "XPAuthor": N_("author in Windows"),
    "XPKeywords": N_("tags in Windows"),
}
"""The fields of EXIF that only propose something; of other places the field says nothing."""


def origin_word(origin: Origin, tag: str = "") -> str:
    """Return in words where a value stands.

    Args:
        origin: The place.
        tag: Its field, as `Reading` has it.
    """
    field = _FIELD.get(tag) if origin is Origin.EXPLORER else None
    return _(field or _ORIGIN[origin])
