"""Files of an old tree, and what is proposed for them."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from archivist.model.dossier import Dossier
from archivist.model.elements import Element, Origin
from archivist.model.facts import Facts
from archivist.model.proposal import OldFile, Proposal, Proposer
from archivist.model.settings import Settings, Studio
from archivist.store.plan_file import load_plan
from tests.builders import a_reading

STUDIO = "测流创新工作室"
ONE = Settings(studios=(Studio(name=STUDIO),))
TWO = Settings(studios=(Studio(name=STUDIO), Studio(name="机电创新工作室")))
PLAN = load_plan(Path("nowhere"), ONE)


def an_old_file(path: str, shot: str = "") -> OldFile:
    """Return a file of the old tree that a camera dated, or none."""
    told = (a_reading(Element.SHOOTING_DATE, shot, Origin.EXIF),) if shot else ()
    digest = hashlib.sha256(path.encode()).hexdigest()
    return OldFile(path=f"旧资料/{path}", facts=Facts(sha256=digest, readings=told))


def proposed(
    *files: OldFile | str, settings: Settings = ONE, **known: object
) -> dict[str, Proposal]:
    """Return the proposals by the path below the old folder."""
    dossier = Dossier(settings=settings, plan=PLAN, as_of=date(2025, 6, 30), **known)  # type: ignore[arg-type]
    chosen = [an_old_file(file) if isinstance(file, str) else file for file in files]
    return {each.path.partition("/")[2]: each for each in Proposer(dossier).propose(chosen)}
