"""What is known of each kind of paper is what its builder fills in and its ``.typ`` asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from archivist.formats.papers import box_pages, disc_pages, photo_pages
from archivist.formats.papers.box_fields import box_fields
from archivist.formats.papers.catalogue_cover import cover_form
from archivist.formats.papers.catalogue_levels import levels_listing
from archivist.formats.papers.catalogue_listing import Listing
from archivist.formats.papers.catalogue_records import (
    Frame,
    files_listing,
    photos_listing,
    register_listing,
)
from archivist.model.catalogue import Catalogue
from archivist.model.catalogue_files import Volume
from archivist.model.page_form import Room
from archivist.model.page_forms import (
    BOX_FONDS,
    BOX_PLAIN,
    COUNTS,
    COVER_FONDS,
    COVER_PLAIN,
    DISC_ALWAYS,
    FONDS_ONLY,
    FORMS,
)
from archivist.model.plan import Retention
from archivist.store.page_file import load_page, page_names
from tests.builders import STUDIO, a_plan, some_settings
from tests.labels import a_box, a_disc, discs_form

PAGES = Path(__file__).resolve().parents[3] / "templates" / "catalog" / "pages"
FRAME = Frame(archive="库", day="2025.06.30", studios=(STUDIO,))


def given_to_boxes(**settings: str) -> set[str]:
    return set(box_fields(a_box(), some_settings(**settings), a_plan()))


def given_to_discs() -> set[str]:
    labels: Any = discs_form(disc_pages.FACE, [a_disc()], some_settings()).data["labels"]
    return {*labels[0]["given"], "qr"}


def given_to_covers(**settings: str) -> set[str]:
    volume = Volume(studio=STUDIO, year=2022, retention=Retention.YEARS_10, category="06")
    form = cover_form([volume], some_settings(**settings), a_plan(), "库")
    covers: Any = form.data["covers"]
    return set(covers[0]["values"])


def columns_of(listing: Listing) -> set[str]:
    return {column.key for column in listing.columns}


def asked_in(*names: str) -> set[str]:
    """Return the parts that a ``.typ`` prints only where they are asked for."""
    texts = [(PAGES / f"{name}.typ").read_text(encoding="utf-8") for name in names]
    return {found for text in texts for found in re.findall(r'has\("([a-z]+)"\)', text)}


def parts_of_the_score() -> set[str]:
    text = (PAGES / "score.typ").read_text(encoding="utf-8")
    parts = text.partition("#let parts = (")[2].partition("\n)")[0]
    return asked_in("score") | set(re.findall(r"(\w+):", parts))


FILLED: dict[str, Callable[[], Iterable[str]]] = {
    "box-front": lambda: given_to_boxes(fonds="A104") | {"items", "qr"},
    "box-spine": lambda: given_to_boxes(fonds="A104") | {"items", "qr", "cut-marks", "scale-bar"},
    "box-small": lambda: given_to_boxes(fonds="A104") | {"qr"},
    "disc-case": given_to_discs,
    "disc-case-dvd": given_to_discs,
    "disc-face": given_to_discs,
    "box-list": lambda: {*box_pages._PLAIN, *box_pages._FONDS, "list", "remarks"},
    "catalogue": lambda: columns_of(levels_listing(Catalogue(studios=()), "", "")),
    "files-list": lambda: columns_of(files_listing((), FRAME)),
    "photo-list": lambda: columns_of(photos_listing((), FRAME)),
    "photo-register": lambda: columns_of(register_listing((), FRAME)),
    "cover": lambda: given_to_covers() | given_to_covers(fonds="A104"),
    "photos": lambda: {*photo_pages.FIELDS, "qr"},
    "report": lambda: asked_in("report"),
    "four-properties": lambda: asked_in("four-properties"),
    "score": parts_of_the_score,
    "calibrate": lambda: (),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_fields_of_a_form_are_those_that_are_filled_in(form: str) -> None:
    assert set(FORMS[form].fields) == set(FILLED[form]())
    assert len(set(FORMS[form].fields)) == len(FORMS[form].fields)


def test_what_is_there_only_with_a_fonds_number_is_known() -> None:
    assert given_to_boxes(fonds="A104") - given_to_boxes() == FONDS_ONLY
    assert (box_pages._PLAIN, box_pages._FONDS) == (BOX_PLAIN, BOX_FONDS)
    assert disc_pages._ALWAYS == DISC_ALWAYS
    plain, fonds = given_to_covers(), given_to_covers(fonds="A104")
    assert plain - fonds == COVER_PLAIN
    assert fonds - plain == COVER_FONDS


@pytest.mark.parametrize("name", page_names())
def test_a_shipped_layout_is_of_a_known_form_and_has_its_sizes(name: str) -> None:
    layout = load_page(None, name).layout
    form = FORMS[layout.form]
    named = {*form.zeros, *(key for row in form.rows for key in row.keys)}
    named |= {row.room for row in form.rows if not isinstance(row.room, Room)}
    assert named <= {*layout.sizes, *form.free}
    assert {field for row in form.rows for field in row.fields} <= set(form.fields)
    assert (layout.sheet is not None) == form.sheet


def test_what_counts_is_no_length() -> None:
    counted = {name for each in page_names() for name in load_page(None, each).layout.sizes}
    assert set(COUNTS) <= counted
