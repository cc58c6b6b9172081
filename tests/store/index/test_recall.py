"""Every record that holds a phrase is found, and no other: on generated texts, and on real ones."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from archivist.model.document import CHUNK, OVERLAP, Document, Head
from archivist.model.documents import parts_of
from archivist.model.han import fold
from archivist.model.matcher import Matcher
from archivist.model.query import Text
from archivist.model.text import FileText
from archivist.store.index.reading import Index
from tests.store.index.indexes import a_record, an_index, found, generated, phrases, written

REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None


def holding(documents: list[Document], phrase: str, **how: bool) -> list[str]:
    """Return the titles of documents one piece of which holds a phrase, each read from begin."""
    matcher = Matcher(phrase, **how)
    return sorted(
        document.head.title
        for document in documents
        if any(
            matcher.matches(fold(text))
            for text in (document.head.title, *(part.text for part in document.parts))
        )
    )


@pytest.mark.parametrize("batches", [1, 4], ids=["one segment", "several segments"])
@pytest.mark.no_cover  # measuring would take as long again, and shows nothing new
def test_a_quoted_phrase_finds_all_that_hold_it_and_nothing_else(
    batches: int, tmp_path: Path
) -> None:
    documents = generated(320)
    written(tmp_path / "index", *(documents[each::batches] for each in range(batches)))
    texts = [part.text for document in documents for part in document.parts]
    some = 0
    with Index.open(tmp_path / "index") as index:
        for phrase in phrases(texts, 200):
            expected = holding(documents, phrase, quoted=True)
            assert found(index, Text(phrase, quoted=True)) == expected, phrase
            some += 0 < len(expected) < len(documents)
    assert some > 150


@pytest.mark.parametrize("prefix", [False, True], ids=["whole", "prefix"])
def test_a_text_without_quotes_finds_all_that_hold_it_and_nothing_else(
    prefix: bool, tmp_path: Path
) -> None:
    documents = generated(120)
    texts = [part.text for document in documents for part in document.parts]
    with an_index(tmp_path, *documents) as index:
        for phrase in phrases(texts, 120, seed=5):
            expected = holding(documents, phrase, prefix=prefix)
            assert found(index, Text(phrase, prefix=prefix)) == expected, phrase


def test_a_long_phrase_is_found_across_the_pieces_of_a_page(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    page = "".join(chance.choices("测流仪器理论授课水文监测工作室会议", k=4 * CHUNK))
    parts = tuple(parts_of(FileText(pages=(page,))))
    other = tuple(parts_of(FileText(pages=(page[:CHUNK], page[CHUNK:]))))
    assert len(parts) > 3
    documents = [
        Document(head=Head(path=name, kind="document", title=name), parts=some, stamp="")
        for name, some in (("一页", parts), ("两页", other))
    ]
    with an_index(tmp_path, *documents) as index:
        for size in (33, OVERLAP, OVERLAP + 1, 300, CHUNK + 200):
            for start in range(0, len(page) - size, 211):
                expected = ["一页"]
                if start + size <= CHUNK or start >= CHUNK:
                    expected.append("两页")
                phrase = page[start : start + size]
                for quoted in (True, False):
                    assert found(index, Text(phrase, quoted=quoted)) == sorted(expected)
        answer = index.search(Text(page[CHUNK - 50 : CHUNK + 50], quoted=True))
        assert [len(hit.snippets) for hit in answer.hits] == [1]
        assert answer.hits[0].snippets[0].marks


def test_traditional_full_width_and_accents_do_not_count(tmp_path: Path) -> None:
    with an_index(
        tmp_path, a_record("甲", "水文監測總結，ＲＴＫ與café。"), a_record("乙", "无")
    ) as index:
        for query in ("监测总结", "監測", "rtk与", "RTK與CAFE", "与cafe"):
            assert found(index, Text(query)) == ["甲"], query
            assert found(index, Text(query, quoted=True)) == ["甲"], query


def test_words_of_the_body_and_of_the_head_are_no_phrase(tmp_path: Path) -> None:
    document = a_record("测流", "仪器", cause="授课", place="会议", people=("徐宏", "伟大"))
    with an_index(tmp_path, document) as index:
        for query in ("流仪", "测流仪器", "宏伟", "课会", "授课会议"):
            assert found(index, Text(query)) == [], query
        for query in ("测流", "仪器", "授课", "会议", "徐宏", "伟大"):
            assert found(index, Text(query)) == ["测流"], query


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
@pytest.mark.no_cover  # measuring would take as long again, and shows nothing new
def test_every_real_law_that_holds_a_phrase_is_found(tmp_path: Path) -> None:
    assert REAL is not None
    texts = [path.read_text("utf-8") for path in sorted((REAL / "laws").rglob("*.md"))]
    pieces = [text[at : at + 700] for text in texts for at in range(0, len(text), 700)]
    documents = [a_record(f"{number:06}", piece) for number, piece in enumerate(pieces)]
    folded = [fold(piece) for piece in pieces]
    with an_index(tmp_path, *documents) as index:
        for phrase in phrases(pieces, 200):
            matcher = Matcher(phrase, quoted=True)
            expected = [
                document.head.title
                for document, text in zip(documents, folded, strict=True)
                if matcher.matches(text) or matcher.matches(document.head.title)
            ]
            assert found(index, Text(phrase, quoted=True)) == expected, phrase
