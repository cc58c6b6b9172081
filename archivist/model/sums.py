r"""The line format of ``sha256sum``, which BagIt manifests share: digest, two spaces, path.

A name with a backslash, a line feed or a carriage return is written as coreutils do: a backslash
before the digest, and ``\\``, ``\n``, ``\r`` in the name. Names that are no UTF-8 keep their bytes.
"""

from __future__ import annotations

import re

_LINE = re.compile(r"(\\?)([0-9A-Fa-f]{64})[ ][ *](.+)", re.DOTALL)
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
_ESCAPED = re.compile(r"\\[\\nr]")
CODING = ("utf-8", "surrogateescape")
"""How such files are written and read."""


def sum_line(sha256: str, path: str) -> str:
    """Return one line, with its line feed."""
    escaped = escape(path)
    mark = "\\" if escaped != path else ""
    return f"{mark}{sha256}  {escaped}\n"


def read_sum_line(line: str) -> tuple[str, str] | None:
    """Return digest (in small letters) and path of a line; None: it is no such line.

    Args:
        line: With or without its line feed.
    """
    match = _LINE.fullmatch(line.removesuffix("\n").removesuffix("\r"))
    if match is None:
        return None
    path = unescape(match[3]) if match[1] else match[3]
    return None if path is None else (match[2].lower(), path)


def escape(path: str) -> str:
    """Return a path on one line."""
    return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def unescape(text: str) -> str | None:
    """Return the path that `escape` wrote; None: it wrote no such thing."""
    if "\\" in _ESCAPED.sub("", text):
        return None
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)


def leads_out(path: str) -> bool:
    """Tell whether a path that somebody wrote down could lead out of the folder it is about."""
    parts = path.split("/")
    return not path or "\0" in path or any(part in {"", ".", ".."} for part in parts)
