"""The four-property report on paper, as a page and for scripts."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pypdf
import pytest

from archivist.formats.four_properties_json import SCHEMA, four_properties_json
from archivist.formats.four_properties_page import four_properties_page
from archivist.formats.papers.keeping_pages import four_properties_form
from archivist.formats.property_wording import scope_text
from archivist.model.anchor import Anchor
from archivist.model.finding import Severity
from archivist.model.four_properties import Fault, FourProperties, Looked, results
from archivist.model.settings import Settings, Studio
from tests.formats.reports import assert_within_the_margins, pages, told

SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MARKUP = '<script>alert(1)</script> #panic("x") *b*'
STUDIOS = Settings(studios=(Studio(name="甲室"), Studio(name="乙室")))
LOOKED = {
    "digests": Looked(
        faults=[
            Fault(text="位衰变", path=f"甲室/06 培训/{MARKUP}/C1-{n:08}-01.jpg") for n in range(9)
        ],
        told="12 files compared",
    ),
    "journal": Looked(),
    "numbers": Looked(faults=[Fault(text="gap", severity=Severity.HINT, code="NAM106")]),
    "virus": Looked(skipped="no scanner"),
}


def a_report(scope: str = "all", *paths: str, line: int = 12) -> FourProperties:
    return FourProperties(
        archive="示例 <库>",
        when=datetime(2025, 6, 30, 10, tzinfo=UTC),
        as_of=date(2025, 6, 30),
        scope=scope,
        paths=paths,
        files=12,
        size=1_234_567,
        sealed=13,
        anchor=Anchor(line=line, sha256=SUM),
        results=results(LOOKED, "nobody"),
    )


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pages(four_properties_form(a_report(), STUDIOS))


def test_the_paper_tells_head_rows_and_signatures(paper: bytes) -> None:
    text = told(paper)
    for part in ("示例<库>", SUM, "line12", "1,234,567bytes", "甲室", "乙室", "Signatures"):
        assert part in text
    assert "×failed" in text
    assert "-skippedNovirus" in text
    assert "and4more" in text
    assert "·NAM106gap" in text


def test_no_markup_of_a_name_acts_and_no_word_leaves_the_page(paper: bytes) -> None:
    assert '#panic("x")*b*' in told(paper)
    assert_within_the_margins(paper, range(1, len(pypdf.PdfReader(io.BytesIO(paper)).pages)))


def test_the_page_holds_no_script_and_all_that_is_told() -> None:
    page = four_properties_page(a_report(), ["甲室"])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "示例 &lt;库&gt;" in page
    assert page.count("C1-") == 5
    for part in ("9f86 d081 884c", "and 4 more", "no scanner", "甲室"):
        assert part in page
    assert b'content="archivist verify"' in page.encode()[:512]


def test_for_scripts_identifiers_are_english_and_nothing_is_lost() -> None:
    value = json.loads(json.dumps(four_properties_json(a_report())))
    assert value["schema"] == SCHEMA
    assert value["anchor"] == {"line": 12, "sha256": SUM}
    assert [each["verdict"] for each in value["properties"]] == [
        "failed",
        "hint",
        "skipped",
        "skipped",
    ]
    first = value["properties"][0]["rows"][0]
    assert (first["id"], first["result"], first["count"], len(first["found"])) == (
        "digests",
        "failed",
        9,
        5,
    )


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (a_report(), "the whole archive"),
        (a_report("10%"), "the whole archive; a sample of 10%"),
        (
            a_report("older-than 30 10%", "a", "b"),
            "a, b; only what was not verified in 30 days; a sample of 10%",
        ),
    ],
    ids=["all", "sample", "parts"],
)
def test_the_scope_is_told_in_words(report: FourProperties, text: str) -> None:
    assert scope_text(report) == text


def test_an_archive_without_a_journal_has_no_head() -> None:
    assert "there is no journal yet" in four_properties_page(a_report(line=0), [])
