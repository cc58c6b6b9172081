"""Bags that tests of handing over have made, and what stands in them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archivist.actions.handover.bag import BagAsk, BagReport, bag
from archivist.actions.handover.payload import Wanted
from archivist.actions.view import View

MADE = datetime(2025, 11, 25, 9, 30, 5, tzinfo=UTC)


def made(view: View, target: Path, rubric: str | None = None, **wanted: Any) -> BagReport:  # noqa: ANN401 - fields of Wanted
    chosen = Wanted(**wanted)
    return bag(view, BagAsk(target=target, wanted=chosen, rubric=rubric, by="王五", made=MADE))


def payload(target: Path) -> set[str]:
    data = target / "data"
    return {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()}


def catalogue(target: Path) -> list[dict[str, str]]:
    text = (target / "metadata" / "目录.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
