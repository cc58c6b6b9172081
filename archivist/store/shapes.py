"""Turning tables of a TOML file into the model's values, naming every key that is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from gettext import gettext as _
from typing import Any, TypeVar

from archivist.model.wording import N_
from archivist.store.toml import Mistake

T = TypeVar("T")


def shape(kind: type[T], tables: Mapping[str, Any], extra: Sequence[type]) -> T | list[Mistake]:
    """Return the value that the tables spell, or every mistake in them.

    Args:
        kind: A frozen dataclass of the model.
        tables: What TOML gave.
        extra: Every dataclass that may occur inside, so that unknown keys are refused there too.
    """
    # Late: pydantic costs a tenth of a second, and `--version` does not need it.
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415

    for each in (kind, *extra):
        setattr(each, "__pydantic_config__", {"extra": "forbid"})  # noqa: B010
    try:
        return TypeAdapter(kind).validate_python(tables)
    except ValidationError as error:
        keys = _known_keys((kind, *extra))
        return [_mistake(each, keys) for each in error.errors(include_url=False)]


def _known_keys(kinds: Sequence[type]) -> list[str]:
    return sorted({each.name for kind in kinds if is_dataclass(kind) for each in fields(kind)})


def _mistake(error: Mapping[str, Any], keys: list[str]) -> Mistake:
    place = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in error["loc"])
    return Mistake(place=place, text=_text(error, keys))


def _text(error: Mapping[str, Any], keys: list[str]) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return _("this key is missing; write {key} = …").format(key=error["loc"][-1])
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        near = difflib.get_close_matches(str(error["loc"][-1]), keys, n=1)
        if near:
            return _("there is no such key; did you mean “{near}”?").format(near=near[0])
        return _("there is no such key; remove the line")
    if kind == "enum":
        return _("“{given}” is not allowed; use one of {expected}").format(
            given=given, expected=error["ctx"]["expected"]
        )
    wanted = _WANTED.get(kind.partition("_")[0], "")
    if wanted:
        return _("{given!r} does not fit; write {wanted}").format(given=given, wanted=_(wanted))
    return str(error["msg"])


_WANTED = {
    "string": N_('text in quotes, for example "…"'),
    "tuple": N_('a list in square brackets, for example ["…", "…"]'),
    "list": N_('a list in square brackets, for example ["…", "…"]'),
    "dataclass": N_("a table with keys and values"),
    "dict": N_("a table with keys and values"),
    "mapping": N_("a table with keys and values"),
    "bool": N_("true or false"),
    "int": N_("a whole number without quotes"),
    "float": N_("a number without quotes"),
    "date": N_('a day, for example "2022.03.01"'),
}
