"""Executing a query: hits and scores are those of stock Whoosh; records, not parts, are found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archivist.model.document import Document
from archivist.model.han import fold
from archivist.model.query import All, And, Between, Field, Not, Or, Query, Sort, Text
from archivist.store.index import schema
from archivist.store.index.reading import Index
from tests.store.index.indexes import HAN, a_record, an_index, found, generated, names, written
from tests.store.index.stock import query as stock
from tests.store.index.stock import stock_open

MANY = 10_000
SINGLE = generated(400, most=1)


@pytest.fixture(scope="module", params=[1, 3], ids=["one segment", "several segments"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Any]]:
    """Return an index and stock Whoosh's searcher of the same one."""
    folder = tmp_path_factory.mktemp("same") / "index"
    gone = [Document(head=SINGLE[7].head, parts=SINGLE[8].parts, stamp="2")]
    written(folder, *(SINGLE[each :: request.param] for each in range(request.param)), gone)
    with Index.open(folder) as index, stock_open(folder).searcher() as searcher:
        yield index, searcher


def scored(index: Index, query: Query) -> dict[str, float]:
    answer = index.search(query, limit=MANY, facets=False, snippets=False)
    return {hit.head.path: hit.score for hit in answer.hits}


def stock_scored(searcher: Any, asked: Any) -> dict[str, float]:  # noqa: ANN401
    """Return scores by path; of a pair, the second is what only narrows."""
    query, narrowed = asked if isinstance(asked, tuple) else (asked, None)
    paths = {
        number: path
        for path in searcher.lexicon(schema.PATH)
        for number in _ids(searcher.postings(schema.PATH, path))
    }
    hits = searcher.search(query, limit=MANY, filter=narrowed)
    return {paths[hit.docnum].decode(): hit.score for hit in hits}


def _ids(matcher: Any) -> Iterator[int]:  # noqa: ANN401
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def term(text: str) -> Any:  # noqa: ANN401
    return stock.Term(schema.ALL, text)


def pairs(count: int) -> list[tuple[str, str]]:
    chance = random.Random(4)  # noqa: S311 - no secret
    han = fold(HAN)
    return [("".join(chance.sample(han, 2)), "".join(chance.sample(han, 2))) for _ in range(count)]


@pytest.mark.parametrize("name", ["term", "and", "or", "not", "prefix", "date", "nested"])
def test_hits_and_scores_are_those_of_stock_whoosh(name: str, both: tuple[Index, Any]) -> None:
    index, searcher = both
    total = 0
    for one, other in pairs(25):
        ours, theirs = queries(one, other)[name]
        expected = stock_scored(searcher, theirs)
        if name == "not":
            # Stock's own subtraction loses a record where a segment ends.
            gone = stock_scored(searcher, term(other))
            expected = {path: score for path, score in expected.items() if path not in gone}
        if name == "prefix":
            # Stock scores a begin that only one word has as that word.
            expected = dict.fromkeys(expected, 1.0)
        assert scored(index, ours) == pytest.approx(expected), (one, other)
        total += len(expected)
    assert total > 25


def queries(one: str, other: str) -> dict[str, tuple[Query, Any]]:
    a, b, x, y = Text(one), Text(other), term(one), term(other)
    days = Between(Field.DATE, date.fromordinal(738_050), date.fromordinal(738_200))
    return {
        "term": (a, x),
        "and": (And((a, b)), stock.And([x, y])),
        "or": (Or((a, b)), stock.Or([x, y])),
        "not": (And((a, Not(b))), x),
        "prefix": (Text(one[0]), stock.Prefix(schema.ALL, one[0])),
        "date": (And((a, days)), (x, _in_days(days))),
        "nested": (
            And((Or((And((a, b)), b)), days)),
            (stock.Or([stock.And([x, y]), y]), _in_days(days)),
        ),
    }


def _in_days(days: Between) -> Any:  # noqa: ANN401
    first, last = (each.toordinal() for each in (days.first, days.last) if isinstance(each, date))
    paths = [
        document.head.path
        for document in SINGLE
        if document.head.day and first <= document.head.day.toordinal() <= last
    ]
    return stock.Or([stock.Term(schema.PATH, path) for path in paths])


def test_the_newest_come_first_and_what_has_no_day_last(both: tuple[Index, Any]) -> None:
    index, searcher = both
    for one, _other in pairs(8):
        paths = set(stock_scored(searcher, term(one)))
        some = [each.head for each in SINGLE if each.head.path in paths]
        undated = {head.path for head in some if not head.day}
        for sort, sign in ((Sort.NEWEST, -1), (Sort.OLDEST, 1)):
            days = {head.path: sign * (head.day or date.min).toordinal() for head in some}
            order = [head.path for head in some]
            order.sort(key=lambda path: (path in undated, days[path], path))
            answer = index.search(Text(one), sort=sort, limit=MANY)
            assert [hit.head.path for hit in answer.hits] == order


