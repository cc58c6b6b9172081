"""``archivist pack``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

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
        help=_("2025, 2025-H1, 2025-Q1 or 2025-03; else the quarter of the day."),
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
        if flags["bagit"]:
            from archivist.actions.handover.bag import BagAsk, bag  # noqa: PLC0415
            from archivist.actions.handover.payload import Wanted  # noqa: PLC0415
            from archivist.cli.bag_output import show_bag  # noqa: PLC0415

            wanted = Wanted(studios=studios, categories=categories, period=period)
            today = clock().date()
            made = bag(view, BagAsk(target=target, wanted=wanted, rubric=rubric, by=by, made=today))
            show_bag(made, target, quiet=flags["quiet"], verbose=flags["verbose"])
            return 1 if made.refused else 0
        from archivist.actions.pack import pack as action  # noqa: PLC0415
        from archivist.cli.pack_output import show_pack  # noqa: PLC0415

        asked = period or Period.containing(view.as_of, Span.QUARTER)
        report = action(view, rubric or "", asked, studios, target)
        show_pack(report, target, quiet=flags["quiet"], verbose=flags["verbose"])
        return 1 if report.refused else 0

    return pack


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
    if not bagit and (categories or by):
        name = "--category" if categories else "--by"
        text = _("{option} goes with --bagit: the evidence for a rubric has its own order.")
        raise click.UsageError(text.format(option=name))
    if rubric is not None and categories:
        raise click.UsageError(
            _("--category and --rubric do not go together: a rubric says itself what proves it.")
        )
