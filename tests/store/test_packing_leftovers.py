"""What a run left that was killed while it packed, and who takes it away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from archivist.store.packing import new_pack


def test_what_a_killed_run_left_is_taken_away_and_what_a_living_one_holds_stays(
    tmp_path: Path,
) -> None:
    dead, living, bare = (tmp_path / f".~archivist-999999{n}-0.tmp" for n in range(3))
    for folder in (dead, living, bare):
        (folder / "pack").mkdir(parents=True)
        (folder / "pack" / "x.txt").write_bytes(b"x")
    for folder in (dead, living):
        (folder / "held").touch()
    holding = (
        "import sys; from pathlib import Path\n"
        "from archivist.store import packing\n"
        "Path(sys.argv[1], 'held').unlink()\n"
        "with packing._held(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(living)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        with new_pack(tmp_path / "b") as pack:
            pack.write("y.txt", b"y")
        assert sorted(path.name for path in tmp_path.iterdir()) == [living.name, bare.name, "b"]
        other.communicate()
