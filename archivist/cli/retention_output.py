"""Showing how long everything is kept and what has run out; writing the list for appraisal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby
from pathlib import Path

from archivist.cli.box_table import cut
from archivist.cli.screen import columns, padded, show, show_more, styled, width, wrapped
from archivist.formats.retention_wording import (
    ORIGIN,
    STANDING,
    amount_text,
    doubts,
    end_text,
    lack_text,
    nothing_destroyed,
    origin_text,
)
from archivist.formats.wording import name_of, retention_word
from archivist.model.display import shown
from archivist.model.plan import Retention
from archivist.model.retention import CategoryTerms, Lapse, Retained, Standing

_FEW = 5
"""Items of which nothing can be told that are named without -v."""


def show_due(retained: Retained, *, quiet: bool, verbose: bool) -> None:
    """Write what has run out, what runs out soon, and what nobody can tell."""
    due = retained.due
    if not quiet:
        for studio in dict.fromkeys(each.studio for each in retained.categories):
            own = [lapse for lapse in due if lapse.item.studio == studio]
            if own:
                show(wrapped(shown(studio), ""))
            for lapse in own:
                _show_lapse(retained, lapse)
    _show_unknown(retained.of(Standing.UNKNOWN), most=None if verbose else 0 if quiet else _FEW)
    for standing in (Standing.RUN_OUT, Standing.SOON):
        _show_sum(standing, retained.of(standing))
    if not due:
        show(wrapped(_("Nothing has run out."), ""))
    elif not quiet:
        show(wrapped(nothing_destroyed(), ""))


def _show_lapse(retained: Retained, lapse: Lapse) -> None:
    standing = retained.standing(lapse)
    look = STANDING[standing]
    place = shown(lapse.item.path.removeprefix(f"{lapse.item.studio}/"))
    show(styled(wrapped(place, "    ", f"  {look.sign} "), look))
    text = _("{retention} ({origin}), of {year}; ran out on {day}; {amount}")
    if standing is Standing.SOON:
        text = _("{retention} ({origin}), of {year}; runs out on {day}; {amount}")
    said = text.format(
        retention=retention_word(lapse.kept.retention),
        origin=origin_text(lapse.kept),
        year=lapse.year,
        day=end_text(lapse),
        amount=amount_text(lapse.files, lapse.size),
    )
    show(wrapped(said, "      "))
    for doubt in doubts(lapse):
        show(wrapped(doubt, "        ", "      ! "))


def _show_unknown(unknown: Sequence[Lapse], most: int | None) -> None:
    if not unknown:
        return
    look = STANDING[Standing.UNKNOWN]
    text = ngettext(
        "Of {count} item nobody can tell when it runs out",
        "Of {count} items nobody can tell when they run out",
        len(unknown),
    )
    show(styled(wrapped(text.format(count=len(unknown)), "", f"{look.sign} "), look))
    if most == 0:
        return
    for lapse in unknown[:most]:
        said = _("{place}: {what}").format(place=lapse.item.path, what=lack_text(lapse))
        show(wrapped(shown(said), "    ", "  - "))
    if most is not None and len(unknown) > most:
        show_more(len(unknown) - most)
    for cure in dict.fromkeys(_cure(lapse) for lapse in unknown):
        show(wrapped(cure, "    ", "  → ", whole=True))


def _cure(lapse: Lapse) -> str:
    """Return how it becomes known when an item runs out."""
    if lapse.damaged:
        return _("Mend the mistakes in its item.toml; “archivist check” names them.")
    if lapse.item.flat:
        return _(
            "Ledgers: count the years from the last entry of each, and note it on the list for "
            "appraisal (--export)."
        )
    return _(
        'State the day in its item.toml: “"事件日期" = "2025.03.18"”; or let its folder\'s name '
        "begin with it: “20250318 …”."
    )


def _show_sum(standing: Standing, lapses: Sequence[Lapse]) -> None:
    if not lapses:
        return
    text = ngettext("{count} item ran out", "{count} items ran out", len(lapses))
    if standing is Standing.SOON:
        text = ngettext("{count} item runs out soon", "{count} items run out soon", len(lapses))
    amount = amount_text(sum(e.files for e in lapses), sum(e.size for e in lapses))
    said = _("{what}: {amount}").format(what=text.format(count=len(lapses)), amount=amount)
    show(styled(wrapped(said, ""), STANDING[standing]))


def show_list(retained: Retained, *, quiet: bool, verbose: bool) -> None:
    """Write how long each category and each item is kept, and who says so."""
    for studio, categories in groupby(retained.categories, lambda each: each.studio):
        show(wrapped(shown(studio), ""))
        for category in categories:
            show(wrapped(_category_text(category), "      ", "  "))
            for line in () if quiet else _item_lines(category.lapses, verbose=verbose):
                show(line)
    if not quiet:
        show(wrapped(_end_explained(), ""))


def _end_explained() -> str:
    return _(
        "A period is counted from the year after the item's own. —: it never runs out. "
        "?: nobody can tell."
    )


def _category_text(terms: CategoryTerms) -> str:
    told = (
        _("{retention} × {count}").format(retention=retention_word(each), count=count)
        for each, count in terms.terms
    )
    name = f"{terms.category.number} {shown(name_of(terms.category))}"
    said = _(", ").join(told) or _("the plan says nothing of it")
    return _("{place}: {what}").format(place=name, what=said)


def _item_lines(lapses: Sequence[Lapse], *, verbose: bool) -> Iterator[str]:
    """Yield the lines of items; -v adds by which files or materials, and what is doubtful."""
    rows = [(retention_word(e.kept.retention), _end(e), _(ORIGIN[e.kept.origin])) for e in lapses]
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    room = width() - 1 - 4 - sum(widths) - len(widths)
    for lapse, cells in zip(lapses, rows, strict=True):
        told = [padded(text, size) for text, size in zip(cells, widths, strict=True)]
        yield f"    {' '.join(told)} {cut(shown(lapse.name), room)}"
        for doubt in (lack_text(lapse), *doubts(lapse)):
            if doubt and (verbose or lapse.damaged):
                yield wrapped(doubt, "        ", "      ! ")
        if verbose and lapse.kept.names:
            yield wrapped(origin_text(lapse.kept), "        ", "      - ")


def _end(lapse: Lapse) -> str:
    permanent = lapse.kept.retention is Retention.PERMANENT and not lapse.damaged
    return end_text(lapse) or ("—" if permanent else "?")


def save_appraisal(output: Path, retained: Retained, *, quiet: bool) -> None:
    """Write the list for appraisal as its file's ending asks for, and name the file.

    Raises:
        NotWritableError: Something bears that name, or the file system refuses.
    """
    from archivist.cli.catalogue_output import save_new  # noqa: PLC0415
    from archivist.formats import retention_sheet as made  # noqa: PLC0415 - slow to import

    lapses = retained.of(Standing.RUN_OUT, Standing.SOON, Standing.UNKNOWN)
    as_csv = output.suffix.lower() == ".csv"
    make = made.appraisal_csv if as_csv else made.appraisal_book
    save_new(output, make(retained, lapses), quiet=quiet, option="--export")
