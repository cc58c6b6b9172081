"""Snippets: the words that were found, marked, in their sentence; nothing in them hides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.document import OVERLAP, Document, Part, Snippet
from archivist.model.query import And, Field, Not, Or, Query, Text
from archivist.store.index.sentences import WIDTH, snippet_of, windows
from archivist.store.index.snippets import MOST
from tests.store.index.indexes import a_record, an_index

LONG = "甲乙丙丁戊己庚辛壬癸" * 30


def snippets(folder: Path, query: Query, *texts: str, **stated: object) -> tuple[Snippet, ...]:
    """Return the snippets of one record with these texts."""
    with an_index(folder, a_record("档案", *texts, **stated)) as index:
        answer = index.search(query)
    assert answer.total == 1
    return answer.hits[0].snippets


def width(text: str) -> int:
    return sum(2 if character > "\u2fff" else 1 for character in text)


def marked(snippet: Snippet) -> str:
    """Return a snippet with its marks in brackets."""
    text, at = "", 0
    for start, end in snippet.marks:
        text += f"{snippet.text[at:start]}[{snippet.text[start:end]}]"
        at = end
    return text + snippet.text[at:]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param(Text("测流"), "讲课。测流仪校准。完。", "[测流]仪校准。", id="a sentence"),
        pytest.param(Text("测流"), "讲课\n  测流仪\n完", "[测流]仪", id="a line"),
        pytest.param(Text("测流"), "测流仪", "[测流]仪", id="all of it"),
        pytest.param(Text("流"), "测流仪流速。", "测[流]仪[流]速。", id="twice in one"),
        pytest.param(Text("测流"), "他说：“测流。”走了。", "他说：“[测流]。”", id="quotes stay"),
        pytest.param(Text("測流"), "他用測流儀。", "他用[測流]儀。", id="traditional"),
        pytest.param(Text("rtk"), "用 ＲＴＫ 测。", "用 [ＲＴＫ] 测。", id="full width"),
        pytest.param(Text("kg"), "重㎏。", "重[㎏]。", id="one becomes two"),
        pytest.param(Text("cafe"), "un café noir.", "un [café] noir.", id="accents"),
        pytest.param(Text("测流"), "用测 流。", "用[测 流]。", id="blanks inside"),
        pytest.param(
            Text("测流"), "\u202e用\x07测流\t仪。", "\\u202e用\\u0007[测流] 仪。", id="hiding"
        ),
        pytest.param(
            And((Text("测流"), Text("流仪"))), "看测流仪。", "看[测流仪]。", id="overlapping"
        ),
        pytest.param(
            And((Text("测流"), Not(Text("讲课")))), "用测流仪。", "用[测流]仪。", id="not"
        ),
        pytest.param(Or((Text("测流"), Text("没有"))), "用测流仪。", "用[测流]仪。", id="or"),
        pytest.param(
            And((Text("测流"), Text("document", field=Field.KIND))), "测流仪", "[测流]仪", id="kind"
        ),
    ],
)
def test_the_words_are_marked_in_their_sentence(
    query: Query, text: str, expected: str, tmp_path: Path
) -> None:
    assert [marked(each) for each in snippets(tmp_path, query, text)] == [expected]


def test_a_long_sentence_is_cut_on_both_sides(tmp_path: Path) -> None:
    (snippet,) = snippets(tmp_path, Text("测流"), f"{LONG}测流仪{LONG}。")
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert WIDTH - 4 <= width(snippet.text) <= WIDTH
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["测流"]


def test_the_end_of_a_long_sentence_shows_more_of_what_is_before(tmp_path: Path) -> None:
    (snippet,) = snippets(tmp_path, Text("测流"), f"{LONG}测流。")
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("测流。")
    assert len(snippet.text) > 70


def test_a_finding_that_is_too_long_is_cut(tmp_path: Path) -> None:
    (snippet,) = snippets(tmp_path, Text(LONG), f"前{LONG}后")
    ((start, end),) = snippet.marks
    assert width(snippet.text) <= WIDTH
    assert end - start > 60


def test_sentences_with_more_of_the_words_come_before_others(tmp_path: Path) -> None:
    text = "有测流。有仪器。有测流。测流与仪器。又有测流。"
    found = snippets(tmp_path, And((Text("测流"), Text("仪器"))), text)
    assert [marked(each) for each in found] == ["有[测流]。", "[测流]与[仪器]。"]
    assert len(found) == MOST


def test_each_word_is_shown_with_its_page(tmp_path: Path) -> None:
    record = a_record("档案")
    parts = (Part(text="别的", page=1), Part(text="用测流仪", page=2), Part(text="讲课", page=3))
    query = And((Text("测流"), Text("讲课")))
    with an_index(tmp_path, type(record)(head=record.head, parts=parts, stamp="")) as index:
        (hit,) = index.search(query).hits
    assert [(marked(each), each.page) for each in hit.snippets] == [
        ("用[测流]仪", 2),
        ("[讲课]", 3),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(Text("宏伟"), ["徐[宏伟]"], id="people"),
        pytest.param(Text("讲台"), ["[讲台]上"], id="notes"),
        pytest.param(Text("宏伟", field=Field.PEOPLE), ["徐[宏伟]"], id="only people"),
        pytest.param(Text("授课"), [], id="the cause is shown in any case"),
        pytest.param(Text("档案"), [], id="the title is shown in any case"),
        pytest.param(Text("xhw"), ["[徐宏伟]"], id="what only sounds like it"),
        pytest.param(Text("shouke"), ["[授课]"], id="a cause that only sounds like it"),
        pytest.param(Text("hongw", field=Field.PEOPLE), ["徐[宏伟]"], id="a sound in a field"),
    ],
)
def test_the_head_is_quoted_when_the_body_has_nothing(
    query: Query, expected: list[str], tmp_path: Path
) -> None:
    found = snippets(
        tmp_path, query, "正文", people=("徐宏伟", "白淼"), notes=("讲台上",), cause="授课"
    )
    assert [marked(each) for each in found] == expected


def test_the_head_is_not_quoted_when_the_body_has_it(tmp_path: Path) -> None:
    found = snippets(tmp_path, Text("宏伟"), "徐宏伟讲课。", people=("徐宏伟",))
    assert [marked(each) for each in found] == ["徐[宏伟]讲课。"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(Text("宏伟"), [("people", "徐[宏伟]")], id="people"),
        pytest.param(Text("讲台"), [("notes", "[讲台]上")], id="notes"),
        pytest.param(Text("cly"), [("title", "[测流仪]器授课")], id="a title by its sound"),
        pytest.param(
            And((Text("正文"), Text("cly"))),
            [("", "[正文]，[正文]"), ("title", "[测流仪]器授课")],
            id="a word of the text, and a sound",
        ),
        pytest.param(
            And((Text("正文"), Text("白淼"))),
            [("", "[正文]，[正文]"), ("people", "[白淼]")],
            id="a word of the text, and one of the head",
        ),
        pytest.param(
            And((Text("正文"), Text("白淼", field=Field.PEOPLE))),
            [("", "[正文]，[正文]")],
            id="what was asked of a field is no news when the text has something",
        ),
        pytest.param(
            And((Text("宏伟"), Text("讲台"), Text("白淼"))),
            [("people", "徐[宏伟]"), ("people", "[白淼]")],
            id="no more than can be shown",
        ),
        pytest.param(
            Text("培训", field=Field.CATEGORY), [("category", "[培训]资料")], id="a value once"
        ),
    ],
)
def test_what_is_of_the_head_says_of_which_field(
    query: Query, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    record = a_record(
        "测流仪器授课",
        "正文，正文",
        people=("徐宏伟", "白淼"),
        notes=("讲台上",),
        category="06",
        category_name="培训资料",
    )
    with an_index(tmp_path, record) as index:
        (hit,) = index.search(query).hits
    assert [(each.field, marked(each)) for each in hit.snippets] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            ["测流，测流，测流，测流", "仪器，仪器，仪器，仪器", f"{LONG}。测流与仪器。{LONG}"],
            ["[测流]与[仪器]。"],
            id="in a part that is the best of neither",
        ),
        pytest.param(
            ["测流。仪器。测流。", "测流，测流，测流", "仪器，仪器", "前。测流与仪器。"],
            ["[测流]。", "[测流]与[仪器]。"],
            id="in another part with both",
        ),
        pytest.param(
            ["讲课", "用测流校准", "讲课", "仪器在此"],
            ["用[测流]校准", "[仪器]在此"],
            id="in different parts",
        ),
        pytest.param(
            ["测流，测流。" * 90 + "测流与仪器。" + "仪器，仪器。" * 90],
            ["[测流]，[测流]。", "[测流]与[仪器]。"],
            id="after many repetitions",
        ),
        pytest.param(
            ["测流" + LONG[:200] + "仪器与测流，" + LONG + "仪器。"],
            ["[仪器]与[测流]", "[测流]"],
            id="far apart in one sentence",
        ),
    ],
)
def test_all_words_are_marked_where_most_of_them_stand_together(
    texts: list[str], expected: list[str], tmp_path: Path
) -> None:
    found = snippets(tmp_path, And((Text("测流"), Text("仪器"))), *texts)
    shown = [marked(each) for each in found]
    assert len(shown) <= MOST
    for each in expected:
        assert any(each in one for one in shown), shown


def test_what_two_parts_share_is_shown_once(tmp_path: Path) -> None:
    shared = "测流与仪器。" + "别" * (OVERLAP - 6)
    # Its pairs make each part one to be looked at, though it stands in none.
    other = "一二，二三。"
    parts = (Part(text=f"{other}{LONG}。{shared}"), Part(text=f"{shared}。{LONG}{other}"))
    record = Document(head=a_record("档案").head, parts=parts, stamp="")
    query = Or((And((Text("测流"), Text("仪器"))), Text("一二三")))
    with an_index(tmp_path, record) as index:
        (hit,) = index.search(query).hits
    assert [marked(each).strip("…") for each in hit.snippets] == ["[测流]与[仪器]。"]


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 3), st.integers(0, 2)),
        min_size=1,
        max_size=60,
    ),
    st.text("甲乙a 。\n", min_size=304, max_size=304),
)
def test_windows_never_overlap_and_mark_all_that_stands_in_them(
    drawn: list[tuple[int, int, int]], text: str
) -> None:
    places = sorted((start, start + size, number) for start, size, number in drawn)
    found = sorted(windows(text, places), key=lambda window: window.start)
    assert found
    for window, after in pairwise(found):
        assert window.end <= after.start
    for window in found:
        inside = [each for each in places if window.start <= each[0] < window.end]
        assert window.texts == {number for _start, _end, number in inside}
        shown, marks = snippet_of(text, window)
        assert width(shown) <= WIDTH
        assert all(0 <= start < end <= len(shown) for start, end in marks)
        assert all(end < start for (_, end), (start, _) in pairwise(marks))


def test_snippets_can_be_left_out(tmp_path: Path) -> None:
    with an_index(tmp_path, a_record("档案", "测流")) as index:
        assert index.search(Text("测流"), snippets=False).hits[0].snippets == ()


@pytest.mark.parametrize(
    "text", ["测流" * 5000, "测流。" * 5000, "测 " * 4000 + "流", "\n" * 9 + "测流"]
)
def test_any_text_is_cut_to_what_can_be_shown(text: str, tmp_path: Path) -> None:
    found = snippets(tmp_path, Text("测"), text)
    assert 0 < len(found) <= MOST
    for each in found:
        assert 0 < width(each.text) <= WIDTH
        assert each.text.isprintable()
        for start, end in each.marks:
            assert each.text[start:end] == "测"
