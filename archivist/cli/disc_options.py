"""Options that the commands of discs share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _

import click

from archivist.model.disc import SETS

_NAMES = {"sealed": "封存", "off-site": "异地", "in-use": "利用"}
_BOUNDS = re.compile(r"[,，、;；\s]+")


class SetNames(click.ParamType[tuple[str, ...]]):
    """Names of sets 套别 with commas between."""

    name = "sets"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the sets as registers call them, or refuse."""
        if isinstance(value, tuple):
            return value
        parts = [part for part in _BOUNDS.split(str(value).strip()) if part]
        meant = tuple(dict.fromkeys(_NAMES.get(part.lower(), part) for part in parts))
        wrong = [part for part in meant if part not in SETS]
        if wrong or not meant:
            message = _("“{text}” is no set; write {names} (in English: sealed, off-site, in-use)")
            names = _(", ").join(SETS)
            self.fail(message.format(text="".join(wrong[:1]), names=names), param, ctx)
        return meant


def only_one(sets: Sequence[str]) -> str:
    """Return the one set that is named; empty: none is.

    Raises:
        UsageError: Several are.
    """
    if len(sets) > 1:
        raise click.UsageError(_("One disc is of one set: name one behind --set."))
    return sets[0] if sets else ""
