"""ELE107, ELE109, ELE110, ELE117."""

from __future__ import annotations

from archivist.model.dossier import Dossier
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.item import Description
from tests.builders import PHOTO, a_dossier, a_reading, a_record, an_item
from tests.checks.cases.case import Case, fails, passes

ITEM = an_item()
ITEM_FILE = f"{ITEM.path}/item.toml"
PATH = a_record().path
EVENT, SHOT = Element.EVENT_DATE, Element.SHOOTING_DATE


def stated(*some: Reading, name: str = PHOTO) -> Dossier:
    return a_dossier(a_record(name, elements=Elements.of(some)))


def sidecar(text: str, tag: str = "archivist:eventDate") -> Dossier:
    return stated(a_reading(EVENT, text, Origin.SIDECAR, tag))


def camera(text: str, name: str = PHOTO) -> Dossier:
    return stated(a_reading(SHOT, text, Origin.EXIF, "DateTimeOriginal"), name=name)


def described(*some: Reading, folder: str = "") -> Dossier:
    """Return an item of two images, described by an ``item.toml`` that states the readings."""
    item = an_item(folder, readings=some) if folder else an_item(readings=some)
    names = ("C1-20220125-01.jpg", "C1-20220125-02.jpg")
    return a_dossier(*(a_record(name, item, elements=Elements.of(some)) for name in names))


def in_item(text: str, element: Element = EVENT) -> Reading:
    return a_reading(element, text, Origin.ITEM, "事件日期")


BY_FILE = a_dossier(
    items=(an_item(files={PHOTO: Description(readings=(in_item("25.1.2022", SHOT),))}),)
)
FUTURE = an_item("20260101 授课")
FUTURE_EVENT = Elements.of([a_reading(EVENT, "20260101", Origin.ITEM_NAME, "folder")])

CASES: tuple[Case, ...] = (
    passes("ELE107", "dots", sidecar("2022.01.25")),
    passes("ELE107", "a camera's form", camera("2022:01:25 10:00:00")),
    passes("ELE107", "a form that XMP prescribes", sidecar("2022-01-25", "DateCreated")),
    passes("ELE107", "not read", a_dossier(a_record(facts=None))),
    fails(
        "ELE107",
        "hyphens in a sidecar",
        sidecar("2022-1-25"),
        PATH,
        text="2022-1-25",
        line='archivist:eventDate = "2022.01.25"',
        file=f"{PHOTO}.xmp",
    ),
    fails(
        "ELE107",
        "item.toml is told once",
        described(in_item("2022年1月25日")),
        ITEM_FILE,
        line='"事件日期" = "2022.01.25"',
        file="item.toml",
    ),
    fails("ELE107", "one file in item.toml", BY_FILE, ITEM_FILE, text="25.1.2022"),
    fails("ELE107", "words", sidecar("去年春天"), PATH, line='archivist:eventDate = "2022.01.25"'),
    passes("ELE109", "a day", camera("2022:01:25 10:00:00")),
    passes("ELE109", "words are another fault", sidecar("去年春天")),
    passes("ELE109", "a place is no date", described(in_item("302", Element.PLACE))),
    passes(
        "ELE109",
        "a folder's date is another fault",
        stated(a_reading(EVENT, "20220231", Origin.ITEM_NAME)),
    ),
    fails(
        "ELE109",
        "zeros of a camera",
        camera("0000:00:00 00:00:00"),
        PATH,
        place="from the camera",
        line='shooting_date = "2022.01.25" below a line [files."C1-20220125-01.jpg"]',
        file="item.toml",
    ),
    fails("ELE109", "no such day in a sidecar", sidecar("2022.02.31"), PATH, file=f"{PHOTO}.xmp"),
    fails("ELE109", "no such day in item.toml", described(in_item("2022.02.31")), ITEM_FILE),
    passes("ELE110", "today", sidecar("2025.06.30")),
    passes("ELE110", "no day", sidecar("2026.02.31")),
    fails("ELE110", "tomorrow", sidecar("2025.07.01"), PATH, today="2025.06.30"),
    fails(
        "ELE110",
        "a folder is told once",
        a_dossier(
            a_record("C1-20260101-01.jpg", FUTURE, elements=FUTURE_EVENT),
            a_record("C1-20260101-02.jpg", FUTURE, elements=FUTURE_EVENT),
        ),
        FUTURE.path,
        file="20260101 授课",
        line="YYYYMMDD 授课",
    ),
    passes("ELE117", "one date", described(in_item("2022.01.25"), in_item("2022.01.26", SHOT))),
    passes("ELE117", "no date in the name", described(in_item("2022.01.25"), folder="授课")),
    passes("ELE117", "no day", described(in_item("2022.02.31"))),
    fails(
        "ELE117",
        "two dates",
        described(in_item("2022.01.26")),
        ITEM_FILE,
        text="2022.01.26",
        folder="20220125",
        line='event_date = "2022.01.25"',
        name="20220126 测流仪器理论授课",
    ),
)
