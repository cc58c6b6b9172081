from __future__ import annotations

import pytest

from archivist.model.arrival import HINTS, Arrival, Reason, ReasonKind, Verdict
from archivist.model.entry import Entry, EntryKind
from tests.builders import a_record


def an_arrival(name: str, *kinds: ReasonKind) -> Arrival:
    record = a_record(name, path=f"收件箱/{name}")
    reasons = tuple(Reason(kind=kind) for kind in kinds)
    return Arrival(entry=Entry(record.path, EntryKind.FILE), record=record, reasons=reasons)


@pytest.mark.parametrize("kind", sorted(HINTS))
def test_a_hint_never_keeps_a_file(kind: ReasonKind) -> None:
    assert an_arrival("a.jpg", kind).verdict is Verdict.READY


@pytest.mark.parametrize("kind", sorted(set(ReasonKind) - HINTS - {ReasonKind.COMPANION}))
def test_a_reason_keeps_a_file_until_a_person_accepts_it(kind: ReasonKind) -> None:
    arrival = an_arrival("a.jpg", kind)
    assert arrival.verdict is Verdict.WAITS
    assert arrival.blocked(frozenset({kind})) == ()


@pytest.mark.parametrize(("allowed", "held"), [("element", True), ("element name", False)])
def test_a_companion_waits_as_long_as_any_of_its_reasons_holds(allowed: str, held: bool) -> None:
    reason = Reason(kind=ReasonKind.COMPANION, facts={"kinds": "element name"})
    assert reason.holds(frozenset(map(ReasonKind, allowed.split()))) is held


def test_a_shot_is_told_by_folder_and_stem() -> None:
    shots = {an_arrival(name).shot for name in ("A.dng", "a.JPG", "a.mp4")}
    assert len(shots) == 1
    papers = {an_arrival(name).shot for name in ("a", "a.pdf", "a.docx")}
    assert len(papers | shots) == 4
