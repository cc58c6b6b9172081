"""``archivist pack --bagit``, ``check-bag`` and ``import`` of a bag, as their users run them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.actions.handover.bag import BagReport
from archivist.actions.init import init
from archivist.cli import bag_output
from archivist.cli.bag_output import show_bag
from archivist.cli.main import run
from archivist.cli.screen import columns
from archivist.model.bag import Oxum
from archivist.store.backup.again import quoted
from tests.actions.processes import shared
from tests.looked_samples import looked_at
from tests.store.bag.bags import our_bag

Caught = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def shared_processes() -> Iterator[None]:
    """Have what reads foreign files started once."""
    with shared():
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pack") / "示例"
    looked_at(root)
    return root


def archivist(*words: str | Path, lang: str = "en") -> int:
    return run(["archivist", "--lang", lang, *map(str, words)])


def test_a_bag_is_made_and_checked(root: Path, tmp_path: Path, capsys: Caught) -> None:
    target = tmp_path / "移交.zip"
    words = ["--bagit", "--category", "06", "--studio", "河套", "--by", "王五"]
    assert archivist("pack", target, *words, "--archive", root) == 0
    told = capsys.readouterr().out
    said = re.search(r"[0-9]+ files \([0-9.]+ [kM]B\) in its payload", told)
    assert said
    assert "check-bag" in told
    assert archivist("check-bag", target) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "is whole" in told
    assert said[0] in told
    assert "6 tag files" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--category", "06"], "--category goes with --bagit"),
        (["--by", "x"], "--by goes with --bagit: only a bag"),
        (["--bagit", "--category", "06", "--rubric", "x"], "do not go together"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    words: list[str], said: str, root: Path, tmp_path: Path, capsys: Caught
) -> None:
    assert archivist("pack", tmp_path / "b", *words, "--archive", root) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_what_was_refused_is_named_and_the_exit_code_is_1(
    root: Path, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.actions.handover.bag.inside", lambda top, _path: top / "gone")
    assert archivist("pack", tmp_path / "b", "--bagit", "--archive", root, "-q") == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "it is not there any more" in told
    assert "No bag was made" in told
    assert list(tmp_path.iterdir()) == []


def test_remarks_are_told(tmp_path: Path, capsys: Caught) -> None:
    init(tmp_path / "库", ["甲工作室"], "zh_CN")
    item = tmp_path / "库/甲工作室/06 培训学习资料/没有日期"
    item.mkdir()
    for number in range(7):
        (item / f"e\u0301{number}.txt").write_bytes(b"x")
    (item.parent / "20250101 授课").mkdir()
    (item.parent / "20250101 授课" / "x.txt").write_bytes(b"y")
    assert archivist("pack", tmp_path / "b", "--bagit", "--archive", tmp_path / "库") == 0
    told = capsys.readouterr().out
    assert "Unicode form" in told
    assert "None of the files is sealed" in told
    assert "and 2 more" in told
    words = ["--bagit", "--archive", str(tmp_path / "库"), "--period", "2025", "-v"]
    assert archivist("pack", tmp_path / "c", *words) == 0
    assert "7 records tell no day" in capsys.readouterr().out


def test_how_many_files_are_sealed_is_told(capsys: Caught, tmp_path: Path) -> None:
    report = BagReport(
        words="all", oxum=Oxum(9, 5), copied=3, agreeing=2, left=("a", "b"), defects=("c.jpg",)
    )
    show_bag(report, tmp_path / "b", quiet=False, verbose=True)
    told = capsys.readouterr().out
    assert "2 of the 3 files of the archive are as they were sealed" in told
    assert "5 files (9 B) in its payload" in told
    assert "not copied" in told
    assert "could not be opened; they are in the bag as they are:\n      c.jpg" in told


def test_a_manifest_that_vouches_for_nothing_is_told(capsys: Caught, tmp_path: Path) -> None:
    report = BagReport(words="all", oxum=Oxum(9, 3), copied=3, vouched=False)
    show_bag(report, tmp_path / "b c", quiet=False, verbose=False)
    told = " ".join(capsys.readouterr().out.split())
    assert "changed or damaged" in told
    assert f"archivist check-bag {quoted(str(tmp_path / 'b c'))}" in told
    assert "metadata/移交登记表.xlsx" in told


def test_every_fault_is_written_and_the_exit_code_is_1(tmp_path: Path, capsys: Caught) -> None:
    bag = our_bag(tmp_path)
    (bag / "data/archive.toml").write_bytes(b"changed")
    (bag / "data/\x1b[31m.txt").write_bytes(b"more")
    (bag / "README.md").write_bytes(b"read me")
    assert archivist("check-bag", bag) == 1
    told = capsys.readouterr().out
    assert "data/archive.toml: changed" in told
    assert "\\u001b[31m" in told
    assert "is in no tag manifest" in " ".join(told.split())
    assert "3 faults" in told
    assert "Payload-Oxum) states 4 files" in told
    assert "→ Get a new copy" in told
    assert archivist("check-bag", bag, "-q") == 1
    assert "README.md" not in capsys.readouterr().out


def test_of_more_faults_than_anybody_reads_the_number_is_told(
    tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bag_output, "_MOST", 2)
    bag = our_bag(tmp_path)
    for number in range(4):
        (bag / f"data/{number}.txt").write_bytes(b"more")
    assert archivist("check-bag", bag, "-q") == 1
    told = capsys.readouterr().out
    assert "data/0.txt" in told
    assert "data/3.txt" not in told
    assert "and 3 more" in told
    assert "5 faults" in told


def test_the_result_as_json(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    bag = our_bag(tmp_path)
    assert archivist("check-bag", bag, "--json") == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert (told["schema"], told["whole"], told["files"]) == ("archivist/check-bag/1", True, 4)
    assert told["info"][0] == {"label": "Source-Organization", "value": "甲"}
    (bag / "data/more.txt").write_bytes(b"more")
    (bag / "README.md").write_bytes(b"read me")
    assert archivist("check-bag", bag, "--json") == 1
    told = json.loads(capsysbinary.readouterr().out)
    assert {each["kind"] for each in told["faults"]} == {"extra", "oxum"}
    assert [each["kind"] for each in told["notices"]] == ["unlisted"]


def test_what_is_not_there_is_an_error(tmp_path: Path, capsys: Caught) -> None:
    assert archivist("check-bag", tmp_path / "none") == 6
    assert "is not there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "is no BagIt package", id="folder"),
        pytest.param(b"%PDF-1.7", "is no whole ZIP", id="other file"),
        pytest.param(b"", "is no whole ZIP", id="empty"),
    ],
)
def test_what_is_no_bag_is_told_in_one_line(
    content: bytes | None, said: str, tmp_path: Path, capsys: Caught
) -> None:
    place = tmp_path / "b.zip"
    if content is None:
        place.mkdir()
    else:
        place.write_bytes(content)
    assert archivist("check-bag", place) == 1
    told = capsys.readouterr().out
    assert said in " ".join(told.split())
    assert (told.count("×"), told.count("→")) == (1, 1)


def test_a_zip_that_was_cut_off_is_told_in_one_line(tmp_path: Path, capsys: Caught) -> None:
    place = our_bag(tmp_path, "bag.zip")
    place.write_bytes(place.read_bytes()[:-200])
    assert archivist("check-bag", place) == 1
    told = capsys.readouterr().out
    assert "is no whole ZIP" in " ".join(told.split())
    assert told.count("×") == 1


def test_a_register_that_was_filled_in_inside_the_bag_is_told(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    target = tmp_path / "b"
    assert archivist("pack", target, "--bagit", "--category", "06", "--archive", root) == 0
    with (target / "metadata" / "移交登记表.xlsx").open("ab") as file:
        file.write(b"signed")
    assert archivist("check-bag", target) == 1
    assert "signed on a copy" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_text_fits_the_terminal(
    root: Path, tmp_path: Path, lang: str, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    archivist("pack", "b", "--bagit", "--category", "06", "--archive", root, lang=lang)
    (tmp_path / "b/bagit.txt").write_bytes(b"x")
    archivist("check-bag", "b", lang=lang)
    assert [x for x in capsys.readouterr().out.splitlines() if columns(x) > 80] == []


def test_a_bag_is_brought_in_under_its_own_name(
    tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    our_bag(tmp_path)
    init(tmp_path / "库", ["甲工作室"], "zh_CN")
    monkeypatch.chdir(tmp_path)
    assert archivist("import", "bag", "--archive", "库") == 0
    assert (tmp_path / "Import plan bag.xlsx").is_file()
    assert archivist("import", "bag", "--archive", "库", "--yes") == 0
    assert (tmp_path / "Import report bag.csv").is_file()
    there = "甲工作室/06 培训学习资料/20250318 授课/学习记录表.txt"
    assert (tmp_path / "库" / there).read_bytes() == (tmp_path / "bag/data" / there).read_bytes()
    (tmp_path / "bag/data" / there).write_bytes(b"changed")
    capsys.readouterr()
    assert archivist("import", "bag", "--archive", "库") == 4
    assert "has faults" in capsys.readouterr().err
