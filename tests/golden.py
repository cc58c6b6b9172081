"""Golden files: what a person sees, kept beside the tests and compared to the letter."""

from __future__ import annotations

from pathlib import Path


def assert_golden(path: Path, text: str) -> None:
    """Compare a text with a golden file; write what is new, and fail so that somebody reads it."""
    there = path.read_text(encoding="utf-8") if path.exists() else None
    if there != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert there == text, f"{path} was written anew: read the difference, then run again"
