"""The process that reads texts: a job is the path of a file, the answer its text.

Started by `archivist.formats.texts`, never by hand.
"""

from __future__ import annotations

from pathlib import Path

from archivist.formats.answering import answer_parent
from archivist.formats.text.reading import read_text
from archivist.formats.text_wire import text_to_list


def main() -> None:
    """Read files until standard input ends."""
    answer_parent(text_of)


def text_of(path: str) -> list[object]:
    """Return the text of a file, as `archivist.formats.text_wire` sends it."""
    return text_to_list(read_text(Path(path)))


if __name__ == "__main__":
    main()
