"""FMT101–FMT106: files hold what their names promise, whole and once."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import defective, one_line, read_records, split
from archivist.model.endings import IMAGE_FORMATS, ending_fits, renamed
from archivist.model.facts import Defect, Format
from archivist.model.finding import Property, Severity
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.facts import Facts
    from archivist.model.finding import Finding
    from archivist.model.record import Record

_NOTHING = hashlib.sha256(b"").hexdigest()
_CONTENT = {
    Format.VIDEO: N_("a video"),
    Format.TEXT: N_("plain text"),
    Format.OLE: N_("an old Office document"),
    Format.ODF: N_("an OpenDocument file"),
    Format.RAW: N_("a camera's raw image"),
}
"""Contents that have a name of their own; the others go by their abbreviation."""


@check(
    "FMT101",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("the image {name} cannot be shown in full"),
    remedy=N_(
        "Get {name} again from whoever took it, or from the camera or phone, and put it in place "
        "of this one"
    ),
)
def image_undecodable(dossier: Dossier) -> Iterator[Finding]:
    """An image cannot be shown in full.

    Looks at every image and decodes all of it, down to the last line. An image that was cut off
    while it was copied often still shows a small preview, so that nobody notices.

    Why: a picture that cannot be opened proves nothing, and the damage can be repaired only as
    long as the original still exists somewhere.

    How to mend: get the picture again from the camera, the phone or the person who sent it.
    """
    for record, facts in defective(dossier, Defect.UNDECODABLE):
        # What is no image at all is reported once, by FMT102, with the ending that it should have.
        if not _explained(record, facts):
            yield _unusable("FMT101", record, facts)


@check(
    "FMT102",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("the ending of {name} and its content disagree: it holds {content}"),
    remedy=N_("Rename it to {suggestion}, or put the file there that was meant"),
)
def ending_against_content(dossier: Dossier) -> Iterator[Finding]:
    """The ending of a name and the content of the file disagree.

    Looks at the first bytes of every file, which tell what it is, and compares them with the
    ending of its name. Different endings of one format, such as .jpg and .jpeg, are fine.

    Why: programs choose by the ending how to open a file. With the wrong one it may not open at
    all, or not on another computer; and a document may pass for a picture. Phones often save
    pictures in one format under the ending of another.

    How to mend: rename the file with the proposed ending. Do not save it anew: renaming is enough
    and loses nothing.
    """
    for record, facts in read_records(dossier):
        if _disguised(record, facts):
            yield found(
                "FMT102",
                record.path,
                {"content": _CONTENT.get(facts.format, facts.format.value.upper())},
                name=record.name,
                suggestion=renamed(record.name, facts.format),
            )


@check(
    "FMT103",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("{name} is locked with a password"),
    remedy=N_(
        "Open {name} with its password, save a copy without one, and file the copy in its place"
    ),
)
def document_encrypted(dossier: Dossier) -> Iterator[Finding]:
    """A document is locked with a password.

    Looks at PDF and Office files and tries to open them without a password.

    Why: passwords get lost, and people leave. A record must be readable for as long as it is kept,
    without asking anybody.

    How to mend: open the document in the program that made it, take the password away, and save
    it. If it must stay secret, keep it elsewhere and file a note that says where.
    """
    for record, _ in defective(dossier, Defect.ENCRYPTED):
        yield found("FMT103", record.path, name=record.name)


@check(
    "FMT104",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("the document {name} is damaged"),
    remedy=N_("Get {name} again from its author, or scan the paper copy anew"),
)
def document_broken(dossier: Dossier) -> Iterator[Finding]:
    """A document is damaged.

    Looks at PDF and Office files and reads their structure.

    Why: a document that cannot be opened answers no requirement, and the damage can be repaired
    only as long as another copy exists.

    How to mend: get the document again from its author, from mail or from a backup. Some programs
    can repair a file when they open it; look through the result before you file it.
    """
    for record, facts in defective(dossier, Defect.BROKEN):
        if not _explained(record, facts):
            yield _unusable("FMT104", record, facts)


@check(
    "FMT105",
    Severity.ERROR,
    Property.COMPLETENESS,
    "DA/T 70",
    message=N_("{name} is empty"),
    remedy=N_("Put the real {name} in its place, or take the empty file out of the folder"),
)
def file_empty(dossier: Dossier) -> Iterator[Finding]:
    """A file is empty.

    Looks for files without a single byte in them.

    Why: such a file is what remains of a copy that failed. Its name is there, and so a list made
    of names looks complete; its content is not.

    How to mend: copy the file again from where it came.
    """
    for record, _ in defective(dossier, Defect.EMPTY):
        yield found("FMT105", record.path, name=record.name)


@check(
    "FMT106",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} has exactly the content of {first}"),
    remedy=N_(
        "Compare both, keep the one in the right folder and take the other out; "
        "if both are meant, nothing has to be done"
    ),
)
def exact_duplicate(dossier: Dossier) -> Iterator[Finding]:
    """Two files have exactly the same content.

    Looks at the checksums of all files of the archive, whatever they are called. The first one by
    path is taken for the original and named; each further one is reported.

    Why: a copy is counted twice in lists and audits, takes room on the disc, and one day is
    changed or described differently from the other.

    How to mend: keep the one in the right folder. One picture may serve several purposes; it need
    not be filed several times.
    """
    first: dict[str, str] = {}
    for path, digest in sorted(_digests(dossier)):
        kept = first.setdefault(digest, path)
        if kept != path:
            yield found("FMT106", path, name=split(path)[1], first=kept)


def _digests(dossier: Dossier) -> set[tuple[str, str]]:
    """Return path and checksum of every file that was read and is not empty."""
    files = [(record.path, facts) for record, facts in read_records(dossier) if record.size]
    return {(path, facts.sha256) for path, facts in files if facts.sha256 not in {"", _NOTHING}}


def _disguised(record: Record, facts: Facts) -> bool:
    # An encrypted .docx is an OLE container: its ending is right.
    return facts.defect is not Defect.ENCRYPTED and not ending_fits(
        facts.format, PurePosixPath(record.name).suffix
    )


def _explained(record: Record, facts: Facts) -> bool:
    """Tell whether a file cannot be opened only because it is something else."""
    if not _disguised(record, facts):
        return False
    if facts.format is Format.OLE:
        return True
    claimed_image = facts.defect is Defect.UNDECODABLE
    return (facts.format in IMAGE_FORMATS) is not claimed_image


def _unusable(code: str, record: Record, facts: Facts) -> Finding:
    detail = one_line(facts.detail, facts.defect.value if facts.defect else "")
    return found(code, record.path, name=record.name, detail=detail)
