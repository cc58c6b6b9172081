"""recoll (Debian: ``recollcmd``) over the same texts as files, with a configuration of its own.

A query is a process: its start is in every figure, and told by itself as ``start``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search_child import LIMIT, ask_all, main, quantiles, took
from search_corpus import read

_SETTINGS = """\
topdirs = {files}
idxniceprio = 0
loglevel = 1
idxlogfilename = {log}
"""
_FIRST = datetime(1970, 1, 2, tzinfo=UTC)


def files(work: Path) -> None:
    """Write each text as a file, as old as its day; recoll sorts and selects by that."""
    for chunk in read(work):
        path = work / "files" / chunk.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{chunk.title}\n{chunk.text}", encoding="utf-8")
        moment = max(_FIRST, datetime.fromisoformat(chunk.day).replace(tzinfo=UTC)).timestamp()
        os.utime(path, (moment, moment))
    settings = work / "recoll"
    settings.mkdir()
    content = _SETTINGS.format(files=work / "files", log=work / "recollindex.log")
    (settings / "recoll.conf").write_text(content, encoding="utf-8")


def index(work: Path) -> None:
    command = [_found("recollindex"), "-c", str(work / "recoll")]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def ask(work: Path) -> object:
    command = [_found("recollq"), "-c", str(work / "recoll"), "-b", "-n", str(LIMIT)]

    def run(*words: str) -> None:
        subprocess.run([*command, *words], check=True, stdout=subprocess.DEVNULL)

    def one(kind: str, question: Any) -> None:  # noqa: ANN401
        match kind:
            case "both":
                run("-q", f'"{question[0]}" "{question[1]}"')
            case "dated":
                text, first, last = question
                run("-S", "mtime", "-D", "-q", f'"{text}" date:{first}/{last}')
            case "prefix":
                run("-q", f"{question}*")
            case _:
                run("-q", f'"{question}"')

    empty = quantiles(took(lambda: run("-P")) for _round in range(LIMIT))
    return {**ask_all(work, one), "start": empty}


def _found(program: str) -> str:
    known = shutil.which(program)
    if known is None:
        raise SystemExit(f"{program} is not installed")
    return known


if __name__ == "__main__":
    main({"files": files, "index": index, "ask": ask})
