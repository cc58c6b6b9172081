"""Sizes in queries."""

from __future__ import annotations

import pytest

from archivist.model.query import Query
from archivist.model.query_remark import RemarkKind
from archivist.model.query_text import Parsed, parse
from tests.model.querying import (
    MB,
    quoted,
    size,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (">5MB", size(5 * MB + 1, None)),
        (">=5m", size(5 * MB, None)),
        ("≥5 兆", size(5 * MB, None)),
        ("<100KB", size(None, 100 * 1024 - 1)),
        ("<=1g", size(None, 1024 * MB)),
        ("≤1g", size(None, 1024 * MB)),
        ("1MB..5MB", size(MB, 5 * MB)),
        ("1MB-5MB", size(MB, 5 * MB)),
        ("1MB至5MB", size(MB, 5 * MB)),
        ("1MB..", size(MB, None)),
        ("..5MB", size(None, 5 * MB)),
        ("1024", size(1024, 1024)),
        ("0", size(0, 0)),
        ("0..10", size(0, 10)),
        ("5MB", size(9 * MB // 2, 11 * MB // 2)),
        ("1.5GB", size(1450 * 1024**3 // 1000, 1550 * 1024**3 // 1000)),
    ],
)
def test_sizes(text: str, query: Query) -> None:
    assert parse(f'大小:"{text}"') == Parsed(query)


@pytest.mark.parametrize(
    "text", ["5XB", "1.5", ">", "..x", "x..", "<0", "9" * 19 + "GB", "9" * 61, ">x"]
)
def test_what_is_no_size_is_searched_as_text(text: str) -> None:
    parsed = parse(f'大小:"{text}"')
    assert parsed.query == quoted(text)
    assert [each.kind for each in parsed.remarks] == [RemarkKind.SIZE]
