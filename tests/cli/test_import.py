"""``archivist import`` on the command line: plan, preview, copy, in both languages and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.actions.init import init
from archivist.cli.main import run
from archivist.formats.plan_sheet import PlanAction, PlanRow, write_plan
from tests.actions.conftest import aged
from tests.actions.processes import shared
from tests.photos import a_photo

STUDIO = "甲工作室"


@pytest.fixture(scope="module", autouse=True)
def shared_processes() -> Iterator[None]:
    """Have what reads foreign files started once."""
    with shared():
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an archive and an old folder, in which one is."""
    init(tmp_path / "库", [STUDIO], "zh_CN")
    event = tmp_path / "旧资料" / "培训资料" / "20230315 测流培训"
    event.mkdir(parents=True)
    (event / "IMG_20230315_101500.jpg").write_bytes(a_photo("green", "2023:03:15"))
    (event / "学习记录表.txt").write_text("记录", encoding="utf-8")
    (event / "空.txt").write_bytes(b"")
    (event / "Thumbs.db").write_bytes(b"junk")
    aged(tmp_path / "旧资料")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def archivist(*words: str) -> int:
    return run(["archivist", "--lang", "en", *words[:1], "旧资料", "--archive", "库", *words[1:]])


def test_first_a_plan_then_what_it_does_then_the_copies(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archivist("import") == 0
    told = capsys.readouterr().out
    (plan,) = here.glob("*.xlsx")
    assert plan.name in told
    assert "2 with a place that is certain or likely" in told
    assert "1 file of systems and editors passed over" in told
    assert archivist("import") == 0
    told = capsys.readouterr().out
    assert "C1-20230315-01.jpg" in told
    assert "2 files would be copied, 1 left out." in told
    assert not list(here.rglob("C1-20230315-01.jpg"))
    assert archivist("import", "--yes", "-n") == 0
    assert "would be copied" in capsys.readouterr().out
    assert archivist("import", "--yes") == 0
    told = capsys.readouterr().out
    assert "2 files copied, 1 left out." in told
    assert len(list(here.rglob("C1-20230315-01.jpg"))) == 1
    (report,) = here.glob("*.csv")
    assert report.name in told
    assert archivist("import", "--yes", "-q") == 0
    assert capsys.readouterr().out.startswith("0 files copied, 3 left out.")
    assert len(list(here.glob("*.csv"))) == 1


def test_a_plan_with_mistakes_names_sheet_and_row_and_copies_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "培训资料/20230315 测流培训/学习记录表.txt"
    rows = [
        PlanRow(
            source=source,
            size=1,
            sha256="",
            action=PlanAction.COPY,
            studio=STUDIO,
            category="99",
            item="20230315 测流培训",
        )
    ]
    write_plan(here / "方案.xlsx", rows * 22)
    assert archivist("import", "--plan", "方案.xlsx", "--yes") == 1
    told = capsys.readouterr().out
    assert "row 6" in told
    assert "“99” is no category of the filing plan" in " ".join(told.split())
    assert "and 2 more" in told
    assert "22 rows have mistakes" in told
    assert not list(here.glob("*.csv"))
    assert archivist("import", "--plan", "方案.xlsx", "-v") == 1
    assert "and 2 more" not in capsys.readouterr().out


def test_a_material_that_the_name_does_not_tell_is_pointed_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = PlanRow(
        source="培训资料/20230315 测流培训/学习记录表.txt",
        size=1,
        sha256="",
        action=PlanAction.COPY,
        category="06",
        item="20230315 测流培训",
        material="讲义",
    )
    write_plan(here / "方案.xlsx", [row])
    assert archivist("import", "--plan", "方案.xlsx") == 0
    assert "学习记录表.txt: 讲义" in capsys.readouterr().out
    assert archivist("import", "--plan", "方案.xlsx", "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["material"] for each in told["materials"]] == ["讲义"]
    assert told["unsaid"] == []


def test_a_damaged_item_toml_is_pointed_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = here / "库" / STUDIO / "06 培训学习资料" / "20230315 测流培训"
    item.mkdir()
    (item / "item.toml").write_bytes(b"a = [")
    row = PlanRow(
        source="培训资料/20230315 测流培训/学习记录表.txt",
        size=1,
        sha256="",
        action=PlanAction.COPY,
        category="06",
        item="20230315 测流培训",
        material="讲义",
    )
    write_plan(here / "方案.xlsx", [row])
    assert archivist("import", "--plan", "方案.xlsx", "--json") == 0
    (unsaid,) = json.loads(capsys.readouterr().out)["unsaid"]
    assert (unsaid["material"], "line 1" in unsaid["reason"]) == ("讲义", True)
    assert archivist("import", "--plan", "方案.xlsx", "--yes", "-q") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "item.toml cannot be written" in told
    assert "1 file copied" in told


@pytest.mark.parametrize("folder", ["库", "库/甲工作室", "旧资料/培训资料"])
def test_the_plan_lies_beside_the_archive_if_one_is_in_it_or_in_the_old_folder(
    here: Path,
    folder: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(here / folder)
    words = ["archivist", "--lang", "en", "import", str(here / "旧资料")]
    assert run([*words, "--archive", str(here / "库")]) == 0
    (plan,) = here.rglob("*.xlsx")
    assert plan.parent == here
    told = "".join(capsys.readouterr().out.split())
    assert "".join(str(plan).split()) in told
    assert run([*words, "--archive", str(here / "库")]) == 0
    assert "would be copied" in capsys.readouterr().out


def test_everything_is_told_as_json_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archivist("import", "--json", "--plan", "方案.xlsx") == 0
    proposed = json.loads(capsys.readouterr().out)
    assert proposed["schema"] == "archivist/import/1"
    assert {file["category"] for file in proposed["files"]} == {"06 培训学习资料", ""}
    assert archivist("import", "--json", "--plan", "方案.xlsx", "--yes") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"copied": 2, "ready": 0, "left": 1, "mistaken": 0}
    assert Path(report["report"]).is_file()
    assert [row["kind"] for row in report["rows"]] == [None, None, "proposed"]


def test_it_speaks_chinese(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVIST_LANG", "zh_CN")
    assert run(["archivist", "import", "--help"]) == 0
    assert "archivist import" in capsys.readouterr().out
    assert archivist("import") == 0
    assert len(list(here.glob("*旧资料.xlsx"))) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("没有", "--archive", "库"), 5, id="no such folder"),
        pytest.param(("库", "--archive", "库"), 8, id="the archive itself"),
        pytest.param(("旧资料", "--archive", "库", "--plan", "库/a.xlsx"), 8, id="a plan inside"),
        pytest.param(("旧资料", "--archive", "库", "--plan", "坏.xlsx"), 4, id="no plan"),
    ],
)
def test_what_cannot_be_done_is_refused(here: Path, words: tuple[str, ...], code: int) -> None:
    (here / "坏.xlsx").write_bytes(b"no workbook")
    assert run(["archivist", "import", *words]) == code
