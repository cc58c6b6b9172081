"""PDF: whether it opens without a password, whether it is whole, and how many pages it has."""

from __future__ import annotations

import logging
from typing import BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from archivist.formats.found import Found, one_line
from archivist.model.facts import Defect

# pypdf reports each oddity that it works around; only whether it succeeds matters here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def look_at_pdf(stream: BinaryIO) -> Found:
    """Open a PDF and count its pages.

    A document that opens with the empty password (only its permissions are protected) is no
    defect. Without the package ``cryptography`` AES cannot be undone: where that hides the
    verdict, the document counts as encrypted, and the detail says so.
    """
    stream.seek(0)
    try:
        return _open(stream)
    except MemoryError:
        raise
    except FileNotDecryptedError:
        return Found(defect=Defect.ENCRYPTED, detail="it needs a password")
    except DependencyError:
        detail = "AES encryption; whether it opens without a password could not be tried"
        return Found(defect=Defect.ENCRYPTED, detail=detail)
    except Exception as error:  # noqa: BLE001 - a damaged file makes pypdf raise nearly anything
        return Found(defect=Defect.BROKEN, detail=one_line(error))


def _open(stream: BinaryIO) -> Found:
    reader = PdfReader(stream, strict=False)
    opened = not reader.is_encrypted or reader.decrypt("") is not PasswordType.NOT_DECRYPTED
    if not opened:
        return Found(defect=Defect.ENCRYPTED, detail="it needs a password")
    try:
        pages = len(reader.pages)
    except DependencyError:
        # It opens (up to AES-128 that is known without decrypting), only its pages stay unread.
        return Found()
    if pages == 0:
        return Found(defect=Defect.BROKEN, detail="no page can be found")
    return Found(pages=pages)
