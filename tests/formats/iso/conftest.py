"""Images are listed by one process that stays."""

from __future__ import annotations

import pytest

from tests.apartwork import keep_processes


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_processes(monkeypatch)
