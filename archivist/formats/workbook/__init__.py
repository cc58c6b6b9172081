"""Workbooks: made with XlsxWriter, read with calamine, both only here."""

from archivist.formats.workbook.reading import read_table
from archivist.formats.workbook.writing import workbook_bytes, write_workbook

__all__ = ["read_table", "workbook_bytes", "write_workbook"]
