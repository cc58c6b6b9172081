"""The code 档号 of a piece: of what it is made, and how a text is known for one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archivist.model.piece_code import archival_code, is_piece_code, plain_code
from archivist.model.plan import Retention
from archivist.model.settings import Studio
from tests.builders import STUDIO, some_settings
from tests.model.boxes import laid
from tests.model.catalogues import OTHER

FONDS = some_settings(fonds="A104")


@pytest.mark.parametrize(
    ("studios", "changes", "number", "code"),
    [
        ((STUDIO,), {}, 3, "A104-WS·2025-D10-06-0003"),
        ((OTHER, STUDIO), {}, 12, "A104-WS·2025-D10-0206-0012"),
        ((OTHER, "丙"), {}, 12, "A104-WS·2025-D10-06-0012"),
        ((STUDIO,), {"retention": Retention.PERMANENT}, 1, "A104-WS·2025-Y-06-0001"),
        ((STUDIO,), {"year": 0}, 1, ""),
        ((STUDIO,), {"retention": None}, 1, ""),
        ((STUDIO,), {"numbers": ()}, 0, ""),
    ],
    ids=[
        "one studio",
        "two studios",
        "a studio of no settings",
        "permanent",
        "undated",
        "no retention",
        "not numbered",
    ],
)
def test_the_code_is_made_of_what_decides_the_box(
    studios: tuple[str, ...], changes: dict[str, Any], number: int, code: str
) -> None:
    settings = replace(FONDS, studios=tuple(Studio(name=name) for name in studios))
    boxed = laid(**({"numbers": (1,)} | changes))
    assert archival_code(boxed, number, settings) == code
    assert archival_code(boxed, number, some_settings(fonds=" ")) == ""


@pytest.mark.parametrize(
    ("text", "fonds", "is_code"),
    [
        ("A104-WS·2025-D10-06-0003", "A104", True),
        ("a104－ws•2025—D10 - 0106-0012", "A104", True),
        ("A104-WS.2025-Y-06-10001", "A104", True),
        ("A104-WS·2025-D10-06-0003", "", False),
        ("C1-20220125-01", "A104", False),
        (f"{STUDIO}-06-20250110-01", "A104", False),
        (f"{STUDIO}-06-20250110-01", "", True),
        (f"{STUDIO}-06-03", "", True),
        (f"{OTHER}-06-20250110-01", "", False),
        ("C1-20220125-01", "", False),
        ("", "", False),
    ],
)
def test_a_code_is_known_by_its_form(text: str, fonds: str, *, is_code: bool) -> None:
    assert is_piece_code(text, some_settings(fonds=fonds)) is is_code


def test_dots_dashes_width_and_case_of_a_code_do_not_count() -> None:
    code = "A104-WS·2025-D10-06-0003"
    assert plain_code("ａ104—ws・2025–d10－06-0003 ") == code
