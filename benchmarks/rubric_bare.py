"""What a script would do in archivist's place: ``python rubric_bare.py ledgers|walk FOLDER``.

``ledgers`` counts the rows of all ledgers by month, ``walk`` asks the size of every file. Neither
knows what is missing, and neither remembers anything.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

import openpyxl

_DAY = re.compile(r"([0-9]{4})\.([0-9]{2})\.[0-9]{2}")


def ledgers(root: Path) -> Counter[str]:
    """Return how many rows each month has."""
    months: Counter[str] = Counter()
    for path in root.glob("*/18 */*.xlsx"):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for row in book.active.iter_rows(values_only=True):
            found = next(filter(None, (_DAY.match(str(cell)) for cell in row)), None)
            if found:
                months["-".join(found.groups())] += 1
        book.close()
    return months


def walk(root: Path) -> int:
    """Return the bytes of all files."""
    total = 0
    for folder, _folders, names in os.walk(root):
        for name in names:
            total += os.stat(os.path.join(folder, name)).st_size  # noqa: PTH116, PTH118
    return total


def main() -> None:
    """Do what the command line asks for."""
    task, folder = sys.argv[1:3]
    done = {"ledgers": ledgers, "walk": walk}[task](Path(folder))
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main()
