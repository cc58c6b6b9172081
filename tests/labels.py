"""Boxes and discs with labels, and looking closely at what was printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.actions.printing.form import print_form
from archivist.formats.papers.disc_pages import DiscLabels, disc_form
from archivist.formats.papers.label_pages import BoxLabels, label_form
from archivist.formats.press.form import Form
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.disc import Disc
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Retention
from archivist.model.settings import Printing, Settings
from archivist.store.page_file import load_page
from tests.builders import STUDIO, a_plan, an_item, some_settings
from tests.pages import picture, squashed

if TYPE_CHECKING:
    from PIL import Image

DAY = date(2026, 1, 2)
_DPI = 600
TITLES = ("测流仪器理论授课", "钻孔应变观测技术培训", "“五小”成果：自动校准装置（㛃、𬭎、垚、淼）")


def a_boxed(number: int = 1, title: str = TITLES[0], **changes: Any) -> BoxedItem:  # noqa: ANN401
    """Return an item in a box."""
    month = 1 + number % 12
    values: dict[str, Any] = {
        "item": an_item(f"2022{month:02}25 {title}"),
        "number": number,
        "pieces": 1,
        "numbers": (number,),
        "files": 3,
        "pages": 12,
        "first_code": f"C1-2022{month:02}25-01",
        "last_code": f"C1-2022{month:02}25-36",
        "retention": Retention.YEARS_30,
    }
    return BoxedItem(**(values | changes))


def a_box(number: str = "06-1", titles: Sequence[str] = TITLES, **changes: Any) -> BoxHeld:  # noqa: ANN401
    """Return a box with an item of each title."""
    values: dict[str, Any] = {
        "studio": STUDIO,
        "number": number,
        "content": "06 培训学习资料",
        "years": (2022,),
        "retention": Retention.YEARS_30,
        "spine": 30.0,
        "packer": "李明",
        "place": "档案室3柜",
    }
    items = tuple(a_boxed(at, title) for at, title in enumerate(titles, start=1))
    return BoxHeld(box=Box(**(values | changes)), items=items)


def a_disc(number: str = "A104-2015-015", **changes: Any) -> Disc:  # noqa: ANN401
    """Return a disc of which everything is told."""
    values: dict[str, Any] = {
        "studio": STUDIO,
        "number": number,
        "title": "2022年度培训学习影像资料",
        "type": "DVD",
        "capacity": "4.7GB",
        "size": "4.123",
        "year": "2022",
        "retention": "永久",
        "set": "封存",
        "burnt": date(2023, 1, 5),
        "burner": "李明",
        "first": "C1-20220125-01",
        "last": "C1-20221103-36",
        "checked": date(2023, 1, 6),
        "place": "档案室3柜",
        "remarks": "",
        "row": RowPlace(path="光盘登记表.xlsx", sheet="一", row=3),
    }
    return Disc(**(values | changes))


def box_form(form: str, *boxes: BoxHeld, start: int = 1, settings: Settings | None = None) -> Form:
    """Return the labels of boxes."""
    labels = BoxLabels(
        boxes=boxes, settings=settings or some_settings(), plan=a_plan(), start=start
    )
    return label_form(form, labels, side=code_side(form))


def discs_form(form: str, discs: Sequence[Disc], settings: Settings, *, start: int = 1) -> Form:
    """Return the labels of discs."""
    labels = DiscLabels(discs=discs, settings=settings, start=start)
    return disc_form(form, labels, side=code_side(form))


def code_side(name: str) -> float:
    """Return the mm of the codes on the shipped layout of a form."""
    return load_page(None, name).layout.code_side


def printed(root: Path, form: Form, layout: str = "", printing: Printing | None = None) -> bytes:
    """Print a form in an empty archive."""
    settings = some_settings(printing=printing or Printing())
    return print_form(root, settings, form, DAY, layout)


def plain(text: str) -> str:
    """Return a text without blanks, signs for vertical writing as those of horizontal writing."""
    return squashed(unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=1)
def _sharp(pdf: bytes) -> Image.Image:
    return picture(pdf, 0, _DPI)


def lines_at(pdf: bytes, *, y: float | None = None, x: float | None = None) -> list[float]:
    """Return where dark lines cross a row or a column of the first page, all in mm, at 600 dpi."""
    dpi = _DPI
    page = _sharp(pdf)
    across = y is not None
    at = round((y if y is not None else x or 0.0) / 25.4 * dpi)
    band = (0, at, page.width, at + 1) if across else (at, 0, at + 1, page.height)
    grey = page.crop(band).tobytes()
    found: list[float] = []
    run: list[tuple[int, int]] = []
    for place, value in enumerate([*grey, 255]):
        if value < 250:
            run.append((place, 255 - value))
        elif run:
            weight = sum(dark for _place, dark in run)
            middle = sum((place + 0.5) * dark for place, dark in run) / weight
            found.append(round(middle / dpi * 25.4, 3))
            run = []
    return found
