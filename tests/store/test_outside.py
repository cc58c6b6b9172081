"""What belongs outside an archive is refused in it, however the place is spelt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.errors import InvalidChoiceError
from archivist.store.outside import archive_around, free_beside, refuse_inside

POSIX = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "库" / "室").mkdir(parents=True)
    (tmp_path / "库" / "archive.toml").write_bytes(b"")
    return tmp_path / "库"


@pytest.mark.parametrize("where", ["", "室", "新/更新", "室/../新", "../库/x"])
def test_a_place_in_the_archive_is_refused_with_the_way_out(where: str, root: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="lies in the archive") as caught:
        refuse_inside(root / where, root, "go elsewhere")
    assert caught.value.hint == "go elsewhere"
    assert archive_around(root / where) == root.resolve()


@POSIX
def test_a_link_into_the_archive_lies_in_it_and_one_out_of_it_does_not(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").symlink_to(root / "室")
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(InvalidChoiceError):
        refuse_inside(tmp_path / "in" / "x", root, "")
    refuse_inside(root / "out" / "x", root, "")
    assert archive_around(tmp_path / "in" / "x") == root.resolve()
    assert archive_around(root / "out" / "x") is None


def test_an_archive_lies_in_itself_only_when_that_is_asked(root: Path) -> None:
    assert archive_around(root) == root.resolve()
    assert archive_around(root, itself=False) is None
    assert archive_around(root / "室", itself=False) == root.resolve()


def test_a_place_outside_is_named_as_one_writes_it_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert Path(free_beside(root, "新")) == Path("../新")
    (root.parent / "新").mkdir()
    assert Path(free_beside(root, "新")) == Path("../新2")


def test_where_no_path_leads_from_here_it_is_named_in_full(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apart(_place: Path) -> str:
        raise ValueError("another drive")

    monkeypatch.setattr("archivist.store.outside.os.path.relpath", apart)
    assert free_beside(root, "新") == str(root.parent / "新")
