"""Losses of every kind, with the facts that such a one has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from archivist.model.ledger import (
    When,
)
from archivist.model.period import Period, Span
from archivist.model.rubric import (
    Criterion,
    Deduction,
    DeductionKind,
)
from archivist.model.score import (
    Certainty,
    Loss,
)
from tests.formats.audited import HELD, INCOMPLETE, MADE, MARCH, PHOTO, QUARTER, UNENTERED, UNFILED


def a_deduction(kind: DeductionKind, text: str = "", **changes: Any) -> Deduction:  # noqa: ANN401
    """Return what is asked by one kind of deduction."""
    values: dict[str, Any] = {"text": text or kind.value, **_DEMANDS.get(kind, {}), **changes}
    return Deduction(kind=kind, **values)


_DEMANDS: dict[DeductionKind, dict[str, Any]] = {
    DeductionKind.MATERIAL: {"materials": ("06.plan",)},
    DeductionKind.LEDGER: {"ledgers": ("training",)},
    DeductionKind.FEW: {"events": ("practice",), "least": 2, "period": Span.MONTH},
    DeductionKind.INCOMPLETE: {"events": ("practice",), "period": Span.MONTH},
    DeductionKind.FAILED: {"events": ("practice",)},
    DeductionKind.FINDINGS: {"codes": ("IMG",)},
    DeductionKind.ROWS: {
        "ledgers": ("funds",),
        "least": 3,
        "when": (When(column="role", words=("组长", "班长")),),
    },
    DeductionKind.SUM: {"ledgers": ("funds",), "column": "income", "amount": Decimal(30000)},
    DeductionKind.CONDITION: {"conditions": ("team",)},
    DeductionKind.JUDGE: {"most": Decimal(2)},
}


def a_loss(
    kind: DeductionKind,
    certainty: Certainty = Certainty.LOST,
    points: Fraction | int = 0,
    demand: Deduction | None = None,
    **changes: Any,  # noqa: ANN401
) -> Loss:
    """Return a loss of one kind with the facts that such a one has."""
    values: dict[str, Any] = {
        "period": None,
        "times": 1,
        "raw": Fraction(points),
        **_FACTS.get(kind, {}),
        **changes,
    }
    deduction = demand or a_deduction(kind)
    return Loss(deduction=deduction, certainty=certainty, points=Fraction(points), **values)


_FACTS: dict[DeductionKind, dict[str, Any]] = {
    DeductionKind.MATERIAL: {"lacking": ("06.plan",)},
    DeductionKind.LEDGER: {"lacking": ("training",)},
    DeductionKind.FEW: {"period": MARCH, "found": 1, "needed": 2},
    DeductionKind.INCOMPLETE: {
        "period": MARCH,
        "times": 3,
        "events": (INCOMPLETE, UNFILED, UNENTERED),
    },
    DeductionKind.FAILED: {"events": (replace(HELD, failed=True),)},
    DeductionKind.FINDINGS: {"lacking": ("IMG101",), "places": (PHOTO,)},
    DeductionKind.ROWS: {"found": 1, "needed": 3, "times": 2},
    DeductionKind.SUM: {"found": 12000, "needed": 30000},
    DeductionKind.CONDITION: {"lacking": ("team",)},
}

CRITERIA = tuple(
    Criterion(id=f"X-{name}", name=f"评分项{name}", name_en=f"Criterion {name}", points=Decimal(10))
    for name in ("J1", "J2", "P1", "P2", "C1", "C2")
)
LOSSES: tuple[tuple[Loss, ...], ...] = (
    (
        a_loss(DeductionKind.MATERIAL, points=2, period=QUARTER),
        a_loss(DeductionKind.LEDGER, points=1),
    ),
    (
        a_loss(DeductionKind.JUDGE, Certainty.JUDGED, 1, judgement=MADE),
        a_loss(DeductionKind.JUDGE, Certainty.UNDECIDED, 2),
    ),
    (
        a_loss(DeductionKind.FEW, points=Fraction(5, 3), raw=Fraction(5)),
        a_loss(DeductionKind.INCOMPLETE, points=2),
        a_loss(DeductionKind.FAILED, points=2),
    ),
    (
        a_loss(DeductionKind.FEW, Certainty.OPEN, 5, due=date(2025, 3, 31)),
        a_loss(DeductionKind.FINDINGS, points=1),
    ),
    (
        a_loss(DeductionKind.ROWS, points=2),
        a_loss(DeductionKind.SUM, points=3),
        a_loss(
            DeductionKind.MATERIAL,
            Certainty.FORECAST,
            period=Period.parse("2025"),
            raw=Fraction(5),
            due=date(2025, 12, 31),
        ),
    ),
    (a_loss(DeductionKind.CONDITION, points=1),),
)
