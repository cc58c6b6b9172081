"""Ledgers as data files: read, and every mistake told."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import InvalidFileError, NotReadableError
from archivist.model.plan import Category, Material, Plan
from archivist.model.settings import Settings
from archivist.store.ledger_file import load_ledgers, read_ledger_file
from archivist.store.plan_file import load_plan
from archivist.store.templates import DataFile
from tests.store.ledger_mistakes import GOOD, MISTAKES

PLAN = load_plan(None, Settings(studios=()))
SHIPPED = {ledger.id: ledger for ledger in load_ledgers(None, PLAN)}


def own(root: Path, text: str, name: str = "safety.toml") -> Path:
    path = root / "templates" / "ledgers" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(root: Path, plan: Plan = PLAN) -> list[str]:
    """Return the message's lines, without the spaces in front."""
    with pytest.raises(InvalidFileError) as caught:
        load_ledgers(root, plan)
    assert caught.value.hint
    return [line.strip() for line in caught.value.message.splitlines()]


@pytest.mark.parametrize(("good", "bad", "place", "text"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_place_and_cure(
    good: str, bad: str, place: str, text: str, tmp_path: Path
) -> None:
    assert GOOD.count(good) == 1
    own(tmp_path, GOOD.replace(good, bad, 1))
    head, *lines = told(tmp_path)
    assert head.startswith("templates/ledgers/safety.toml has ")
    found = [re.sub(r"^line \d+, ", "", line) for line in lines]
    fitting = [line for line in found if line.startswith(f"{place}: ")]
    assert any(text in line for line in fitting), found


ALONE = set(MISTAKES) - {
    *("eleven months", "months without term", "unknown months", "a month twice", "term of text"),
    *("blank failing", "day and months", "key twice"),
    *("misspelt key", "unknown key", "empty choice", "Chinese key", "dotted key"),
    *("number for text",),
}


@pytest.mark.parametrize("name", sorted(ALONE))
def test_one_mistake_is_told_as_one(name: str, tmp_path: Path) -> None:
    good, bad, _place, _text = MISTAKES[name]
    own(tmp_path, GOOD.replace(good, bad, 1))
    assert len(told(tmp_path)) == 2


def test_a_good_file_is_read_and_adds_a_ledger(tmp_path: Path) -> None:
    own(tmp_path, GOOD)
    ledgers = load_ledgers(tmp_path, PLAN)
    assert [each.id for each in ledgers] == sorted([*SHIPPED, "safety"])
    (safety,) = (each for each in ledgers if each.id == "safety")
    assert safety.column("span") is not None
    assert safety.events[0].files[0].words == ("签到",)


def test_all_mistakes_of_all_files_are_told_with_their_lines(tmp_path: Path) -> None:
    bad = GOOD.replace('kind = "drill"', 'kind = "演练"')
    own(tmp_path, bad.replace('["安全登记"]', '["安"]') + "photo = 3\n")
    own(tmp_path, "id = 5\n", "b.toml")
    own(tmp_path, "id = \n", "c.toml")
    lines = told(tmp_path)
    heads = [line for line in lines if line.startswith("templates/ledgers/")]
    assert [head.partition(".toml")[0][-1] for head in heads] == ["b", "c", "y"]
    assert "line 3, words: a word needs two characters or more, else it fits nearly every name" in (
        lines
    )
    assert any(line.startswith("line 32, events.1.photo: ") for line in lines)
    assert any(line.startswith("line 23, events.1.kind: ") for line in lines)
    assert any(line.startswith("line 1, id: 5 does not fit") for line in lines)


def test_what_refers_to_a_column_with_a_mistake_is_not_blamed(tmp_path: Path) -> None:
    own(tmp_path, GOOD.replace('key = "topic"', 'kye = "topic"'))
    assert [line.partition(": ")[0] for line in told(tmp_path)[1:]] == [
        "line 12, columns.2.key",
        "line 13, columns.2.kye",
    ]


@pytest.mark.parametrize(
    ("good", "bad", "places"),
    [
        ('day = "day"', 'months = 3\nterm = "span"', ["events.1.months"]),
        ('name = "起止"', 'name = "起止"\nwidth = "x"', ["columns.3.width", "events.1.required"]),
        ('name = "起止"', 'name = "起止"\nkidn = "x"', ["columns.3.kidn"]),
    ],
    ids=["linked", "harmless", "misspelt"],
)
def test_what_only_follows_is_not_told(
    good: str, bad: str, places: list[str], tmp_path: Path
) -> None:
    own(tmp_path, GOOD.replace(good, bad, 1).replace('["span"]', '["spn"]' if places[1:] else "[]"))
    assert [line.split(", ")[1].partition(":")[0] for line in told(tmp_path)[1:]] == places


def test_a_file_of_a_shipped_name_replaces_it(tmp_path: Path) -> None:
    text = GOOD.replace('"safety"', '"training"').replace('"安全台账"', '"培训学习台账"')
    own(tmp_path, text.replace("安全登记", "培训台账"), "training.toml")
    ledgers = load_ledgers(tmp_path, PLAN)
    assert len(ledgers) == len(SHIPPED)
    assert [len(each.columns) for each in ledgers if each.id == "training"] == [3]


@pytest.mark.parametrize(
    ("good", "bad", "place", "claimed"),
    [
        (
            'name = "安全台账"',
            'name = "荣誉 台账"',
            "name",
            "“荣誉 台账” stands already in {honours}",
        ),
        ("安全登记", "经费台账", "words", "“经费台账” stands already in {funds}"),
        (
            'title = "topic"',
            'material = "18.funds"\ntitle = "topic"',
            "material",
            "“18.funds” stands already in {funds}",
        ),
    ],
    ids=["name", "word", "material"],
)
def test_two_ledgers_do_not_claim_the_same(
    good: str, bad: str, place: str, claimed: str, tmp_path: Path
) -> None:
    own(tmp_path, GOOD.replace(good, bad, 1))
    head, line = told(tmp_path)
    assert head == "templates/ledgers/safety.toml has 1 mistake:"
    text = claimed.format(honours="ledgers/honours.toml", funds="ledgers/funds.toml")
    assert f"{place}: {text}" in line


def test_with_another_plan_the_shipped_ledgers_ask_for_what_it_has() -> None:
    record = Material(id="06.record", name="记录", clause="1")
    plan = Plan(
        id="p",
        name="方案",
        categories=(
            Category(number="06", name="甲", clause="1"),
            Category(number="07", name="乙", clause="1", materials=(record,)),
        ),
    )
    ledgers = {each.id: each for each in load_ledgers(None, plan)}
    theory = ledgers["training"].events[0]
    assert (ledgers["training"].material, theory.categories, theory.materials) == ("", ("06",), ())
    assert all(not rule.materials for each in ledgers.values() for rule in each.events)
    assert ledgers["results"].events[0].categories == ()


def test_an_own_ledger_of_another_plan_is_told_what_is_unknown(tmp_path: Path) -> None:
    own(tmp_path, GOOD)
    text = "\n".join(told(tmp_path, Plan(id="p", name="方案")))
    assert "events.1.categories: the plan has no category “06”; there is none at all" in text
    assert "events.1.materials: the plan has no material “06.record”" in text


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    own(tmp_path, "#" * (4 * 1024 * 1024 + 1))
    with pytest.raises(NotReadableError, match=r"templates/ledgers/safety\.toml"):
        load_ledgers(tmp_path, PLAN)


def test_what_editors_leave_and_folders_are_no_ledgers(tmp_path: Path) -> None:
    own(tmp_path, "x", "._safety.toml")
    (tmp_path / "templates" / "ledgers" / "x.toml").mkdir()
    assert len(load_ledgers(tmp_path, PLAN)) == len(SHIPPED)


def test_a_name_is_the_same_in_both_forms_of_unicode(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "sécurité")
    own(tmp_path, GOOD.replace('"safety"', '"sécurité"'), f"{name}.toml")
    assert len(load_ledgers(tmp_path, PLAN)) == len(SHIPPED) + 1


KEYS = "id name words title columns key kind events day when column files months term x".split()
values = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=8,
)


@settings(max_examples=30)
@given(tables=st.dictionaries(st.sampled_from(KEYS), values))
def test_whatever_a_file_holds_is_a_ledger_or_mistakes(tables: dict[str, object]) -> None:
    file = DataFile(name="x", path=Path("x.toml"), own=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("archivist.store.ledger_file.read_toml", lambda *_: tables)
        with contextlib.suppress(InvalidFileError):
            assert read_ledger_file(file, "x.toml", PLAN).id == "x"
