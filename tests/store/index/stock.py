"""Whoosh itself, untouched: what reads our index as it reads its own, and writes the same terms."""

from __future__ import annotations

import pickle
import warnings
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from archivist.model.document import Document
from archivist.store.index import schema
from archivist.store.index.parts import Taken, parts_of

with warnings.catch_warnings():
    # Its sources are older than what Python warns of in them.
    warnings.simplefilter("ignore")
    from whoosh import collectors, columns, fields, formats, index, query  # type: ignore[import-untyped]
    from whoosh import writing as stock_writing
    from whoosh.codec import whoosh3  # type: ignore[import-untyped]

__all__ = ["collectors", "fields", "index", "query", "stock_writing", "whoosh3"]


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field that takes terms as they are: (term, how often, weight)."""

    def __init__(self, *, scorable: bool = False) -> None:
        self.analyzer = None
        self.format = formats.Existence()
        self.scorable = scorable
        self.stored = False

    def index(self, value: Any, **_more: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # noqa: ANN401
        for term, count, weight in value:
            yield term.encode("utf-8", "surrogatepass"), count, weight, b""


def stock_schema() -> Any:  # noqa: ANN401
    """Return our schema in Whoosh's words."""
    made = fields.Schema()
    for name in schema.TERM_FIELDS:
        made.add(name, Terms(scorable=name == schema.ALL))
    for name, code in schema.NUMBER_COLUMNS.items():
        made.add(name, fields.COLUMN(columns.NumericColumn(code)))
    for name in schema.BYTES_COLUMNS:
        made.add(name, fields.COLUMN(columns.VarBytesColumn()))
    for name in (schema.HEAD, schema.TEXT, schema.PAGE):
        made.add(name, fields.STORED())
    return made


def stock_open(folder: Path) -> Any:  # noqa: ANN401
    """Open an index with stock Whoosh."""
    return index.open_dir(str(folder), schema=stock_schema())


def stock_write(folder: Path, documents: Iterable[Document]) -> Any:  # noqa: ANN401
    """Write the same terms and values with stock Whoosh's own writer."""
    folder.mkdir(parents=True)
    made = index.create_in(str(folder), stock_schema())
    writer = stock_writing.SegmentWriter(made)
    for document in documents:
        for part in parts_of(document):
            writer.add_document(**_fields(part))
    writer.commit()
    return made


def both_of(*terms: str) -> Any:  # noqa: ANN401
    """Return Whoosh's query for parts that have all of some terms."""
    return query.And([query.Term(schema.ALL, term) for term in terms])


def _fields(part: Taken) -> dict[str, Any]:
    found: dict[str, Any] = pickle.loads(zlib.decompress(part.values.stored))  # noqa: S301
    found[schema.ALL] = [(term, 0, half / 2) for term, half in part.halves.items()]
    # Its length is the sum of what the terms say of themselves.
    found[schema.ALL][:1] = [
        (term, part.words, weight) for term, _, weight in found[schema.ALL][:1]
    ]
    for field, term in part.terms:
        found.setdefault(schema.TERM_FIELDS[field], []).append((term, 1, 1.0))
    found.update(zip(schema.NUMBER_COLUMNS, part.values.numbers, strict=True))
    found.update({schema.STAMP: part.values.stamp, schema.FACET: part.values.facet})
    return found
