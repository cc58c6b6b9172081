"""The tree of the sample while it is built: paths and bytes, with words for what staff file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path

from archivist.model.days import parse_dotted
from tests.sampling.office import Cell, docx, xlsx
from tests.sampling.papers import pdf
from tests.sampling.pictures import Picture, photo, png, scan
from tests.sampling.sidecars import Said, xmp

_NUMBER = re.compile(r"0|[1-9][0-9]*")
Tree = dict[str, bytes]
Tables = Mapping[str, Sequence[str]]
NOBODY = ("无具体人物",)
"""Somebody looked: nobody in particular is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One item being filled."""

    tree: Tree
    tables: Tables
    path: str
    day: date
    place: str = ""
    source: str = ""
    camera: str = "canon"

    def add(self, name: str, content: bytes) -> None:
        """File bytes under a name, never twice."""
        path = f"{self.path}/{name}"
        if path in self.tree:
            raise FileExistsError(path)
        self.tree[path] = content

    def word(self, name: str, *lines: str) -> None:
        """File a Word document, titled as it is named."""
        self.add(f"{name}.docx", docx(name, lines))

    def printed(self, name: str, *lines: str, password: str = "") -> None:
        """File a PDF, titled as it is named."""
        made = datetime.combine(self.day, time(16, 30))
        self.add(f"{name}.pdf", pdf(name, lines, made=made, password=password))

    def sheet(self, name: str) -> None:
        """File one of the studio's tables as a workbook."""
        rows = [[_cell(text) for text in line.split("|")] for line in self.tables[name]]
        self.add(f"{name}.xlsx", xlsx(name, rows))

    def scan(self, name: str, text: str) -> None:
        """File an A4 page scanned at 200 dpi; the name's ending chooses the format."""
        picture = Picture(scene="page", text=text, taken=datetime.combine(self.day, time(17)))
        self.add(name, scan(picture, name[-4:]))

    def drawn(self, name: str, scene: str, text: str) -> None:
        """File a drawing as PNG, without EXIF."""
        self.add(f"{name}.png", png(Picture(scene=scene, text=text)))

    def late(self, number: int, picture: Picture, day: date, *, image_class: str) -> None:
        """File a photo that was taken on a later day than the event."""
        taken = replace(picture, taken=datetime.combine(day, time(10, number)))
        self.add(f"{self.code(number, image_class)}.jpg", photo(taken))

    def toml(self, text: str) -> None:
        """Describe the item and its files in ``item.toml``."""
        self.add("item.toml", text.lstrip("\n").encode())

    def code(self, number: int, image_class: str = "C1") -> str:
        """Return the code of an image of this item's day."""
        return f"{image_class}-{self.day:%Y%m%d}-{number:02}"

    def picture(self, scene: str, text: str, *, hour: int = 9, minute: int = 30) -> Picture:
        """Return a picture taken on the item's day."""
        taken = datetime.combine(self.day, time(hour, minute))
        return Picture(scene=scene, text=text, taken=taken, camera=self.camera)

    def bare(self, number: int, scene: str, text: str, *, image_class: str = "C1") -> None:
        """File a photo that ``item.toml`` describes."""
        minute = number * 7 % 60
        content = photo(self.picture(scene, text, hour=8 + number, minute=minute))
        self.add(f"{self.code(number, image_class)}.jpg", content)

    def shot(
        self, number: int, scene: str, text: str, cause: str, *people: str, image_class: str = "C1"
    ) -> None:
        """File a photo with a sidecar that states all five elements."""
        self.bare(number, scene, text, image_class=image_class)
        code = self.code(number, image_class)
        self.add(f"{code}.jpg.xmp", xmp(replace(self.said(cause, *people), code=code)))

    def said(self, cause: str, *people: str) -> Said:
        """Return what a sidecar says of a photo of this item."""
        nobody = people == NOBODY
        return Said(
            cause=cause,
            event=self.day,
            shot=self.day,
            place=self.place,
            people=() if nobody else people,
            status="none-particular" if nobody else "named",
            source=self.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """One studio's folder being filled."""

    name: str
    source: str
    camera: str
    categories: dict[str, str]
    """Folder names by number."""
    tables: Tables
    """Lines of cells parted by ``|`` by table name; the first line holds the headers."""
    tree: Tree = field(default_factory=dict)

    def item(self, category: str, day: str, title: str, place: str = "") -> Folder:
        """Open an item: ``06``, ``20250318``, its title and where it took place."""
        return Folder(
            tree=self.tree,
            tables=self.tables,
            path=f"{self.name}/{self.categories[category]}/{day} {title}",
            day=date(int(day[:4]), int(day[4:6]), int(day[6:])),
            place=place,
            source=self.source,
            camera=self.camera,
        )

    def shelf(self, category: str, day: str) -> Folder:
        """Return a category whose files lie in it directly."""
        return replace(
            self.item(category, day, ""), path=f"{self.name}/{self.categories[category]}"
        )


def _cell(text: str) -> Cell:
    """Return a cell as a person typing it would get it: day, whole number or text."""
    return parse_dotted(text) or (int(text) if _NUMBER.fullmatch(text) else text)


def read_tables(path: Path) -> Tables:
    """Return the tables of a text file: name, headers and rows, then an empty line."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return {name: lines for name, *lines in (block.split("\n") for block in blocks)}
