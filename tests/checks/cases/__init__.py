"""Every check code with dossiers that pass and dossiers that fail."""

from __future__ import annotations

from tests.checks.cases import (
    copies,
    dates,
    descriptions,
    elements,
    keeping,
    naming,
    paper,
    portability,
    soundness,
    tree,
)
from tests.checks.cases.case import Case

CASES: tuple[Case, ...] = (
    *naming.CASES,
    *portability.CASES,
    *tree.CASES,
    *elements.CASES,
    *dates.CASES,
    *descriptions.CASES,
    *soundness.CASES,
    *copies.CASES,
    *paper.CASES,
    *keeping.CASES,
)
