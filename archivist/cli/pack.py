"""``archivist pack``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archivist.cli.options import (
    F,
    PeriodText,
    clock,
    shared_options,
    studio_option,
    view_of,
    with_options,
)
from archivist.model.period import Period, Span

if TYPE_CHECKING:
    from archivist.actions.handover.payload import Wanted
    from archivist.actions.view import View


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "pack",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Copy the evidence for a rubric, or make a bag to hand over."),
        help=_(
            "Copy what proves the points of a rubric into OUT, a new folder or a new .zip, in the "
            "rubric's own order, with a numbered list. The checksums in it can be checked without "
            "archivist: sha256sum -c sha256sums.txt\n\n"
            "With --bagit, OUT is a BagIt package (RFC 8493) for handing over: the whole archive, "
            "or the studios, categories and period that are chosen; with --rubric its evidence. "
            "It holds a register to be signed and a catalogue, and is made whole or not at all.\n\n"
            "Exit code: 0 all is copied, 1 a file could not be read, was changed or is damaged."
        ),
    )
    @click.argument("target", metavar=_("OUT"), type=click.Path(path_type=Path))
    @click.option("--rubric", metavar=_("NAME"), help=_("Else the archive's first."))
    @click.option(
        "--period",
        type=PeriodText(),
        metavar=_("PERIOD"),
        help=_(
            "2025, 2025-H1, 2025-Q1 or 2025-03; else the quarter of the day, with --bagit and "
            "without --rubric all periods."
        ),
    )
    @studio_option
    @_bag_options
    @shared_options
    def pack(
        target: Path,
        rubric: str | None,
        period: Period | None,
        studios: tuple[str, ...],
        categories: tuple[str, ...],
        by: str,
        archive: Path | None,
        as_of: date | None,
        **flags: bool,
    ) -> int:
        _refuse(rubric, categories, by, bagit=flags["bagit"])
        view = view_of(archive, as_of, quiet=flags["quiet"])
        out = _Out(place=target, quiet=flags["quiet"], verbose=flags["verbose"])
        if not flags["bagit"]:
            asked = period or Period.containing(view.as_of, Span.QUARTER)
            return _pack(view, rubric or "", asked, studios, out)
        from archivist.actions.handover.payload import Wanted  # noqa: PLC0415

        wanted = Wanted(studios=studios, categories=categories, period=period)
        return _bag(view, wanted, rubric, by, out)

    return pack


@dataclass(frozen=True, slots=True, kw_only=True)
class _Out:
    """Where the copies go, and how much is told."""

    place: Path
    quiet: bool
    verbose: bool


def _pack(view: View, rubric: str, period: Period, studios: tuple[str, ...], out: _Out) -> int:
    from archivist.actions.pack import pack  # noqa: PLC0415
    from archivist.cli.pack_output import show_pack  # noqa: PLC0415

    report = pack(view, rubric, period, studios, out.place)
    show_pack(report, out.place, quiet=out.quiet, verbose=out.verbose)
    return 1 if report.refused else 0


def _bag(view: View, wanted: Wanted, rubric: str | None, by: str, out: _Out) -> int:
    from archivist.actions.handover.bag import BagAsk, bag  # noqa: PLC0415
    from archivist.cli.bag_output import show_bag  # noqa: PLC0415

    ask = BagAsk(target=out.place, wanted=wanted, rubric=rubric, by=by, made=clock())
    report = bag(view, ask)
    show_bag(report, out.place, quiet=out.quiet, verbose=out.verbose)
    return 1 if report.refused else 0


def _bag_options(command: F) -> F:
    return with_options(
        command,
        click.option("--bagit", is_flag=True, help=_("Make a BagIt package for handing over.")),
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar=_("CATEGORY_NUMBER"),
            help=_("With --bagit: only this category: 06."),
        ),
        click.option(
            "--by", default="", metavar=_("NAME"), help=_("With --bagit: who hands over.")
        ),
    )


def _refuse(rubric: str | None, categories: tuple[str, ...], by: str, *, bagit: bool) -> None:
    """Refuse options that go with a bag alone, or not with each other."""
    if not bagit and categories:
        raise click.UsageError(
            _("--category goes with --bagit: the evidence for a rubric has its own order.")
        )
    if not bagit and by:
        raise click.UsageError(_("--by goes with --bagit: only a bag states who hands over."))
    if rubric is not None and categories:
        raise click.UsageError(
            _("--category and --rubric do not go together: a rubric says itself what proves it.")
        )
