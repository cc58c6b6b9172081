"""What is said of a rubric's mistakes: the line, the criterion, the key and the remedy."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import InvalidChoiceError, InvalidFileError, NotReadableError
from archivist.model.period import Span
from archivist.model.rubric import DeductionKind
from archivist.store.rubric_file import load_rubric, read_rubric, rubric_names
from tests.store.rubric_mistakes import MATERIAL, MISTAKES
from tests.store.rubrics import CODES, GOOD, read, the_ledgers, the_plan, told, written


def test_a_right_rubric_is_read(tmp_path: Path) -> None:
    rubric = read(written(tmp_path, GOOD))
    first, second = rubric.criteria
    assert (first.points, second.points) == (Decimal("6.5"), Decimal("3.5"))
    assert first.deductions[0].each == Decimal("2.5")
    assert first.deductions[0].period is Span.MONTH
    assert first.deductions[0].least == 2
    assert second.deductions[0].kind is DeductionKind.MATERIAL
    assert rubric.bands[0].least == Decimal(85)


@pytest.mark.parametrize(
    ("old", "new", "place", "text"),
    [pytest.param(*case[:4], id=case[4]) for case in MISTAKES],
)
def test_a_mistake_is_told_with_its_place(
    old: str, new: str, place: str, text: str, tmp_path: Path
) -> None:
    assert old in GOOD
    mistakes = told(written(tmp_path, GOOD.replace(old, new)))
    assert any(place in each and text in each for each in mistakes), mistakes
    assert all(each.startswith("line ") for each in mistakes), mistakes


ALONE = {
    "misspelt",
    "both",
    "key",
    "kind",
    "text is missing",
    "negative",
    "nan",
    "quotes",
    "period",
    "total",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [pytest.param(*case[:2], id=case[4]) for case in MISTAKES if case[4] in ALONE],
)
def test_what_only_follows_from_a_mistake_is_not_told(old: str, new: str, tmp_path: Path) -> None:
    assert len(told(written(tmp_path, GOOD.replace(old, new)))) == 1


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD.replace("least = 2", "lest = 2").replace("each = 2.5", "each = -2.5")
    text = text.replace('"03.register"', '"03.registr"').replace("below = 90", "below = 89")
    text = text.replace('kind = "too-small-sum"', 'kind = "sum"').replace("total = 10", "total = 9")
    mistakes = told(written(tmp_path, text))
    assert [each.partition(":")[0] for each in mistakes] == [
        "line 3, total",
        "line 27, A1 deductions.1.each",
        "line 30, A1 deductions.1.lest",
        "line 41, A2 deductions.1.materials",
        "line 53, 良 below",
        "line 64, C1 demands.1.kind",
    ]


def test_the_line_is_the_one_that_a_text_editor_shows(tmp_path: Path) -> None:
    text = GOOD.replace("total = 10", 'total = 10\nnote = """\n[[sections]]\neach = 1\n"""')
    (mistake,) = told(written(tmp_path, text.replace("each = 2.5", "each = 99")))
    assert mistake.startswith("line 31, A1 deductions.1.each: 99 is more")


def test_the_line_is_right_in_what_notepad_saved(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    text = GOOD.replace("each = 2.5", "each = 99")
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        (mistake,) = told(path)
        assert mistake.startswith("line 27, A1 ")


def test_tables_in_a_line_are_told_with_the_nearest_line(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[[sections.criteria.deductions]]")].replace("6.5", "10")
    text += 'deductions = [{ kind = "judge", text = "看" }]\n'
    (mistake,) = told(written(tmp_path, text))
    assert mistake.startswith("line 24, A1 deductions.1.most: write most = …")


def test_a_rubric_without_sections_is_none(tmp_path: Path) -> None:
    mistakes = told(written(tmp_path, 'id = "r"\nname = "x"\n'))
    assert len(mistakes) == 1
    assert "a rubric needs a section: [[sections]]" in mistakes[0]
    (mistake,) = told(written(tmp_path, 'id = "r"\nname = "x"\n[[sections]]\nname = "甲"\n'))
    assert "a section needs a criterion" in mistake


def test_without_points_nothing_may_be_taken_off(tmp_path: Path) -> None:
    text = (
        'id = "r"\nname = "x"\n[[sections]]\nname = "甲"\n[[sections.criteria]]\nid = "1"\n'
        'name = "y"\n[[sections.criteria.deductions]]\nkind = "judge"\ntext = "看"\n'
    )
    assert read(written(tmp_path, text)).total == 0
    (mistake,) = told(written(tmp_path, text + "most = 2\n"))
    assert "the criterion gives no points" in mistake


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[sections.criteria]]", "[sections.criteria]"),
        ('[[levels]]\nid = "company"', '[[levels]]\n"a.b" = 1\nid = "company"'),
        ("[[bands]]", "[bands]"),
        ('name = "甲"', "name = [1]"),
        ("points = 10", "points = { x = 1 }"),
        ('events = ["theory"]', "events = 5"),
        ('events = ["theory"]', "events = [5]"),
    ],
    ids=["one bracket", "dotted", "table", "list", "inline", "number", "numbers"],
)
def test_whatever_is_wrong_is_told_and_nothing_breaks(old: str, new: str, tmp_path: Path) -> None:
    assert told(written(tmp_path, GOOD.replace(old, new)))


def test_a_huge_file_of_mistakes_is_answered_soon(tmp_path: Path) -> None:
    line = 'materials = ["' + '", "'.join(f"x{number}" for number in range(20_000)) + '"]'
    mistakes = told(written(tmp_path, GOOD.replace(MATERIAL, line)))
    assert len(mistakes) == 21
    bands = "".join(f'\n[[bands]]\nname = "{n}"\nbelow = 1\n' for n in range(5000))
    assert "at most 50 bands" in told(written(tmp_path, GOOD + bands))[0]


def test_a_long_value_is_not_repeated_in_full(tmp_path: Path) -> None:
    text = GOOD.replace("03.register", "x" * 5000)
    (mistake,) = told(written(tmp_path, text))
    assert len(mistake) < 300


@given(st.decimals(min_value="0.01", max_value=9, places=2))
def test_points_are_exactly_what_was_written(points: Decimal) -> None:
    from archivist.store.rubric_shape import shaped  # noqa: PLC0415

    table = {"id": "r", "name": "x", "total": float(points)}
    rubric = shaped(table).rubric
    assert rubric is not None
    assert rubric.total == points


def test_the_archives_own_rubric_goes_first(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "rubrics"
    folder.mkdir(parents=True)
    written(folder, GOOD)
    assert "r" in rubric_names(tmp_path)
    assert "r" not in rubric_names(None)
    assert load_rubric(tmp_path, "r", the_plan(), the_ledgers(), CODES).name == "细则"
    written(folder, GOOD.replace('id = "r"', 'id = "xbnh-2025"'), "xbnh-2025.toml")
    rubric = load_rubric(tmp_path, "xbnh-2025", the_plan(), the_ledgers(), CODES)
    assert rubric.name == "细则"
    assert rubric_names(tmp_path).count("xbnh-2025") == 1


def test_a_rubric_that_is_not_there_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        load_rubric(None, "xbnh", the_plan(), the_ledgers())
    assert "xbnh-2025" in caught.value.hint
    with pytest.raises(NotReadableError):
        read_rubric(tmp_path / "no.toml", "no.toml", the_plan(), the_ledgers())


def test_without_codes_none_is_looked_up(tmp_path: Path) -> None:
    text = GOOD.replace(
        f'kind = "missing-material"\ntext = "登记表"\neach = 2\n{MATERIAL}',
        'kind = "findings"\ntext = "x"\neach = 1\ncodes = ["XYZ"]',
    )
    path = written(tmp_path, text)
    assert read_rubric(path, "r", the_plan(), the_ledgers()).total == 10
    with pytest.raises(InvalidFileError):
        read(path)
