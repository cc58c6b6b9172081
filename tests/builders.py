"""Values for tests: by themselves they are without fault, and a test changes what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from archivist.model.code import read_code
from archivist.model.completeness import Completeness, Line
from archivist.model.dossier import Dossier, Stray, StrayKind
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.facts import Defect, Facts, Format
from archivist.model.item import Description, Item, ItemName
from archivist.model.matrix import completeness
from archivist.model.period import Period
from archivist.model.plan import Category, Material, MaterialKind, Plan
from archivist.model.record import Record, RecordKind, kind_of
from archivist.model.settings import Settings, Studio

STUDIO = "徐宏伟创新工作室"
TRAINING = "06 培训学习资料"
LEDGERS = "18 工作台账"
FOLDER = "20220125 测流仪器理论授课"
PHOTO = "C1-20220125-01.jpg"
TODAY = date(2025, 6, 30)

_FORMATS = {
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".png": Format.PNG,
    ".tif": Format.TIFF,
    ".dng": Format.RAW,
    ".mp4": Format.VIDEO,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".txt": Format.TEXT,
}


def a_plan() -> Plan:
    """Return a plan of two categories: training, with items, and ledgers, without."""
    training = Category(
        number="06",
        name="培训学习资料",
        name_en="Training",
        clause="6.8.6",
        materials=(
            Material(id="06.plan", name="年度培训学习计划", name_en="Yearly plan", clause="6.8.6"),
            Material(id="06.images", name="影像图片", clause="6.8.6", kind=MaterialKind.IMAGE),
        ),
    )
    ledgers = Category(number="18", name="工作台账", clause="6.7", flat=True)
    return Plan(id="small", name="小方案", categories=(training, ledgers))


def a_material(name: str = "制度", id: str = "06.rules", **changes: object) -> Material:  # noqa: A002
    """Return a standing document material."""
    values: dict[str, Any] = {"id": id, "name": name, "clause": "6.8", **changes}
    return Material(**values)


def plan_of(*materials: Material) -> Plan:
    """Return a plan of one category, training, that asks for these materials."""
    category = Category(number="06", name="培训学习资料", clause="6.8.6", materials=materials)
    return Plan(id="one", name="一类方案", categories=(category,))


def a_reading(
    element: Element, text: str, origin: Origin = Origin.SIDECAR, tag: str = ""
) -> Reading:
    """Return one statement of an element; the tag defaults to the element's key."""
    return Reading(element, text, origin, tag or element.value)


def readings(**texts: str) -> tuple[Reading, ...]:
    """Return what a sidecar states: a reading for each keyword, such as ``place="302"``."""
    return tuple(a_reading(Element(key), text) for key, text in texts.items())


def some_elements(**changes: str) -> Elements:
    """Return the five elements, all stated in a sidecar; an empty text leaves one out."""
    texts = {
        "cause": "测流仪器理论授课",
        "event_date": "2022.01.25",
        "shooting_date": "2022.01.25",
        "place": "培训室302",
        "people": "徐宏伟(领衔人)",
        "source": "李明",
    } | changes
    return Elements.of(readings(**{key: text for key, text in texts.items() if text}))


def some_facts(of: str = PHOTO, **changes: object) -> Facts:
    """Return the facts of a sound file of that path; its checksum is that of the path."""
    values: dict[str, Any] = {
        "sha256": hashlib.sha256(of.encode("utf-8", "surrogatepass")).hexdigest(),
        "format": _FORMATS.get(of[of.rfind(".") :].lower(), Format.UNKNOWN),
    }
    values.update(changes)
    return Facts(**values)


def a_defect(defect: Defect, of: str = PHOTO, **changes: object) -> Facts:
    """Return the facts of a file of that path that has a defect."""
    return some_facts(of, defect=defect, **changes)


def an_item(
    folder: str = FOLDER,
    *,
    studio: str = STUDIO,
    category: str = TRAINING,
    flat: bool = False,
    **description: object,
) -> Item:
    """Return an item by its folder's name; keywords describe it as ``item.toml`` would."""
    stated: dict[str, Any] = {**description}
    return Item(
        path=f"{studio}/{category}" if flat else f"{studio}/{category}/{folder}",
        studio=studio,
        category=category[:2],
        name=ItemName.parse(category if flat else folder),
        description=Description(**stated),
        flat=flat,
    )


def a_record(name: str = PHOTO, item: Item | None = None, **changes: object) -> Record:
    """Return a sound record of an item: an image has its code and the five elements."""
    owner = item or an_item()
    kind = kind_of(name)
    pictorial = kind in {RecordKind.IMAGE, RecordKind.VIDEO}
    path = f"{owner.path}/{name}"
    stem = name.rpartition(".")[0]
    values: dict[str, Any] = {
        "path": path,
        "item": owner,
        "size": 1000,
        "kind": kind,
        "pictorial": pictorial,
        "code": read_code(stem) if pictorial else None,
        "facts": some_facts(path),
        "elements": some_elements() if pictorial else Elements(),
    }
    values.update(changes)
    return Record(**values)


def some_settings(**changes: object) -> Settings:
    """Return the settings of an archive of one studio."""
    values: dict[str, Any] = {"studios": (Studio(name=STUDIO),)}
    values.update(changes)
    return Settings(**values)


def a_stray(kind: StrayKind, path: str, detail: str = "") -> Stray:
    """Return something in the tree that is no record."""
    return Stray(path=path, kind=kind, detail=detail)


def a_dossier(*records: Record, **changes: object) -> Dossier:
    """Return the dossier of these records; items and paths are theirs unless given."""
    items: Mapping[str, Item] = {record.item.path: record.item for record in records}
    values: dict[str, Any] = {
        "settings": some_settings(),
        "plan": a_plan(),
        "items": tuple(items.values()),
        "records": records,
        "paths": tuple(record.path for record in records),
        "as_of": TODAY,
    }
    values.update(changes)
    return Dossier(**values)


def filed(path: str, **changes: object) -> Record:
    """Return a document by ``folder/file``."""
    folder, _, name = path.partition("/")
    return a_record(name, an_item(folder), **changes)


def audited(
    materials: Material | Iterable[Material], *records: Record | str, **seen: object
) -> Completeness:
    """Return the matrix of a plan of these materials; a text is a record by ``folder/file``.

    Keywords: ``period`` and ``as_of`` as texts, ``empty`` for items without records, ``settings``.
    """
    values: dict[str, Any] = {"period": "2025", "as_of": str(TODAY), "empty": (), **seen}
    held = [filed(each) if isinstance(each, str) else each for each in records]
    items = {record.item.path: record.item for record in held}
    dossier = a_dossier(
        *held,
        plan=plan_of(*((materials,) if isinstance(materials, Material) else materials)),
        items=(*items.values(), *values["empty"]),
        settings=values.get("settings", some_settings()),
        as_of=date.fromisoformat(values["as_of"]),
    )
    return completeness(dossier, Period.parse(values["period"]))


def line_of(material: Material, *records: Record | str, **seen: object) -> Line:
    """Return the only line of a plan of one material."""
    (line,) = audited(material, *records, **seen).lines
    return line
