"""Open the index and search once, in a process that does nothing else: ``FOLDER TERM``.

Without words it only says how much memory the bare interpreter takes.
"""

import sys
import time


def peak() -> float:
    """Return the most megabytes that this process held; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as stream:  # noqa: PTH123
            lines = [line.split() for line in stream if line.startswith("VmHWM:")]
    except OSError:
        return 0
    return int(lines[0][1]) * 1024 / 1_000_000


def main() -> None:
    started, total = time.perf_counter(), 0
    if len(sys.argv) > 1:
        from pathlib import Path  # noqa: PLC0415

        from archivist.model.query import Text  # noqa: PLC0415
        from archivist.store.index.reading import Index  # noqa: PLC0415

        with Index.open(Path(sys.argv[1])) as opened:
            total = opened.search(Text(sys.argv[2])).total
    print((time.perf_counter() - started) * 1000, peak(), total)


if __name__ == "__main__":
    main()
