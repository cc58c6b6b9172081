"""The process that lists what is in an image, which anybody may have made.

Started by `archivist.formats.iso.reading`, never by hand: pycdlib reads as much as the image tells
it to. It says where each file's bytes lie; they are read by the parent, which believes none of it.
"""

# ruff: noqa: PLC0415 - the process that asks does without pycdlib
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archivist.formats.answering import answer_parent

SECTOR = 2048
MAX_DEPTH = 100
"""Folders in each other; a folder that holds itself has no end."""
_VIEWS = (("has_rock_ridge", "rr_path"), ("has_joliet", "joliet_path"))
"""Where names are whole when there is no UDF, the better one first."""


def main() -> None:
    """List images until standard input ends."""
    answer_parent(listing)


def listing(path: str) -> dict[str, Any]:
    """Return ``{"files": [[path, [[offset, bytes], …]], …]}``, or what stands in the way."""
    import struct

    from pycdlib import PyCdlib
    from pycdlib.pycdlibexception import PyCdlibException

    image = PyCdlib()
    try:
        with Path(path).open("rb") as file:
            image.open_fp(file)
            return {"files": list(_files(image))}
    except OSError as error:
        return {"refused": [error.errno, error.strerror]}
    # What is damaged makes the library read what is not there, in any of these ways. Others, such
    # as an endless recursion or too little memory, end this process, and the parent sees that.
    except (PyCdlibException, struct.error, ArithmeticError, AttributeError) as error:
        return {"fault": str(error)}
    except (LookupError, TypeError, ValueError) as error:
        return {"fault": str(error)}


def _files(image: Any) -> Iterator[list[object]]:  # noqa: ANN401 - pycdlib's types do not tell
    if image.has_udf():
        root = image.get_record(udf_path="/")
        start = image.udf_main_descs.partitions[0].part_start_location
        yield from _in_udf(root, "", start, 0)
        return
    view = next((view for has, view in _VIEWS if getattr(image, has)()), "iso_path")
    for folder, _folders, names in image.walk(**{view: "/"}):
        for name in names:
            path = f"{folder.rstrip('/')}/{_joined('', name, 0)}"
            yield [path.removeprefix("/"), image.get_file_byte_extents(**{view: path})]


def _in_udf(folder: Any, above: str, start: int, depth: int) -> Iterator[list[object]]:  # noqa: ANN401
    """Yield the files of a folder in UDF.

    `PyCdlib.walk` decodes a path by the coding of its last name; each name here has its own.
    """
    for entry in folder.fi_descs.values():
        if entry.is_parent():
            continue
        path = _joined(above, entry.fi.decode(entry.encoding), depth)
        file = entry.file_entry
        if entry.is_dir():
            yield from _in_udf(file, f"{path}/", start, depth + 1)
        else:
            places = [
                [(start + each.log_block_num) * SECTOR + each.offset, each.extent_length]
                for each in file.alloc_descs
            ]
            yield [path, places]


def _joined(above: str, name: str, depth: int) -> str:
    if "/" in name or name in {"", ".", ".."} or depth > MAX_DEPTH:
        raise ValueError(f"a name leads elsewhere: {name}")
    return f"{above}{name}"


if __name__ == "__main__":
    main()
