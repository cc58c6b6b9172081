from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.bag import (
    ALGORITHMS,
    MOST_LINES,
    Oxum,
    collisions,
    decoded,
    encoded,
    info_text,
    is_safe,
    manifest_line,
    manifest_name,
    read_declaration,
    read_fetch,
    read_info,
    read_manifest,
    split_lines,
)
from archivist.model.bag_faults import FaultKind

DIGEST = "0123456789abcdef" * 4
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\\0:"), min_size=1)


@given(st.text())
def test_a_path_is_read_as_it_was_written(path: str) -> None:
    assert decoded(encoded(path)) == path
    assert not set(encoded(path)) & {"\r", "\n"}


@given(NAMES.filter(lambda name: name not in {".", ".."}))
def test_a_line_is_read_as_it_was_written(name: str) -> None:
    path = f"data/{name}"
    read = read_manifest("manifest-sha256.txt", manifest_line(DIGEST, path), "1.0")
    assert (read.digests, read.faults) == ({path: DIGEST}, [])


@given(st.integers(0, 10**19), st.integers(0, 10**19))
def test_an_oxum_is_read_as_it_was_written(size: int, count: int) -> None:
    assert Oxum.parse(str(Oxum(size, count))) == Oxum(size, count)


@pytest.mark.parametrize("text", ["", "1", "1.", "1.2.3", "-1.2", "1,5"])
def test_another_form_is_no_oxum(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Oxum.parse(text)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../x",
        "data/../../x",
        "~/x",
        "~root/x",
        "C:/x",
        "data/C:x",
        "data\\x",
        "data/a\0b",
        "data//x",
        "data/./x",
        "data/",
        "",
    ],
)
def test_a_path_that_could_lead_elsewhere_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize("path", ["data/x", "data/中 文/a%b.txt", "data/a~b", "data/~b", "x:y.txt"])
def test_an_ordinary_path_is_safe(path: str) -> None:
    assert is_safe(path) is (path != "x:y.txt")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("zz  data/x", FaultKind.LINE),
        (f"{DIGEST[:-1]}  data/x", FaultKind.LINE),
        (f"{DIGEST}0  data/x", FaultKind.LINE),
        (f"{DIGEST}", FaultKind.LINE),
        (f"{DIGEST}  ", FaultKind.LINE),
        ("", FaultKind.LINE),
        ("# remark", FaultKind.LINE),
        (f"{DIGEST}  ../x", FaultKind.PATH),
        (f"{DIGEST}  data/x\n{DIGEST}  data/x", FaultKind.REPEATED),
        (f"{DIGEST}  data/x\n{DIGEST.upper()}  data/y", FaultKind.LINE),
        (f"{DIGEST.replace('a', 'A')}  data/x", FaultKind.LINE),
    ],
)
def test_a_line_that_is_none_is_named(line: str, kind: FaultKind) -> None:
    read = read_manifest("manifest-sha256.txt", f"{line}\n", "1.0")
    assert kind in {fault.kind for fault in read.faults}


@pytest.mark.parametrize(
    "line",
    [
        f"{DIGEST} data/x",
        f"{DIGEST}\tdata/x",
        f"{DIGEST.upper()}  data/x",
        f"{DIGEST} *data/x",
        f"{DIGEST}  ./data/x",
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_what_other_programs_write_is_read(line: str, end: str) -> None:
    read = read_manifest("manifest-sha256.txt", line + end, "1.0")
    assert (read.digests, read.faults) == ({"data/x": DIGEST}, [])


def test_a_percent_sign_means_itself_before_version_1() -> None:
    assert decoded("a%25b%0Ac", "0.97") == "a%25b\nc"
    assert decoded("a%25b%0ac", "1.0") == "a%b\nc"


def test_lines_end_at_line_breaks_alone() -> None:
    assert list(split_lines("a\u2028b\x0bc\nd\re\r\nf")) == ["a\u2028b\x0bc", "d", "e", "f"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", ("1.0", "UTF-8")),
        ("BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8", ("0.97", "UTF-8")),
        ("BagIt-Version: 1.0\n", None),
        ("BagIt-Version: one\nTag-File-Character-Encoding: UTF-8\n", None),
        ("Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n", None),
        ("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nmore\n", None),
    ],
)
def test_the_declaration_is_two_lines(text: str, read: tuple[str, str] | None) -> None:
    assert read_declaration(text) == read


def test_info_is_read_as_it_was_written_and_folded_lines_are_one() -> None:
    pairs = [("Source-Organization", "河套"), ("Payload-Oxum", "1.2")]
    assert read_info(info_text([*pairs, ("Contact-Name", "")])) == (pairs, [])
    read, faults = read_info("A: one\n  two\nnonsense\n\nB : c\n")
    assert read == [("A", "one two"), ("B", "c")]
    assert [fault.detail for fault in faults] == ["3"]


def test_a_value_cannot_begin_a_line_of_its_own() -> None:
    assert info_text([("A", "x\nPayload-Oxum: 0.0")]) == "A: x Payload-Oxum: 0.0\n"


def test_what_lies_elsewhere_is_read_with_its_mistakes() -> None:
    text = "http://a.b/c - data/x\nnonsense\nhttp://a.b/c 5 ../y\nhttp://a.b/c 5 bagit.txt\n"
    found, faults = read_fetch(text, "1.0")
    assert found == {"data/x": "http://a.b/c"}
    assert [each.kind for each in faults] == [FaultKind.LINE, FaultKind.PATH, FaultKind.PATH]


def test_names_of_manifests_are_told_apart() -> None:
    assert manifest_name("manifest-SHA256.txt") == (False, "sha256")
    assert manifest_name("tagmanifest-md5.txt") == (True, "md5")
    assert manifest_name("data/manifest-md5.txt") is None
    assert manifest_name("manifest-a/b.txt") is None
    assert set(ALGORITHMS) >= {"sha256", "sha512", "sha1", "md5"}


def test_paths_that_are_one_elsewhere_are_named() -> None:
    found = list(collisions(["data/a", "data/A", "data/\u00e9", "data/e\u0301", "data/b"]))
    assert found == [("data/a", "data/A"), ("data/\u00e9", "data/e\u0301")]


@pytest.mark.parametrize("line", ["\n", "a" + " " * 300 + "\n"])
def test_lines_that_are_none_are_told_up_to_a_bound(line: str) -> None:
    text = "x" + line * (MOST_LINES + 100)
    assert len(read_manifest("manifest-md5.txt", text, "1.0").faults) == MOST_LINES + 1
    assert len(read_fetch(text, "1.0")[1]) == MOST_LINES + 1
    assert len(read_info(text)[1]) <= MOST_LINES + 1
