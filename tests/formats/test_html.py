from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from archivist.cli.language import LANGUAGES, speak
from archivist.formats.html import audit_page
from archivist.formats.wording import STATE
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.dossier import StrayKind
from archivist.model.period import Period
from archivist.model.plan import Category, Plan
from archivist.model.todo import Task, tasks
from tests.builders import a_material, a_stray

EVIL = "<script>alert('1')<b>&\"\u202e%(x)s{{ 7*7 }}"
VOID = {"meta", "br", "link", "img", "hr", "input"}
FORBIDDEN = {"script", "link", "img", "iframe", "object", "form", "base"}


def a_line(name: str = "制度", state: State = State.PRESENT, **changes: object) -> Line:
    values: dict[str, Any] = {"studio": "甲室", "category": a_category(), "period": None}
    values.update(changes)
    return Line(material=a_material(name, f"06.{name}"), state=state, **values)


def a_category(number: str = "06", name: str = "培训") -> Category:
    return Category(number=number, name=name, clause="6.8.6")


def a_page(
    *lines: Line,
    todo: tuple[Task, ...] | None = None,
    plan: str = "方案",
    unrecognised: tuple[str, ...] = (),
    **changes: object,
) -> str:
    matrix = Completeness(
        plan=Plan(id="p", name=plan),
        as_of=date(2025, 6, 30),
        period=Period.parse("2025"),
        studios=tuple(dict.fromkeys(["甲室", *(line.studio for line in lines)])),
        lines=lines,
        unrecognised=unrecognised,
    )
    found = tasks(matrix) if todo is None else todo
    values: dict[str, Any] = {"archive": "库", "matrix": matrix, "tasks": found, **changes}
    return audit_page(Audit(**values))


class _Outline(HTMLParser):
    """What a browser makes of a page: tags that are open, all that were seen, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


EVERYWHERE = a_page(
    a_line(
        EVIL,
        State.INCOMPLETE,
        studio=EVIL,
        category=a_category(name=EVIL),
        evidence=(f"甲室/{EVIL}/{EVIL}.pdf",),
        gaps=(Gap(kind=GapKind.PARTS, path=f"甲室/{EVIL}", lacking=(EVIL,)),),
        unstated=(EVIL,),
    ),
    a_line(state=State.WAIVED, studio=EVIL, reason=EVIL),
    archive=EVIL,
    plan=EVIL,
    unrecognised=(EVIL,),
    uncounted=(a_stray(StrayKind.LOOSE_FILE, EVIL),),
)


def test_nothing_in_a_name_can_act() -> None:
    outline = _Outline(EVERYWHERE)
    assert outline.open == []
    assert FORBIDDEN.isdisjoint(outline.seen)
    assert "alert('1')" not in EVERYWHERE
    assert outline.text.count("{{ 7*7 }}") == outline.text.count("<script>alert('1')") > 10


def test_nothing_in_a_name_can_hide() -> None:
    assert "\u202e" not in EVERYWHERE
    assert "\\u202e%(x)s" in EVERYWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_stands_alone(language: str) -> None:
    speak(language)
    page = a_page(
        *(a_line(state=state, due=date(2025, 12, 31)) for state in State), unrecognised=("甲室/x",)
    )
    outline = _Outline(page)
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language[:2]}' in page
    assert '<meta charset="utf-8">' in page
    assert outline.open == []
    assert FORBIDDEN.isdisjoint(outline.seen)
    assert {"src", "href", "style", "onclick"}.isdisjoint(outline.attributes)
    assert not re.search(r"https?:|//\w|url\(|@import", page)


PAGE = {State.PRESENT: "✓"}
"""Signs that a page has and a terminal's code page may not."""


def test_states_are_told_by_sign_and_word_and_counted() -> None:
    counts = dict(zip(State, (3, 1, 2, 5, 4), strict=True))
    page = a_page(*(a_line(state=state) for state, count in counts.items() for _ in range(count)))
    figures = re.findall(r'<li class="([a-z-]+)">(\S+) ([a-z ]+) <b>(\d+)</b>', page)
    looks = {
        state: replace(STATE[state], sign=PAGE.get(state, STATE[state].sign)) for state in State
    }
    assert figures == [
        (state.value, looks[state].sign, looks[state].word, str(count))
        for state, count in counts.items()
    ]
    for state, count in counts.items():
        cell = f'<td class="state {state.value}">{looks[state].sign} {looks[state].word}</td>'
        assert page.count(cell) == count


def test_each_category_tells_how_many_of_its_lines_are_settled() -> None:
    other = a_category("13", "制度")
    page = a_page(
        a_line(state=State.PRESENT),
        a_line(state=State.WAIVED),
        a_line(state=State.INCOMPLETE),
        a_line(state=State.NOT_DUE, category=other),
        a_line(state=State.PRESENT, category=other, studio="乙室"),
    )
    assert re.findall(r"<span>(\d+/\d+)</span>", page) == ["2/3", "0/1", "1/1"]
    assert re.findall(r"<h2>(.室)</h2>", page) == ["甲室", "乙室"]


def test_evidence_is_shown_below_its_studio() -> None:
    page = a_page(a_line(evidence=("甲室/06 培训/a/制度.pdf",)))
    assert "<li>a/制度.pdf</li>" in page


@pytest.mark.parametrize(("count", "folded"), [(3, False), (4, True)])
def test_much_evidence_is_counted(count: int, *, folded: bool) -> None:
    page = a_page(a_line(evidence=tuple(f"甲室/{number}.pdf" for number in range(count))))
    assert (f"<summary>{count} files</summary>" in page) is folded
    assert page.count(".pdf</li>") == count


def test_a_day_that_was_met_is_not_shown() -> None:
    due = date(2025, 3, 31)
    assert "due 2025.03.31" not in a_page(a_line(due=due))
    assert "due 2025.03.31" in a_page(a_line(state=State.MISSING, due=due), todo=())


@pytest.mark.parametrize(("count", "more"), [(20, ""), (21, "1 more task"), (23, "3 more tasks")])
def test_the_tasks_go_on_with_their_numbers(count: int, more: str) -> None:
    page = a_page(*(a_line(f"材料{number}", State.MISSING) for number in range(count)))
    assert page.count("File “材料") == count
    assert re.findall(r"<summary>(.*?)</summary>", page) == ([more] if more else [])
    assert ('<ol class="tasks" start="21">' in page) is bool(more)


def test_nothing_to_do_is_said() -> None:
    assert "Everything that is due is there." in a_page(a_line())
    assert "Everything that is due is there." not in a_page(a_line(state=State.MISSING))


@pytest.mark.parametrize(("studios", "named"), [(("甲室",), 0), (("甲室", "乙室"), 2)])
def test_tasks_name_the_studio_when_there_are_several(studios: tuple[str, ...], named: int) -> None:
    page = a_page(*(a_line(state=State.MISSING, studio=studio) for studio in studios))
    assert len(re.findall(r'<span class="soft">.室: </span>', page)) == named
