"""What nobody would see in a name comes out in one way on every paper: written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.boxwork import a_row, file, register
from tests.albums import filed_photos, held
from tests.cli.inboxes import DAY, an_archive, ran
from tests.labels import plain
from tests.pages import text_of

NAME = "安\u202e全\u200b规\u2066程"
TOLD = r"安\u202e全\u200b规\u2066程"
PAPERS = {
    "labels": ("print", "labels", "--front"),
    "box": ("box", "print"),
    "levels": ("print", "catalogue"),
    "files": ("print", "catalogue", "--form", "files"),
    "photo list": ("print", "catalogue", "--form", "photos"),
    "photo register": ("print", "catalogue", "--form", "register"),
    "photos": ("print", "photos"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = an_archive(tmp_path_factory.mktemp("a") / "库")
    register(root, a_row("06-1"))
    item = root / file(root, f"20250401 {NAME}")
    filed_photos(item, held(1))
    said = '"纸质" = { "盒" = "06-1" }\n"事由" = "' + NAME + '"\n'
    (item / "item.toml").write_text(said, encoding="utf-8")
    return root


@pytest.mark.parametrize("words", PAPERS.values(), ids=PAPERS)
def test_what_hides_in_a_title_is_written_out(
    root: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "a.pdf"
    assert ran(root, *words, "-o", out, "-q", *DAY) == 0
    assert plain(TOLD) in plain(text_of(out.read_bytes()))
