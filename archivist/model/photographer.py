"""Who took a picture 摄影者, where only its source says so: ``宣传科 张三摄``."""

from __future__ import annotations

import re

from archivist.model.credit import credited

_TAKEN = re.compile(
    r"(?:摄影报道|摄影|拍摄|摄制|摄像|录像|摄)[)）\]】\s]*$"
    r"|^(?:摄影者?|拍摄者?|摄像|文[/／]图|图[/／]文|文图)[:：/／\s]|^图[/／]"
)
"""Who supplied, wrote or scanned took no picture for all that."""


def photographer_in(source: str) -> str:
    """Return whom a source says to have taken the picture; empty: it says so of nobody."""
    text = " ".join(source.split())
    if not _TAKEN.search(text):
        return ""
    name = credited(text)
    return "" if name == text else name
