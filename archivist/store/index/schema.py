"""What lies in the index: the fields, their weights and the layout that writer and reader share.

A segment is one compound file ``MAIN_<id>.seg`` of Whoosh's third codec: ``.trm`` (terms, hashed
by CRC-32), ``.pst`` (postings), one ``.<name>.col`` for each column. On top of what Whoosh says:

- Every field of `TERM_FIELDS` is in the ``fieldmap``, under its place in that list.
- A posting's weight is a whole number of halves; blocks hold `BLOCK` postings; a block of few
  bytes is not compressed (its info says so).
- Columns of numbers are written in full, those of bytes always with their offsets (type ``I``).
- Parts of one record are adjacent; `PART` is 0 for the first, so it is also where a record begins.
- ``_stored`` holds ``zlib(pickle(dict))`` as Whoosh has it, at level `LEVEL`, with the keys `HEAD`
  (first part only), `TEXT` and `PAGE`, each left out when empty.
- The list of segments holds no schema: this module is the schema.
"""

from __future__ import annotations

from typing import Final

FORM: Final = 2
"""Raised when fields, analysis or layout change: an index of another form is built anew."""
NAME: Final = "MAIN"
"""What Whoosh calls an index that nobody named."""

ALL: Final = "all"
"""Body and head of a part: scored; the first part holds the head's words."""
CODE: Final = "code"
TITLE: Final = "title"
CAUSE: Final = "cause"
PLACE: Final = "place"
PEOPLE: Final = "people"
SOURCE: Final = "source"
STUDIO: Final = "studio"
CATEGORY: Final = "category"
ITEM: Final = "item"
MATERIAL: Final = "material"
PATH_WORDS: Final = "name"
NOTES: Final = "notes"
"""A field of `heads.texts` whose words are in `ALL` only."""
KIND: Final = "kind"
CHECKSUM: Final = "checksum"
PATH: Final = "path"
"""The exact path, by which a record is found that is to be replaced or removed."""
PINYIN: Final = "pinyin"

WORD_FIELDS: Final = (
    *(CATEGORY, CAUSE, CODE, ITEM, MATERIAL, PATH_WORDS, PEOPLE, PLACE, SOURCE, STUDIO, TITLE),
)
"""Words of the head, on the first part only, unscored."""
WHOLE_FIELDS: Final = (CHECKSUM, KIND, PATH)
"""One term, the whole value as it stands."""
TERM_FIELDS: Final = tuple(sorted((ALL, *WORD_FIELDS, *WHOLE_FIELDS, PINYIN)))
"""In the order of their numbers in a segment."""

BOOSTS: Final = {
    TITLE: 6.0,
    CODE: 6.0,
    CAUSE: 5.0,
    PEOPLE: 5.0,
    PLACE: 2.0,
    ITEM: 2.0,
    SOURCE: 2.0,
    MATERIAL: 2.0,
    NOTES: 2.0,
    CATEGORY: 1.0,
    STUDIO: 0.5,
}
"""What one occurrence in a field of the head weighs in `ALL`; one in the body weighs 1."""
PINYIN_FIELDS: Final = (TITLE, CAUSE, PEOPLE, PLACE, ITEM)

PART: Final = "part"
"""Number of the part within its record, from 0."""
DAY: Final = "day"
SHOT: Final = "shot"
FILED: Final = "filed"
SIZE: Final = "size"
STAMP: Final = "stamp"
FACET: Final = "facet"
NUMBER_COLUMNS: Final = {PART: "i", DAY: "i", SHOT: "i", FILED: "i", SIZE: "q"}
"""Type codes; big-endian. Days are proleptic ordinals; 0 is none. On every part of a record `PART`
counts, the others stand on the first part only (0 on the rest)."""
BYTES_COLUMNS: Final = (STAMP, FACET)
"""UTF-8; on the first part only. `heads.facet` makes the latter."""
STORED: Final = "_stored"
LENGTHS: Final = "_all_len"
"""Number of words of `ALL` in each part, as one byte of Whoosh's scale; the only lengths kept."""

HEAD: Final = "head"
TEXT: Final = "text"
PAGE: Final = "page"

BLOCK: Final = 512
"""Postings of one block."""
LEVEL: Final = 6
"""Of zlib, for stored text."""
