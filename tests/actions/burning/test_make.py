"""Making discs: images, lists, rows, and what keeps them from being made."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from archivist.actions.burning.make import MakeReport
from archivist.actions.init import init
from archivist.actions.undo import undo
from archivist.formats.disc import SUMS
from archivist.formats.iso import hash_image
from archivist.formats.iso.content import read_member
from archivist.model.selection import Selection
from archivist.model.volumes import Order, image_size
from archivist.store.disc_lists import disc_lists
from archivist.store.journal_notes import notes
from tests.actions.boxwork import STUDIO, Look
from tests.actions.burnwork import NOW, NUMBER, extracted, make, rows, two_years
from tests.actions.conftest import ITEM, state_of
from tests.actions.discwork import REGISTER, a_row, registered
from tests.photos import a_photo


def test_an_image_holds_files_descriptions_and_catalogue(
    made: MakeReport, archive: Path, out: Path
) -> None:
    assert made.done
    (disc,) = made.discs
    assert disc.disc.number == NUMBER
    there = hash_image(out / f"{NUMBER}.iso").sums
    folder = "电子档案/2025/06 培训学习资料/20250318 测流授课"
    for name in ("C1-20250318-01.jpg", "C1-20250318-02.jpg", "item.toml"):
        content = (archive / ITEM / name).read_bytes()
        assert there[f"{folder}/{name}"] == hashlib.sha256(content).hexdigest()
    assert f"{folder}/学习记录表.txt" not in there
    assert {"说明文件.TXT", "文件目录.XML", "其他/sha256sums.txt"} < set(there)


@pytest.mark.skipif(shutil.which("7z") is None, reason="7z is not installed")
@pytest.mark.usefixtures("made")
def test_another_program_reads_every_byte_of_it(archive: Path, out: Path, tmp_path: Path) -> None:
    disc = extracted(out / f"{NUMBER}.iso", tmp_path / "盘")
    folder = disc / "电子档案/2025/06 培训学习资料/20250318 测流授课"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["C1-20250318-01.jpg", "C1-20250318-02.jpg", "item.toml"]
    for name in names:
        assert (folder / name).read_bytes() == (archive / ITEM / name).read_bytes()


@pytest.mark.usefixtures("made")
def test_the_register_gets_a_row_for_each_set(look: Look, out: Path) -> None:
    found = rows(look)
    assert [disc.set for disc in found] == ["封存", "异地", "利用"]
    sums = hash_image(out / f"{NUMBER}.iso").sums[SUMS]
    for disc in found:
        assert (disc.number, disc.type, disc.capacity) == (NUMBER, "DVD", "4.7GB")
        assert (disc.title, disc.year) == (f"{STUDIO}2025年影像", "2025")
        assert (disc.first, disc.last) == ("C1-20250318-01", "C1-20250318-02")
        assert disc.digest == f"SHA-256（盘上清单 {SUMS}）：{sums}"
        assert (disc.list_sha256, disc.image_sha256) == (sums, "")
        assert (disc.burner, disc.place) == ("李淼", "一柜")
        assert disc.burnt is disc.checked is None
        assert disc.size == "0.001"
        assert disc.retention


@pytest.mark.usefixtures("made")
def test_list_and_journal_tell_what_lies_on_it(archive: Path, out: Path) -> None:
    (kept,) = disc_lists(archive)
    assert set(kept.sums) == {
        f"{ITEM}/{name}" for name in ("C1-20250318-01.jpg", "C1-20250318-02.jpg", "item.toml")
    }
    (note,) = notes(archive, "disc")
    assert note.value["number"] == NUMBER
    assert note.value["files"] == 3
    assert note.value["archive_list_sha256"] == kept.sha256
    assert note.value["image_digest"] == hash_image(out / f"{NUMBER}.iso").digest


def test_what_is_on_a_disc_is_not_burnt_twice_unless_asked(
    made: MakeReport, archive: Path, look: Look, out: Path
) -> None:
    again = make(look(), out)
    assert again.done
    assert (again.discs, again.burnt) == ((), 2)
    # The same content under another name is on a disc as well; a new one is not.
    shutil.copy(archive / ITEM / "C1-20250318-01.jpg", archive / ITEM / "C1-20250318-03.jpg")
    (archive / ITEM / "C1-20250318-04.jpg").write_bytes(a_photo("green"))
    (disc,) = make(look(), out, dry_run=True).discs
    assert disc.disc.number == "A104-2025-002"
    assert [each.record.name for each in disc.disc.records] == ["C1-20250318-04.jpg"]
    (disc,) = make(look(), out, again=True, dry_run=True).discs
    assert disc.disc.number == "A104-2025-002"
    assert len(disc.disc.records) == 4
    assert made.done


def test_every_file_can_be_burnt_and_a_choice_of_items(look: Look, out: Path) -> None:
    (disc,) = make(look(), out, all_files=True, dry_run=True).discs
    assert [each.record.name for each in disc.disc.records][-1] == "学习记录表.txt"
    assert disc.disc.title == f"{STUDIO}2025年电子档案"
    assert make(look(), out, Selection(years=(2024,)), dry_run=True).discs == ()


def test_a_trial_run_writes_nothing(archive: Path, look: Look, out: Path) -> None:
    before = state_of(archive)
    report = make(look(), out, dry_run=True)
    assert report.done
    assert [each.image for each in report.discs] == [None]
    assert state_of(archive) == before
    assert [*out.iterdir()] == []
    assert not (archive / ".archivist" / "disc-lock").exists()


def test_rows_go_below_those_of_a_register_that_is_there(
    archive: Path, look: Look, out: Path
) -> None:
    registered(archive, a_row(NUMBER), a_row("旧盘"))
    report = make(look(), out, sets=("封存",), title="照片")
    assert report.done
    # Its number is the next one; it lacks columns such as the checksum.
    found = rows(look)
    assert [disc.number for disc in found] == [NUMBER, "旧盘", "A104-2025-002"]
    assert (found[-1].title, found[-1].set, found[-1].digest) == ("照片", "封存", "")
    assert found[-1].row is not None
    assert found[-1].row.path == REGISTER


def test_taking_back_takes_the_rows_and_the_next_run_uses_the_image(
    made: MakeReport, archive: Path, look: Look, out: Path
) -> None:
    assert undo(archive, 1, NOW).complete
    assert rows(look) == []
    assert (out / f"{NUMBER}.iso").exists()
    (disc,) = make(look(), out).discs
    assert disc.image is not None
    assert (disc.disc.number, disc.image.found, disc.entered) == (NUMBER, True, True)
    assert made.discs[0].image is not None
    assert disc.image.digest == made.discs[0].image.digest
    assert len(rows(look)) == 3


@pytest.mark.usefixtures("made")
def test_an_image_whose_row_was_taken_back_is_told_when_others_are_made(
    archive: Path, look: Look, out: Path
) -> None:
    assert undo(archive, 1, NOW).complete
    (archive / ITEM / "C1-20250318-05.jpg").write_bytes(a_photo("green"))
    report = make(look(), out)
    assert report.orphans == (NUMBER,)
    assert [each.disc.number for each in report.discs] == ["A104-2025-002"]


def test_years_share_a_disc_in_their_order_unless_each_is_to_begin_one(
    archive: Path, look: Look, out: Path
) -> None:
    two_years(archive)
    (disc,) = make(look(), out, dry_run=True).discs
    assert (disc.disc.number, disc.disc.year_text) == ("A104-2024-001", "2024、2025")
    assert disc.disc.codes == ("C1-20240318-01", "C1-20250318-02")
    assert disc.disc.title == f"{STUDIO}2024—2025年影像"
    report = make(look(), out, by_year=True, dry_run=True)
    assert [each.disc.number for each in report.discs] == ["A104-2024-001", NUMBER]
    beside = [part.disc for part in report.discs[0].disc.records[0].beside]
    assert beside == ["电子档案/2024/06 培训学习资料/20240318 测流授课/C1-20240318-01.jpg.xmp"]


@pytest.mark.parametrize("order", Order)
def test_what_does_not_fit_goes_onto_the_next_disc(
    look: Look, out: Path, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    (whole,) = make(look(), out, dry_run=True).discs
    room = max(image_size([each.volume_file]) for each in whole.disc.records) + 100
    monkeypatch.setattr("archivist.actions.burning.plan.room_of", lambda _media: room)
    report = make(look(), out, order=order, dry_run=True)
    assert [each.disc.title[-5:] for each in report.discs] == ["（1/2）", "（2/2）"]
    assert [each.disc.number[-3:] for each in report.discs] == ["001", "002"]
    monkeypatch.setattr("archivist.actions.burning.plan.room_of", lambda _media: 10_000)
    report = make(look(), out, order=order, dry_run=True)
    assert len(report.too_large) == 2
    assert not report.done


def test_each_studio_has_discs_of_its_own_and_numbers_are_never_shared(
    archive: Path, look: Look, out: Path
) -> None:
    init(archive, ["乙工作室"], "zh_CN")
    other = archive / "乙工作室" / "06 培训学习资料" / "20250401 授课"
    other.mkdir(parents=True)
    (other / "C1-20250401-01.jpg").write_bytes(a_photo("green"))
    toml = archive / "archive.toml"
    if "乙工作室" not in toml.read_text(encoding="utf-8"):
        toml.write_text(
            toml.read_text(encoding="utf-8") + '\n[[studios]]\nname = "乙工作室"\n', "utf-8"
        )
    report = make(look(), out, sets=("封存",))
    assert report.done
    assert {each.disc.studio: each.disc.number for each in report.discs} == {
        STUDIO: NUMBER,
        "乙工作室": "A104-2025-002",
    }
    assert {disc.studio: disc.number for disc in rows(look)} == {
        STUDIO: NUMBER,
        "乙工作室": "A104-2025-002",
    }


def test_names_that_no_disc_takes_are_others_there_and_the_catalogue_tells_the_true_ones(
    archive: Path, look: Look, out: Path
) -> None:
    odd = archive / ITEM / 'C1-20250318-03;a"b?.jpg'
    odd.write_bytes(a_photo("green"))
    assert make(look(), out).done
    image = out / f"{NUMBER}.iso"
    there = hash_image(image)
    name = "电子档案/2025/06 培训学习资料/20250318 测流授课/C1-20250318-03；a_b_.jpg"
    assert there.sums[name] == hashlib.sha256(odd.read_bytes()).hexdigest()
    told = read_member(image, there.places, "文件目录.XML", 100_000).decode()
    assert f"<电子档案名称>{name}</电子档案名称>" in told
    assert f"<备注>档案库中为：{ITEM}/C1-20250318-03;a&#34;b?.jpg</备注>" in told
    (kept,) = disc_lists(archive)
    assert f"{ITEM}/{odd.name}" in kept.sums
