"""Layouts: the archive's own first, every mistake of a file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.errors import InvalidChoiceError, InvalidFileError, NotReadableError
from archivist.store.page_file import (
    load_page,
    page_names,
    page_readme,
    page_source,
    shared_names,
)

TOML = 'form = "trial"\ntitle = "试验"\n'


def write(root: Path, name: str, text: str = TOML, typ: str | None = "甲") -> Path:
    folder = root / "templates" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    if typ is not None:
        (folder / f"{name}.typ").write_text(typ, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", page_names())
def test_a_shipped_layout_can_be_read(name: str) -> None:
    page = load_page(None, name)
    assert page.layout.name == name
    assert page.layout.title
    assert page.layout.title_en
    assert {"main.typ", "base.typ"} <= set(page.files)
    assert page.shown["main.typ"] == f"pages/{page.layout.typ or name}.typ"
    assert page.skipped == {}


def test_the_archives_own_goes_first_by_name(tmp_path: Path) -> None:
    name = page_names()[0]
    write(tmp_path, name, TOML, "own")
    write(tmp_path, "新版式")
    assert load_page(tmp_path, name).files["main.typ"] == b"own"
    assert load_page(tmp_path, name).layout.form == "trial"
    assert load_page(None, name).files["main.typ"] != b"own"
    assert set(page_names(tmp_path)) == {*page_names(), "新版式"}


@pytest.mark.parametrize("linked", ["templates", "templates/pages"])
def test_no_layout_is_read_through_a_linked_folder(tmp_path: Path, linked: str) -> None:
    root = tmp_path / "库"
    folder = write(tmp_path / "elsewhere", "a").parents[1] / linked
    (root / linked).parent.mkdir(parents=True)
    try:
        (root / linked).symlink_to(folder, target_is_directory=True)
    except (OSError, NotImplementedError):
        pytest.skip("links need a right on Windows")
    for read in (lambda: load_page(root, "a"), lambda: page_names(root)):
        with pytest.raises(NotReadableError, match="is a link, which is not followed"):
            read()


def test_a_layout_whose_form_is_not_as_shipped_is_the_archives_own(tmp_path: Path) -> None:
    name = page_names()[0]
    toml, typ = page_source(None, name)
    write(tmp_path, "same", toml, typ)
    write(tmp_path, "other", toml, typ + "// ")
    assert not load_page(None, name).own
    assert not load_page(tmp_path, "same").own
    assert load_page(tmp_path, "other").own


def test_what_lies_beside_comes_along_and_the_shared_files_too(tmp_path: Path) -> None:
    folder = write(tmp_path, "a")
    (folder / "logo.png").write_bytes(b"x")
    (folder / "helper.typ").write_text("x", encoding="utf-8")
    (folder / "bad.typ").write_bytes(b"\0")
    page = load_page(tmp_path, "a")
    assert page.files["logo.png"] == folder / "logo.png"
    assert page.files["helper.typ"] == b"x"
    assert isinstance(page.files["base.typ"], bytes)
    assert page.shown["logo.png"] == "pages/logo.png"
    assert set(page.skipped) == {"bad.typ"}
    (folder / "base.typ").write_text("own", encoding="utf-8")
    assert load_page(tmp_path, "a").files["base.typ"] == b"own"


def test_a_layout_without_its_form_says_where_it_belongs(tmp_path: Path) -> None:
    write(tmp_path, "a", typ=None)
    with pytest.raises(InvalidFileError, match=r"pages/a\.typ.*\n.*beside pages/a\.toml"):
        load_page(tmp_path, "a")


def test_a_form_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (write(tmp_path, "a") / "a.typ").write_bytes(b"\0")
    with pytest.raises(InvalidFileError, match="save it as UTF-8"):
        load_page(tmp_path, "a")
    with pytest.raises(InvalidFileError, match="save it as UTF-8"):
        page_source(tmp_path, "a")


def test_a_layout_may_be_set_by_the_typ_of_another(tmp_path: Path) -> None:
    small = load_page(None, "box-small").files["main.typ"]
    assert load_page(None, "box-small-24").files["main.typ"] == small
    toml, typ = page_source(None, "box-small-24")
    assert typ.encode() == small
    write(tmp_path, "mine", toml, typ=None)
    page = load_page(tmp_path, "mine")
    assert (page.files["main.typ"], page.shown["main.typ"]) == (small, "pages/box-small.typ")
    assert page.suspect == "pages/mine.toml"
    # What lies beside it goes first, and only for what lies there.
    write(tmp_path, "box-small", toml.replace('typ = "box-small"', ""), "own")
    assert load_page(tmp_path, "mine").files["main.typ"] == b"own"
    assert load_page(tmp_path, "box-small-24").files["main.typ"] == small


@pytest.mark.parametrize("name", ["none", "base", "main", "../mine", "mine.typ", "box-small-24"])
def test_a_typ_that_no_layout_has_is_told_with_those_there_are(name: str, tmp_path: Path) -> None:
    write(tmp_path, "a", f'{TOML}typ = "{name}"\n', typ=None)
    with pytest.raises(InvalidFileError, match=r"(?s)pages/a\.toml.*line 3, typ.*box-small, box-"):
        load_page(tmp_path, "a")


def test_an_unknown_layout_lists_those_there_are(tmp_path: Path) -> None:
    write(tmp_path, "mine")
    with pytest.raises(InvalidChoiceError) as caught:
        load_page(tmp_path, "other")
    assert "mine" in caught.value.hint


MISTAKES = {
    "a word for a number": ('width = "wide"', ["width"]),
    "an unknown key": ("widht = 5", ["widht"]),
    "sides": ("width = 0\nheight = -3", ["width", "height"]),
    "endless": ("width = inf\nheight = nan\nsize = inf", ["width", "height", "size"]),
    "points": ("size = 0.5\nleast = 900", ["size", "least"]),
    "least": ("size = 8\nleast = 9", ["least"]),
    "a size": ("[sizes]\nqr = -1\nlogo = 1e9", ["sizes.qr", "sizes.logo"]),
    "margins": ("[margins]\nleft = -1\ntop = 5000", ["margins.left", "margins.top"]),
    "no room": (
        "width = 40\nheight = 40",
        ["margins.left, margins.right", "margins.top, margins.bottom"],
    ),
    "nothing in a list": ('fields = ["a", " "]\nheading = [""]', ["fields.2", "heading.1"]),
    "too wide": (
        "[sheet]\ncolumns = 3\nrows = 1\nwidth = 70.1\nheight = 20\nleft = 0\ntop = 0",
        ["reach 210.3 mm across, the paper has 210 mm"],
    ),
    "too high": (
        "[sheet]\ncolumns = 1\nrows = 2\nwidth = 70\nheight = 148\nleft = 0\ntop = 1\ngap_y = 1",
        ["reach 298 mm down, the paper has 297 mm"],
    ),
    "counts": (
        "[sheet]\ncolumns = 0\nrows = 1000\nwidth = 1\nheight = 20\nleft = -1\ntop = 0",
        ["sheet.columns", "sheet.rows", "sheet.width", "sheet.left"],
    ),
    "labels": (
        "width = 2000\nheight = 2000\n"
        "[sheet]\ncolumns = 50\nrows = 50\nwidth = 10\nheight = 10\nleft = 0\ntop = 0",
        ["more than 500 labels"],
    ),
}


@pytest.mark.parametrize(("text", "places"), MISTAKES.values(), ids=MISTAKES)
def test_all_mistakes_are_told_with_their_keys(
    text: str, places: list[str], tmp_path: Path
) -> None:
    write(tmp_path, "a", TOML + text)
    with pytest.raises(InvalidFileError) as caught:
        load_page(tmp_path, "a")
    assert caught.value.message.startswith("pages/a.toml has ")
    assert [place for place in places if place not in caught.value.message] == []


def test_only_a_form_that_its_user_changed_takes_other_sizes(tmp_path: Path) -> None:
    toml, typ = page_source(None, "calibrate")
    odd = toml.replace("inset =", "logo = 3\ninset =")
    folder = write(tmp_path, "a", odd, typ)
    write(tmp_path, "box-front", toml, "another layout of one's own changes nothing")
    with pytest.raises(InvalidFileError, match=r"sizes\.logo: there is no such key"):
        load_page(tmp_path, "a")
    write(tmp_path, "a", toml, typ)
    assert load_page(tmp_path, "a").suspect == "pages/a.toml"
    assert load_page(None, "calibrate").suspect == ""
    write(tmp_path, "a", odd, typ + "// mine\n")
    assert load_page(tmp_path, "a").suspect == ""
    write(tmp_path, "a", odd, typ)
    (folder / "base.typ").write_text("my own", encoding="utf-8")
    assert load_page(tmp_path, "a").layout.sizes["logo"] == 3


def test_a_sheet_that_just_fits_is_none(tmp_path: Path) -> None:
    sheet = "[sheet]\ncolumns = 3\nrows = 1\nwidth = 63.3\nheight = 20\nleft = 20.1\ntop = 0\n"
    write(tmp_path, "a", TOML + sheet)
    assert load_page(tmp_path, "a").layout.sheet is not None


def test_what_layouts_share_is_no_layouts_name() -> None:
    assert {"base", "main"} <= shared_names()
    assert not shared_names() & set(page_names())


def test_the_page_that_teaches_is_shipped() -> None:
    assert "base.typ" in page_readme()
