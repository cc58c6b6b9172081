"""The layout of a printed page: its form is a ``.typ`` file, its sizes and fields a ``.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAIN = "main.typ"
"""The name under which a layout's own ``.typ`` is set."""
BASE = "base.typ"
"""What every layout imports."""
CODE = "qr"
"""The field of a printed code, and the size of its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Empty edges of a page in mm."""

    top: float = 20.0
    right: float = 20.0
    bottom: float = 20.0
    left: float = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Where labels lie on a sheet of paper, or on a bought sheet of labels; all in mm."""

    columns: int
    rows: int
    width: float
    """Of one label, from edge to edge of its frame."""
    height: float
    left: float
    """From the left edge of the paper to the first label."""
    top: float
    gap_x: float = 0.0
    gap_y: float = 0.0
    cut_marks: bool = True
    """Off for bought sheets, which are cut already."""
    scale_bar: bool = True
    """A bar of 100 mm at the foot, to see whether the printer scaled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """What a ``.toml`` of ``templates/catalog/pages`` says."""

    form: str
    """What it is a layout of, for example ``box-front``; a copy under another name keeps it."""
    typ: str = ""
    """The layout whose ``.typ`` it is set by as well; empty: it has its own."""
    title: str
    title_en: str = ""
    width: float = 210.0
    """Of the paper, in mm."""
    height: float = 297.0
    margins: Margins = field(default_factory=Margins)
    sheet: LabelSheet | None = None
    """None: pages that flow."""
    sizes: Mapping[str, float] = field(default_factory=dict)
    """Other sizes in mm, by the names that the ``.typ`` uses."""
    fields: tuple[str, ...] = ()
    """What is printed, in its order, where the form leaves a choice."""
    new_page: str = ""
    """What begins a new page, where the form leaves a choice; empty: what is usual there."""
    heading: tuple[str, ...] = ()
    """Font families of headings, the first that is there; before the archive's own choice."""
    body: tuple[str, ...] = ()
    size: float = 10.5
    """Of the body, in points."""
    least: float = 6.0
    """Points below which no text shrinks."""
    name: str = ""
    """The file's name without its ending; filled in when it is read."""

    @property
    def code_side(self) -> float:
        """Mm of the printed codes; 0: it says none."""
        return self.sizes.get(CODE, 0.0)
