"""``archivist pack --bagit``: what a selection means, and what stands beside the copies."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bagit  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions.handover.bag import BagReport
from archivist.actions.handover.check_bag import check_bag
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.period import Period
from archivist.store.hashing import sha256_of
from tests.actions.handover.bagwork import catalogue, made, payload
from tests.looked_samples import looked_at

pytestmark = pytest.mark.usefixtures("shared_processes")

HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    root = tmp_path_factory.mktemp("bag") / "示例"
    looked_at(root)
    return View(root=root, as_of=date(2025, 11, 20), now_ns=time.time_ns())


def register(target: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(target / "metadata" / "移交登记表.xlsx")
    rows = book.worksheets[0].iter_rows(values_only=True)
    return {str(row[0]): str(row[1] or "") for row in rows if row[0]}


@pytest.fixture(scope="module")
def whole(view: View, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BagReport]:
    target = tmp_path_factory.mktemp("whole") / "移交"
    return target, made(view, target)


def test_the_whole_archive_is_copied_byte_for_byte(
    view: View, whole: tuple[Path, BagReport]
) -> None:
    target, report = whole
    skipped = {"收件箱", ".archivist"}
    files = {p.relative_to(view.root).as_posix() for p in view.root.rglob("*") if p.is_file()}
    files = {path for path in files if path.partition("/")[0] not in skipped} - {"README.md"}
    assert payload(target) == files
    assert report.oxum.count == len(files)
    for path in files:
        assert (target / "data" / path).read_bytes() == (view.root / path).read_bytes()


def test_it_is_whole_for_both_checkers(whole: tuple[Path, BagReport]) -> None:
    target, _report = whole
    assert check_bag(target).whole
    assert bagit.Bag(str(target)).validate()


def test_what_it_is_stands_in_it(whole: tuple[Path, BagReport]) -> None:
    target, report = whole
    info = dict(check_bag(target).found.info)
    assert info["Source-Organization"] == "示例"
    assert info["Bagging-Date"] == "2025-11-25"
    assert info["Payload-Oxum"] == str(report.oxum)
    assert info["Contact-Name"] == "王五"
    assert info["Internal-Sender-Description"] == report.words == "the whole archive"
    assert info["External-Identifier"] == "SHILI001-20251125-093005"
    assert info["Bag-Software-Agent"].startswith("archivist ")


def test_every_record_is_in_the_catalogue(whole: tuple[Path, BagReport]) -> None:
    target, report = whole
    rows = catalogue(target)
    assert len(rows) == report.records
    for row in rows:
        file = target / row["File"]
        assert (row["Bytes"], row["SHA-256"]) == (str(file.stat().st_size), sha256_of(file))
    image = next(row for row in rows if row["Code"] == "C1-20250225-01")
    assert image["Date"] == "2025.02.25"
    assert image["People"]
    assert image["Place"]


def test_what_could_not_be_opened_is_named(whole: tuple[Path, BagReport]) -> None:
    target, report = whole
    shut = [row["File"] for row in catalogue(target) if row["Remarks"] == "could not be opened"]
    assert shut
    assert shut == [f"data/{path}" for path in report.defects]
    good = f"{report.records - len(shut)} of {report.records} records could be opened; see"
    assert good in register(target)["Usability"]


def test_the_register_states_what_is_known_and_leaves_the_rest(
    whole: tuple[Path, BagReport],
) -> None:
    target, report = whole
    told = register(target)
    assert told["Amount of data (GB)"] == f"{report.oxum.size / 1e9:.3f}"
    assert f"{report.oxum.count} files" in told["Quantity"]
    assert sha256_of(target / "manifest-sha256.txt") in told["Digest (algorithm)"]
    assert told["Handing over: person"] == "王五"
    assert told["Taking over: date and signature"] == ""
    assert "0 of them are sealed" in told["Accuracy"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"studios": ("机电",)}, JIDIAN),
        ({"categories": ("06",)}, "06 培训学习资料"),
        ({"categories": ("培训学习资料",), "studios": ("河套",)}, f"{HETAO}; 06 培训学习资料"),
    ],
)
def test_a_selection_takes_its_folders(
    wanted: dict[str, Any], told: str, view: View, tmp_path: Path
) -> None:
    report = made(view, tmp_path / "b", **wanted)
    assert report.words == told
    for path in payload(tmp_path / "b"):
        studio, category, *_rest = path.split("/")
        assert studio == JIDIAN or "studios" not in wanted or wanted["studios"] == ("河套",)
        assert category.startswith("06") or "categories" not in wanted
    assert check_bag(tmp_path / "b").whole


def test_a_period_takes_items_by_their_day_and_ledgers(view: View, tmp_path: Path) -> None:
    report = made(view, tmp_path / "b", period=Period.parse("2025-Q1"))
    paths = payload(tmp_path / "b")
    folders = {path.split("/")[2] for path in paths if "/18 " not in path and path.count("/") > 2}
    assert folders
    assert all(folder[:6] in {"202501", "202502", "202503"} for folder in folders)
    assert any("/18 工作台账/" in path for path in paths)
    assert not any(path.endswith("archive.toml") for path in paths)
    assert report.words == "quarter 1 of 2025"


def test_the_evidence_for_a_rubric_is_in_its_order_with_the_list(
    view: View, tmp_path: Path
) -> None:
    quarter = Period.parse("2025-Q1")
    target = tmp_path / "b"
    report = made(replace(view, as_of=date(2025, 5, 20)), target, "xbnh-2025", period=quarter)
    assert "Evidence list.xlsx" in payload(target)
    assert any(path.startswith(f"{HETAO}/01 ") for path in payload(target))
    assert report.words.startswith("the evidence for ")
    assert catalogue(target)
    assert check_bag(target).whole
    assert bagit.Bag(str(target)).validate()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"studios": ("nobody",)}, "names no single studio"),
        ({"categories": ("99",)}, "is no category"),
        ({"period": Period.parse("1999"), "categories": ("06",)}, "nothing to hand over"),
        ({"period": Period.parse("1999")}, "nothing to hand over in year 1999"),
    ],
)
def test_what_names_nothing_is_refused(
    wanted: dict[str, Any], said: str, view: View, tmp_path: Path
) -> None:
    with pytest.raises(InvalidChoiceError, match=said):
        made(view, tmp_path / "b", **wanted)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_will_not_do_is_refused(view: View, tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="lies in the archive") as caught:
        made(view, view.root / "b.zip")
    outside = Path(caught.value.hint.rpartition(" ")[2])
    assert outside.resolve() == view.root.parent.resolve() / "b.zip"
    with pytest.raises(InvalidChoiceError, match="a package is a folder"):
        made(view, tmp_path / "b.rar")
    with pytest.raises(NotWritableError, match="is there already"):
        made(view, tmp_path)
