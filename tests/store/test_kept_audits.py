"""Kept audits: new files only, found again by name, day or as the last one."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import (
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.names import name_fault
from archivist.model.period import Period, Span
from archivist.store import audit_file, kept_audits
from archivist.store.audit_file import AuditName, safe
from archivist.store.kept_audits import find_kept, keep_audit, look_up_audits
from archivist.store.kept_audits import kept_audits as all_of

NOW = datetime(2025, 4, 3, 10, 15, tzinfo=timezone(timedelta(hours=8)))
NAME = "small-2025-Q1-20250403-101500"
Q1, Q2 = Period.parse("2025-Q1"), Period.parse("2025-Q2")


def an_audit(rubric: object = "small", period: object = "2025-Q1", **more: Any) -> bytes:  # noqa: ANN401
    value = {
        "schema": "archivist/rubric-audit/1", "archive": "库",
        "rubric": {"id": rubric, "name": "小细则", "total": 10}, "period": period,
        "studios": [{"name": "甲工作室", "secured": 8.33}],
    }  # fmt: skip
    return json.dumps(value | more, ensure_ascii=False).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".archivist").mkdir()
    return tmp_path


def folder_of(root: Path) -> Path:
    return root / ".archivist" / "audits"


def test_what_is_kept_is_found_again(root: Path) -> None:
    assert keep_audit(root, an_audit(), NOW) == NAME
    (kept,) = all_of(root)
    assert (kept.name, kept.rubric, kept.period) == (NAME, "small", Q1)
    assert kept.at == "2025-04-03T10:15:00"
    assert kept.content == json.loads(an_audit()) | {"kept_at": "2025-04-03T10:15:00+08:00"}
    assert "甲工作室" in (folder_of(root) / f"{NAME}.json").read_text(encoding="utf-8")
    assert find_kept(root, "last", "small", Q1) == kept


def test_none_is_ever_written_over(root: Path) -> None:
    names = [keep_audit(root, an_audit(archive=text), NOW) for text in "一二三"]
    assert names == [NAME, f"{NAME}-2", f"{NAME}-3"]
    assert [each.content["archive"] for each in all_of(root)] == ["一", "二", "三"]
    assert find_kept(root, "LAST", "small", Q1).name == f"{NAME}-3"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b"1" * 5000,
        an_audit(schema="archivist/rubric-audit/2"),
        an_audit(schema=1),
        an_audit(rubric=None),
        an_audit(period="2025-Q9"),
        an_audit(period=3),
    ],
)
def test_what_is_no_audit_is_not_kept(root: Path, data: bytes) -> None:
    with pytest.raises(InvalidFileError):
        keep_audit(root, data, NOW)
    assert not folder_of(root).exists()


def test_one_that_is_far_too_large_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_file, "MOST", 20)
    with pytest.raises(InvalidFileError):
        keep_audit(root, an_audit(), NOW)


periods = st.builds(
    Period.containing, st.dates(datetime(2000, 1, 1).date()), st.sampled_from(Span)  # noqa: DTZ001
)  # fmt: skip
moments = st.datetimes(datetime(2000, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001


@given(st.text(min_size=1), periods, moments, st.integers(1, 9999))
def test_a_name_tells_what_it_was_made_of(
    rubric: str, period: Period, made: datetime, turn: int
) -> None:
    name = AuditName(rubric=safe(rubric), period=period, made=made, turn=turn)
    assert AuditName.parse(str(name)) == name
    assert name_fault(f"{name}.json") is None
    assert "/" not in str(name)
    assert len(f"{name}.json".encode()) <= 255


@pytest.mark.parametrize("rubric", ["a-2025", "a-2025-03", "xbnh-2025", "..", "CON", "a/b", "细则"])
def test_whatever_a_rubric_is_called_its_audit_is_found(root: Path, rubric: str) -> None:
    keep_audit(root, an_audit(rubric), NOW)
    assert find_kept(root, "last", rubric, Q1).content["rubric"]["id"] == rubric
    assert [path.parent for path in root.rglob("*.json")] == [folder_of(root)]


@pytest.fixture
def history(root: Path) -> Path:
    for day, period in enumerate(["2025-Q1", "2025-Q1", "2025-Q2"]):
        keep_audit(root, an_audit(period=period), NOW + timedelta(days=day))
    keep_audit(root, an_audit("other"), NOW + timedelta(days=9))
    return root


@pytest.mark.parametrize(
    ("name", "period", "found"),
    [
        ("last", Q1, "small-2025-Q1-20250404-101500"),
        ("LAST", Q2, "small-2025-Q2-20250405-101500"),
        ("last", Period.parse("2025"), "small-2025-Q2-20250405-101500"),
        (NAME, Q2, NAME),
        (f"{NAME}.json", Q2, NAME),
        ("Small-2025-q1", Q2, "small-2025-Q1-20250404-101500"),
        ("small", Q1, "small-2025-Q1-20250404-101500"),
        ("2025-04-03", Q2, NAME),
        ("2025.04.05", Q1, "small-2025-Q2-20250405-101500"),
        ("20250404", Q1, "small-2025-Q1-20250404-101500"),
    ],
)
def test_the_one_that_is_meant_is_found(
    history: Path, name: str, period: Period, found: str
) -> None:
    assert find_kept(history, name, "small", period).name == found


@pytest.mark.parametrize("name", ["", "gone", "2025-01-01", "other-2025-Q1", "../../x", "."])
def test_for_another_name_all_are_listed(history: Path, name: str) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        find_kept(history, name, "small", Q1)
    assert NAME in caught.value.hint
    assert "other-" not in caught.value.hint


def test_where_none_was_kept_the_way_is_told(root: Path) -> None:
    assert look_up_audits(root).audits == ()
    with pytest.raises(InvalidChoiceError) as caught:
        find_kept(root, "last", "small", Q1)
    assert "--keep" in caught.value.hint


def test_what_is_no_whole_audit_is_passed_over_and_told(root: Path) -> None:
    keep_audit(root, an_audit(), NOW)
    folder = folder_of(root)
    whole = (folder / f"{NAME}.json").read_bytes()
    bad = {
        "notes.txt": b"x",
        "small-2025-Q1-20250404-101500.json": whole[:-20],
        "small-2025-Q1-20250405-101500.json": b"",
        "small-2025-Q9-20250405-101500.json": whole,
        "small-2025-Q1-20259999-101500.json": whole,
        "small-2025-Q1-20250406-101500.json": b"{}",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    (folder / ".~archivist-x.tmp").write_bytes(b"half")
    (folder / "small-2025-Q1-20250407-101500.json").mkdir()
    found = look_up_audits(root)
    assert [each.name for each in found.audits] == [NAME]
    assert found.broken == tuple(sorted([*bad, "small-2025-Q1-20250407-101500.json"]))


def test_one_that_was_spoilt_inside_is_named(root: Path) -> None:
    keep_audit(root, an_audit(), NOW)
    path = folder_of(root) / f"{NAME}.json"
    path.write_bytes(path.read_bytes().replace(b'"studios": [', b'"studios": ['[:-1]))
    with pytest.raises(InvalidFileError, match=NAME):
        find_kept(root, "last", "small", Q1).content  # noqa: B018


def test_one_that_is_gone_meanwhile_is_named(root: Path) -> None:
    keep_audit(root, an_audit(), NOW)
    kept = find_kept(root, "last", "small", Q1)
    kept.path.unlink()
    with pytest.raises(NotReadableError, match=NAME):
        kept.content  # noqa: B018


def test_links_are_not_followed(root: Path) -> None:
    try:
        folder_of(root).symlink_to(root, target_is_directory=True)
    except OSError:  # pragma: no cover - Windows without the right to make links
        pytest.skip("no links here")
    with pytest.raises(NotWritableError):
        keep_audit(root, an_audit(), NOW)
    folder_of(root).unlink()
    keep_audit(root, an_audit(), NOW)
    path = folder_of(root) / f"{NAME}.json"
    path.rename(root / "elsewhere.json")
    path.symlink_to(root / "elsewhere.json")
    assert look_up_audits(root).broken == (f"{NAME}.json",)


def test_a_folder_that_is_none_is_told(root: Path) -> None:
    folder_of(root).write_bytes(b"")
    with pytest.raises(NotReadableError):
        all_of(root)
    with pytest.raises(NotWritableError):
        keep_audit(root, an_audit(), NOW)


def test_a_full_drive_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritableError):
        keep_audit(root, an_audit(), NOW)
    assert list(folder_of(root).iterdir()) == []
    assert kept_audits.AUDITS == "audits"
