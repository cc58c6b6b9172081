"""A text is found by its words where that is quick, and by reading where that is quicker."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.model.query import Field, Text
from archivist.store.index import finding_text
from archivist.store.index.writing import IndexWriter
from tests.store.index.indexes import a_record, an_index, found
from tests.store.index.papers import OWNER


@pytest.mark.parametrize(("most", "expected"), [(9, ["无"]), (0, ["0 徐", "1 徐", "2 徐", "无"])])
def test_of_very_many_that_sound_so_not_every_head_is_read(
    most: int, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [a_record(f"{number} 徐", people=("王",)) for number in range(3)]
    monkeypatch.setattr(finding_text, "_MOST_HEARD", most)
    with an_index(tmp_path, *records, a_record("无", people=("徐宏",))) as index:
        assert found(index, Text("xu", field=Field.PEOPLE)) == expected


def test_one_character_that_nearly_all_have_is_found_where_it_is(tmp_path: Path) -> None:
    texts = [f"的{chr(0x5000 + each)}，的{chr(0x5001 + each)}，的" for each in range(60)]
    records = [a_record(f"{each:03}", text) for each, text in enumerate(texts)]
    others = [a_record("101", "無"), a_record("102", "测", notes=("目的",)), a_record("103的", "")]
    with an_index(tmp_path, *records, *others) as index:
        with IndexWriter(tmp_path / "index", OWNER) as writer:
            writer.remove(["007.pdf"])
        index.refresh()
        expected = {f"{each:03}" for each in range(60)} - {"007"} | {"102", "103的"}
        assert set(found(index, Text("的"))) == expected
