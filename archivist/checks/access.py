"""FMT107–FMT111, FMT114: what could not be looked at, or not to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import defective, one_line, split, strays
from archivist.model.dossier import StrayKind
from archivist.model.facts import Defect
from archivist.model.finding import Property, Severity
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.text import FileText

_DAMAGED = N_("it is damaged inside ({detail})")
_WHY_UNREAD = {
    Defect.TIMEOUT: N_("it takes too long"),
    Defect.MEMORY: N_("it takes too much memory"),
    Defect.CRASHED: N_("the program that reads it breaks down"),
    Defect.UNREADABLE: N_("the computer refuses to hand it out ({detail})"),
    Defect.ENCRYPTED: N_("it is locked with a password"),
}


@check(
    "FMT107",
    Severity.WARNING,
    Property.SECURITY,
    "",
    message=N_("the image {name} is too large to be opened safely: {size}"),
    remedy=N_(
        "Ask where {name} came from; if it is a real picture, file a smaller copy as the image and "
        "keep this one beside the archive"
    ),
)
def image_oversized(dossier: Dossier) -> Iterator[Finding]:
    """An image is too large to be opened safely.

    Looks at the width and height that an image states before it is decoded. Pictures of today's
    phones, 200 million pixels included, are well below the limit.

    Why: a small file can claim to be an enormous picture and fill the memory of the computer that
    opens it. Some such files are made on purpose, others are damaged.

    How to mend: find out where the file came from. If it is a real picture, such as a panorama or
    a large drawing, save a smaller copy with an image program and file that.
    """
    for record, facts in defective(dossier, Defect.OVERSIZED):
        size = f"{facts.width} × {facts.height}" if facts.width else one_line(facts.detail, "?")
        yield found("FMT107", record.path, name=record.name, size=size)


@check(
    "FMT108",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("{name} cannot be read: {detail}"),
    remedy=N_(
        "Close the program that has {name} open, or ask for the right to read it, "
        "and run the check again"
    ),
)
def file_unreadable(dossier: Dossier) -> Iterator[Finding]:
    """A file cannot be read.

    Looks at files that the computer refuses to hand out, because a right is missing, another
    program holds them, or the disk is damaged.

    Why: nothing can be said about such a file, and it will be missing from the next backup too.

    How to mend: close the program that has it open. If it stays so, let the administrator give you
    the right to read it, or look at the health of the disk.
    """
    for record, facts in defective(dossier, Defect.UNREADABLE):
        detail = one_line(facts.detail, "?")
        yield found("FMT108", record.path, name=record.name, detail=detail)


@check(
    "FMT109",
    Severity.WARNING,
    Property.USABILITY,
    "DA/T 70",
    message=N_("reading {name} was given up: {reason}"),
    remedy=N_(
        "Open {name} yourself; if it is sound, raise seconds or megabytes under [limits] "
        "in archive.toml; if it is not, get it again"
    ),
)
def reading_given_up(dossier: Dossier) -> Iterator[Finding]:
    """Reading a file was given up.

    Looks at files that took too long to read, needed too much memory, or made the program that
    reads them break down. Each file is read apart from the others, so that the rest of the check
    goes on.

    Why: the file may be damaged, or made to do harm; or it may just be very large. It has not been
    checked.

    How to mend: open the file yourself. If it is sound and only large, raise the limits in
    archive.toml, such as seconds = 120 under [limits]. If it does not open, get it again.
    """
    limits = dossier.settings.limits
    reasons = {
        Defect.TIMEOUT: f"> {limits.seconds:g} s",
        Defect.MEMORY: f"> {limits.megabytes} MB",
        Defect.CRASHED: "",
    }
    for record, facts in defective(dossier, *reasons):
        reason = reasons.get(facts.defect or Defect.CRASHED) or one_line(facts.detail, "crashed")
        yield found("FMT109", record.path, name=record.name, reason=reason)


@check(
    "FMT110",
    Severity.WARNING,
    Property.SECURITY,
    "DA/T 70",
    message=N_("{name} is a link; it is not followed"),
    remedy=N_("Put the file or folder itself in place of the link {name}"),
)
def link_not_followed(dossier: Dossier) -> Iterator[Finding]:
    """A link was found and not followed.

    Looks for symbolic links and junctions: entries that only point to a file or folder somewhere
    else.

    Why: what a link points to is not in the archive. It is lost when the archive is copied or
    burnt to disc, it may lie outside of what the studio controls, and a link may lead in a circle.

    How to mend: copy the file or folder itself to where the link is, and remove the link. An
    ordinary Windows shortcut (.lnk) is no such link, but does not keep its target either.
    """
    for stray in strays(dossier, StrayKind.LINK):
        yield found("FMT110", stray.path, name=split(stray.path)[1])


@check(
    "FMT111",
    Severity.ERROR,
    Property.SECURITY,
    "DA/T 70",
    message=N_("{name} cannot be opened: {detail}"),
    remedy=N_(
        "Ask for the right to read {name}, or reconnect the drive on which it lies, "
        "and run the check again"
    ),
)
def folder_unreadable(dossier: Dossier) -> Iterator[Finding]:
    """A folder cannot be opened.

    Looks at folders whose content the computer refuses to list.

    Why: nothing in such a folder was checked or counted. What seems to be missing in an audit may
    lie there.

    How to mend: let the administrator give you the right to read the folder. If it lies on a
    share, look whether the connection still holds.
    """
    for stray in strays(dossier, StrayKind.UNREADABLE):
        detail = one_line(stray.detail, "?")
        yield found("FMT111", stray.path, name=split(stray.path)[1] or "/", detail=detail)


@check(
    "FMT114",
    Severity.WARNING,
    Property.USABILITY,
    "DA/T 70",
    message=N_("not all words of {name} can be searched: {reason}"),
    remedy=N_(
        "Open {name} yourself; if it is sound, save it anew or in parts and put that in its "
        "place, or raise seconds or megabytes under [limits] in archive.toml"
    ),
)
def text_unread(dossier: Dossier) -> Iterator[Finding]:
    """Not all words of a file can be searched.

    Looks at what archivist index learnt: files whose text takes too long or too much memory to be
    read, makes the program that reads it break down, is damaged inside, or is longer than 8,000,000
    characters. Each is read apart from the others, so that all others are found.

    Why: the file is found by its name and its description, but not by the words that it holds. Who
    does not know that takes it for missing.

    How to mend: open the file yourself and save it anew; divide a very long one. A file that takes
    too much is tried by archivist index three times in all, then only once it or the limits in
    archive.toml change.
    """
    for record in dossier.records:
        unread = dossier.unread.get(record.path)
        # A file that is known to be locked or damaged is reported once, as that.
        if unread is not None and not (record.facts and record.facts.defect):
            reason, detail = _reason(unread), one_line(unread.detail, "?")
            yield found("FMT114", record.path, {"reason": reason}, name=record.name, detail=detail)


def _reason(unread: FileText) -> str:
    if unread.defect is None:
        return N_("it is longer than what is kept of one file")
    return _WHY_UNREAD.get(unread.defect, _DAMAGED)
