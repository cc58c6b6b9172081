"""The line in which a key of a TOML file stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archivist.store.toml_places import line_numbers, line_of
from tests.store.rubrics import GOOD, written

CASES = [
    ("a = 1\nb = 2\n", "b", 2),
    ("[a]\nb = 1\n", "a.b", 2),
    ("[[a]]\nb = 1\n[[a]]\nb = 2\n", "a.2.b", 4),
    ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n", "a.2.b.2.c", 7),
    ("[[a]]\n[a.b]\nc = 1\n", "a.1.b.c", 3),
    ("[[ a . b ]]  # x\n'c d' = 1\n", "a.b.1.c d", 2),
    ('a = """\n[[x]]\nb = 1\n"""\nb = 2\n', "b", 5),
    ("a = '''\nb = 1\n'''\nb = 2\n", "b", 4),
    ('a = """x"""\nb = 1\n', "b", 2),
    ('a = [\n  "x",\n  ["y"],\n]\nb = 1\n', "b", 5),
    ("[[a]]\nb = [{ c = 1 }]\n", "a.1.b.1.c", 2),
    ("[[a]]\nb = 1\n", "a.1.missing", 1),
    ("b = 1\n", "x.y.z", 0),
    ("", "", 0),
]


@pytest.mark.parametrize(("text", "place", "line"), CASES)
def test_a_place_has_its_line(text: str, place: str, line: int, tmp_path: Path) -> None:
    tomllib.loads(text)
    assert line_of(place, line_numbers(written(tmp_path, text))) == line


def test_a_file_that_is_gone_or_no_text_has_no_lines(tmp_path: Path) -> None:
    assert line_numbers(tmp_path / "no.toml") == {}
    path = tmp_path / "r.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert line_numbers(path) == {}
    path.write_bytes(b"\x81")
    assert line_numbers(path) == {}


def test_every_key_of_a_rubric_has_its_line(tmp_path: Path) -> None:
    numbers = line_numbers(written(tmp_path, GOOD))
    lines = GOOD.split("\n")
    for place, number in numbers.items():
        last = place.rstrip("0123456789.").rpartition(".")[2]
        assert last in lines[number - 1]
    assert len(numbers) == sum(bool(line) for line in lines)
