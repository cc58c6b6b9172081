"""Make ``sample_archive/``: ``python tests/sample.py [TARGET]``.

The same bytes come out each time as long as the libraries that encode pictures and PDF files stay
the same: dates are fixed, dice are seeded. An earlier sample is replaced.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Run as a script, the folder of this file is looked up and the project's root is not.
sys.path.insert(0, str(ROOT))

from archivist.actions.init import init  # noqa: E402
from archivist.cli.language import speak  # noqa: E402
from tests.sampling import (  # noqa: E402
    frame,
    hetao_events,
    hetao_faults,
    hetao_papers,
    jidian,
    jidian_faults,
    registers,
)
from tests.sampling.shelf import Studio, Tree, read_tables  # noqa: E402

PARTS = ROOT / "tests" / "sampling"


def build() -> Tree:
    """Return the files of the archive, but for those that ``archivist init`` lays out."""
    plan = ROOT / "templates" / "catalog" / "plans" / "db1508-t150-2023.toml"
    tables = tomllib.loads(plan.read_text(encoding="utf-8"))
    categories = {c["number"]: f"{c['number']} {c['name']}" for c in tables["categories"]}
    hetao = Studio(
        name=hetao_papers.NAME,
        source="乌云其木格(资料员)摄",
        camera="nikon",
        categories=categories,
        tables=read_tables(PARTS / "hetao_tables.txt"),
    )
    hetao_papers.fill(hetao)
    hetao_events.fill(hetao)
    second = Studio(
        name=jidian.NAME,
        source="苏淼(绕线工)摄",
        camera="huawei",
        categories=categories,
        tables=read_tables(PARTS / "jidian_tables.txt"),
    )
    jidian.fill(second)
    faults = [make(hetao) for make in hetao_faults.FAULTS]
    faults += [make(second) for make in jidian_faults.FAULTS]
    own = {"archive.toml": frame.SETTINGS.encode(), "README.md": frame.readme(faults)}
    return own | frame.inbox() | hetao.tree | second.tree


def lay_out(target: Path) -> None:
    """Make the folders and ``说明.txt`` files as ``archivist init`` does, in Chinese."""
    speak("zh_CN")
    init(target, (hetao_papers.NAME, jidian.NAME), "zh_CN")


def clear(target: Path) -> None:
    """Remove an earlier sample, and refuse to touch anything else."""
    if not target.exists() or not any(target.iterdir()):
        return
    note = target / "README.md"
    if not note.is_file() or not note.read_bytes().startswith(frame.TITLE.encode()):
        sys.exit(f"{target} is no sample archive; name an empty folder")
    shutil.rmtree(target)


def write(target: Path) -> int:
    """Write the archive and return how many bytes its files hold."""
    clear(target)
    lay_out(target)
    for path, content in build().items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    registers.enter(target)
    return sum(path.stat().st_size for path in target.rglob("*") if path.is_file())


def main() -> None:
    """Write to the folder that is named, or to ``sample_archive/``."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sample_archive"
    print(f"{target}: {write(target):,} bytes")


if __name__ == "__main__":
    main()
