"""Names of files and folders: what every platform can hold, and what is never a record."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(
    r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?"
)
_ODD = re.compile("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_NAME = 255
"""UTF-16 units in one name, on NTFS and most others."""
MAX_SUFFIX = 30
"""Characters after the last dot that still pass as an ending when a name is cut."""
MAX_PATH = 240
"""UTF-16 units below the archive, so that a drive and folder in front fit Windows' 260."""

PENDING_PAGE = "待处理.html"
"""The page in the inbox that says what waits there and why; archivist writes it itself."""

_JUNK_ENDINGS = """
    tmp ffs_tmp gstmp filepart part partial download crdownload opdownload adadownload downloading
    aria2 xltd xltd.cfg bc! jc! !ut !qb !bt !sync laccdb dwl dwl2 idlk ffs_db ffs_lock
""".split()
"""What browsers, copy and sync programs put behind a name, and the locks of office programs."""
_JUNK = (
    # Windows and NAS boxes
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "$recycle.bin",
    "system volume information",
    "@eadir",
    "@recycle",
    "@recently-snapshot",
    "#recycle",
    "#snapshot",
    ".@__thumb",
    # macOS; a ".sb-" name is a file in the middle of being saved, ".icloud" one that is not here
    ".ds_store",
    "._*",
    ".apdisk",
    ".com.apple.*",
    ".documentrevisions-*",
    ".fseventsd",
    ".localized",
    ".spotlight-*",
    ".temporaryitems",
    ".trash*",
    ".volumeicon.icns",
    ".afpdeleted*",
    ".smbdelete*",
    ".*.icloud",
    "*.sb-????????-??????",
    # Linux and Android
    ".directory",
    ".fuse_hidden*",
    ".goutputstream-*",
    ".__smb*",
    ".nfs*",
    "lost+found",
    ".nomedia",
    ".pending-*",
    ".thumbnails",
    # editors: Office and WPS, LibreOffice, vim, Kate, Emacs
    "~$*",
    ".~*",
    ".*.sw[opx]",
    ".*.kate-swp",
    ".#*",
    # Thunder's bare ".td" could be anybody's, so the ending of what is fetched has to stand before
    "*.*.td",
    "*.*.td.cfg",
    # synchronisers: Resilio, Syncthing, ownCloud, Dropbox, Drive, OneDrive, Synology, GoodSync
    ".sync*",
    ".stfolder*",
    ".stignore",
    ".stversions",
    "~syncthing~*",
    ".*.~[0-9a-f]*",
    ".owncloudsync.log*",
    ".nextcloudsync.log*",
    ".dropbox*",
    ".tmp.drivedownload",
    ".tmp.driveupload",
    ".849c9593-d756-4e56-8d6e-42412f2a707b",
    ".synologyworkingdirectory",
    "_gsdata_",
    ".unison*",
    # rsync's ".NAME.ENDING.XXXXXX"
    ".*.*." + "[0-9a-z]" * 6,
    # programs that keep their own state in a tree
    ".archivist",
    ".git",
    ".svn",
)
"""Lower case; a name that a person would give and keep, such as ``*.bak``, has no place here."""


class NameFault(StrEnum):
    """Why a name does not work on Windows."""

    CHARACTER = "character"
    """A character that Windows does not allow, or a control character."""
    RESERVED = "reserved"
    """A device name such as CON or NUL."""
    ENDING = "ending"
    """It ends with a dot or a space, or begins with a space."""
    LENGTH = "length"
    """The name, or the path below the archive, is too long."""
    INVISIBLE = "invisible"
    """It holds an invisible or direction-changing character."""
    UNENCODABLE = "unencodable"
    """It holds bytes that are no text in any name encoding."""


def name_fault(name: str) -> NameFault | None:
    """Return why one name does not work on Windows, or None."""
    if _SURROGATE.search(name):
        return NameFault.UNENCODABLE
    if _FORBIDDEN.search(name):
        return NameFault.CHARACTER
    if _RESERVED.fullmatch(name):
        return NameFault.RESERVED
    if name != name.strip(" ") or name.endswith("."):
        return NameFault.ENDING
    if utf16_length(name) > MAX_NAME:
        return NameFault.LENGTH
    return NameFault.INVISIBLE if _ODD.search(name) else None


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, as Windows counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def portable(name: str) -> str:
    """Return a name near to this one that works on Windows."""
    visible = _ODD.sub("", "".join("_" if "\ud800" <= c <= "\udfff" else c for c in name))
    whole = _FORBIDDEN.sub("_", visible).strip(" ").rstrip(". ")
    stem, _, suffix = whole.rpartition(".")
    if not stem or len(suffix) > MAX_SUFFIX:
        stem, suffix = whole, ""
    while utf16_length(stem) > 120:
        stem = stem[:-1]
    stem = stem.rstrip(". ")
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem[:119]}".rstrip(". ")
    return f"{stem or '_'}.{suffix}" if suffix else stem or "_"


def same_name(name: str) -> str:
    """Return the form in which two names are one: composed (NFC) and in lower case.

    Not case folded: Windows holds Straße and Strasse apart.
    """
    return unicodedata.normalize("NFC", name).lower()


def is_outside(path: str) -> bool:
    r"""Tell whether a path is a full one, of a file outside the archive: ``/x``, ``D:\x``."""
    return path.startswith(("/", "\\")) or path[1:2] == ":"


def is_junk(name: str, ignore: tuple[str, ...] = ()) -> bool:
    """Tell whether a name belongs to a system, an editor or a copy program, or is ignored."""
    return _junk(ignore).match(same_name(name)) is not None


@lru_cache(maxsize=16)
def _junk(ignore: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression for all patterns: a walk asks for every name in the tree."""
    patterns = (*_JUNK, *(same_name(pattern) for pattern in ignore))
    endings = "|".join(re.escape(ending) for ending in _JUNK_ENDINGS)
    return re.compile(rf"(?s:.*)\.(?:{endings})\Z|" + "|".join(map(translate, patterns)))
