"""NAM101–NAM108."""

from __future__ import annotations

from datetime import date

from archivist.model.elements import Element, Elements, Origin
from archivist.model.record import Record
from tests.builders import (
    STUDIO,
    TRAINING,
    a_dossier,
    a_reading,
    a_record,
    an_item,
    some_elements,
    some_settings,
)
from tests.checks.cases.case import Case, fails, passes

HOME = f"{STUDIO}/{TRAINING}/20220125 测流仪器理论授课"
ELSEWHERE = an_item("20220125 参观")
OTHER_STUDIO = an_item(studio="另一工作室")
UNDATED = an_item("参观")


def named(*names: str) -> tuple[Record, ...]:
    return tuple(a_record(name) for name in names)


def shot(text: str, origin: Origin = Origin.EXIF) -> Elements:
    return Elements.of([a_reading(Element.SHOOTING_DATE, text, origin, "DateTimeOriginal")])


CODES: tuple[Case, ...] = (
    passes("NAM101", "a code", a_dossier(a_record())),
    passes("NAM101", "a hundredth image", a_dossier(a_record("C1-20220125-100.JPG"))),
    passes("NAM101", "a document", a_dossier(a_record("签到表.pdf"))),
    passes("NAM101", "a scan said to be one", a_dossier(a_record("签到表.jpg", pictorial=False))),
    passes("NAM101", "a code not taken over", a_dossier(a_record(code=None))),
    fails(
        "NAM101",
        "a sloppy code",
        a_dossier(*named("c1—2022.01.25-3.jpg")),
        f"{HOME}/c1—2022.01.25-3.jpg",
        name="c1—2022.01.25-3.jpg",
        suggestion="C1-20220125-03.jpg",
    ),
    fails(
        "NAM101",
        "a camera's name takes the event's date and a free number",
        a_dossier(*named("C1-20220125-01.jpg", "IMG_20220126_101010.jpg")),
        f"{HOME}/IMG_20220126_101010.jpg",
        suggestion="C1-20220125-02.jpg",
    ),
    fails(
        "NAM101",
        "a date known only from the camera",
        a_dossier(a_record("a.jpg", UNDATED, elements=shot("2022:03:04 10:00:00"))),
        f"{UNDATED.path}/a.jpg",
        suggestion="C1-20220304-01.jpg",
    ),
    fails(
        "NAM101",
        "nothing known at all",
        a_dossier(
            a_record("视频.mp4", UNDATED, elements=Elements()), settings=some_settings(classes={})
        ),
        f"{UNDATED.path}/视频.mp4",
        suggestion="C1-YYYYMMDD-01.mp4",
    ),
    passes("NAM102", "a declared class", a_dossier(a_record())),
    passes(
        "NAM102",
        "a second class",
        a_dossier(
            a_record("V2-20220125-01.mp4"), settings=some_settings(classes={"C1": "", "V2": "视频"})
        ),
    ),
    fails(
        "NAM102",
        "an undeclared class",
        a_dossier(*named("B1-20220125-01.jpg")),
        f"{HOME}/B1-20220125-01.jpg",
        image_class="B1",
        known="C1",
    ),
    passes("NAM103", "a leap day", a_dossier(a_record("C1-20240229-01.jpg"))),
    passes("NAM103", "no code", a_dossier(a_record("IMG_2031.jpg"))),
    fails(
        "NAM103",
        "no leap day",
        a_dossier(*named("C1-20220125-01.jpg", "C1-20230229-07.jpg")),
        f"{HOME}/C1-20230229-07.jpg",
        suggestion="C1-20220125-07.jpg",
    ),
    passes("NAM104", "today", a_dossier(a_record("C1-20250630-01.jpg"), as_of=date(2025, 6, 30))),
    fails(
        "NAM104",
        "tomorrow",
        a_dossier(*named("C1-20250701-01.jpg"), as_of=date(2025, 6, 30)),
        f"{HOME}/C1-20250701-01.jpg",
        today="2025.06.30",
        suggestion="C1-20220125-01.jpg",
    ),
)

NUMBERS: tuple[Case, ...] = (
    passes(
        "NAM105",
        "one shot in two formats",
        a_dossier(*named("C1-20220125-01.jpg", "C1-20220125-01.dng")),
    ),
    passes("NAM105", "two studios", a_dossier(a_record(), a_record(item=OTHER_STUDIO))),
    fails(
        "NAM105",
        "two folders",
        a_dossier(
            a_record(item=ELSEWHERE),
            a_record(),
            a_record("C1-20220125-01.dng", ELSEWHERE),
            a_record("C1-20220125-02.jpg", ELSEWHERE),
        ),
        f"{HOME}/C1-20220125-01.jpg",
        first=f"{ELSEWHERE.path}/C1-20220125-01.dng",
        suggestion="C1-20220125-03.jpg",
    ),
    passes(
        "NAM106",
        "no gap",
        a_dossier(*named("C1-20220125-01.jpg", "C1-20220125-02.jpg", "C1-20220125-02.dng")),
    ),
    passes(
        "NAM106",
        "across folders",
        a_dossier(a_record(), a_record("C1-20220125-02.jpg", ELSEWHERE)),
    ),
    fails(
        "NAM106",
        "a missing beginning and a wide gap",
        a_dossier(*named("C1-20220125-58.jpg", "C1-20220125-02.jpg")),
        f"{HOME}/C1-20220125-02.jpg",
        f"{HOME}/C1-20220125-58.jpg",
        numbers="01",
        series="C1-20220125",
    ),
    fails(
        "NAM106",
        "a gap of several",
        a_dossier(*named("C1-20220125-01.jpg", "C1-20220125-58.jpg")),
        f"{HOME}/C1-20220125-58.jpg",
        numbers="02–57",
    ),
)

DATES: tuple[Case, ...] = (
    passes("NAM107", "one date", a_dossier(a_record())),
    passes("NAM107", "no event date", a_dossier(a_record(elements=Elements()))),
    passes(
        "NAM107",
        "an event date that cannot be",
        a_dossier(a_record(elements=some_elements(event_date="2029.01.01"))),
    ),
    fails(
        "NAM107",
        "another date, whose number is taken",
        a_dossier(
            a_record("C1-20220126-01.jpg", elements=some_elements(event_date="2022.01.26")),
            a_record(elements=some_elements(event_date="2022.01.26")),
        ),
        f"{HOME}/C1-20220125-01.jpg",
        event="2022.01.26",
        suggestion="C1-20220126-02.jpg",
    ),
    passes("NAM108", "one date", a_dossier(a_record(elements=shot("2022:01:25 10:00:00")))),
    passes("NAM108", "a date that is none", a_dossier(a_record(elements=shot("0000:00:00")))),
    passes("NAM108", "no shooting date", a_dossier(a_record(elements=Elements()))),
    passes("NAM108", "no code", a_dossier(a_record("a.jpg", elements=shot("2022:01:26")))),
    passes(
        "NAM108",
        "a person has stated it",
        a_dossier(a_record(elements=shot("2022.01.26", Origin.ITEM))),
    ),
    fails(
        "NAM108",
        "the camera has another day",
        a_dossier(a_record(elements=shot("2022:01:26 00:10:00"))),
        f"{HOME}/C1-20220125-01.jpg",
        shot="2022.01.26",
        line='shooting_date = "2022.01.26" below a line [files."C1-20220125-01.jpg"]',
    ),
)

CASES: tuple[Case, ...] = (*CODES, *NUMBERS, *DATES)
