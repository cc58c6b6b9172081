"""``archivist disc`` as its users run it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.cli.main import run
from tests.actions.burnwork import burnt
from tests.actions.processes import shared
from tests.apartwork import keep_processes
from tests.cli.conftest import SAMPLE

Caught = pytest.CaptureFixture[str]
FIRST, SECOND = "SHILI001-2024-001", "SHILI001-2023-001"
DAY = ["--as-of", "2025-12-31"]


@pytest.fixture(autouse=True, scope="module")
def _shared() -> Iterator[None]:
    with shared():
        yield


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_processes(monkeypatch)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample archive with discs of one studio made; tests use it one after another."""
    root = tmp_path_factory.mktemp("disc") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    (root.parent / "out").mkdir()
    return root


def ran(root: Path, *words: str | Path, lang: str = "en") -> int:
    name, *rest = map(str, words)
    where = ["--archive", str(root), *DAY]
    return run(["archivist", "--lang", lang, "disc", name, *rest, *where])


@pytest.fixture(scope="module")
def made(root: Path) -> Path:
    """Make discs of both studios, and return the folder of their images."""
    assert ran(root, "make", root.parent / "out", "-q") == 0
    return root.parent / "out"


def test_a_trial_run_says_what_would_be_made(root: Path, tmp_path: Path, capsys: Caught) -> None:
    assert ran(root, "make", tmp_path, "-n", "-v", "--sets", "sealed") == 0
    told = capsys.readouterr().out
    assert FIRST in told
    assert "would be made" in told
    assert "C1-20240306-01.jpg" in told
    assert "trial run" in told
    assert ran(root, "due", "-v", "--studio", "机电") == 1
    told = capsys.readouterr().out
    assert "机电维修劳模创新工作室, 2023: 1 image is on no disc" in told
    assert "C3-20230620-01.jpg" in told
    assert "disc make OUT_DIR" in told
    assert ran(root, "make", tmp_path, "-n", "-q") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_discs_are_made_checked_and_due(
    made: Path, root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.store.disc_folder.is_drive", lambda _place: True)
    assert sorted(path.name for path in made.iterdir()) == [f"{SECOND}.iso", f"{FIRST}.iso"]
    capsys.readouterr()
    assert ran(root, "make", made) == 0
    assert "nothing to burn" in capsys.readouterr().out
    disc = burnt(made / f"{FIRST}.iso", root.parent / "盘")
    named = ["--disc", FIRST, "--set", "封存", "--by", "徐宏伟"]
    assert ran(root, "verify", disc, *named) == 0
    told = capsys.readouterr().out
    assert "is sound" in told
    assert "Entered" in told
    (disc / "说明文件.TXT").unlink()
    assert ran(root, "verify", disc, "--disc", FIRST, "--set", "in-use", "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert (value["schema"], value["disc"]) == ("archivist/disc-verify/1", FIRST)
    assert value["faults"] == [{"fault": "missing", "path": "说明文件.TXT", "detail": ""}]
    assert value["entered"] is True
    assert ran(root, "due") == 1
    told = capsys.readouterr().out
    assert f"disc {FIRST}, set 异地: never burnt" in told
    assert f"disc {FIRST}, set 利用: the check on 2025.12.31 failed" in told
    assert f"disc {SECOND}, set 封存, 异地, 利用: never burnt" in told
    assert f"verify E:\\ --disc {SECOND} --set 封存" in " ".join(told.split())
    assert ran(root, "due", "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "archivist/disc-due/1"
    assert value["unburnt"] == []
    assert {each["kind"] for each in value["due"]} >= {"failed", "unburnt", "set-missing"}


def test_an_image_is_checked_without_entering_anything(
    made: Path, root: Path, capsys: Caught
) -> None:
    assert ran(root, "verify", made / f"{SECOND}.iso", "--disc", SECOND) == 0
    told = capsys.readouterr().out
    assert "Entered" not in told
    assert "archive's own list" in told


def test_another_disc_is_not_entered(made: Path, root: Path, capsys: Caught) -> None:
    disc = burnt(made / f"{SECOND}.iso", root.parent / "另一盘")
    assert ran(root, "verify", disc, "--disc", "CL-2024-001", "--set", "封存") == 8
    assert f"This is disc {SECOND}" in capsys.readouterr().err


def test_a_folder_that_is_no_disc_is_said_to_be_none(
    root: Path, made: Path, tmp_path: Path, capsys: Caught
) -> None:
    assert made.is_dir()
    (tmp_path / "照片.jpg").write_bytes(b"x")
    for words in ([], ["--disc", FIRST, "--set", "封存"]):
        assert ran(root, "verify", tmp_path, *words) == 4
        told = capsys.readouterr().err
        assert "is no disc that archivist made" in told
        assert "--adopt" in told


def test_what_is_entered_is_told_and_a_copy_is_not_taken_for_burnt(
    root: Path, made: Path, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc = burnt(made / f"{SECOND}.iso", tmp_path / "盘")
    named = ["--disc", SECOND, "--set", "异地"]
    assert ran(root, "verify", disc, *named) == 0
    told = "".join(capsys.readouterr().out.split())
    assert "检测日期2025.12.31,检测结果合格" in told
    assert "刻录日期staysempty" in told
    assert "检测人isempty:runthecommandagainwith--by" in told
    monkeypatch.setattr("archivist.store.disc_folder.is_drive", lambda _place: True)
    assert ran(root, "verify", disc, *named, "--by", "徐宏伟") == 0
    told = "".join(capsys.readouterr().out.split())
    assert "检测人徐宏伟,刻录日期2025.12.31" in told
    assert "empty" not in told


def test_a_disc_that_failed_is_burnt_anew_with_its_number_as_well(
    root: Path, made: Path, tmp_path: Path, capsys: Caught
) -> None:
    disc = burnt(made / f"{SECOND}.iso", tmp_path / "盘")
    (disc / "文件目录.XML").unlink()
    assert ran(root, "verify", disc, "--disc", SECOND, "--set", "利用", "--by", "徐宏伟") == 1
    told = capsys.readouterr().out
    assert "检测结果不合格" in "".join(told.split())
    assert "→ Burn the disc anew from its image" in " ".join(told.split())


def test_a_disc_is_checked_where_there_is_no_archive(
    made: Path, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc = burnt(made / f"{SECOND}.iso", tmp_path / "盘")
    monkeypatch.chdir(tmp_path)
    verify = ["archivist", "--lang", "en", "disc", "verify", str(disc)]
    assert run(verify) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"Disc {SECOND} is sound: " in told
    assert "of the disc itself" in told
    assert "no archive here" in told
    (disc / "文件目录.XML").write_bytes(b"")
    for number in range(60):
        (disc / f"{number}").write_bytes(b"")
    assert run(verify) == 1
    told = capsys.readouterr().out
    assert "文件目录.XML: changed" in told
    assert "and 11 more" in told
    assert "make --again" in " ".join(told.split())
    for words in (["--register"], ["--disc", SECOND], ["--set", "封存"], ["--by", "徐宏伟"]):
        assert run([*verify, *words]) == 2
        assert "no archive here" in capsys.readouterr().err


def test_labels_bear_the_number_and_the_head_of_the_journal(
    sample: Path, tmp_path: Path, capsys: Caught
) -> None:
    pytest.importorskip("pypdfium2")
    from tests.labels import plain  # noqa: PLC0415
    from tests.pages import text_of  # noqa: PLC0415

    (tmp_path / "out").mkdir()
    words = ["--studio", "机电", "--sets", "封存", "--label", str(tmp_path / "标签.pdf")]
    assert ran(sample, "make", tmp_path / "out", *words) == 0
    assert "Labels for 1 copy." in capsys.readouterr().out
    text = plain(text_of((tmp_path / "标签-case.pdf").read_bytes()))
    assert SECOND in text
    assert "Headofthejournal" in text
    assert (tmp_path / "标签-face.pdf").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["make", ".", "--sets", "四套"], "is no set"),
        (["make", ".", "--sets", ","], "is no set"),
        (["make", ".", "--media", "floppy"], "floppy"),
        (["make", ".", "--label", "x/y.pdf"], "is not there"),
        (["verify", ".", "--register"], "--disc"),
        (["verify", ".", "--set", "封存"], "--disc"),
        (["verify", ".", "--by", "徐宏伟"], "--disc"),
        (["verify", ".", "--disc", "1", "--set", "封存,异地"], "one set"),
    ],
)
def test_what_makes_no_sense_is_refused(
    root: Path, capsys: Caught, words: list[str], told: str
) -> None:
    assert ran(root, *words) in {2, 7}
    assert told in capsys.readouterr().err


def test_what_cannot_be_made_is_told_with_the_reason(
    root: Path, made: Path, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = f"{FIRST[:-1]}2"
    (tmp_path / f"{number}.iso").write_bytes(b"mine")
    assert made.is_dir()
    capsys.readouterr()
    words = ["--again", "--studio", "河套", "--year", "2024"]
    assert ran(root, "make", tmp_path, *words) == 1
    told = capsys.readouterr().out
    assert "is there already" in told
    assert "What to do next" not in told
    monkeypatch.setattr("archivist.actions.burning.plan.room_of", lambda _media: 1)
    assert ran(root, "make", tmp_path, *words) == 1
    assert "larger than a disc of this kind" in capsys.readouterr().out
