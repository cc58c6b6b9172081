"""What may be wrong with a bag 移交包, and what has to be known of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong with a bag."""

    NO_DECLARATION = "no-declaration"
    """There is no ``bagit.txt``: it is no bag."""
    DECLARATION = "declaration"
    """``bagit.txt`` is not the two lines that it has to be."""
    VERSION = "version"
    ENCODING = "encoding"
    """Of the tag files: one that nobody knows, or bytes that are not in it."""
    NO_PAYLOAD = "no-payload"
    NO_MANIFEST = "no-manifest"
    ALGORITHM = "algorithm"
    """A manifest with digests of a kind that is not known."""
    LINE = "line"
    """Of a manifest, of ``bag-info.txt`` or of ``fetch.txt``."""
    PATH = "path"
    """A path that leads out of the bag, or could on some system."""
    REPEATED = "repeated"
    """Two lines for one path."""
    COLLISION = "collision"
    """Two paths that are one where letters' case or form do not count."""
    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    """In the payload and in no manifest."""
    UNEQUAL = "unequal"
    """One manifest has a file that another one has not."""
    TAG_MISSING = "tag-missing"
    TAG_CHANGED = "tag-changed"
    TAG_UNLISTED = "tag-unlisted"
    """A file of the bag's own that a tag manifest leaves out."""
    OXUM = "oxum"
    """Bytes and files of the payload are not as ``Payload-Oxum`` states."""
    LINK = "link"
    SPECIAL = "special"
    """A device, a pipe, or whatever else is no file and no folder."""
    UNREADABLE = "unreadable"
    NAME = "name"
    """A name that is not in UTF-8."""
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    """Unpacked it would be out of all proportion."""
    TWOFOLD = "twofold"
    """The ZIP says one thing of it at its place and another in its list."""
    TOPS = "tops"
    """Several folders at the top of a ZIP."""
    ARCHIVE = "archive"
    """The ZIP itself is damaged."""
    SEAL = "seal"
    """The ZIP is not what it was when archivist made it."""


class NoticeKind(StrEnum):
    """What a person should know of a bag and what is no fault."""

    FETCH = "fetch"
    """Files that lie elsewhere; nothing is fetched."""
    NO_TAG_MANIFEST = "no-tag-manifest"
    """Nothing tells whether the bag's own files are whole."""
    UNLISTED = "unlisted"
    """A file beside the payload that no tag manifest names."""
    FORM = "form"
    """A name is spelt in another Unicode form than in the manifest."""
    UNMARKED = "unmarked"
    """Names in a ZIP that are in UTF-8 and are not said to be: Windows shows others."""
    WEAK = "weak"
    NO_OXUM = "no-oxum"
    """Bytes and files of the payload are not stated; the RFC lets that be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    kind: FaultKind
    path: str = ""
    """In the bag; of a line, the file in which it stands."""
    detail: str = ""
    """Line, algorithm, expected and found, or what the system said."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be known."""

    kind: NoticeKind
    path: str = ""
    detail: str = ""
