"""What ``archive.toml`` says of the archive as a whole."""

from __future__ import annotations

from tests.builders import some_settings


def test_an_archive_is_called_by_its_name_else_as_its_folder() -> None:
    assert some_settings(name=" 创新工作室档案 ").called("new6") == "创新工作室档案"
    assert some_settings(name=" ").called("new6") == "new6"
