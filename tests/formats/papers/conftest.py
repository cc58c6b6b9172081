"""The language of pages."""

from __future__ import annotations

import pytest

from archivist.cli.language import speak


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print in Chinese; ``plain_english`` puts the language back."""
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    speak("zh_CN")
