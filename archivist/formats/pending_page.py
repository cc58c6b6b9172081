"""``待处理.html``: what waits in the inbox and why, as a page that people open in the inbox."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from archivist import __version__
from archivist.formats import arrival_wording, wording
from archivist.formats.html import environment
from archivist.model.arrival import Reason, Verdict

MARK = b'content="archivist pending"'
"""What tells the page from a file of the user's that has its name."""
MOST = 500
"""Groups of files that are listed; nobody reads further down."""
_TIME = re.compile(rb"<time>[^<]*</time>")
NAMES = 200
"""Files of one group that are named."""


def pending_page(
    files: Sequence[tuple[str, Verdict, Sequence[Reason]]],
    counts: Mapping[str, int],
    now: datetime,
) -> str:
    """Return the page.

    Args:
        files: Path, verdict and reasons of each file of the inbox.
        counts: ``files`` and ``unsettled``: how many lie there, how many are not settled.
        now: When it was looked at.
    """
    groups = list(arrival_wording.told(files, plain=True))
    lacking = ((path, arrival_wording.describing(path, reasons)) for path, _v, reasons in files)
    groups.sort(key=lambda group: group.verdict is Verdict.READY)
    return (
        environment()
        .get_template("pending.html")
        .render(
            groups=groups[:MOST],
            names=NAMES,
            more=sum(len(group.paths) for group in groups[MOST:]),
            counts=counts,
            ready=sum(verdict is Verdict.READY for _path, verdict, _reasons in files),
            waiting=sum(verdict is Verdict.WAITS for _path, verdict, _reasons in files),
            describe=next((command for _path, command in lacking if command), ""),
            arrivals=arrival_wording,
            wording=wording,
            now=now.strftime("%Y-%m-%d %H:%M"),
            version=__version__,
        )
    )


def without_time(page: bytes) -> bytes:
    """Return a page without the time at which it was written, to be compared with another."""
    return _TIME.sub(b"", page)
