"""The words for what is wrong with a bag."""

from __future__ import annotations

import pytest

from archivist.formats.bag_wording import fault_text
from archivist.model.bag_faults import Fault, FaultKind


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(
            Fault(FaultKind.OXUM, "bag-info.txt", "30.2 ≠ 31.3"),
            "bag-info.txt (Payload-Oxum) states 2 files with 30 bytes in all; there are 3 with 31",
            id="totals",
        ),
        pytest.param(
            Fault(FaultKind.OXUM, "bag-info.txt", "many ≠ 31.3"),
            "bag-info.txt: the total, Payload-Oxum, is not what is there: many ≠ 31.3",
            id="no totals",
        ),
        pytest.param(
            Fault(FaultKind.CHANGED, "data/a", f"sha256 {'ab' * 32} ≠ {'cd' * 32}"),
            "data/a: changed (sha256 abababab… ≠ cdcdcdcd…)",
            id="digests",
        ),
        pytest.param(Fault(FaultKind.MISSING, "data/a"), "data/a: missing", id="no detail"),
    ],
)
def test_a_fault_is_told_so_that_people_understand_it(fault: Fault, said: str) -> None:
    assert fault_text(fault) == said
