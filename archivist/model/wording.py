"""Marking text that a person will see."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a text for translation and return it unchanged; whoever shows it translates it."""
    return text
