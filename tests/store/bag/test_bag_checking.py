"""Every fault of a bag is named; the other program refuses the same bags, where it can."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.model.bag_faults import FaultKind, NoticeKind
from archivist.store.bag import statements
from archivist.store.bag.reading import FolderSource
from archivist.store.bag.writing import new_bag
from tests.store.bag.bags import FILES, accepted, checked, kinds, our_bag, relist, their_bag

DEEP = "data/甲工作室/06 培训学习资料/20250318 授课"
MANIFEST, TAGS, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)


def put(name: str, content: str | bytes, *, relisted: bool = True) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        data = content.encode() if isinstance(content, str) else content
        (bag / name).write_bytes(data)
        if relisted:
            relist(bag)

    return change


def more(name: str, text: str) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        with (bag / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text)
        relist(bag)

    return change


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        text = (bag / name).read_bytes().decode()
        assert old in text
        (bag / name).write_bytes(text.replace(old, new).encode())
        if name != TAGS:
            relist(bag)

    return change


def without(name: str, *, relisted: bool = False) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        (bag / name).unlink()
        if relisted:
            relist(bag)

    return change


DIGEST = "0" * 64
CASES = {
    "no declaration": (without("bagit.txt", relisted=True), FaultKind.NO_DECLARATION),
    "declaration": (put("bagit.txt", "BagIt-Version: 1.0\n"), FaultKind.DECLARATION),
    "version": (swap("bagit.txt", "1.0", "9.0"), FaultKind.VERSION),
    "encoding": (swap("bagit.txt", "UTF-8", "Klingon"), FaultKind.ENCODING),
    "not in its encoding": (put(MANIFEST, b"\xff\xfe\xff"), FaultKind.ENCODING),
    "no manifest": (without(MANIFEST, relisted=True), FaultKind.NO_MANIFEST),
    "oxum": (swap(INFO, "Payload-Oxum: ", "Payload-Oxum: 1"), FaultKind.OXUM),
    "missing": (without(f"{DEEP}/学习记录表.txt"), FaultKind.MISSING),
    "missing and empty": (without(f"{DEEP}/空.txt"), FaultKind.MISSING),
    "changed": (put("data/archive.toml", b"plan = 'y'\n", relisted=False), FaultKind.CHANGED),
    "extra": (put("data/more.txt", "more", relisted=False), FaultKind.EXTRA),
    "repeated": (more(MANIFEST, f"{DIGEST}  data/archive.toml\n"), FaultKind.REPEATED),
    "up": (more(MANIFEST, f"{DIGEST}  data/../../x\n"), FaultKind.PATH),
    "absolute": (more(MANIFEST, f"{DIGEST}  /etc/passwd\n"), FaultKind.PATH),
    "home": (more(MANIFEST, f"{DIGEST}  ~/x\n"), FaultKind.PATH),
    "drive": (more(MANIFEST, f"{DIGEST}  C:/x\n"), FaultKind.PATH),
    "backslash": (more(MANIFEST, f"{DIGEST}  data\\..\\x\n"), FaultKind.PATH),
    "nul": (more(MANIFEST, f"{DIGEST}  data/a\0b\n"), FaultKind.PATH),
    "tag changed": (
        put("metadata/目录.csv", "forged", relisted=False),
        FaultKind.TAG_CHANGED,
    ),
    "tag missing": (without("metadata/目录.csv"), FaultKind.TAG_MISSING),
    "manifest changed": (
        lambda bag: (bag / MANIFEST).write_bytes((bag / MANIFEST).read_bytes()[:-1]),
        FaultKind.TAG_CHANGED,
    ),
    "no payload": (
        lambda bag: (bag / "data").rename(bag.parent / "away"),
        FaultKind.NO_PAYLOAD,
    ),
}
ALONE = {
    "no line": (more(MANIFEST, "nonsense\n"), FaultKind.LINE),
    "empty line": (more(MANIFEST, "\n"), FaultKind.LINE),
    "info is none": (more(INFO, "nonsense\n"), FaultKind.LINE),
    "unknown algorithm": (put("manifest-crc99.txt", "0  data/x\n"), FaultKind.ALGORITHM),
    "collision": (
        lambda bag: (bag / "data/ARCHIVE.toml").write_bytes(b"x"),
        FaultKind.COLLISION,
    ),
    "unequal": (
        put("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  " + f"{DEEP}/空.txt\n"),
        FaultKind.UNEQUAL,
    ),
    "tag unlisted": (
        swap(TAGS, "bagit.txt", "metadata/目录.csv "),
        FaultKind.TAG_UNLISTED,
    ),
    "mixed letters": (
        lambda bag: (bag / TAGS).write_bytes(_capital((bag / TAGS).read_bytes())),
        FaultKind.LINE,
    ),
    "payload among tags": (more(MANIFEST, f"{DIGEST}  bag-info.txt\n"), FaultKind.PATH),
    "fetched is not listed": (put("fetch.txt", "http://a.b/c - data/x\n"), FaultKind.UNEQUAL),
    "byte-order mark": (
        lambda bag: put(MANIFEST, b"\xef\xbb\xbf" + (bag / MANIFEST).read_bytes())(bag),
        FaultKind.ENCODING,
    ),
}


def _capital(content: bytes) -> bytes:
    at = next(n for n, byte in enumerate(content) if chr(byte) in "abcdef")
    return content[:at] + content[at : at + 1].upper() + content[at + 1 :]


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_named_and_the_other_program_refuses_it_too(name: str, tmp_path: Path) -> None:
    change, kind = CASES[name]
    bag = our_bag(tmp_path)
    change(bag)
    assert kind in kinds(bag)
    assert not accepted(bag)


@pytest.mark.parametrize("name", ALONE)
def test_a_fault_that_the_other_program_lets_pass_is_named(name: str, tmp_path: Path) -> None:
    change, kind = ALONE[name]
    bag = our_bag(tmp_path)
    change(bag)
    assert kind in kinds(bag)


def test_our_bag_is_valid_for_both(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    found = checked(bag)
    assert (found.faults, found.notices) == ([], [])
    assert found.oxum.count == len(FILES)
    assert found.oxum.size == sum(map(len, FILES.values()))
    assert accepted(bag)


@pytest.mark.parametrize(
    "algorithms", [(), ("md5",), ("sha1", "sha256"), ("sha512",), ("md5", "sha1", "sha512")]
)
def test_their_bag_is_valid_for_us(algorithms: tuple[str, ...], tmp_path: Path) -> None:
    bag = their_bag(tmp_path, *algorithms)
    found = checked(bag)
    assert found.faults == []
    assert set(found.algorithms) == set(algorithms or ("sha256", "sha512"))
    weak = {each.kind for each in found.notices} & {NoticeKind.WEAK}
    assert bool(weak) is (algorithms == ("md5",))
    (bag / "data/archive.toml").write_bytes(b'plan = "y"\n')
    changed = [each for each in checked(bag).faults if each.kind is FaultKind.CHANGED]
    assert len(changed) == len(found.algorithms)
    assert not accepted(bag)


def test_all_faults_are_named_not_only_the_first(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    (bag / "data/archive.toml").write_bytes(b"it was changed")
    (bag / DEEP / "空.txt").unlink()
    (bag / "data/more.txt").write_bytes(b"more")
    (bag / "metadata/目录.csv").write_bytes(b"forged")
    assert kinds(bag) == {
        FaultKind.CHANGED,
        FaultKind.MISSING,
        FaultKind.EXTRA,
        FaultKind.TAG_CHANGED,
        FaultKind.OXUM,
    }


def test_names_with_line_breaks_and_percent_signs_come_through(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such names")
    names = ["a\nb.txt", "c\rd.txt", "100%.txt", "e%0Af.txt", "g%25h.txt"]
    (tmp_path / "x").write_bytes(b"x")
    with new_bag(tmp_path / "bag") as writer:
        for name in names:
            assert writer.copy(tmp_path / "x", name).sha256
        writer.manifest()
        writer.finish([])
    assert checked(tmp_path / "bag").faults == []
    text = (tmp_path / "bag" / MANIFEST).read_text(encoding="utf-8")
    assert text.count("\n") == len(names)


def test_a_name_in_another_unicode_form_is_told(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    (bag / "data/e\u0301.txt").write_bytes(b"x")
    line = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  data/\u00e9.txt\n"
    more(MANIFEST, line)(bag)
    found = checked(bag)
    assert {each.kind for each in found.faults} == {FaultKind.OXUM}
    assert NoticeKind.FORM in {each.kind for each in found.notices}
    more(MANIFEST, line.replace("2d", "00").replace("\u00e9", "e\u0301"))(bag)
    assert FaultKind.REPEATED in kinds(bag)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (without(TAGS), NoticeKind.NO_TAG_MANIFEST),
        (without(INFO, relisted=True), NoticeKind.NO_OXUM),
        (put("README.md", "read me", relisted=False), NoticeKind.UNLISTED),
    ],
    ids=["no tag manifest", "no oxum", "unlisted"],
)
def test_what_is_no_fault_is_told(
    change: Callable[[Path], None], kind: NoticeKind, tmp_path: Path
) -> None:
    bag = our_bag(tmp_path)
    change(bag)
    found = checked(bag)
    assert found.faults == []
    assert kind in {each.kind for each in found.notices}


def test_files_that_lie_elsewhere_are_told_and_missing(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    (bag / "data/archive.toml").unlink()
    put("fetch.txt", "http://a.b/c 11 data/archive.toml\n")(bag)
    found = checked(bag)
    assert NoticeKind.FETCH in {each.kind for each in found.notices}
    missing = [each for each in found.faults if each.kind is FaultKind.MISSING]
    assert [each.detail for each in missing] == ["http://a.b/c"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_and_pipes_are_named_and_not_followed(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    (bag / "data/link.txt").symlink_to("/etc/passwd")
    (bag / "data/folder").symlink_to(tmp_path)
    os.mkfifo(bag / "data/pipe")
    assert kinds(bag) == {FaultKind.LINK, FaultKind.SPECIAL}
    (bag / "data/archive.toml").unlink()
    (bag / "data/archive.toml").symlink_to(tmp_path / "source" / "3")
    assert FaultKind.MISSING in kinds(bag)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_in_utf8_is_named(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    with open(os.fsencode(bag / "data") + b"/\xce\xc4.txt", "wb") as file:  # noqa: PTH123
        file.write(b"x")
    (bag / "data" / "a\\b.txt").write_bytes(b"x")
    assert kinds(bag) == {FaultKind.NAME, FaultKind.PATH}


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = our_bag(tmp_path)
    opened = FolderSource.open

    def refusing(self: FolderSource, path: str) -> object:
        if path.endswith(("archive.toml", INFO)):
            raise PermissionError(13, "no")
        return opened(self, path)

    monkeypatch.setattr(FolderSource, "open", refusing)
    found = checked(bag)
    unread = {each.path for each in found.faults if each.kind is FaultKind.UNREADABLE}
    assert unread == {"data/archive.toml", INFO}


def test_a_huge_manifest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_MOST_TEXT", 100)
    found = checked(our_bag(tmp_path)).faults
    assert (FaultKind.UNREADABLE, MANIFEST) in {(each.kind, each.path) for each in found}


def test_an_empty_bag_is_whole(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    (bag / "data").mkdir(parents=True)
    (bag / MANIFEST).touch()
    said = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    (bag / "bagit.txt").write_text(said, encoding="utf-8")
    assert checked(bag).faults == []
