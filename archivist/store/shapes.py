"""Turning tables of a TOML file into the model's values, naming every key that is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, TypeVar

from archivist.model.wording import N_
from archivist.store.toml import Mistake

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def shape(kind: type[T], tables: Mapping[str, Any], extra: Sequence[type]) -> T | list[Mistake]:
    """Return the value that the tables spell, or every mistake in them.

    Args:
        kind: A frozen dataclass of the model.
        tables: What TOML gave.
        extra: Every dataclass that may occur inside, so that unknown keys are refused there too.
    """
    # Late: pydantic costs a tenth of a second, and `--version` does not need it.
    from pydantic import ValidationError  # noqa: PLC0415

    try:
        # mypy does not know that a class can be hashed.
        adapter = _adapter(kind, tuple(extra))  # type: ignore[arg-type]
        shaped: T = adapter.validate_python(tables)
    except ValidationError as error:
        keys = _known_keys((kind, *extra))
        return [_mistake(each, keys) for each in error.errors(include_url=False)]
    return shaped


@cache
def _adapter(kind: type, extra: tuple[type, ...]) -> TypeAdapter[Any]:
    """Return what validates a kind: to make it takes longer than to use it on a whole file."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    for each in (kind, *extra):
        setattr(each, "__pydantic_config__", {"extra": "forbid"})  # noqa: B010
    return TypeAdapter(kind)


def _known_keys(kinds: Sequence[type]) -> list[str]:
    return sorted({each.name for kind in kinds if is_dataclass(kind) for each in fields(kind)})


def _mistake(error: Mapping[str, Any], keys: list[str]) -> Mistake:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    return Mistake(place=place or '""', text=_text(error, keys))


def _text(error: Mapping[str, Any], keys: list[str]) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return _("this key is missing; write {key} = …").format(key=error["loc"][-1])
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        near = _near(error["loc"][-1], keys)
        if near:
            return _("there is no such key; did you mean “{near}”?").format(near=near)
        return _("there is no such key; remove the line")
    if kind == "enum":
        return _not_allowed(given, error["ctx"]["expected"])
    wanted = _wanted(kind, error["loc"])
    if wanted:
        return _("{given} does not fit; write {wanted}").format(
            given=_as_toml(given), wanted=wanted
        )
    return str(error["msg"])


def _not_allowed(given: object, expected: str) -> str:
    """Return what is said of a word that is none of those expected, as pydantic lists them."""
    said = given if isinstance(given, str) else _as_toml(given)
    words = re.findall(r"'([^']+)'", expected)
    near = difflib.get_close_matches(said[:_MUCH], words, 1, _HARDLY)
    if near:
        return _("“{given}” is not allowed; did you mean “{near}”?").format(
            given=said, near=near[0]
        )
    return _("“{given}” is not allowed; use one of {expected}").format(
        given=said, expected=expected.replace(" or ", ", ").replace("'", '"')
    )


def _near(key: str, keys: list[str]) -> str:
    # A key of another table is only meant otherwise when it is hardly different: studio, studios.
    cutoff = 0.75 if key in keys else 0.6
    near = difflib.get_close_matches(key, [each for each in keys if each != key], 1, cutoff)
    return near[0] if near else ""


def _wanted(kind: str, place: Sequence[str | int]) -> str:
    keys = ["", *(part for part in place if isinstance(part, str))]
    if kind == "tuple_type" and (keys[-2], keys[-1]) in _TABLES:
        return _("[[{keys}]] on a line of its own, and below it what belongs to it").format(
            keys=".".join(keys[1:])
        )
    text = _WANTED.get(kind.partition("_")[0], "")
    return _(text) if text else ""


def _as_toml(value: object) -> str:
    """Return a value as the user wrote it, or nearly: a long one is cut."""
    if isinstance(value, Mapping):
        return "{ … }"
    if isinstance(value, list):
        return "[ … ]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    text = text if len(text) <= _MUCH else f"{text[:_MUCH]}…"
    return f'"{text}"' if isinstance(value, str) else text


_HARDLY = 0.75
"""How alike a word and the one that was probably meant have to be."""
_MUCH = 40
"""Characters of a value that are repeated to the user."""
_TABLES = frozenset(
    {
        *(("", key) for key in ("studios", "waivers", "categories", "columns", "events")),
        *(("", key) for key in ("sections", "levels", "bonuses", "bands", "conditions", "duties")),
        *(("categories", "materials"), ("materials", "parts")),
        *(("events", "when"), ("events", "files")),
        *(("sections", "criteria"), ("criteria", "deductions"), ("deductions", "when")),
        *(("conditions", "demands"), ("duties", "demands"), ("demands", "when")),
    }
)
"""Where tables are listed, one for each thing: the key around them and their own.

Elsewhere the same key may hold texts: the ``materials`` of an event are ids.
"""
_WANTED = {
    "string": N_('text in quotes, for example "…"'),
    "tuple": N_('a list in square brackets, for example ["…", "…"]'),
    "list": N_('a list in square brackets, for example ["…", "…"]'),
    "dataclass": N_("a table with keys and values"),
    "dict": N_("a table with keys and values"),
    "mapping": N_("a table with keys and values"),
    "bool": N_("true or false"),
    "int": N_("a whole number without quotes"),
    "finite": N_("a whole number without quotes"),
    "float": N_("a number without quotes"),
    "decimal": N_("a number without quotes"),
    "date": N_('a day, for example "2022.03.01"'),
}
