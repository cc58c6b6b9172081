"""What labels write vertically: the cells of a text, and where its columns may begin."""

from __future__ import annotations

from collections.abc import Mapping

from archivist.model.seams import seams
from archivist.model.vertical import cells


def upright(text: str) -> Mapping[str, object]:
    """Return a text as the layouts read it; they set it without measuring its upright signs."""
    found = cells(text)
    return {
        "cells": [{"kind": cell.kind, "text": cell.text} for cell in found],
        "seams": seams(found),
    }
