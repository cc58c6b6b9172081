"""What all tests of a backup's form share."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for the drive, which other tests keep busy as well."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
