"""What a script would do in archivist's place: hash every file, decode every picture.

``python bare_loop.py DIR PROCESSES``. It remembers nothing, limits nothing and stops at no bomb.
"""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import sys
from pathlib import Path

from PIL import Image


def read(path: Path) -> tuple[str, tuple[int, int]]:
    """Return a file's digest and, of a picture, its size once all pixels are decoded."""
    content = path.read_bytes()
    size = (0, 0)
    if path.suffix == ".jpg":
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            image.getexif().get_ifd(0x8769)
            size = image.size
    return hashlib.sha256(content).hexdigest(), size


def main() -> None:
    """Read all files below a folder."""
    folder, processes = Path(sys.argv[1]), int(sys.argv[2])
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if processes == 1:
        known = [read(path) for path in paths]
    else:
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            known = pool.map(read, paths, chunksize=50)
            pool.close()
            pool.join()
    sys.stdout.write(f"{len(known)}\n")


if __name__ == "__main__":
    main()
