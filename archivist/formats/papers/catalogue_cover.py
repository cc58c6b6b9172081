"""The cover 封面 of a 归档文件目录: one page a volume (FACTS §3)."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from archivist.formats.papers.catalogue_listing import cell
from archivist.formats.press.form import Form
from archivist.formats.wording import name_of, retention_word
from archivist.model.catalogue_files import Volume
from archivist.model.plan import Plan
from archivist.model.settings import Settings

FORM = "cover"


def cover_form(volumes: Sequence[Volume], settings: Settings, plan: Plan, archive: str) -> Form:
    """Return the covers.

    A year or a retention that is not known is left open, to be written in by hand.

    Args:
        volumes: In their order.
        settings: Of the archive: with a fonds number, number and name of the fonds are printed.
        plan: Where the categories have their names.
        archive: What the archive is called.
    """
    return Form(
        name=FORM,
        data={"covers": [_cover(each, settings, plan, archive) for each in volumes]},
        words={
            "title": _("List of filed documents"),
            "fonds": _("Fonds number"),
            "fonds_name": _("Name of the fonds"),
            "archive": _("Archive"),
            "studio": _("Studio"),
            "category": _("Category"),
            "year": _("Year"),
            "retention": _("Retention"),
            "matter": _("Organisation (matter)"),
        },
    )


def _cover(volume: Volume, settings: Settings, plan: Plan, archive: str) -> dict[str, object]:
    category = next((c for c in plan.categories if c.number == volume.category), None)
    called = cell(f"{category.number} {name_of(category)}") if category else ""
    studio = cell(volume.studio)
    values = {
        "year": str(volume.year or ""),
        "retention": retention_word(volume.retention) if volume.retention else "",
    }
    if settings.fonds:
        values |= {
            "fonds": cell(settings.fonds),
            "fonds_name": cell(settings.fonds_name or archive),
            "matter": f"{studio}  {called}".strip(),
        }
    else:
        values |= {"archive": cell(archive), "studio": studio}
        values |= {"category": called} if called else {}
    return {"where": studio, "values": values}
