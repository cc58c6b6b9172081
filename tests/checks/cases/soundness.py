"""FMT101–FMT111, FMT114."""

from __future__ import annotations

import hashlib

from archivist.model.dossier import Dossier, StrayKind
from archivist.model.facts import Defect, Facts, Format
from archivist.model.settings import Limits
from archivist.model.text import FileText
from tests.builders import (
    PHOTO,
    a_defect,
    a_dossier,
    a_record,
    a_stray,
    an_item,
    some_facts,
    some_settings,
)
from tests.checks.cases.case import Case, fails, passes

FOLDER = an_item().path
SOUND = a_dossier(a_record(), a_record("签到表.pdf"), a_record("未读.pdf", facts=None))
EMPTY = Facts(sha256=hashlib.sha256(b"").hexdigest())


def file(name: str, **facts: object) -> Dossier:
    return a_dossier(a_record(name, facts=some_facts(name, **facts)))


def at(name: str) -> str:
    return f"{FOLDER}/{name}"


def same(*names: str, size: int = 9) -> Dossier:
    records = (a_record(name, facts=some_facts("same"), size=size) for name in names)
    return a_dossier(*records)


NO_DEFECTS = tuple(
    passes(code, "sound files", SOUND)
    for code in "FMT101 FMT103 FMT104 FMT105 FMT107 FMT108 FMT109".split()
)
DEFECTS: tuple[Case, ...] = (
    fails(
        "FMT101",
        "cut off",
        file(PHOTO, defect=Defect.UNDECODABLE, detail="12 lines missing"),
        at(PHOTO),
        detail="12 lines missing",
    ),
    fails("FMT101", "silent", file(PHOTO, defect=Defect.UNDECODABLE), at(PHOTO)),
    passes(
        "FMT101",
        "a text is FMT102's",
        file(PHOTO, defect=Defect.UNDECODABLE, format=Format.TEXT),
    ),
    fails(
        "FMT101",
        "cut off under another ending",
        file(PHOTO, defect=Defect.UNDECODABLE, format=Format.PNG),
        at(PHOTO),
    ),
    fails("FMT103", "a password", file("a.pdf", defect=Defect.ENCRYPTED), at("a.pdf")),
    fails(
        "FMT104",
        "damaged",
        file("a.pdf", defect=Defect.BROKEN, detail="no xref\n"),
        at("a.pdf"),
        detail="no xref",
    ),
    passes(
        "FMT104", "a picture is FMT102's", file("a.pdf", defect=Defect.BROKEN, format=Format.PNG)
    ),
    fails("FMT105", "empty", file(PHOTO, defect=Defect.EMPTY), at(PHOTO)),
    fails(
        "FMT107",
        "enormous",
        file(PHOTO, defect=Defect.OVERSIZED, width=90000, height=80000),
        at(PHOTO),
        size="90000 × 80000",
    ),
    fails("FMT107", "unknown size", file(PHOTO, defect=Defect.OVERSIZED), at(PHOTO)),
    fails("FMT108", "refused", file(PHOTO, defect=Defect.UNREADABLE), at(PHOTO), detail="?"),
    fails("FMT109", "slow", file(PHOTO, defect=Defect.TIMEOUT), at(PHOTO), reason="> 30 s"),
    fails(
        "FMT109",
        "large",
        a_dossier(
            a_record(facts=a_defect(Defect.MEMORY)),
            settings=some_settings(limits=Limits(megabytes=100)),
        ),
        at(PHOTO),
        reason="> 100 MB",
    ),
    fails(
        "FMT109",
        "broken down",
        file(PHOTO, defect=Defect.CRASHED, detail="signal 11"),
        at(PHOTO),
        reason="signal 11",
    ),
)

ENDINGS: tuple[Case, ...] = (
    passes("FMT102", "right endings", SOUND),
    passes("FMT102", "unknown content", file(PHOTO, format=Format.UNKNOWN)),
    passes("FMT102", "an unknown ending", file("a.dwg", format=Format.ZIP)),
    passes("FMT102", "capitals", file("a.JPEG", format=Format.JPEG)),
    passes("FMT102", "raw that is TIFF inside", file("a.nef", format=Format.TIFF)),
    passes(
        "FMT102",
        "an encrypted document",
        file("a.docx", format=Format.OLE, defect=Defect.ENCRYPTED),
    ),
    fails(
        "FMT102",
        "another picture",
        file(PHOTO, format=Format.HEIF),
        at(PHOTO),
        content="HEIF",
        suggestion="C1-20220125-01.heic",
    ),
    fails(
        "FMT102",
        "an old table",
        file("a.xlsx", format=Format.OLE),
        at("a.xlsx"),
        suggestion="a.xls",
    ),
)

DUPLICATES: tuple[Case, ...] = (
    passes("FMT106", "different files", SOUND),
    passes("FMT106", "empty files", same("a.pdf", "b.pdf", size=0)),
    passes(
        "FMT106",
        "unread files",
        a_dossier(*(a_record(n, facts=some_facts(n, sha256="")) for n in ("a.pdf", "b.pdf"))),
    ),
    fails(
        "FMT106",
        "three copies",
        same("c.pdf", "a.pdf", "b.pdf"),
        at("b.pdf"),
        at("c.pdf"),
        name="b.pdf",
        first=at("a.pdf"),
    ),
)

FOLDERS: tuple[Case, ...] = (
    passes("FMT110", "no link", a_dossier(strays=(a_stray(StrayKind.UNREADABLE, "a"),))),
    fails("FMT110", "a link", a_dossier(strays=(a_stray(StrayKind.LINK, "a/b"),)), "a/b", name="b"),
    passes("FMT111", "a link", a_dossier(strays=(a_stray(StrayKind.LINK, "a"),))),
    fails(
        "FMT111",
        "refused",
        a_dossier(strays=(a_stray(StrayKind.UNREADABLE, "a/b", "permission denied"),)),
        "a/b",
        detail="permission denied",
    ),
)


def untold(text: FileText, **facts: object) -> Dossier:
    record = a_record("a.pdf", facts=some_facts("a.pdf", **facts))
    return a_dossier(a_record(), record, unread={record.path: text})


def why(title: str, reason: str, **text: object) -> Case:
    return fails("FMT114", title, untold(FileText(**text)), at("a.pdf"), reason=reason)  # type: ignore[arg-type]


UNREAD: tuple[Case, ...] = (
    passes("FMT114", "before any index", SOUND),
    passes("FMT114", "a file that is gone", a_dossier(unread={"a": FileText(cut=True)})),
    passes(
        "FMT114",
        "locked is FMT103's",
        untold(FileText(defect=Defect.ENCRYPTED), defect=Defect.ENCRYPTED),
    ),
    why("slow", "it takes too long", defect=Defect.TIMEOUT),
    why("large", "it takes too much memory", defect=Defect.MEMORY),
    why("broken down", "the program that reads it breaks down", defect=Defect.CRASHED),
    why("locked inside", "it is locked with a password", defect=Defect.ENCRYPTED),
    why("long", "it is longer than what is kept of one file", cut=True),
    why(
        "damaged",
        "it is damaged inside (page 3; no xref)",
        defect=Defect.BROKEN,
        detail="page 3\nno xref",
    ),
    why(
        "refused",
        "the computer refuses to hand it out (?)",
        defect=Defect.UNREADABLE,
    ),
)

CASES: tuple[Case, ...] = (*UNREAD, *NO_DEFECTS, *DEFECTS, *ENDINGS, *DUPLICATES, *FOLDERS)
