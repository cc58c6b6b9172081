"""What a script would do: hash every file on threads. ``python keeping_bare.py DIR``."""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def read(path: str) -> str:
    """Return a file's digest."""
    with open(path, "rb") as file:  # noqa: PTH123 - as bare as can be
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Read all files below a folder."""
    paths = [
        os.path.join(folder, name)  # noqa: PTH118
        for folder, _folders, names in os.walk(Path(sys.argv[1]))
        for name in names
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        known = list(pool.map(read, paths))
    sys.stdout.write(f"{len(known)}\n")


if __name__ == "__main__":
    main()
