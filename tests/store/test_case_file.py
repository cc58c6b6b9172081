"""What is remembered of a studio: the same when it is read again, and nothing that is not whole."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.event import Event, Lack, LackKind
from archivist.model.facts import Defect
from archivist.model.holdings import Holdings
from archivist.model.item import Item, Paper
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matrix import lines_of
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, MaterialKind, Part, Plan
from archivist.model.record import Record
from archivist.model.settings import Studio
from archivist.model.studio_facts import StudioFacts
from archivist.store import case_file
from archivist.store.case_file import CaseFiles, as_bytes, as_rows
from archivist.store.case_packing import packed
from archivist.store.case_unpacking import UNFIT, unpacked
from tests.builders import STUDIO, a_defect, a_dossier, a_material, a_record, an_item, some_settings

COVER, PAGE = Part(name="封面"), Part(name="正文")
PLAN = Plan(
    id="p",
    name="方案",
    categories=(
        Category(
            number="06",
            name="培训",
            clause="",
            materials=(
                a_material("记录", "06.record", frequency=Frequency.PER_EVENT),
                a_material("图片", "06.images", kind=MaterialKind.IMAGE),
                a_material("证书", "06.set", kind=MaterialKind.SET, parts=(COVER, PAGE)),
                a_material("计划", "06.plan", frequency=Frequency.YEARLY),
                a_material("小结", "06.month", frequency=Frequency.MONTHLY, least=2),
                a_material("论文", "06.paper", frequency=Frequency.PER_ITEM),
            ),
        ),
    ),
)
NAMES = "记录.pdf 封面.pdf 正文.pdf 2024年计划.pdf 计划.docx 小结.txt 论文.pdf 别的.pdf".split()
FOLDERS = ["20250115 甲", "20250301 乙", "20241120 论文", "戊", "20250301 2025年计划", "\udce4 坏"]
PERIODS = [Period.parse(text) for text in ("2025", "2025-Q1", "2025-01", "2024")]

words = st.text(max_size=6)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
papers = st.sampled_from([None, Paper(), Paper(box="1")])
items = st.builds(an_item, st.sampled_from(FOLDERS), category=st.just("06 培训"), paper=papers)
defects = st.sampled_from([None, Defect.EMPTY])


@st.composite
def records(draw: st.DrawFn) -> Record:
    item = draw(items)
    name = draw(st.sampled_from([*NAMES, "C1-20250301-01.jpg"]))
    if draw(defects) is None:
        return a_record(name, item)
    return a_record(name, item, facts=a_defect(Defect.EMPTY, f"{item.path}/{name}"))


lacks = st.builds(Lack, st.sampled_from(list(LackKind)), words)
paths = st.sampled_from(["", "甲/乙/丙.xlsx", "甲/乙", "a//b", "x", "甲/\udce4.jpg"])
events = st.builds(
    Event,
    words,
    days,
    words,
    st.lists(lacks, max_size=3).map(tuple),
    words,
    st.booleans(),
    paths,
    st.lists(paths, max_size=3).map(tuple),
    words,
    paths,
    words,
    st.integers(0, 10**6),
)
entries = st.builds(
    LedgerEntry,
    ledger=words,
    path=paths,
    sheet=words,
    row=st.integers(1, 10**6),
    values=st.dictionaries(words, words, max_size=4),
    days=st.dictionaries(words, days, max_size=3),
    numbers=st.dictionaries(words, st.decimals(allow_nan=False, allow_infinity=False), max_size=3),
    lacking=st.lists(words, max_size=3).map(tuple),
)


def again(facts: StudioFacts, plan: Plan = PLAN) -> StudioFacts:
    return unpacked(as_rows(as_bytes(packed(facts))), facts.studio, plan)


@given(
    st.lists(events, max_size=4).map(tuple),
    st.lists(entries, max_size=4).map(tuple),
    st.dictionaries(words, st.lists(paths, max_size=2).map(tuple), max_size=2),
    st.dictionaries(paths, words, max_size=2),
)
def test_what_ledgers_tell_is_the_same_when_it_is_read_again(
    told: tuple[Event, ...],
    rows: tuple[LedgerEntry, ...],
    workbooks: dict[str, tuple[str, ...]],
    unread: dict[str, str],
) -> None:
    facts = StudioFacts(
        studio=STUDIO, events=told, entries=rows, workbooks=workbooks, unread=unread
    )
    found = again(facts)
    assert found == facts
    assert [each.numbers for each in found.entries] == [each.numbers for each in rows]
    exact = [[str(n) for n in each.numbers.values()] for each in rows]
    assert [[str(n) for n in each.numbers.values()] for each in found.entries] == exact


@given(st.lists(records(), max_size=12, unique_by=lambda record: record.path))
def test_the_matrix_is_the_same_when_holdings_are_read_again(pile: list[Record]) -> None:
    held: dict[str, Item] = {record.item.path: record.item for record in pile}
    pile = [a_record(r.name, held[r.item.path], facts=r.facts) for r in pile]
    dossier = a_dossier(*pile, plan=PLAN, as_of=date(2025, 6, 30))
    before = Holdings.of(dossier)
    after = again(StudioFacts(studio=STUDIO, holdings=before)).holdings
    studio = Studio(name=STUDIO)
    for period in PERIODS:
        for material in PLAN.categories[0].materials:
            asked = (studio, PLAN.categories[0], material, period)
            assert lines_of(dossier, after, *asked) == lines_of(dossier, before, *asked)


def test_one_record_may_answer_several_materials() -> None:
    item = an_item("20250115 甲", category="06 培训", materials=("06.record", "06.set"))
    dossier = a_dossier(a_record("其他.pdf", item), plan=PLAN, settings=some_settings())
    before = Holdings.of(dossier)
    after = again(StudioFacts(studio=STUDIO, holdings=before)).holdings
    assert set(after.answers) == {(STUDIO, "06.record"), (STUDIO, "06.set")} == set(before.answers)
    (one,), (other,) = after.answers.values()
    assert one.record is other.record


def spoilt(change: Callable[[list[Any]], object]) -> list[Any]:
    rows: list[Any] = as_rows(as_bytes(packed(StudioFacts(studio=STUDIO, events=(AN_EVENT,)))))
    change(rows)
    return rows


AN_EVENT = Event("theory", date(2025, 3, 1), "授课", (Lack(LackKind.ITEM),), evidence=("甲/乙",))
SPOILT: dict[str, Callable[[list[Any]], object]] = {
    "short": lambda rows: rows.pop(),
    "a number for a word": lambda rows: rows[0].__setitem__(0, 5),
    "no such word": lambda rows: rows[6][0].__setitem__(0, 99),
    "no day": lambda rows: rows[6][0].__setitem__(1, "2025"),
    "a day before all days": lambda rows: rows[6][0].__setitem__(1, -5),
    "a title that is none": lambda rows: rows[6][0].__setitem__(2, None),
    "an unknown material": lambda rows: rows[5][0].append(["99.none", [], []]),
    "an unknown record": lambda rows: rows[5][0].append(["06.plan", [7], [0]]),
    "nothing": lambda rows: rows.clear(),
}


@pytest.mark.parametrize("change", SPOILT.values(), ids=SPOILT)
def test_arrays_of_another_making_are_told(change: Callable[[list[Any]], object]) -> None:
    with pytest.raises(UNFIT):
        unpacked(spoilt(change), STUDIO, PLAN)


@pytest.fixture
def files(tmp_path: Path) -> CaseFiles:
    return CaseFiles(tmp_path / "state", "case", "en")


def place(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "state" / "cases").iterdir()
    return path


def test_what_is_written_is_read_again(files: CaseFiles) -> None:
    assert files.write("甲", "key", b"[1]", spoken=False)
    assert files.read("甲", "key") == b"[1]"
    assert files.holds("甲", "key")
    assert not files.holds("乙", "key")
    assert not files.holds("甲", "other")


def test_a_later_one_takes_the_place(files: CaseFiles, tmp_path: Path) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    files.write("甲", "next", b"[2]", spoken=False)
    assert files.read("甲", "key") is None
    assert files.read("甲", "next") == b"[2]"
    assert place(tmp_path).name.endswith(".case.json")


def test_messages_count_in_their_own_language_only(tmp_path: Path) -> None:
    state = tmp_path / "state"
    english, chinese = (CaseFiles(state, "case", name) for name in ("en", "zh_CN"))
    english.write("甲", "key", b"[1]", spoken=True)
    assert english.holds("甲", "key")
    assert not chinese.holds("甲", "key")
    english.write("甲", "key", b"[1]", spoken=False)
    assert chinese.holds("甲", "key")


def test_a_name_need_not_be_one_of_a_file(files: CaseFiles) -> None:
    for name in ("长" * 300, "a/b:c?", "\udce4"):
        assert files.write(name, "key", b"[]", spoken=False)
        assert files.holds(name, "key")


def head(**changes: object) -> bytes:
    told = {
        "form": case_file.FORM,
        "key": "key",
        "language": "",
        "length": 3,
        "check": zlib.crc32(b"[1]"),
    }
    return as_bytes(list({**told, **changes}.values())) + b"\n"


DAMAGED = {
    "empty": b"",
    "no first line": b"[1]",
    "another form": head(form=case_file.FORM + 1) + b"[1]",
    "another checksum": head(check=5) + b"[1]",
    "another length": head(length=4) + b"[1]",
    "a length that is none": head(length=[]) + b"[1]",
    "a checksum that is none": head(check=None) + b"[1]",
    "a flipped bit": head() + b"[3]",
    "cut": head() + b"[1",
    "more": head() + b"[1]\n",
    "too few words": b"[1]\n[1]",
    "not an array": b"7\n[1]",
    "deep": b"[" * 900 + b"\n[1]",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_none(files: CaseFiles, tmp_path: Path, content: bytes) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    place(tmp_path).write_bytes(head() + b"[1]")
    assert files.read("甲", "key") == b"[1]"
    place(tmp_path).write_bytes(content)
    assert files.read("甲", "key") is None


@pytest.mark.parametrize("damage", ["empty", "another form", "cut", "more", "deep", "bytes"])
def test_what_can_be_seen_from_outside_is_asked_without_reading(
    files: CaseFiles, tmp_path: Path, damage: str
) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    assert files.holds("甲", "key")
    place(tmp_path).write_bytes(DAMAGED[damage])
    assert not files.holds("甲", "key")


def test_what_is_of_no_studio_goes(files: CaseFiles, tmp_path: Path) -> None:
    other = CaseFiles(tmp_path / "state", "findings", "en")
    for name in ("甲", "乙"):
        files.write(name, "key", b"[1]", spoken=False)
        other.write(name, "key", b"[1]", spoken=False)
    folder = tmp_path / "state" / "cases"
    mine = {path.name for path in folder.iterdir()}
    left = folder / f"{'0' * 16}.case.json.123.tmp"
    for path in (left, folder / "notes.json", folder / "0123.case.json"):
        path.write_bytes(b"")
    files.keep_only(["甲"])
    assert files.holds("甲", "key")
    assert not files.holds("乙", "key")
    assert other.holds("乙", "key")
    assert len({path.name for path in folder.iterdir()} & mine) == len(mine) - 1
    assert not left.exists()
    assert (folder / "notes.json").exists()
    assert (folder / "0123.case.json").exists()


def test_without_a_folder_nothing_goes(files: CaseFiles, tmp_path: Path) -> None:
    files.keep_only([])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_none(files: CaseFiles, tmp_path: Path) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    path = place(tmp_path)
    path.unlink()
    path.mkdir()
    assert files.read("甲", "key") is None
    assert not files.write("甲", "key", b"[1]", spoken=False)


def test_a_file_in_the_place_of_the_folder_does_no_harm(files: CaseFiles, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"mine")
    assert not files.write("甲", "key", b"[1]", spoken=False)
    assert files.read("甲", "key") is None


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_nothing_is_written_through_a_link(files: CaseFiles, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "cases").symlink_to(tmp_path / "elsewhere")
    assert not files.write("甲", "key", b"[1]", spoken=False)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / "elsewhere" / f"{'0' * 16}.case.json").write_bytes(b"mine")
    files.keep_only([])
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_what_is_too_large_is_not_kept(
    files: CaseFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(case_file, "MOST", 60)
    assert not files.write("甲", "key", b"[" + b"1," * 60 + b"1]", spoken=False)
    assert not (tmp_path / "state" / "cases").exists()


def test_a_disk_that_is_full_does_no_harm(
    files: CaseFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files.write("甲", "key", b"[1]", spoken=False)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(case_file, "replace_file", full)
    assert not files.write("甲", "next", b"[2]", spoken=False)
    assert files.read("甲", "key") == b"[1]"


def test_arrays_are_small() -> None:
    item = an_item("20250115 甲", category="06 培训")
    pile = [a_record(f"C1-20250115-{n:04}.jpg", item) for n in range(1000)]
    dossier = a_dossier(*pile, plan=PLAN)
    facts = StudioFacts(studio=STUDIO, holdings=Holdings.of(dossier))
    assert len(as_bytes(packed(facts))) < 1000 * 60
    assert json.loads(as_bytes(packed(facts)))
