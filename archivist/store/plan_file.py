"""Reading a filing plan, and holding what refers to it against it."""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.model.names import MAX_NAME, is_junk, name_fault
from archivist.model.plan import Category, Material, MaterialKind, Part, Plan
from archivist.model.settings import MARKER, Settings
from archivist.store.shapes import shape
from archivist.store.templates import find_template
from archivist.store.toml import Mistake, invalid_file, read_toml

PLAN_PARTS = (Category, Material, Part)
"""Every dataclass that may occur in a plan."""
_NUMBER = re.compile(r"[0-9]{2}")
_DUE = re.compile(r"([0-9]{2})-([0-9]{2})")


def load_plan(root: Path | None, settings: Settings) -> Plan:
    """Return the filing plan that the settings name, with the archive's own categories merged in.

    A category of the archive replaces the plan's of the same number.

    Raises:
        InvalidChoiceError: There is no plan of that name.
        InvalidFileError: The plan, or a waiver that refers to it, has mistakes.
    """
    path = find_template("plans", settings.plan, root)
    shown = f"plans/{path.name}"
    plan = shape(Plan, read_toml(path, shown), PLAN_PARTS)
    if isinstance(plan, list):
        raise invalid_file(shown, plan)
    mistakes = list(category_mistakes(plan.categories))
    if mistakes:
        raise invalid_file(shown, mistakes)
    own = {category.number: category for category in settings.categories}
    kept = [category for category in plan.categories if category.number not in own]
    merged = sorted([*kept, *own.values()], key=lambda category: category.number)
    plan = replace(plan, categories=tuple(merged))
    unknown = list(_waiver_mistakes(settings, plan))
    if unknown:
        raise invalid_file(MARKER, unknown)
    return plan


def category_mistakes(categories: tuple[Category, ...]) -> Iterator[Mistake]:
    """Yield what is wrong with categories and their materials."""
    numbers = Counter(category.number for category in categories)
    ids = Counter(material.id for category in categories for material in category.materials)
    for index, category in enumerate(categories, start=1):
        place = f"categories.{index}"
        if not _NUMBER.fullmatch(category.number) or numbers[category.number] > 1:
            text = _("“{number}” must be two digits that no other category has")
            yield Mistake(place=f"{place}.number", text=text.format(number=category.number))
        if not category.name.strip() or not is_folder(category.folder):
            yield Mistake(place=f"{place}.name", text=no_folder())
        for position, material in enumerate(category.materials, start=1):
            where = f"{place}.materials.{position}"
            if ids[material.id] > 1:
                text = _("“{id}” is used twice").format(id=material.id)
                yield Mistake(place=f"{where}.id", text=text)
            yield from _material_mistakes(material, where)


def _material_mistakes(material: Material, place: str) -> Iterator[Mistake]:
    if (material.kind is MaterialKind.SET) != bool(material.parts):
        text = _('a material has parts if, and only if, its kind is "set"')
        yield Mistake(place=f"{place}.parts", text=text)
    alone = material.kind is MaterialKind.SET or material.frequency.by_item
    if material.least < 1 or (material.least > 1 and alone):
        text = _("write 1 or more; more than 1 neither for a set nor for each event or item")
        yield Mistake(place=f"{place}.least", text=text)
    if not _real_due(material.due):
        text = _('“{due}” is no month and day; write for example "03-31"')
        yield Mistake(place=f"{place}.due", text=text.format(due=material.due))
    words = [*material.words, *(word for part in material.parts for word in part.words)]
    if any(len(word.strip()) < 2 for word in words):
        text = _("a word needs two characters or more, else it fits nearly every name")
        yield Mistake(place=f"{place}.words", text=text)


def _real_due(text: str) -> bool:
    match = _DUE.fullmatch(text)
    try:
        # 2023 is no leap year: a duty due on 29 February would have no day in most years.
        return match is not None and bool(date(2023, int(match[1]), int(match[2])))
    except ValueError:
        return False


def is_folder(name: str) -> bool:
    """Tell whether a text can be the name of one folder, on Windows too."""
    return (
        bool(name.strip())
        and "/" not in name
        and name_fault(name) is None
        and not is_junk(name)
        and len(os.fsencode(name)) <= MAX_NAME
    )


def no_folder() -> str:
    """Return what is said of such a name."""
    return _("this cannot be the name of a folder on Windows")


def _waiver_mistakes(settings: Settings, plan: Plan) -> Iterator[Mistake]:
    studios = {studio.name for studio in settings.studios}
    materials = [material for category in plan.categories for material in category.materials]
    ids = [name for m in materials for name in (m.name, m.id, m.name_en) if name]
    for index, waiver in enumerate(settings.waivers, start=1):
        if waiver.material not in ids:
            near = ", ".join(difflib.get_close_matches(waiver.material, ids, cutoff=0.0, n=2))
            text = _("the plan has no material “{id}”; did you mean: {near}?")
            yield Mistake(
                place=f"waivers.{index}.material", text=text.format(id=waiver.material, near=near)
            )
        if waiver.studio and waiver.studio not in studios:
            yield Mistake(place=f"waivers.{index}.studio", text=_("there is no such studio"))
        if not waiver.reason.strip() or not waiver.by.strip():
            text = _("a waiver needs its reason and the name of who decided (by)")
            yield Mistake(place=f"waivers.{index}", text=text)
