r"""The bag 移交包 of RFC 8493 (BagIt): its lines, its paths, and how other systems see them.

Nothing here opens a file. Lines are split at LF, CR and CRLF alone, and a line is taken as it
stands: what is not exactly a line of its kind is a fault, never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from archivist.model.bag_faults import Fault, FaultKind
from archivist.model.names import same_name

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
FETCH = "fetch.txt"
PAYLOAD = "data/"
VERSION = "1.0"
VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
"""Versions that are read; from 1.0 on a percent sign is written ``%25``."""
ALGORITHMS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
"""Those that are checked, with the length of their digests in hex."""
WEAK = frozenset({"md5", "sha1"})
"""Good against accidents, not against a forger."""
MOST_LINES = 10_000
"""Lines of one file that are told to be none: what is damaged more is no list at all."""
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+([^ \t].*)", re.DOTALL)
_FETCH_LINE = re.compile(r"([^ \t]+)[ \t]+([0-9]+|-)[ \t]+([^ \t].*)", re.DOTALL)
_MANIFEST = re.compile(r"(tag)?manifest-([^/]+)\.txt")
_OXUM = re.compile(r"([0-9]{1,20})\.([0-9]{1,20})")
_DRIVE = re.compile(r"[A-Za-z]:")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Oxum:
    """Bytes and files of a payload."""

    size: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Oxum:
        """Return what ``279164409832.1198`` states; the inverse of ``str``.

        Raises:
            ValueError: It is of another form.
        """
        match = _OXUM.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.size}.{self.count}"


@dataclass(slots=True)
class Manifest:
    """What a manifest lists. Filled while it is read, then left alone."""

    name: str
    algorithm: str
    digests: dict[str, str] = field(default_factory=dict)
    """Lower case, by path."""
    faults: list[Fault] = field(default_factory=list)


def split_lines(text: str) -> Iterator[str]:
    """Yield the lines of a tag file; `str.splitlines` would split at more signs."""
    start = 0
    for found in _BREAK.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    if start < len(text):
        yield text[start:]


def encoded(path: str) -> str:
    """Return a path as a manifest of version 1.0 writes it."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded(text: str, version: str = VERSION) -> str:
    """Return the path that a manifest's text means; the inverse of `encoded`."""
    signs = {"%0d": "\r", "%0a": "\n"} | ({"%25": "%"} if version == VERSION else {})
    return re.sub("|".join(signs), lambda m: signs[m[0].lower()], text, flags=re.IGNORECASE)


def manifest_line(digest: str, path: str) -> str:
    """Return one line of a manifest, with its end."""
    return f"{digest}  {encoded(path)}\n"


def manifest_name(name: str) -> tuple[bool, str] | None:
    """Return whether a name is that of a tag manifest, and its algorithm; None: of neither."""
    match = _MANIFEST.fullmatch(name)
    return (match[1] is not None, match[2].lower()) if match else None


def read_manifest(name: str, text: str, version: str) -> Manifest:
    """Return what a manifest lists, with every line that is none."""
    algorithm = (manifest_name(name) or (False, ""))[1]
    made = Manifest(name, algorithm)
    capital = small = 0
    for number, line in enumerate(split_lines(text), start=1):
        if len(made.faults) > MOST_LINES:
            break
        match = _LINE.fullmatch(line)
        if match is None or len(match[1]) != ALGORITHMS.get(algorithm):
            made.faults.append(Fault(FaultKind.LINE, name, str(number)))
            continue
        # A flipped bit makes a capital of a small letter: then one spelling is not all there is.
        capital += match[1] != match[1].lower()
        small += match[1] != match[1].upper()
        if capital and small:
            made.faults.append(Fault(FaultKind.LINE, name, str(number)))
        _take(made, decoded(_bare(match[2]), version), match[1].lower(), number)
    return made


def _bare(text: str) -> str:
    """Return a path without the marks that older programs put in front."""
    return text.removeprefix("*").removeprefix("./")


def _take(made: Manifest, path: str, digest: str, number: int) -> None:
    if not is_safe(path):
        made.faults.append(Fault(FaultKind.PATH, path, f"{made.name}:{number}"))
    elif path in made.digests:
        made.faults.append(Fault(FaultKind.REPEATED, path, f"{made.name}:{number}"))
    else:
        made.digests[path] = digest


def read_fetch(text: str, version: str) -> tuple[dict[str, str], list[Fault]]:
    """Return where files that are not in the bag lie, by path, and the lines that are none."""
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(split_lines(text), start=1):
        if len(faults) > MOST_LINES:
            break
        match = _FETCH_LINE.fullmatch(line)
        path = decoded(_bare(match[3]), version) if match else ""
        if match is None:
            faults.append(Fault(FaultKind.LINE, FETCH, str(number)))
        elif not is_safe(path) or not path.startswith(PAYLOAD):
            faults.append(Fault(FaultKind.PATH, path, f"{FETCH}:{number}"))
        else:
            found[path] = match[1]
    return found, faults


def read_declaration(text: str) -> tuple[str, str] | None:
    """Return version and encoding as ``bagit.txt`` states them; None: it is not as it has to be."""
    lines = list(islice(split_lines(text), 3))
    if len(lines) != 2:
        return None
    version = re.fullmatch(r"BagIt-Version[ \t]*:[ \t]*([0-9]+\.[0-9]+)[ \t]*", lines[0])
    coding = re.fullmatch(r"Tag-File-Character-Encoding[ \t]*:[ \t]*([!-~]+)[ \t]*", lines[1])
    return (version[1], coding[1]) if version and coding else None


def read_info(text: str) -> tuple[list[tuple[str, str]], list[Fault]]:
    """Return labels and values of ``bag-info.txt`` in order, and the lines that are none."""
    pairs: list[tuple[str, list[str]]] = []
    faults: list[Fault] = []
    for number, line in enumerate(split_lines(text), start=1):
        label, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and pairs:
            pairs[-1][1].append(line.strip())
        elif colon and label.strip() and not label[:1].isspace():
            pairs.append((label.rstrip(), [value.strip()]))
        elif line.strip() and len(faults) <= MOST_LINES:
            faults.append(Fault(FaultKind.LINE, INFO, str(number)))
    return [(label, " ".join(values)) for label, values in pairs], faults


def info_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Return ``bag-info.txt``; a value is one line, an empty one is left out."""
    told = ((label, " ".join(value.split())) for label, value in pairs)
    return "".join(f"{label}: {value}\n" for label, value in told if value)


def is_safe(path: str) -> bool:
    r"""Tell whether a path stays in the bag on every system: ``..``, ``~``, ``C:`` and ``\``."""
    parts = path.split("/")
    return not (
        any(part in {"", ".", ".."} or _DRIVE.match(part) for part in parts)
        or parts[0].startswith("~")
        or "\\" in path
        or "\0" in path
    )


def composed(path: str) -> str:
    """Return a path in NFC, in which manifest and file system are held against each other."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that another one is, with that one, where case or form do not count."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        known = first.setdefault(same_name(path), path)
        if known != path:
            yield path, known
