"""What ``archive.toml`` says: studios, plan, image classes, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from archivist.model.plan import Category

MARKER = "archive.toml"
"""The file that makes a folder an archive."""
STATE = ".archivist"
TEMPLATES = "templates"
"""An archive's own data files, which override the shipped ones by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """工作室: the first level of the catalogue; its folder bears its name."""

    name: str
    since: date | None = None
    """When it was founded: no duty falls due before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A person's statement that a material does not apply, with the reason."""

    material: str
    """Its name or its id."""
    reason: str = ""
    by: str = ""
    studio: str = ""
    """Empty: all studios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one foreign file may cost before it is given up."""

    seconds: float = 30.0
    megabytes: int = 1536


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How ``archivist watch`` looks at the archive. 0: as the kind of drive asks for."""

    settle: float = 0.0
    """Seconds that size and time of a file must have stayed the same; 2, on shares 5."""
    rescan: float = 0.0
    """Seconds between two looks at the whole tree; 60, on shares 120."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How pages are printed here."""

    fonts: tuple[str, ...] = ()
    """Families or font files, the first that has a character is taken; then the system's."""
    offset_x: float = 0.0
    """Mm by which this printer sets everything too far to the left."""
    offset_y: float = 0.0
    """Mm by which it sets everything too high."""
    keeper: str = ""
    """Who keeps the boxes, for their labels; empty: to be written on them by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingRules:
    """How often what keeps the archive is due, in days."""

    backup_days: int = 31
    restore_test_days: int = 365
    verify_days: int = 92
    virus_scan: str = ""
    """``clamdscan`` or ``clamscan``; ``none``: there is no scan; empty: the one that is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``archive.toml`` says."""

    studios: tuple[Studio, ...]
    name: str = ""
    """What the archive is called on all that is printed; empty: as its folder."""
    plan: str = "db1508-t150-2023"
    rubrics: tuple[str, ...] = ()
    """The rubrics by which the archive is audited, the usual one first."""
    language: str = ""
    """``zh_CN`` or ``en``; empty: as the environment says."""
    classes: Mapping[str, str] = field(default_factory=lambda: {"C1": "照片"})
    """Image classes: code prefix and meaning."""
    inbox: str = "收件箱"
    ignore: tuple[str, ...] = ()
    """File names (with ``*``) that are none of archivist's business."""
    state_dir: str = ""
    """Where derived state is kept; empty: ``.archivist`` in the archive."""
    categories: tuple[Category, ...] = ()
    """Categories that replace or extend the plan's."""
    waivers: tuple[Waiver, ...] = ()
    limits: Limits = field(default_factory=Limits)
    auto_file: bool = False
    """Whether ``archivist watch`` files what is complete and unambiguous by itself."""
    watch: Watching = field(default_factory=Watching)
    id: str = ""
    """A few capitals and digits that stand in the printed codes; empty: from the studios' names."""
    fonds: str = ""
    """全宗号, where the archive belongs to a fonds; with it DA/T 22's fields are printed."""
    fonds_name: str = ""
    printing: Printing = field(default_factory=Printing)
    keeping: KeepingRules = field(default_factory=KeepingRules)

    def called(self, folder: str) -> str:
        """Return what the archive is called, which lies in a folder of that name."""
        return self.name.strip() or folder

    @property
    def english(self) -> bool:
        """Whether what is printed here is English; else it is Chinese."""
        return self.language.startswith("en")
