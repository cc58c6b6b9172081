"""NAM109, NAM116, NAM117."""

from __future__ import annotations

import unicodedata

from archivist.model.dossier import Dossier
from tests.builders import a_dossier, a_record
from tests.checks.cases.case import Case, fails, passes

DEEP = "/".join(["夹" * 57] * 4)
CODED = a_record()
FOLDER = CODED.item.path


def tree(*paths: str) -> Dossier:
    return a_dossier(paths=paths)


def bad(title: str, name: str, problem: str, suggestion: str) -> Case:
    return fails(
        "NAM109", title, tree("a", f"a/{name}"), f"a/{name}", problem=problem, suggestion=suggestion
    )


CASES: tuple[Case, ...] = (
    passes("NAM109", "a common name", tree("a", "a/2022 签到表 (1).pdf")),
    passes("NAM109", "a fault is the folder's own", tree("a", "a/b.pdf")),
    bad("characters", "10:30?.jpg", ": ?", "10_30_.jpg"),
    bad("a newline", "a\nb.jpg", "\\n", "a_b.jpg"),
    bad("a device", "CON.jpg", "CON", "_CON.jpg"),
    bad("a space behind", "a.jpg ", "“a.jpg ”", "a.jpg"),
    bad("a long name", f"{'名' * 300}.jpg", "304 > 255", f"{'名' * 120}.jpg"),
    bad("a direction mark", "a\u202egpj.exe", "U+202E", "agpj.exe"),
    bad("bytes that are no text", "a\udcff.jpg", "U+DCFF", "a_.jpg"),
    fails(
        "NAM109",
        "a long path, told once",
        tree(DEEP, f"{DEEP}/一个很长的名字的文件.pdf", f"{DEEP}/b"),
        f"{DEEP}/一个很长的名字的文件.pdf",
        problem="246 > 240",
        suggestion="一个很长的名字的.pdf",
    ),
    fails(
        "NAM109",
        "a folder too long, not what is in it",
        tree(f"{DEEP}/很长很长的文件夹", f"{DEEP}/很长很长的文件夹/b.pdf"),
        f"{DEEP}/很长很长的文件夹/b.pdf",
    ),
    passes("NAM116", "two names", tree("a", "a/b.pdf", "a/c.pdf")),
    passes("NAM116", "two folders", tree("a/b.pdf", "c/B.pdf")),
    passes("NAM116", "one path twice", tree("a/b.pdf", "a/b.pdf")),
    fails(
        "NAM116",
        "capitals, and the next free name",
        tree("a/B.pdf", "a/b.pdf", "a/b (2).pdf"),
        "a/b.pdf",
        first="B.pdf",
        suggestion="b (3).pdf",
    ),
    fails(
        "NAM116",
        "three names get two new ones",
        tree("a/AB.pdf", "a/Ab.pdf", "a/ab.pdf"),
        "a/Ab.pdf",
        "a/ab.pdf",
        suggestion="Ab (2).pdf",
    ),
    fails(
        "NAM116",
        "accents",
        tree("a/\u00e9.pdf", "a/e\u0301.pdf"),
        "a/\u00e9.pdf",
    ),
    fails(
        "NAM116",
        "a code takes the next number",
        a_dossier(CODED, paths=(f"{FOLDER}/C1-20220125-01.JPG", f"{FOLDER}/C1-20220125-01.jpg")),
        f"{FOLDER}/C1-20220125-01.jpg",
        suggestion="C1-20220125-02.jpg",
    ),
    passes("NAM117", "composed", tree("caf\u00e9.pdf", "培训.pdf", "a.pdf")),
    passes("NAM117", "a compatibility character", tree("\uf900.pdf")),
    fails(
        "NAM117",
        "decomposed",
        tree(unicodedata.normalize("NFD", "caf\u00e9.pdf")),
        "cafe\u0301.pdf",
        suggestion="caf\u00e9.pdf",
    ),
)
