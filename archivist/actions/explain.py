"""``archivist explain``: what a check looks at, why, and how to mend what it finds."""

from __future__ import annotations

import difflib
from gettext import gettext as _

from archivist.checks import CHECKS, by_code
from archivist.errors import InvalidChoiceError
from archivist.model.finding import Check


def explain(code: str) -> Check:
    """Return the check with that code.

    Raises:
        InvalidChoiceError: There is none; the hint names the nearest.
    """
    codes = [check.code for check in CHECKS]
    wanted = code.replace(" ", "").upper()
    # The letters that people read where digits stand.
    wanted = wanted[:3] + wanted[3:].translate(str.maketrans("OIL", "011"))
    known = by_code(wanted)
    if known is not None:
        return known
    near = difflib.get_close_matches(wanted, codes, n=3, cutoff=0.5)
    raise InvalidChoiceError(
        _("There is no check “{code}”.").format(code=code),
        _("Did you mean {near}?").format(near=_(", ").join(near))
        if near
        else _("“archivist explain” without a code lists all checks."),
    )
