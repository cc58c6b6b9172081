"""Facets count all that was found, not only what is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archivist.model.document import Document, Facets
from archivist.model.query import All, And, Text
from archivist.store.index.facets import TOP
from archivist.store.index.reading import Index
from tests.store.index.indexes import a_record, written


def records() -> list[Document]:
    return [
        a_record(
            f"档{number:03}",
            "测流" if number % 2 else "别的",
            "第二页",
            kind="image" if number % 3 else "document",
            category=f"{number % 12 + 1:02}",
            category_name="培训" if number % 12 else "",
            day=date(2020 + number % 3, 1, 1) if number % 4 else None,
            shot=date(2019, 1, 1) if number % 8 == 0 else None,
            people=("徐宏伟", "徐宏伟", f"甲{number % 2}"),
        )
        for number in range(48)
    ]


def expected(some: list[Document]) -> Facets:
    counts: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for head in (document.head for document in some):
        day = head.day or head.shot
        values = (
            [f"{head.category} {head.category_name}".strip()],
            [str(day.year)] if day else [],
            sorted(set(head.people)),
            [head.kind],
        )
        for count, each in zip(counts, values, strict=True):
            for value in each:
                count[value] = count.get(value, 0) + 1
    top = [
        tuple(sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]) for count in counts
    ]
    return Facets(categories=top[0], years=top[1], people=top[2], kinds=top[3])


def test_all_records_found_are_counted(tmp_path: Path) -> None:
    documents = records()
    written(tmp_path / "index", documents[:20], documents[20:], [documents[3]])
    with Index.open(tmp_path / "index") as index:
        whole = index.search(All(), limit=2)
        assert whole.facets == expected(documents)
        assert len(whole.facets.categories) == TOP
        half = index.search(Text("测流"), limit=0)
        assert half.facets == expected(documents[1::2])
        assert half.total == len(documents) // 2


def test_nothing_found_is_nothing_counted(tmp_path: Path) -> None:
    with Index.open(written(tmp_path / "index", records())) as index:
        assert index.search(And((Text("没有"),))).facets == Facets()


def test_facets_can_be_left_out(tmp_path: Path) -> None:
    with Index.open(written(tmp_path / "index", records())) as index:
        assert index.search(All(), facets=False).facets == Facets()
