"""Checking a disc: what is missing, changed, too much, and lists that were changed as well.

``ARCHIVIST_FLIPS`` sets in how many places of an image a bit is changed.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.actions.burning.verify import known_discs, verify_disc, wrong_disc_text
from archivist.actions.init import init
from archivist.actions.view import View
from archivist.errors import InvalidFileError, NotReadableError
from archivist.formats.iso import hash_image
from archivist.model.disc import Disc
from archivist.model.disc_check import DiscCheck, Fault
from archivist.model.sums import sum_line
from archivist.store.disc_lists import parsed_list
from tests.actions.burnwork import NUMBER, burnt, flipped, make, with_fonds
from tests.actions.conftest import DAY, ITEM, OLD
from tests.photos import a_photo

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "5"))
FOLDER = "电子档案/2025/06 培训学习资料/20250318 测流授课"
PHOTO = f"{FOLDER}/C1-20250318-01.jpg"
SUMS = "其他/sha256sums.txt"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of which a disc was made; no test changes it."""
    root = tmp_path_factory.mktemp("verify") / "库"
    init(root, ["甲工作室"], "zh_CN")
    with_fonds(root)
    item = root / ITEM
    item.mkdir()
    (item / "C1-20250318-01.jpg").write_bytes(a_photo("blue"))
    (item / "C1-20250318-02.jpg").write_bytes(a_photo("red"))
    (root.parent / "out").mkdir()
    assert make(View(root=root, as_of=DAY, now_ns=OLD * 2), root.parent / "out").done
    burnt(image_of(root), root.parent / "盘")
    return root


@pytest.fixture
def disc(root: Path, tmp_path: Path) -> Path:
    """Return what lies on the burnt disc."""
    return Path(shutil.copytree(root.parent / "盘", tmp_path / "盘"))


def image_of(root: Path) -> Path:
    return root.parent / "out" / f"{NUMBER}.iso"


def told(check: DiscCheck) -> set[tuple[Fault, str]]:
    return {(each.fault, each.path) for each in check.faults}


def test_a_disc_and_its_image_are_sound(root: Path, disc: Path) -> None:
    for place in (disc, image_of(root)):
        check = verify_disc(place, known_discs(root))
        assert (check.faults, check.by_archive) == ((), True)
        assert (check.number, check.nearest, check.files) == (NUMBER, NUMBER, 10)
    alone = verify_disc(disc, known_discs(None))
    assert (alone.sound, alone.by_archive, alone.number) == (True, False, NUMBER)
    assert (alone.records, alone.files - alone.records) == (2, 8)


def test_each_fault_is_named(root: Path, disc: Path) -> None:
    (disc / PHOTO).unlink()
    (disc / FOLDER / "C1-20250318-02.jpg").write_bytes(b"x")
    (disc / FOLDER / "more.jpg").write_bytes(b"x")
    (disc / "link").symlink_to("/etc/passwd")
    wanted = {
        (Fault.MISSING, PHOTO),
        (Fault.CHANGED, f"{FOLDER}/C1-20250318-02.jpg"),
        (Fault.EXTRA, f"{FOLDER}/more.jpg"),
        (Fault.LINK, "link"),
    }
    assert told(verify_disc(disc, known_discs(root))) == wanted
    assert told(verify_disc(disc, known_discs(None))) == wanted


def test_a_list_that_was_changed_with_a_file_is_found_by_the_archive(
    root: Path, disc: Path
) -> None:
    (disc / PHOTO).write_bytes(b"forged")
    sums, _torn = parsed_list((disc / SUMS).read_bytes())
    sums[PHOTO] = hashlib.sha256(b"forged").hexdigest()
    lines = (sum_line(sums[path], path) for path in sorted(sums))
    (disc / SUMS).write_text("".join(lines), encoding="utf-8")
    assert verify_disc(disc, known_discs(None)).sound
    assert told(verify_disc(disc, known_discs(root))) == {
        (Fault.LOST, f"{ITEM}/C1-20250318-01.jpg"),
        (Fault.FOREIGN, PHOTO),
        (Fault.CHANGED, SUMS),
    }


def test_a_disc_without_its_list_is_held_against_the_archives(root: Path, disc: Path) -> None:
    (disc / SUMS).unlink()
    (disc / PHOTO).write_bytes(b"forged")
    assert told(verify_disc(disc, known_discs(root))) == {
        (Fault.NO_LIST, ""),
        (Fault.LOST, f"{ITEM}/C1-20250318-01.jpg"),
        (Fault.FOREIGN, PHOTO),
    }
    assert told(verify_disc(disc, known_discs(None))) == {(Fault.NO_LIST, "")}


def test_an_image_that_was_burnt_as_a_file_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "盘").mkdir()
    shutil.copy(image_of(root), tmp_path / "盘" / "1.ISO")
    check = verify_disc(tmp_path / "盘", known_discs(None))
    assert told(check) == {(Fault.AS_FILE, "1.ISO")}


