"""What lies beside a backup, and whether it is as it was written."""

from __future__ import annotations

import re
from pathlib import Path

from archivist.store.backup.beside import beside_damage, beside_files
from archivist.store.backup.readme_text import readme
from tests.store.archive_of_files import posix
from tests.store.backup.archives import back_up, make_archive, opened


def test_the_text_is_for_any_editor_and_in_both_languages() -> None:
    content = readme()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    assert "恢复" in text
    assert "To restore" in text
    assert max(map(len, text.splitlines())) <= 100
    assert not re.search(r"[ \t]\r\n", text)


def test_the_text_names_all_that_lies_there(tmp_path: Path) -> None:
    back_up(make_archive(tmp_path / "库"), tmp_path / "备份")
    text = readme().decode("utf-8-sig")
    for path in (tmp_path / "备份").iterdir():
        assert path.name in text or path.name == "README.txt"
    for path in (tmp_path / "备份" / "snapshots").glob("*/*"):
        assert path.name in text


@posix
def test_what_is_damaged_beside_is_named_and_mended(tmp_path: Path) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    back_up(root, target)
    assert beside_damage(opened(target)) == {}
    (target / "README.txt").write_bytes(b"rot")
    (target / "restore.sh").unlink()
    (target / "restore.ps1").unlink()
    (target / "restore.ps1").symlink_to(root / "archive.toml")
    found = beside_damage(opened(target))
    assert found["README.txt"] == "it is not as it was written"
    assert found["restore.sh"] == "it is missing"
    assert "no ordinary file" in found["restore.ps1"]
    (target / "restore.ps1").unlink()
    back_up(root, target)
    assert beside_damage(opened(target)) == {}
    assert {path.name for path in target.iterdir()} > set(beside_files())
