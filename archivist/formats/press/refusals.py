"""What the process of the page engine answered: a file, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.errors import UnprintableError
from archivist.formats.press.mistakes import Blame, failure_of
from archivist.formats.press.names import MAIN, OUTPUT
from archivist.model.display import shown
from archivist.model.facts import Defect
from archivist.model.settings import Limits

_MOST = 1024 * 1024 * 1024
"""Bytes of a print; a thousand photos have a tenth of that."""


def output_of(answer: object, folder: Path, blame: Blame) -> bytes:
    """Return the PDF that was made.

    Args:
        answer: What the process said; nobody has checked it yet.
        folder: Where it left the file.
        blame: What the layout's files are called, should they have mistakes.

    Raises:
        UnprintableError: There is none: a text has no room, no text was set, or the answer makes
            no sense.
        InvalidFileError: There is none: the layout has mistakes.
    """
    if isinstance(answer, dict) and "fault" in answer:
        raise failure_of(answer, blame)
    if isinstance(answer, dict) and "blank" in answer:
        raise _blank(blame)
    overflows = answer.get("overflows") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(overflows, list):
        raise UnprintableError(*spoilt_text(Defect.CRASHED, Limits()))
    if overflows:
        raise _overflowing(overflows, answer.get("more", 0))
    return _read(folder / OUTPUT)


def _blank(blame: Blame) -> UnprintableError:
    """Return what is said of a layout that leaves the paper white: nobody should cut that up."""
    return UnprintableError(
        _("{file} sets no text at all; the paper would stay white.").format(
            file=shown(blame.names.get(MAIN, MAIN))
        ),
        _(
            "Nothing was printed. Copy a layout once more with “archivist print new-layout”, and "
            "change the copy."
        ),
    )


def _read(path: Path) -> bytes:
    data = path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST else b""
    if not data.startswith(b"%PDF-"):
        raise UnprintableError(*spoilt_text(Defect.CRASHED, Limits()))
    return data


def spoilt_text(defect: Defect, limits: Limits) -> tuple[str, str]:
    """Return what is said of a print that was given up, and what to do."""
    less = _(
        "Nothing was printed. Print less at a time (--studio, --category, --year); if one page "
        "alone does this, its layout has a loop."
    )
    if defect is Defect.TIMEOUT:
        text = ngettext(
            "Setting the pages takes longer than {count} second.",
            "Setting the pages takes longer than {count} seconds.",
            round(limits.seconds),
        )
        return text.format(count=round(limits.seconds)), less
    if defect is Defect.MEMORY:
        text = _("Setting the pages takes more memory than {count} MB.")
        return text.format(count=limits.megabytes), less
    return _("The program that sets the pages broke down."), less


def _overflowing(overflows: Sequence[object], more: object) -> UnprintableError:
    rest = more if isinstance(more, int) else 0
    count = len(overflows) + rest
    head = ngettext(
        "{count} text has no room, not even at the smallest size:",
        "{count} texts have no room, not even at the smallest size:",
        count,
    )
    lines = [head.format(count=count), *(f"  {_overflow(each)}" for each in overflows)]
    if rest:
        lines.append("  " + _("and {count} more").format(count=rest))
    return UnprintableError(
        "\n".join(lines),
        _(
            "Nothing was printed, so that nothing is cut off. Shorten the text, choose a larger "
            "layout (--layout), or give it more room in the layout's .toml, or a smaller “least”."
        ),
    )


def _overflow(overflow: object) -> str:
    said = overflow if isinstance(overflow, dict) else {}
    text, where = (shown(str(said.get(key, ""))) for key in ("text", "where"))
    text = text if len(text) <= 60 else f"{text[:60]}…"
    return _("{place}: {what}").format(place=where, what=text) if where else text