def test_a_damaged_line_of_the_list_is_told(disc: Path) -> None:
    lines = (disc / SUMS).read_bytes().splitlines(keepends=True)
    (disc / SUMS).write_bytes(b"rubbish\n" + b"".join(lines))
    check = verify_disc(disc, known_discs(None))
    assert [(each.fault, each.path, each.detail) for each in check.faults] == [
        (Fault.BAD_LINE, SUMS, "1")
    ]


def test_a_path_that_leads_out_is_only_missing(root: Path, disc: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    line = sum_line(hashlib.sha256(b"x").hexdigest(), "../secret")
    with (disc / SUMS).open("a", encoding="utf-8") as file:
        file.write(line)
    assert (Fault.MISSING, "../secret") in told(verify_disc(disc, known_discs(root)))


def test_the_archives_own_list_is_doubted_as_well(root: Path, disc: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "库"))
    kept = copy / ".archivist" / "discs" / f"{NUMBER}.txt"
    kept.write_bytes(kept.read_bytes().replace(b"C1-2025", b"C2-2025"))
    assert told(verify_disc(disc, known_discs(copy))) == {(Fault.NOT_ARCHIVED, "")}
    kept.unlink()
    check = verify_disc(disc, known_discs(copy), NUMBER)
    assert (told(check), check.by_archive) == ({(Fault.NOT_ARCHIVED, "")}, False)


def test_a_bit_that_flips_anywhere_in_an_image_is_found(root: Path, tmp_path: Path) -> None:
    image, known = image_of(root), known_discs(root)
    chance = random.Random(NUMBER)  # noqa: S311 - the same places each time
    for _number in range(FLIPS):
        place = chance.randrange(image.stat().st_size)
        broken = flipped(image, tmp_path / f"{NUMBER}.iso", place)
        try:
            check = verify_disc(broken, known, NUMBER)
        except InvalidFileError:
            continue  # it is no image any more, and that is said
        assert not check.sound, place


def test_the_file_in_which_it_flips_is_named(root: Path, tmp_path: Path) -> None:
    content = (root / ITEM / "C1-20250318-01.jpg").read_bytes()
    place = image_of(root).read_bytes().index(content) + len(content) // 2
    check = verify_disc(flipped(image_of(root), tmp_path / "x", place), known_discs(root))
    assert told(check) == {(Fault.CHANGED, PHOTO), (Fault.IMAGE, "")}


def test_the_register_tells_the_image_where_the_journal_does_not(root: Path) -> None:
    whole = hashlib.sha256(image_of(root).read_bytes()).hexdigest()
    own = hashlib.sha256((root.parent / "盘" / SUMS).read_bytes()).hexdigest()
    for digest, faults in (
        (f"SHA-256：{whole}", set()),
        (f"SHA-256：{'0' * 64}", {(Fault.IMAGE, "")}),
        (f"SHA-256（{SUMS}）：{own}", set()),
        (f"SHA-256（{SUMS}）：{'0' * 64}", {(Fault.CHANGED, SUMS)}),
    ):
        row = Disc(studio="甲", number=NUMBER, digest=digest)
        assert told(verify_disc(image_of(root), known_discs(None), NUMBER, row)) == faults


def test_another_disc_is_known_by_what_lies_on_it(root: Path, disc: Path) -> None:
    check = verify_disc(disc, known_discs(root), "A104-2025-009")
    assert NUMBER in wrong_disc_text(check, "A104-2025-009")
    assert wrong_disc_text(check, NUMBER.lower()) == ""


@pytest.mark.parametrize("kind", ["nowhere", "empty"])
def test_what_is_no_disc_is_refused(tmp_path: Path, kind: str) -> None:
    if kind == "empty":
        (tmp_path / kind).mkdir()
    with pytest.raises(NotReadableError):
        verify_disc(tmp_path / kind, known_discs(None))


def test_a_file_that_is_no_image_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.iso").write_bytes(b"no image")
    with pytest.raises(InvalidFileError):
        verify_disc(tmp_path / "x.iso", known_discs(None))


def test_what_cannot_be_read_is_named(
    root: Path, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = "archivist.actions.burning.carrier"
    refused = OSError(5, "x")
    monkeypatch.setattr(f"{carrier}.small_file", lambda *_words: (_ for _ in ()).throw(refused))
    assert (Fault.UNREADABLE, SUMS) in told(verify_disc(disc, known_discs(None)))
    monkeypatch.setattr("archivist.store.disc_folder.MOST", 3)
    assert (Fault.TOO_MUCH, "") in told(verify_disc(disc, known_discs(root)))
    whole = hash_image(image_of(root))
    files = tuple(
        replace(each, sha256=refused) if each.path == PHOTO else each for each in whole.files
    )
    half = replace(whole, files=files, digest="", unread=refused)
    monkeypatch.setattr(f"{carrier}.hash_image", lambda *_words: half)
    check = verify_disc(image_of(root), known_discs(None))
    assert {(Fault.UNREADABLE, PHOTO), (Fault.UNREADABLE, f"{NUMBER}.iso")} <= told(check)
    assert (Fault.MISSING, PHOTO) not in told(check)
