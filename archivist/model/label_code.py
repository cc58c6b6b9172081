"""What a printed QR code says: the archive's id, and the code of a record, a box or a disc.

ASCII in QR's alphanumeric set, so that it stays small: ``ARC:7K2M9QXA:C1-20220125-01``,
``ARC:7K2M9QXA:B:06-1``. Where an archive has several studios, each numbers its own boxes and discs,
and the code ends with the studio's mark: ``ARC:7K2M9QXA:B:06-1+K7Q``. What is not in the set is
written as ``%`` and two hex digits of its UTF-8.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archivist.model.settings import Settings

_FORM = re.compile(
    r"ARC:([0-9A-Z]{1,16}):(?:([BD]):)?([0-9A-Z $%*\-./]+)(?:\+([0-9A-Z]{3}))?", re.ASCII
)
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./")
_TYPED = str.maketrans("。、", "./")
MAX_TEXT = 4000
"""Characters of what is taken for a printed code; QR holds 4,296."""
_ESCAPED = re.compile(r"(?:%[0-9A-F]{2})+")


class LabelKind(StrEnum):
    """What a printed code names."""

    RECORD = ""
    BOX = "B"
    DISC = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCode:
    """What one printed code says."""

    archive: str
    kind: LabelKind
    name: str
    """The record's code, or the box's or disc's number."""
    studio: str = ""
    """The mark of the studio whose box or disc it is; empty: the archive has but one."""

    @classmethod
    def parse(cls, text: str) -> LabelCode | None:
        """Return what ``text`` says; None when it is no printed code of ours."""
        # A scanner types like a keyboard, and a Chinese input method makes its own of that.
        typed = unicodedata.normalize("NFKC", text[:MAX_TEXT].translate(_TYPED)).strip()
        match = _FORM.fullmatch(typed.upper())
        if match is None:
            return None
        name = _ESCAPED.sub(_decoded, match[3])
        kind = LabelKind(match[2] or "")
        return cls(archive=match[1], kind=kind, name=name, studio=match[4] or "")

    def __str__(self) -> str:
        kind = f"{self.kind.value}:" if self.kind.value else ""
        studio = f"+{self.studio}" if self.studio else ""
        return f"ARC:{self.archive}:{kind}{_encoded(self.name)}{studio}"


def labelled_name(name: str) -> str:
    """Return the form in which two names of boxes, discs or records are one."""
    return _capital(unicodedata.normalize("NFKC", name)).strip()


def archive_id(settings: Settings) -> str:
    """Return the id that ``archive.toml`` states, else one made of the studios' names."""
    return settings.id or made_id(studio.name for studio in settings.studios)


def studio_mark(name: str) -> str:
    """Return three capitals and digits that tell a studio from the others of its archive."""
    return made_id((name,))[:3]


def made_id(names: Iterable[str]) -> str:
    """Return eight capitals and digits, always the same ones for the same names."""
    joined = "\n".join(unicodedata.normalize("NFC", name) for name in names)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:8].decode("ascii")


def _encoded(name: str) -> str:
    return "".join(c if c in _PLAIN else _escape(c) for c in _capital(name))


def _capital(name: str) -> str:
    # Twice: capitals of what is composed may come apart.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).upper())


def _escape(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _decoded(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[0].replace("%", ""))
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
