"""FMT112, FMT113 and ELE119: copies of a shot, and values that nobody confirmed."""

from __future__ import annotations

from archivist.model.dossier import Dossier
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.facts import Defect, Shot
from archivist.model.record import Record
from tests.builders import PHOTO, a_dossier, a_record, an_item, some_facts
from tests.checks.cases.case import Case, fails, passes

FOLDER = an_item().path
OTHER = an_item("20220126 测流比对")
SECOND = "C1-20220125-02.jpg"
PRINT, NEAR, FAR = "ffff0000ffff0000", "ffff0000ffff0007", "0123456789abcdef"


def at(name: str) -> str:
    return f"{FOLDER}/{name}"


def shot(
    name: str, fingerprint: str = PRINT, second: int = 1, width: int = 4000, **facts: object
) -> Record:
    taken = Shot(camera="HUAWEI P40", moment=f"2022-01-25T10:15:0{second}", fingerprint=fingerprint)
    known = some_facts(name, shot=taken, width=width, height=3000, **facts)
    return a_record(name, facts=known, size=5_000_000)


def small(name: str = PHOTO, size: int = 200_000, **facts: object) -> Dossier:
    values: dict[str, object] = {"width": 1440, "height": 1080, **facts}
    return a_dossier(a_record(name, facts=some_facts(name, **values), size=size))


def proposed(element: Element, text: str, **stated: str) -> Dossier:
    guess = Reading(element, text, Origin.FILE_NAME, "mmexport")
    known = [Reading(Element(key), value, Origin.SIDECAR, key) for key, value in stated.items()]
    return a_dossier(a_record(elements=Elements.of([guess, *known])))


CASES: tuple[Case, ...] = (
    fails(
        "FMT112",
        "the smaller one",
        a_dossier(shot(PHOTO, NEAR, width=1000), shot(SECOND)),
        at(PHOTO),
        first=at(SECOND),
    ),
    fails("FMT112", "as large", a_dossier(shot(PHOTO), shot(SECOND, NEAR)), at(SECOND)),
    passes("FMT112", "another motif", a_dossier(shot(PHOTO), shot(SECOND, FAR))),
    passes("FMT112", "another second", a_dossier(shot(PHOTO), shot(SECOND, NEAR, 2))),
    passes("FMT112", "one shot in two formats", a_dossier(shot(PHOTO), shot("C1-20220125-01.dng"))),
    passes(
        "FMT112",
        "the same content, which FMT106 names",
        a_dossier(shot(PHOTO, sha256="a" * 64), shot(SECOND, sha256="a" * 64)),
    ),
    passes("FMT112", "no fingerprint", a_dossier(shot(PHOTO, ""), shot(SECOND, ""))),
    fails("FMT113", "small and of no camera", small(), at(PHOTO), width="1440", height="1080"),
    fails(
        "FMT113",
        "a messenger's name",
        small("mmexport1643097600000.jpg", 3_000_000, width=4000),
        at("mmexport1643097600000.jpg"),
    ),
    passes("FMT113", "a camera's", small(shot=Shot(camera="HUAWEI P40"))),
    passes("FMT113", "large", small(size=4_000_000, width=4000)),
    passes("FMT113", "damaged, which FMT101 names", small(defect=Defect.UNDECODABLE)),
    fails(
        "ELE119",
        "the day of saving",
        proposed(Element.SAVING_DATE, "2022.01.25 16:00:00"),
        at(PHOTO),
        text="2022.01.25",
    ),
    fails("ELE119", "a name", proposed(Element.PEOPLE, "徐宏伟"), at(PHOTO), text="徐宏伟"),
    passes("ELE119", "stated already", proposed(Element.CAUSE, "DSC", cause="授课")),
    passes("ELE119", "nobody asks for it", proposed(Element.CAPTION, "一段话")),
    passes("ELE119", "a document", a_dossier(a_record("签到表.pdf", OTHER))),
)
