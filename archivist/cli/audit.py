"""``archivist audit``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.actions.view import View
from archivist.cli.counting import Count
from archivist.cli.options import (
    PeriodText,
    clock,
    shared_options,
    studio_option,
    view_of,
    with_options,
)

F = TypeVar("F", bound=Callable[..., Any])
_FORMS = {".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".pdf": "pdf"}


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "audit",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Tell what is missing, and what to do next."),
        help=_(
            "Tell what is there and what is missing against the filing plan, and what to do next."
            "\n\nWith --rubric: the points secured, possible and lost in a period, the evidence "
            "for them, and what cures each loss.\n\n"
            "Exit code: 0 complete, 1 something is missing."
        ),
    )
    @_what
    @_rubric
    @_how
    @shared_options
    def audit(
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the options above, checked below
    ) -> int:
        said["form"] = _form_of(said["form"], said["output"])
        _refuse(said)
        if said["form"] == "pdf":
            from archivist.cli.print_places import check_pdf  # noqa: PLC0415

            check_pdf(said["output"])
        view = view_of(archive, as_of, quiet=quiet)
        by_rubric = said["rubric"] is not None or said["form"] == "xlsx"
        if by_rubric or any(said[name] for name in ("ranked", "keep", "since", "ahead")):
            return _by_rubric(view, said, quiet=quiet, verbose=verbose)
        return _by_plan(view, said, quiet=quiet, verbose=verbose)

    return audit


def _by_plan(view: View, said: dict[str, Any], *, quiet: bool, verbose: bool) -> int:
    from archivist.actions.audit import audit  # noqa: PLC0415
    from archivist.cli.audit_output import render, render_pages  # noqa: PLC0415

    found = audit(view, said["period"], said["studios"])
    if said["form"] == "pdf":
        from archivist.actions.printing.report import print_audit  # noqa: PLC0415

        render_pages(found, print_audit(view, found), said["output"], quiet=quiet)
    else:
        render(found, said["form"], said["output"], quiet=quiet, verbose=verbose)
    return 0 if found.matrix.complete else 1


def _by_rubric(view: View, said: dict[str, Any], *, quiet: bool, verbose: bool) -> int:
    from archivist.actions.score import AHEAD, Request  # noqa: PLC0415
    from archivist.cli import audit_rubric  # noqa: PLC0415

    request = Request(
        rubric=said["rubric"] or "",
        period=said["period"],
        studios=said["studios"],
        ranked=said["ranked"],
        ahead=AHEAD if said["ahead"] is None else said["ahead"],
    )
    if said["ahead"] is not None:
        return audit_rubric.run_ahead(view, request, as_json=said["form"] == "json")
    ask = audit_rubric.Ask(
        view=view,
        request=request,
        now=clock(),
        form=said["form"],
        output=said["output"],
        keep=said["keep"],
        since=said["since"],
        quiet=quiet,
        verbose=verbose,
    )
    return audit_rubric.run(ask)


def _refuse(said: dict[str, Any]) -> None:
    if said["form"] == "text" and said["output"] is not None:
        raise click.UsageError(
            _("-o writes --format html, json, xlsx or pdf; text goes to the screen.")
        )
    if said["form"] == "xlsx" and said["output"] is None:
        raise click.UsageError(_("A workbook needs a file: -o report.xlsx"))
    if said["form"] == "pdf" and said["output"] is None:
        from archivist.cli.print_places import example_place  # noqa: PLC0415

        file = example_place("report.pdf")
        raise click.UsageError(_("A PDF needs a file: -o {file}").format(file=file))
    if said["ranked"] and said["studios"]:
        raise click.UsageError(_("--all ranks all studios; leave --studio out."))
    if said["ahead"] is not None and _beside_ahead(said):
        text = _("--ahead looks forward from the day; leave out {options}.")
        raise click.UsageError(text.format(options=_(", ").join(_beside_ahead(said))))


def _beside_ahead(said: dict[str, Any]) -> list[str]:
    """Return what was asked for that has no meaning with ``--ahead``."""
    asked = {
        "--period": said["period"] is not None,
        "--all": said["ranked"],
        "--keep": said["keep"],
        "--since": bool(said["since"]),
        "-o": said["output"] is not None,
        f"--format {said['form']}": said["form"] not in {"text", "json"},
    }
    return [name for name, is_asked in asked.items() if is_asked]


def _form_of(form: str | None, output: Path | None) -> str:
    """Return the form that was asked for, else the one that an output file's ending asks for."""
    ending = _FORMS.get(output.suffix.lower(), "") if output else ""
    if output is not None and not (form or ending):
        raise click.UsageError(_("-o writes .html, .json, .xlsx or .pdf; name the file so."))
    if form and form != "text" and ending not in {"", form}:
        text = _("{file} does not end as {form} does; leave --format out or change one of them.")
        raise click.UsageError(text.format(file=output, form=form))
    return form or ending or "text"


def _what(command: F) -> F:
    """Add the options that say what is audited."""
    return with_options(
        command,
        studio_option,
        click.option(
            "--period",
            type=PeriodText(),
            metavar=_("PERIOD"),
            help=_(
                "2025, 2025-H1, 2025-Q1 or 2025-03; else the year of the day, by a rubric its "
                "quarter."
            ),
        ),
    )


def _rubric(command: F) -> F:
    """Add the options of an audit by a rubric."""
    return with_options(
        command,
        click.option(
            "--rubric",
            is_flag=False,
            flag_value="",
            default=None,
            metavar=_("[NAME]"),
            help=_(
                "Score by this rubric (“archivist rubric list” names them); without NAME by the "
                "first of archive.toml. So do --all, --keep, --since and a workbook."
            ),
        ),
        click.option("--all", "ranked", is_flag=True, help=_("Rank all studios by their scores.")),
        click.option(
            "--ahead",
            type=Count(),
            metavar=_("DAYS"),
            help=_("Only what falls due in so many days, the most points first."),
        ),
        click.option("--keep", is_flag=True, help=_("Keep the result, to compare with later.")),
        click.option(
            "--since",
            default="",
            metavar=_("KEPT"),
            help=_("What changed since a kept result: LAST, its day or its name."),
        ),
    )


def _how(command: F) -> F:
    """Add the options that say in which form it is told."""
    return with_options(
        command,
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "html", "xlsx", "pdf"]),
            help=_("Form of the output."),
        ),
        click.option("--json", "form", flag_value="json", help=_("Short for --format json.")),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar=_("FILE"),
            help=_("Write a report to this file: .html, .json, .xlsx or .pdf."),
        ),
    )
