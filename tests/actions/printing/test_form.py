"""Printing a form by the archive's own layout or by the shipped one."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from archivist.actions.printing.form import print_form
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.formats.press.form import Form
from archivist.formats.press.printing import Job
from archivist.model.settings import Limits, Settings, Studio
from tests.pages import day_of, squashed, text_of

DAY = date(2026, 1, 2)
SETTINGS = Settings(studios=(Studio(name="甲"),), language="zh_CN")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
FORM = Form(name="trial", data={"title": "题名"}, words={"head": "表头"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    for name, form in (("trial", "trial"), ("mine", "trial"), ("other", "another")):
        text = f'form = "{form}"\ntitle = "试验"\n'
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        typ = f'#import "base.typ": *\n#show: paged\n{name} #words.head #data.title #lay.title'
        (folder / f"{name}.typ").write_text(typ + '\n#image("logo.svg")\n', encoding="utf-8")
    (folder / "broken.toml").write_text("form = 1", encoding="utf-8")
    (folder / "logo.svg").write_bytes(SVG)
    return tmp_path


def test_a_form_is_printed_by_its_own_layout_or_by_another_of_the_form(root: Path) -> None:
    assert "trial表头题名试验" in squashed(text_of(print_form(root, SETTINGS, FORM, DAY)))
    assert "mine表头题名试验" in squashed(text_of(print_form(root, SETTINGS, FORM, DAY, "mine")))


def test_a_layout_that_somebody_wrote_gets_less_memory(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []

    def limited(job: Job, *, limits: Limits) -> bytes:
        given.append((job.layout.name, limits.megabytes))
        return b""

    monkeypatch.setattr("archivist.actions.printing.form.printed", limited)
    print_form(root, SETTINGS, FORM, DAY)
    for place in (root, root / "another archive"):
        print_form(place, SETTINGS, replace(FORM, name="report"), DAY)
    assert given == [("trial", 2048), ("report", 3072), ("report", 3072)]


@pytest.mark.parametrize(("language", "marked"), [("zh_CN", "zh"), ("en", "en")])
def test_a_file_tells_its_day_and_the_language_of_the_archive(
    root: Path, language: str, marked: str
) -> None:
    pdf = print_form(root, replace(SETTINGS, language=language), FORM, DAY)
    catalog: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert (catalog["/Lang"], day_of(pdf)) == (marked, DAY)


def test_a_layout_of_another_form_is_refused_and_fitting_ones_named(root: Path) -> None:
    with pytest.raises(InvalidChoiceError, match=r"“report” is .* for the report of an") as caught:
        print_form(root, SETTINGS, FORM, DAY, "report")
    assert caught.value.hint == "Use one of: mine, trial"
    with pytest.raises(InvalidChoiceError, match="no layout “trail”") as caught:
        print_form(root, SETTINGS, FORM, DAY, "trail")
    assert caught.value.hint == "Use one of: mine, trial"


def test_a_form_that_there_is_not_is_a_mistake_of_its_file(root: Path) -> None:
    with pytest.raises(InvalidFileError, match=r"pages/other\.toml has 1 mistake") as caught:
        print_form(root, SETTINGS, FORM, DAY, "other")
    assert "there is no paper “another”; for this one write “trial”" in caught.value.message


def test_mistakes_are_told_by_the_names_the_user_knows(root: Path) -> None:
    (root / "templates" / "pages" / "mine.typ").write_text("#nothing", encoding="utf-8")
    with pytest.raises(InvalidFileError, match=r"pages/mine\.typ has 1 mistake"):
        print_form(root, SETTINGS, FORM, DAY, "mine")
    (root / "templates" / "pages" / "logo.svg").write_bytes(b"x" * 6_000_000)
    with pytest.raises(InvalidFileError, match=r"logo\.svg cannot be used: it is larger than 5 MB"):
        print_form(root, SETTINGS, FORM, DAY)
