"""NAM109, NAM116, NAM117: names that hold on every computer, Windows first of all."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archivist.checks.numbering import Numbers
from archivist.checks.register import check, found
from archivist.checks.scope import split
from archivist.model.code import read_code
from archivist.model.finding import Property, Severity
from archivist.model.names import (
    MAX_NAME,
    MAX_PATH,
    NameFault,
    name_fault,
    portable,
    same_name,
    utf16_length,
)
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding

_SHORTEST = 8
"""Characters that a proposed name keeps even where the folders above use up the path."""


@check(
    "NAM109",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} does not work as a name on Windows ({problem})"),
    remedy=N_(
        "Rename it, for example to {suggestion}; a path that is too long also gets shorter "
        "when a folder above it does"
    ),
)
def name_not_portable(dossier: Dossier) -> Iterator[Finding]:
    """A name does not work on Windows.

    Looks at the name of every file and folder: characters that Windows forbids, names of devices
    such as CON, a dot or a space at the end, characters that cannot be seen or that turn the
    direction of the text, and names and paths that are too long.

    Why: the archive has to survive being copied to another computer, a disc or a share. A file
    with such a name is skipped, renamed or cut off on the way, often without a word.

    How to mend: rename the file or folder, for example to the proposed name.
    """
    for path in dict.fromkeys(dossier.paths):
        folder, name = split(path)
        fault = name_fault(name)
        if fault is not None:
            problem = _problem(name, fault)
        elif len(path) > MAX_PATH // 2 and utf16_length(path) > MAX_PATH >= utf16_length(folder):
            problem = f"{utf16_length(path)} > {MAX_PATH}"
        else:
            continue
        suggestion = _fitting(portable(name), MAX_PATH - utf16_length(folder) - 1)
        yield found("NAM109", path, name=name, problem=problem, suggestion=suggestion)


@check(
    "NAM116",
    Severity.ERROR,
    Property.COMPLETENESS,
    "DA/T 70",
    message=N_("{name} and {first} are one name to Windows"),
    remedy=N_(
        "Rename one of the two to a name that differs in its letters, for example {suggestion}"
    ),
)
def names_alike(dossier: Dossier) -> Iterator[Finding]:
    """Two names in one folder differ only in a way that Windows ignores.

    Looks at all files and folders that lie side by side. Windows and macOS do not tell capitals
    from small letters, and an accented letter can be stored in two ways that look the same.

    Why: when the folder is copied to such a computer, one of the two overwrites the other, and a
    record is lost.

    How to mend: look at both. If they are the same, keep one; if not, rename one of them.
    """
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(set(dossier.paths)):
        folder, name = split(path)
        alike[folder, same_name(name)].append(path)
    groups = [paths for paths in alike.values() if len(paths) > 1]
    if not groups:
        return
    numbers, used = Numbers(dossier), set(alike)
    for first, *rest in groups:
        for path in rest:
            suggestion = _recoded(path, numbers) or _numbered(path, used)
            names = {"name": split(path)[1], "first": split(first)[1]}
            yield found("NAM116", path, **names, suggestion=suggestion)


@check(
    "NAM117",
    Severity.HINT,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} is stored with its letters and accents apart (NFD)"),
    remedy=N_("Rename it to {suggestion}: type the name anew on Windows or Linux"),
)
def name_decomposed(dossier: Dossier) -> Iterator[Finding]:
    """A name is stored with letters and accents apart.

    Looks at the name of every file and folder. A letter such as é can be stored as one character
    or as two, the letter and its accent. Names that come from a Mac are often of the second kind.

    Why: both look the same, but other programs take them for two different names: searching for
    one does not find the other, and a list made elsewhere does not match.

    How to mend: type the name anew. archivist itself treats both spellings as one name, so this is
    only a hint.
    """
    for path in dict.fromkeys(dossier.paths):
        name = split(path)[1]
        if name.isascii() or unicodedata.is_normalized("NFC", name):
            continue
        composed = unicodedata.normalize("NFC", name)
        # Some Han compatibility characters change in NFC too; they are no decomposed letters.
        if len(composed) < len(name):
            yield found("NAM117", path, name=name, suggestion=composed)


def _problem(name: str, fault: NameFault) -> str:
    """Return what is wrong in signs instead of words, so that it needs no translation."""
    if fault is NameFault.LENGTH:
        return f"{utf16_length(name)} > {MAX_NAME}"
    if fault is NameFault.RESERVED:
        return name.partition(".")[0]
    if fault is NameFault.ENDING:
        return f"“{name}”"
    if fault is NameFault.CHARACTER:
        return " ".join(sorted({c for c in name if c in '<>:"\\|?*\x7f' or c < " "}))
    odd = {c for c in name if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}}
    return " ".join(f"U+{ord(character):04X}" for character in sorted(odd))


def _fitting(name: str, room: int) -> str:
    path = PurePosixPath(name)
    stem, suffix = path.stem, path.suffix
    least = max(room - len(suffix), _SHORTEST)
    while utf16_length(stem) > least:
        stem = stem[:-1]
    return stem.rstrip(" .") + suffix


def _recoded(path: str, numbers: Numbers) -> str:
    name = PurePosixPath(path)
    code = read_code(name.stem)
    return f"{numbers.take(name.parts[0], code)}{name.suffix}" if code else ""


def _numbered(path: str, used: set[tuple[str, str]]) -> str:
    folder, name = split(path)
    plain = PurePosixPath(name)
    candidates = (f"{plain.stem} ({number}){plain.suffix}" for number in count(2))
    free = next(name for name in candidates if (folder, same_name(name)) not in used)
    used.add((folder, same_name(free)))
    return free
