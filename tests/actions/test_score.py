from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from archivist.actions.score import (
    Request,
    grounds_of,
    rubric_of,
    scores,
    upcoming,
    verdict,
)
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.model.period import Period, Span
from archivist.model.verdict import Verdict

SAMPLE = Path(__file__).resolve().parents[2] / "sample_archive"
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
RUBRIC = "xbnh-2025"
QUARTER = Period.parse("2025-Q1")
ASKED = Request(rubric=RUBRIC, period=QUARTER)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("score") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    return root


@pytest.fixture(scope="module")
def view(root: Path) -> View:
    return View(root=root, as_of=date(2025, 5, 20), now_ns=time.time_ns())


@pytest.fixture(scope="module")
def found(view: View) -> Verdict:
    return verdict(view, ASKED)


@pytest.fixture
def usual(root: Path) -> Iterator[Callable[..., None]]:
    """Return what names the usual rubrics in ``archive.toml``, which then is as it was again."""
    path = root / "archive.toml"
    before = path.read_bytes()
    lines = before.decode("utf-8").splitlines(keepends=True)
    others = "".join(line for line in lines if not line.startswith("rubrics"))

    def write(*names: str) -> None:
        path.write_text(f"rubrics = {json.dumps(names)}\n{others}", encoding="utf-8")

    yield write
    path.write_bytes(before)


def test_a_verdict_has_every_studio_in_the_order_of_the_settings(found: Verdict) -> None:
    assert [each.score.studio for each in found.studios] == [HETAO, JIDIAN]
    assert (found.archive, found.rubric.id, found.period) == ("示例", RUBRIC, QUARTER)
    assert not found.ranked


def test_every_score_is_the_rubric_of_one_hundred_points(found: Verdict) -> None:
    for each in found.studios:
        assert 0 <= each.score.secured <= each.score.possible <= each.score.points == 100


def test_events_are_those_of_the_whole_year(found: Verdict) -> None:
    days = [event.day for studio in found.studios for event in studio.events]
    assert days
    assert {day.year for day in days} == {2025}
    assert any(day not in QUARTER for day in days)


def test_without_a_history_there_is_none(found: Verdict) -> None:
    assert [each.history for each in found.studios] == [(), ()]


def test_the_history_ends_with_the_audited_period_and_begins_with_the_founding(
    view: View, found: Verdict
) -> None:
    told = verdict(view, replace(ASKED, history=True))
    hetao, jidian = told.studios
    assert [str(each.period) for each in hetao.history] == [
        "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1",
    ]  # fmt: skip
    assert len(jidian.history) == 8
    assert [each.score for each in told.studios] == [each.score for each in found.studios]
    assert hetao.history[-1].secured == hetao.score.secured


def test_the_history_ends_at_the_beginning_of_the_calendar(view: View) -> None:
    period = Period.containing(date.min, Span.YEAR)
    told = verdict(view, replace(ASKED, period=period, history=True))
    assert all(len(each.history) <= 1 for each in told.studios)


def test_the_best_comes_first_when_they_are_ranked(view: View) -> None:
    told = verdict(view, replace(ASKED, ranked=True))
    secured = [each.score.secured for each in told.studios]
    assert secured == sorted(secured, reverse=True)
    assert len(set(secured)) == 2
    assert told.ranked


def test_of_equals_the_name_decides(view: View) -> None:
    told = verdict(view, Request(rubric="db1508-t150-2023", period=QUARTER, ranked=True))
    assert {each.score.secured for each in told.studios} == {Fraction(0)}
    assert [each.score.studio for each in told.studios] == sorted([HETAO, JIDIAN])


def test_the_quarter_of_the_day_is_meant_when_no_period_is_named(view: View) -> None:
    assert verdict(view, Request(rubric=RUBRIC)).period == Period.parse("2025-Q2")


def test_a_part_of_a_name_chooses_a_studio(view: View, found: Verdict) -> None:
    told = verdict(view, replace(ASKED, studios=("机电",)))
    assert [each.score for each in told.studios] == [found.studios[1].score]


def test_scores_alone_are_those_of_the_verdict(view: View, found: Verdict) -> None:
    assert scores(view, RUBRIC, QUARTER) == tuple(each.score for each in found.studios)
    assert [each.studio for each in scores(view, RUBRIC, QUARTER, ["河套"])] == [HETAO]


def test_what_falls_due_is_of_all_studios_the_most_points_first(view: View) -> None:
    due, grounds = upcoming(view, Request(rubric=RUBRIC, ahead=45))
    assert {each.studio for each in due} == {HETAO, JIDIAN}
    assert [each.points for each in due] == sorted((x.points for x in due), reverse=True)
    assert all(view.as_of <= each.due <= date(2025, 7, 4) for each in due)
    assert grounds.rubric.id == RUBRIC


def test_a_number_of_days_beyond_the_calendar_is_its_end(view: View) -> None:
    assert upcoming(view, Request(rubric=RUBRIC, ahead=999_999_999))[0]


@pytest.mark.parametrize("name", ["本厂", "../xbnh-2025", "a\x1bb"])
def test_an_unknown_rubric_is_refused_with_the_names(view: View, name: str) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        rubric_of(view, name)
    assert RUBRIC in caught.value.hint
    assert "\x1b" not in caught.value.message


def test_a_name_in_capitals_will_do(view: View) -> None:
    assert rubric_of(view, RUBRIC.upper()).id == RUBRIC


def test_an_unknown_studio_is_refused(view: View) -> None:
    with pytest.raises(InvalidChoiceError, match="没有"):
        verdict(view, replace(ASKED, studios=("没有",)))


def test_the_standard_is_meant_when_the_archive_names_no_rubric(
    view: View, usual: Callable[..., None]
) -> None:
    usual()
    assert rubric_of(view, "").id == "db1508-t150-2023"


def test_the_first_rubric_of_the_archive_is_its_usual_one(
    view: View, usual: Callable[..., None]
) -> None:
    usual(RUBRIC, "enterprise-archive")
    assert rubric_of(view, "").id == RUBRIC


def test_unknown_rubrics_of_the_archive_are_all_told_with_their_place(
    view: View, usual: Callable[..., None]
) -> None:
    usual(RUBRIC, "甲", "乙")
    with pytest.raises(InvalidFileError) as caught:
        rubric_of(view, "")
    assert "archive.toml has 2 mistakes" in caught.value.message
    assert "rubrics: there is no rubric “乙”; use one of: " in caught.value.message
    # Who names one does not depend on that line.
    assert rubric_of(view, RUBRIC).id == RUBRIC


def test_a_rubric_of_the_archive_with_mistakes_is_told_with_all_of_them(
    view: View, root: Path
) -> None:
    folder = root / "templates" / "rubrics"
    folder.mkdir(parents=True)
    (folder / "本厂.toml").write_text('id = "本厂"\nnam = "x"\n', encoding="utf-8")
    with pytest.raises(InvalidFileError, match="本厂"):
        rubric_of(view, "本厂")


@pytest.mark.parametrize(("name", "asked"), [(RUBRIC, False), ("db1508-t150-2023", True)])
def test_the_checks_are_only_run_for_a_rubric_that_asks(
    view: View, name: str, *, asked: bool
) -> None:
    assert grounds_of(view, name).findings is asked


def test_nothing_of_the_archive_is_changed(root: Path, found: Verdict) -> None:
    assert found.studios
    ours = [path for path in SAMPLE.rglob("*") if path.is_file() and ".archivist" not in path.parts]
    assert ours
    for path in ours:
        assert (root / path.relative_to(SAMPLE)).read_bytes() == path.read_bytes()
