from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from archivist.cli.language import speak
from archivist.formats.pending_page import MARK, MOST, pending_page, without_time
from archivist.model.arrival import Reason, ReasonKind, Verdict

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EVIL = "<script>alert('1')<b>&\"\u202e%(x)s{{ 7*7 }}</script><img src=x onerror=y>"
NOWHERE = Reason(kind=ReasonKind.NO_PLACE, facts={"text": "", "places": EVIL})
COUNTS = {"files": 3, "unsettled": 7}
File = tuple[str, Verdict, tuple[Reason, ...]]


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def a_page(*files: File) -> str:
    return pending_page(files, COUNTS, NOW)


def test_hostile_names_are_only_text() -> None:
    page = a_page((f"收件箱/{EVIL}/{EVIL}.jpg", Verdict.WAITS, (NOWHERE,)))
    read = _Reader(page)
    assert not {"script", "img", "link", "iframe", "b\u202e"} & set(read.tags)
    assert not any(name.startswith("on") for name, _value in read.attributes)
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in read.text
    assert "49" not in read.text


def test_the_page_stands_alone_and_bears_its_mark() -> None:
    page = a_page()
    assert MARK.decode() in page
    assert not re.search(r"(?:\bsrc=|\bhref=|url\()", page)
    assert "default-src 'none'" in page
    assert "Nothing waits." in _Reader(page).text


def test_figures_and_what_waits_come_first() -> None:
    ready: File = ("收件箱/甲/r.jpg", Verdict.READY, ())
    waits: File = ("收件箱/乙/w.jpg", Verdict.WAITS, (NOWHERE,))
    text = _Reader(a_page(ready, waits)).text
    assert text.index("w.jpg") < text.index("r.jpg")
    assert "2026-01-02 03:04" in text
    assert re.search(r"still arriving\s+7", text)


def test_the_time_does_not_make_a_page_another_one() -> None:
    waits: File = ("收件箱/乙/w.jpg", Verdict.WAITS, (NOWHERE,))
    one, later, other = (
        without_time(pending_page(files, COUNTS, now).encode())
        for files, now in [((waits,), NOW), ((waits,), NOW.replace(hour=5)), ((), NOW)]
    )
    assert one == later != other


def test_commands_stand_apart_at_the_end() -> None:
    missing = Reason(kind=ReasonKind.ELEMENT, facts={"element": "people"})
    ready: File = ("收件箱/甲/r.jpg", Verdict.READY, ())
    waits: File = ("收件箱/乙/w.jpg", Verdict.WAITS, (missing,))
    text = _Reader(a_page(waits, ready)).text
    head, tail = text.split("For those who type commands:")
    assert "--" not in head.rpartition("As of")[2]
    assert 'archivist describe "收件箱/乙/w.jpg" --people …' in tail
    assert "archivist file" in tail
    assert "For those who type" not in _Reader(a_page()).text


def test_a_flood_is_cut_with_a_number() -> None:
    files = [(f"收件箱/{number}/a.jpg", Verdict.WAITS, (NOWHERE,)) for number in range(MOST + 12)]
    text = _Reader(a_page(*files)).text
    assert "12 more files" in text
    assert f"收件箱/{MOST + 5}" not in text


def test_many_files_of_one_folder_are_cut_too() -> None:
    files = [(f"收件箱/甲/{number}.jpg", Verdict.WAITS, (NOWHERE,)) for number in range(10_000)]
    page = a_page(*files)
    assert len(page) < 100_000
    assert "9,800" in page or "9800" in page


@pytest.fixture
def chinese() -> object:
    speak("zh_CN")
    yield
    speak("en")


def test_the_page_says_in_which_language_it_speaks(chinese: object) -> None:
    assert '<html lang="zh-CN">' in a_page()
