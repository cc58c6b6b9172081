"""What the text of a layout says of itself in a copy: of what it is one, and another title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.store.page_checks import LONGEST

if TYPE_CHECKING:
    from archivist.model.page_layout import PageLayout

_TITLE = re.compile(r'^(title|title_en)(\s*=\s*)"([^"\\\n]*)"', re.MULTILINE)
_TYP = re.compile(r"""^typ\s*=\s*["'][^\n]*\n""", re.MULTILINE)
_COPY = re.compile(r"# “[^”\n]*”的副本 / a copy of “[^”\n]*”\n")


def copied(toml: str, layout: PageLayout, name: str) -> str:
    """Return the text of a copy.

    Args:
        toml: Of the original.
        layout: The original.
        name: The copy's; under the original's own name its titles stay.
    """
    # A copy has a form of its own, to be changed.
    text = _TYP.sub("", _COPY.sub("", toml, count=1), count=1)
    if name != layout.name:
        text = _TITLE.sub(lambda match: _titled(match, layout.name, name), text)
    return f"# “{layout.name}”的副本 / a copy of “{layout.name}”\n{text}"


def _titled(match: re.Match[str], before: str, name: str) -> str:
    key, equals, title = match.groups()
    # A copy of a copy does not bear both names.
    if key == "title":
        title = f"{title.removesuffix(f'（{before}）')}（{name}）"
    elif title:
        title = f"{title.removesuffix(f' ({before})')} ({name})"
    return match[0] if len(title) > LONGEST else f'{key}{equals}"{title}"'