PAPERS = (
    a_record(
        "授课",
        "测流仪器",
        "水文监测，总结",
        code="C1-20220125-01",
        category="06",
        category_name="培训学习资料",
        studio="甲工作室",
        item="20220125 测流授课",
        place="会议室",
        people=("徐宏伟", "白淼"),
        source="白淼",
        materials=("培训照片",),
        notes=("讲台",),
        day=date(2022, 1, 25),
        size=100,
        checksum="abcdef0123" + "0" * 54,
    ),
    a_record("总结", "水文年报", shot=date(2022, 3, 1), people=("徐宏", "伟大"), size=3 << 33),
    a_record("照片", "", kind="image", filed=date(2023, 1, 1), category="16", category_name="成果"),
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with an_index(tmp_path_factory.mktemp("papers"), *PAPERS) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(All(), "总结 授课 照片", id="all"),
        pytest.param(Text("测流仪器"), "授课", id="body"),
        pytest.param(Text("水文"), "总结 授课", id="any part"),
        pytest.param(And((Text("测流仪"), Text("监测"))), "授课", id="and in two parts"),
        pytest.param(And((Text("水文"), Not(Text("测流仪")))), "总结", id="not in another part"),
        pytest.param(Or((Text("测流仪"), Text("年报"))), "总结 授课", id="or"),
        pytest.param(Not(Text("水文")), "照片", id="not alone"),
        pytest.param(And(()), "", id="and of nothing"),
        pytest.param(Or(()), "", id="or of nothing"),
        pytest.param(And((All(), Text("年报"))), "总结", id="all and"),
        pytest.param(And((Or((Text("年报"), Text("没有"))), Text("总结"))), "总结", id="or in and"),
        pytest.param(Text("，"), "授课", id="punctuation"),
        pytest.param(Text(""), "总结 授课 照片", id="nothing is in everything"),
        pytest.param(Text("徐宏伟", field=Field.PEOPLE), "授课", id="people"),
        pytest.param(Text("宏伟", field=Field.PEOPLE), "授课", id="part of a name"),
        pytest.param(Text("徐宏", field=Field.PEOPLE), "总结 授课", id="begin of a name"),
        pytest.param(Text("06", field=Field.CATEGORY), "授课", id="number"),
        pytest.param(Text("6", field=Field.CATEGORY), "授课", id="number without zero"),
        pytest.param(Text("培训", field=Field.CATEGORY), "授课", id="name of a category"),
        pytest.param(Text("06 培训学习", field=Field.CATEGORY), "授课", id="number and name"),
        pytest.param(Text("C1-2022", field=Field.CODE), "授课", id="part of a code"),
        pytest.param(Text("c1-20220125-01"), "授课", id="code anywhere"),
        pytest.param(Text("20220125", quoted=True), "授课", id="inside a code"),
        pytest.param(Text("022012", quoted=True), "授课", id="inside a word"),
        pytest.param(Text("会议", field=Field.PLACE), "授课", id="place"),
        pytest.param(Text("白淼", field=Field.SOURCE), "授课", id="source"),
        pytest.param(Text("甲工作室", field=Field.STUDIO), "授课", id="studio"),
        pytest.param(Text("测流授课", field=Field.ITEM), "授课", id="item"),
        pytest.param(Text("测流授课", field=Field.TITLE), "授课", id="title has the item"),
        pytest.param(Text("培训照片", field=Field.MATERIAL), "授课", id="material"),
        pytest.param(Text("pdf", field=Field.NAME), "总结 授课 照片", id="path"),
        pytest.param(Text("讲台"), "授课", id="notes"),
        pytest.param(Text("image", field=Field.KIND), "照片", id="kind"),
        pytest.param(Text("imag", field=Field.KIND), "", id="no begin of a kind"),
        pytest.param(Text("ABCDEF", field=Field.CHECKSUM), "授课", id="begin of a checksum"),
        pytest.param(Text("abcde", field=Field.CHECKSUM), "", id="too short a begin"),
        pytest.param(Text("celiuyi"), "", id="the body does not sound"),
        pytest.param(Text("shouke"), "授课", id="sound of a title"),
        pytest.param(Text("xhw"), "授课", id="initials of a name"),
        pytest.param(Text("xhw", quoted=True), "", id="no sound in quotes"),
        pytest.param(And((Text("xhw"), Text("水文"))), "授课", id="sound and"),
        pytest.param(Text("xuhongwei", field=Field.PEOPLE), "授课", id="sound of people"),
        pytest.param(Text("bm", field=Field.PEOPLE), "授课", id="initials of people"),
        pytest.param(Text("huiyishi", field=Field.PLACE), "授课", id="sound of a place"),
        pytest.param(Text("celiu", field=Field.TITLE), "授课", id="sound of a title's item"),
        pytest.param(Text("celiu", field=Field.ITEM), "授课", id="sound of an item"),
        pytest.param(Text("xuhongwei", field=Field.PLACE), "", id="sound in another field"),
        pytest.param(Text("baimiao", field=Field.SOURCE), "", id="a field without sound"),
        pytest.param(Text("x", field=Field.PEOPLE), "", id="one letter is no sound"),
        pytest.param(Text("xhw", quoted=True, field=Field.PEOPLE), "", id="no field's in quotes"),
        pytest.param(
            And((Text("huiyi", field=Field.PLACE), Text("xh", field=Field.PEOPLE))),
            "授课",
            id="two sounds",
        ),
        pytest.param(
            And((Text("水文"), Not(Text("xhw", field=Field.PEOPLE)))), "总结", id="not the sound"
        ),
        pytest.param(Between(Field.DATE, date(2022, 1, 1), date(2022, 1, 25)), "授课", id="day"),
        pytest.param(Between(Field.DATE, None, None), "授课", id="any day"),
        pytest.param(Between(Field.DATE, None, date(2022, 1, 24)), "", id="before"),
        pytest.param(Between(Field.SHOT, date(2022, 3, 1), None), "总结", id="shot"),
        pytest.param(Between(Field.FILED, date(2023, 1, 1), None), "照片", id="filed"),
        pytest.param(Between(Field.SIZE, 1, 2**63), "总结 授课", id="size"),
        pytest.param(Between(Field.SIZE, None, 0), "照片", id="no size"),
        pytest.param(Between(Field.SIZE, 3 << 33, None), "总结", id="large"),
        pytest.param(Not(Between(Field.DATE, None, None)), "总结 照片", id="no day"),
    ],
)
def test_a_query_finds_records(query: Query, expected: str, papers: Index) -> None:
    assert found(papers, query) == expected.split()


