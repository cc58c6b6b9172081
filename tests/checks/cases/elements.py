"""ELE101–ELE106, ELE111."""

from __future__ import annotations

from archivist.model.elements import Elements
from archivist.model.facts import Defect
from tests.builders import a_defect, a_dossier, a_record, an_item, readings, some_elements
from tests.checks.cases.case import Case, fails, passes

PATH = a_record().path
NOTHING = Elements()
MISSING = {
    "ELE101": "cause",
    "ELE102": "event_date",
    "ELE103": "shooting_date",
    "ELE104": "place",
    "ELE105": "people",
    "ELE106": "source",
}
UNTITLED = an_item("参观")


def each() -> list[Case]:
    cases = []
    for code, element in MISSING.items():
        lacking = a_record(elements=some_elements(**{element: ""}))
        cases += [
            passes(code, "all elements", a_dossier(a_record())),
            passes(code, "a document", a_dossier(a_record("签到表.pdf"))),
            passes(code, "not read", a_dossier(a_record(elements=NOTHING, facts=None))),
            passes(
                code,
                "could not be read",
                a_dossier(a_record(elements=NOTHING, facts=a_defect(Defect.UNREADABLE))),
            ),
            fails(code, "missing", a_dossier(lacking), PATH),
            fails(
                code,
                "a damaged image tells what it can",
                a_dossier(a_record(elements=NOTHING, facts=a_defect(Defect.UNDECODABLE))),
                PATH,
            ),
        ]
    return cases


def people(**texts: str) -> Elements:
    return Elements.of(readings(**texts))


CASES: tuple[Case, ...] = (
    *each(),
    fails(
        "ELE101",
        "the folder's title is proposed",
        a_dossier(a_record(elements=NOTHING)),
        PATH,
        suggestion='"测流仪器理论授课"',
        path=PATH,
    ),
    fails(
        "ELE102",
        "the code's date is proposed",
        a_dossier(a_record(item=UNTITLED, elements=NOTHING)),
        f"{UNTITLED.path}/C1-20220125-01.jpg",
        suggestion='"2022.01.25"',
    ),
    fails(
        "ELE103",
        "no day is made up when nothing is known",
        a_dossier(a_record("a.jpg", UNTITLED, elements=NOTHING)),
        f"{UNTITLED.path}/a.jpg",
        suggestion='"YYYY.MM.DD"',
    ),
    passes(
        "ELE105",
        "nobody in particular",
        a_dossier(a_record(elements=people(people_status="none-particular"))),
    ),
    passes(
        "ELE105",
        "nobody recognised",
        a_dossier(a_record(elements=people(people_status="unknown"))),
    ),
    fails(
        "ELE105",
        "said to be not entered",
        a_dossier(a_record(elements=people(people_status="not-entered"))),
        PATH,
    ),
    passes("ELE111", "a position", a_dossier(a_record())),
    passes("ELE111", "nobody", a_dossier(a_record(elements=NOTHING))),
    fails(
        "ELE111",
        "no position",
        a_dossier(a_record(elements=people(people="李明"))),
        PATH,
        people="李明",
        suggestion='"李明(…)"',
    ),
)
