"""ELE108, ELE112–ELE116."""

from __future__ import annotations

import unicodedata

from archivist.model.dossier import Dossier, StrayKind
from archivist.model.elements import Element, Elements, Origin
from archivist.model.item import Description
from tests.builders import (
    LEDGERS,
    PHOTO,
    TRAINING,
    a_dossier,
    a_reading,
    a_record,
    a_stray,
    an_item,
)
from tests.checks.cases.case import Case, fails, passes

RECORD = a_record()
PATH = RECORD.path
ITEM_FILE = f"{RECORD.item.path}/item.toml"
NEIGHBOUR = an_item("20220125 参观", files={PHOTO: Description()})
ACCENTED = "caf\u00e9.jpg"


def stray(kind: StrayKind, path: str = f"{PATH}.xmp", detail: str = "") -> Dossier:
    return a_dossier(strays=(a_stray(kind, path, detail),))


def two_places(stated: str, inside: str) -> Elements:
    return Elements.of(
        (
            a_reading(Element.PLACE, stated, Origin.SIDECAR, "Iptc4xmpCore:Location"),
            a_reading(Element.PLACE, inside, Origin.XMP, "photoshop:City"),
        )
    )


def places(stated: str, inside: str) -> Dossier:
    return a_dossier(a_record(elements=two_places(stated, inside)))


def describing(*names: str, present: tuple[str, ...] = (PHOTO,)) -> Dossier:
    item = an_item(files=dict.fromkeys(names, Description()))
    return a_dossier(*(a_record(name, item) for name in present), items=(item,))


def of_material(material: str, category: str = TRAINING) -> Dossier:
    return a_dossier(items=(an_item(category=category, materials=(material,)),))


CASES: tuple[Case, ...] = (
    passes("ELE108", "one place in two spellings", places("Room 302", "room302")),
    passes("ELE108", "no sidecar", a_dossier(a_record(elements=Elements()))),
    passes(
        "ELE108", "not read", a_dossier(a_record(elements=two_places("302", "303"), facts=None))
    ),
    fails(
        "ELE108",
        "two places",
        places("302", "303"),
        PATH,
        stated="302",
        inside="303",
        file=f"{PHOTO}.xmp",
    ),
    passes("ELE112", "another stray", stray(StrayKind.DAMAGED_SIDECAR)),
    fails("ELE112", "alone", stray(StrayKind.LONE_SIDECAR), f"{PATH}.xmp", described=PHOTO),
    passes("ELE113", "another stray", stray(StrayKind.LONE_SIDECAR)),
    fails(
        "ELE113",
        "damaged",
        stray(StrayKind.DAMAGED_SIDECAR, detail="line 3: no end"),
        f"{PATH}.xmp",
        detail="line 3: no end",
    ),
    fails("ELE113", "silent", stray(StrayKind.DAMAGED_SIDECAR), f"{PATH}.xmp", detail="XMP"),
    passes("ELE114", "another stray", stray(StrayKind.DAMAGED_SIDECAR)),
    fails(
        "ELE114",
        "several mistakes on one line",
        stray(StrayKind.DAMAGED_ITEM_FILE, ITEM_FILE, "place: no text\n  people: no list\n"),
        ITEM_FILE,
        detail="place: no text; people: no list",
    ),
    passes("ELE115", "described and there", describing(PHOTO, "c1-20220125-01.JPG")),
    passes("ELE115", "nothing described", describing()),
    passes(
        "ELE115",
        "letters and accents apart",
        describing(ACCENTED, present=(unicodedata.normalize("NFD", ACCENTED),)),
    ),
    passes(
        "ELE115",
        "in a folder below",
        describing("照片/a.jpg", "b.jpg", present=("照片/a.jpg", "照片/b.jpg")),
    ),
    fails(
        "ELE115",
        "misspelled",
        describing("C1-20220125-1.jpg", present=("签到表.pdf", PHOTO)),
        ITEM_FILE,
        name="C1-20220125-1.jpg",
        suggestion=PHOTO,
    ),
    fails("ELE115", "an empty folder", describing("签到表.pdf", present=()), ITEM_FILE),
    fails(
        "ELE115",
        "the same name in another item",
        a_dossier(RECORD, items=(NEIGHBOUR, RECORD.item)),
        f"{NEIGHBOUR.path}/item.toml",
    ),
    passes("ELE118", "another text", a_dossier(a_record("说明.txt"))),
    fails(
        "ELE118",
        "of Notepad",
        a_dossier(a_record("Item.toml.txt")),
        f"{RECORD.item.path}/Item.toml.txt",
    ),
    passes("ELE116", "a name", of_material("影像图片")),
    passes("ELE116", "a name in full width", of_material(" 影像图片\u3000")),
    passes("ELE116", "an id", of_material("06.plan")),
    passes("ELE116", "nothing stated", a_dossier(RECORD)),
    passes("ELE116", "a category that is none", of_material("影像图片", "99 杂物")),
    fails(
        "ELE116",
        "a near name",
        of_material("培训学习计划"),
        ITEM_FILE,
        line='material = "年度培训学习计划"',
        known="年度培训学习计划、影像图片",
        category="06 培训学习资料",
    ),
    fails(
        "ELE116",
        "of one file",
        a_dossier(items=(an_item(files={PHOTO: Description(materials=("合影",))}),)),
        ITEM_FILE,
        material="合影",
    ),
    fails(
        "ELE116",
        "a category without materials",
        of_material("台账", LEDGERS),
        an_item(category=LEDGERS).path + "/item.toml",
        known="–",
    ),
)
