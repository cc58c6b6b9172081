"""The reading process: a job is the path of a file, the answer its facts.

Started by `archivist.formats.child`, never by hand.
"""

from __future__ import annotations

from pathlib import Path

from archivist.formats.answering import answer_parent
from archivist.formats.reader import read_facts
from archivist.formats.wire import facts_to_list


def main() -> None:
    """Read files until standard input ends."""
    answer_parent(facts_of)


def facts_of(path: str) -> list[object]:
    """Return the facts of a file, as `archivist.formats.wire` sends them."""
    return facts_to_list(read_facts(Path(path)))


if __name__ == "__main__":
    main()