def test_each_order_ends_with_the_path(papers: Index) -> None:
    orders = {
        Sort.NEWEST: "照片 总结 授课",
        Sort.OLDEST: "授课 总结 照片",
        Sort.PATH: "总结 授课 照片",
        Sort.RANK: "总结 授课 照片",
    }
    for sort, expected in orders.items():
        assert names(papers.search(All(), sort=sort)) == expected.split()


def test_a_title_counts_more_than_the_body(tmp_path: Path) -> None:
    records = [a_record("正文", "测流，测流，仪器"), a_record("测流", "仪器")]
    with an_index(tmp_path, *records) as index:
        assert names(index.search(Text("测流"))) == ["测流", "正文"]
        assert names(index.search(Text("测"))) == ["测流", "正文"]


def test_what_only_sounds_like_it_comes_last(tmp_path: Path) -> None:
    with an_index(tmp_path, a_record("测流"), a_record("乙", "CL 型")) as index:
        assert names(index.search(Text("cl"))) == ["乙", "测流"]


@pytest.mark.parametrize("sort", Sort)
def test_the_order_does_not_change_what_a_record_is_worth(
    sort: Sort, both: tuple[Index, Any]
) -> None:
    index, _searcher = both
    days = Between(Field.DATE, date.fromordinal(738_050), date.fromordinal(738_200))
    for one, other in pairs(8):
        for query in (And((Text(one), days)), Or((Text(one), Text(other))), And((Text(one[0]),))):
            expected = scored(index, query)
            hits = index.search(query, sort=sort, limit=5, offset=1, snippets=False).hits
            assert {hit.head.path: hit.score for hit in hits} == {
                hit.head.path: expected[hit.head.path] for hit in hits
            }


def test_the_best_part_makes_the_score(tmp_path: Path) -> None:
    records = [a_record("甲", "测流", "测流测流测流"), a_record("乙", "测流", "别的")]
    with an_index(tmp_path, *records) as index:
        first, second = index.search(Text("测流")).hits
        assert (first.head.title, second.head.title) == ("甲", "乙")
        assert first.score > second.score


@pytest.mark.parametrize("limit", [0, 1, 7, 130, MANY])
@pytest.mark.parametrize("offset", [0, 3, 120, MANY])
def test_a_page_is_a_piece_of_the_whole_order(
    offset: int, limit: int, tmp_path_factory: pytest.TempPathFactory, both: tuple[Index, Any]
) -> None:
    index, _searcher = both
    for sort in Sort:
        whole = names(index.search(All(), sort=sort, limit=MANY))
        answer = index.search(All(), sort=sort, limit=limit, offset=offset, snippets=False)
        assert names(answer) == whole[offset : offset + limit]
        assert answer.total == len(whole) == len(SINGLE)
