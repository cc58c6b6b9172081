"""The package of a workbook (xlsx) whose parts are carried over, all but those that are changed."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from archivist.formats.text import opc
from archivist.formats.text.failing import TextError
from archivist.formats.text.zipped import Package
from archivist.formats.workbook.cells import MAX_BYTES, MAX_UNPACKED
from archivist.formats.workbook.formulas import main_part, sheet_parts
from archivist.formats.workbook.sheet_xml import SheetXml, UnusualError, extended, extended_tag
from archivist.model.facts import Defect

_OLE = b"\xd0\xcf\x11\xe0"
_OWN_NAME = re.compile(
    r"""(<(?:[\w.-]+:)?definedName(?:\s+[\w.:-]+\s*=\s*"[^"<]*")*\s*>)([^<]*)(?=</)"""
)
_FOLLOWING = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")
"""Names of ranges that follow a table as it grows."""


class Refusal(StrEnum):
    """Why nothing is added."""

    NOT_XLSX = "not-xlsx"
    PASSWORD = "password"  # noqa: S105 - no secret
    NO_SHEET = "no-sheet"
    BELOW = "below"
    PROTECTED = "protected"
    UNUSUAL = "unusual"
    CHANGED = "changed"


class RefusedError(Exception):
    """Nothing is added.

    Args:
        why: The reason.
    """

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


class OpenPackage:
    """A workbook whose sheets may get rows.

    Args:
        content: The file.

    Raises:
        RefusedError: It is no workbook to which rows can be added.
    """

    def __init__(self, content: bytes) -> None:
        if not content.startswith(b"PK"):
            locked = content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content
            raise RefusedError(Refusal.PASSWORD if locked else Refusal.NOT_XLSX)
        try:
            self._read(content)
        except TextError as error:
            encrypted = error.defect is Defect.ENCRYPTED
            raise RefusedError(Refusal.PASSWORD if encrypted else Refusal.NOT_XLSX) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise RefusedError(Refusal.NOT_XLSX) from error

    def _read(self, content: bytes) -> None:
        self._container = zipfile.ZipFile(io.BytesIO(content))
        self._members = self._container.infolist()
        names = [member.filename for member in self._members]
        if len(content) > MAX_BYTES or sum(m.file_size for m in self._members) > MAX_UNPACKED:
            raise RefusedError(Refusal.UNUSUAL)
        if any(name.startswith("_xmlsignatures") for name in names):
            raise RefusedError(Refusal.PROTECTED)
        if len({name.casefold() for name in names}) != len(names):
            raise RefusedError(Refusal.UNUSUAL)
        self._package = Package(io.BytesIO(content))
        self.book = main_part(self._package)
        self._sheets = sheet_parts(self._package)
        self._parts: dict[str, SheetXml] = {}
        self._changed: dict[str, bytes] = {}

    @property
    def since_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macintosh programs do."""
        return re.search(rb'date1904\s*=\s*"(1|true)"', self._bytes(self.book)) is not None

    def sheet(self, name: str) -> SheetXml:
        """Return the XML of a sheet.

        Raises:
            RefusedError: There is no such sheet, or it is locked or written in an unusual way.
        """
        part = self._sheets.get(name)
        if part is None:
            raise RefusedError(Refusal.NO_SHEET)
        if part not in self._parts:
            try:
                self._parts[part] = SheetXml(self._bytes(part))
            except UnusualError as error:
                raise RefusedError(Refusal.UNUSUAL) from error
        if self._parts[part].protected:
            raise RefusedError(Refusal.PROTECTED)
        return self._parts[part]

    def follow(self, name: str, last: int, bottom: int) -> None:
        """Let tables and the print area that cover a sheet's last row reach down to a new one.

        Raises:
            RefusedError: A table has a row of sums.
        """
        for part in opc.related(self._package, self._sheets[name], "table"):
            text = self._bytes(part).decode()
            if re.search(r'\stotalsRowCount\s*=\s*"[1-9]', text):
                raise RefusedError(Refusal.BELOW)
            tags = re.compile(r"<(?:[\w.-]+:)?(?:table|autoFilter)(?=\s)[^>]*>")
            changed = tags.sub(lambda match: extended_tag(match[0], last, bottom), text)
            self._changed[part] = changed.encode()
        index = list(self._sheets).index(name)
        own = re.compile(rf"""\slocalSheetId\s*=\s*["']{index}["']""")

        def grown(match: re.Match[str]) -> str:
            follows = own.search(match[1]) and any(each in match[1] for each in _FOLLOWING)
            return match[1] + (extended(match[2], last, bottom) if follows else match[2])

        book = self._bytes(self.book).decode()
        self._changed[self.book] = _OWN_NAME.sub(grown, book).encode()

    def written(self) -> bytes:
        """Return the workbook."""
        changed = self._changed | {part: xml.data() for part, xml in self._parts.items()}
        by_name = {name.casefold(): data for name, data in changed.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            for member in self._members:
                about = zipfile.ZipInfo(member.filename, member.date_time)
                about.compress_type = member.compress_type
                about.external_attr = member.external_attr
                data = by_name.get(member.filename.casefold())
                target.writestr(about, self._container.read(member) if data is None else data)
        return buffer.getvalue()

    def _bytes(self, part: str) -> bytes:
        return self._changed.get(part) or b"".join(self._package.chunks(part))
