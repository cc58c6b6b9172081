"""The words for what is wrong with a bag, and for what has to be known of one."""

from __future__ import annotations

import re
from gettext import gettext as _

from archivist.model.bag import Oxum
from archivist.model.bag_faults import Fault, FaultKind, Notice, NoticeKind
from archivist.model.wording import N_

_FAULTS = {
    FaultKind.NO_DECLARATION: N_("bagit.txt is missing: this is no bag"),
    FaultKind.DECLARATION: N_("{path} is not the two lines that BagIt asks for"),
    FaultKind.VERSION: N_("{path}: BagIt version {detail} is not known"),
    FaultKind.ENCODING: N_(
        "{path}: the text is not in its encoding, or that is unknown ({detail})"
    ),
    FaultKind.NO_PAYLOAD: N_("the folder data is missing"),
    FaultKind.NO_MANIFEST: N_("there is no manifest whose digests are of a known kind"),
    FaultKind.ALGORITHM: N_("{path}: digests of the kind “{detail}” are not known"),
    FaultKind.LINE: N_("{path}: line {detail} is not of the form that BagIt asks for"),
    FaultKind.PATH: N_("{path}: the path is none of a bag, or leads out of it ({detail})"),
    FaultKind.REPEATED: N_("{path}: stands there twice ({detail})"),
    FaultKind.COLLISION: N_("{path}: on other systems it is one with {detail}"),
    FaultKind.MISSING: N_("{path}: missing {detail}"),
    FaultKind.CHANGED: N_("{path}: changed ({detail})"),
    FaultKind.EXTRA: N_("{path}: lies in the bag and is in no manifest"),
    FaultKind.UNEQUAL: N_("{path}: {detail} does not agree with the other lists about it"),
    FaultKind.TAG_MISSING: N_("{path}: missing, though the tag manifest has it"),
    FaultKind.TAG_CHANGED: N_("{path}: changed, a file of the bag's own ({detail})"),
    FaultKind.TAG_UNLISTED: N_("{path}: {detail} leaves it out"),
    FaultKind.OXUM: N_("{path}: the total, Payload-Oxum, is not what is there: {detail}"),
    FaultKind.LINK: N_("{path}: a link, which is not followed"),
    FaultKind.SPECIAL: N_("{path}: no ordinary file"),
    FaultKind.UNREADABLE: N_("{path}: cannot be read ({detail})"),
    FaultKind.NAME: N_("{path}: the name is not in UTF-8"),
    FaultKind.ENCRYPTED: N_("{path}: encrypted"),
    FaultKind.BOMB: N_("{path}: unpacked it would be out of all proportion ({detail}); not read"),
    FaultKind.TWOFOLD: N_("{path}: the ZIP says one thing of it here and another there"),
    FaultKind.TOPS: N_("{path}: the ZIP has not just one folder at its top"),
    FaultKind.ARCHIVE: N_("the ZIP is damaged {detail}"),
    FaultKind.SEAL: N_("the ZIP is not what it was when archivist made it: a byte was changed"),
}
_NOTICES = {
    NoticeKind.FETCH: N_("{path}: {detail} files lie elsewhere; nothing is fetched"),
    NoticeKind.NO_TAG_MANIFEST: N_("no tag manifest tells whether the bag's own files are whole"),
    NoticeKind.UNLISTED: N_("{path}: lies beside the payload and is in no tag manifest"),
    NoticeKind.FORM: N_("{path}: the name is in another Unicode form than in the manifest"),
    NoticeKind.UNMARKED: N_(
        "{detail} names in the ZIP are in UTF-8 and not marked so: unpacked on Windows, they would "
        "be others"
    ),
    NoticeKind.WEAK: N_("{detail} finds accidents, no forgery"),
    NoticeKind.NO_OXUM: N_(
        "Payload-Oxum is missing: nothing states bytes and files of the payload"
    ),
}
_DIGEST = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{24,}")
"""A digest, of which people compare how it begins; JSON has it whole."""


def fault_text(fault: Fault) -> str:
    """Return what is wrong, where."""
    if fault.kind is FaultKind.OXUM and (said := _totals(fault)):
        return said
    return _told(_FAULTS[fault.kind], fault)


def notice_text(notice: Notice) -> str:
    """Return what has to be known."""
    return _told(_NOTICES[notice.kind], notice)


def _totals(fault: Fault) -> str:
    """Return how the stated total differs; empty: what is stated is none."""
    stated, _unequal, found = fault.detail.partition(" ≠ ")
    try:
        one, other = Oxum.parse(stated), Oxum.parse(found)
    except ValueError:
        return ""
    return _(
        "{path} (Payload-Oxum) states {files} files with {bytes} bytes in all; there are "
        "{files_there} with {bytes_there}"
    ).format(
        path=fault.path,
        files=one.count,
        bytes=one.size,
        files_there=other.count,
        bytes_there=other.size,
    )


def _told(text: str, told: Fault | Notice) -> str:
    detail = _DIGEST.sub(r"\1…", told.detail)
    said = _(text).format(path=told.path or "ZIP", detail=detail)
    return said.replace(" ()", "").replace("（）", "").strip()
