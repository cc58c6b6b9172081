"""What ``archivist judge`` was asked to do: decide, list, write a table or read one back."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from archivist.actions.judge import Inspection, Ruling
from archivist.actions.judge import judge as decide
from archivist.actions.survey import choose_studios
from archivist.actions.view import View
from archivist.cli import judge_output as output
from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.model.display import shown
from archivist.model.matters import Measure
from archivist.model.names import same_name
from archivist.model.period import Period, Span
from archivist.model.rubric import Rubric
from archivist.store.judgements import look_up_judgements, read_judgements
from archivist.store.settings import load_settings
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What was asked on the command line."""

    view: View
    criterion: str
    said: Mapping[str, Any]
    """The options, by name."""
    period: Period | None
    now: datetime
    verbose: bool
    archive: Path | None = None
    """As it was named."""

    @property
    def quarter(self) -> Period:
        """The period that was named, else the quarter of the day."""
        return self.period or Period.containing(self.view.as_of, Span.QUARTER)

    @property
    def studios(self) -> tuple[str, ...]:
        """The names of the archive's studios."""
        settings = load_settings(extended(self.view.root))
        return tuple(studio.name for studio in settings.studios)


def run(ask: Ask) -> int:
    """Do the one thing that was asked, and return the exit code."""
    said = ask.said
    decisions = [
        said["deduct"] is not None, said["give"] is not None, said["met"], said["unmet"],
        said["withdraw"],
    ]  # fmt: skip
    others = [said["list_"], said["worksheet"] is not None, said["read"] is not None]
    if sum(map(bool, (any(decisions), *others))) != 1:
        raise click.UsageError(
            _("Say one of: a decision (CRITERION --deduct …), --list, --worksheet, --read.")
        )
    if said["list_"]:
        return _list(ask)
    if not any(decisions) and ask.criterion:
        raise click.UsageError(_("A table takes no CRITERION."))
    if said["worksheet"] is not None:
        return _worksheet(ask, said["worksheet"])
    if said["read"] is not None:
        return _read(ask, said["read"])
    return _judge(ask, sum(decisions))


def _judge(ask: Ask, decisions: int) -> int:
    if not ask.criterion:
        raise click.UsageError(_("Name the criterion, the condition or the bonus."))
    if decisions > 1:
        raise click.UsageError(_("Say one of --deduct, --met, --unmet, --give and --withdraw."))
    measure, text = _decision(ask.said)
    inspection = _inspection(ask)
    if not ask.said["studio"].strip() and len(inspection.studios) > 1:
        raise _which_studio(ask, inspection.studios)
    ruling = Ruling(
        matter=ask.criterion,
        said=text,
        by=ask.said["by"],
        note=ask.said["note"],
        studio=ask.said["studio"],
        measure=measure,
        withdraw=ask.said["withdraw"],
    )
    output.show_judged(decide(ask.view.root, inspection, ruling, ask.now))
    return 0


def _which_studio(ask: Ask, studios: Sequence[str]) -> InvalidChoiceError:
    """Return the error that shows the command as it was typed, with the first studio."""
    said = ask.said
    words = ["archivist", "judge", ask.criterion]
    words += [f"--{each}" for each in ("met", "unmet", "withdraw") if said[each]]
    options = {each: said[each] for each in ("deduct", "give", "by", "note", "rubric")}
    options |= {"period": ask.period, "archive": ask.archive, "studio": studios[0]}
    for option, value in options.items():
        words += [f"--{option}", str(value)] if value not in {None, ""} else []
    return InvalidChoiceError(
        _("The archive has several studios: {names}.").format(
            names=_(", ").join(map(shown, studios))
        ),
        _("Say which, for example: {line}").format(line=" ".join(map(_quoted, words))),
    )


def _quoted(word: str) -> str:
    # Not as a POSIX shell would: cmd knows no other quotation marks than these.
    plain = shown(word)
    return plain if plain.replace("-", "").replace(".", "").isalnum() else f'"{plain}"'


def _decision(said: Mapping[str, Any]) -> tuple[Measure | None, str]:
    if said["withdraw"]:
        return None, ""
    if said["deduct"] is not None:
        return Measure.DEDUCT, said["deduct"]
    if said["give"] is not None:
        return Measure.GIVE, said["give"]
    return Measure.MEET, "met" if said["met"] else "unmet"


def _inspection(ask: Ask) -> Inspection:
    from archivist.actions.score import rubric_of  # noqa: PLC0415

    return Inspection(
        rubric=rubric_of(ask.view, ask.said["rubric"]),
        period=ask.quarter,
        studios=ask.studios,
        as_of=ask.view.as_of,
        made=read_judgements(ask.view.root),
        others=partial(_others, ask),
    )


def _others(ask: Ask) -> Iterator[Rubric]:
    """Yield the rubrics that can be named, those of the archive first."""
    from archivist.actions.rubric import list_rubrics  # noqa: PLC0415

    own = load_settings(extended(ask.view.root)).rubrics
    listed = sorted(list_rubrics(extended(ask.view.root)), key=lambda each: each.name not in own)
    return (each.rubric for each in listed if each.rubric is not None)


def _list(ask: Ask) -> int:
    from archivist.actions.score import rubric_of  # noqa: PLC0415

    found = look_up_judgements(ask.view.root)
    wanted = output.Wanted(
        rubric=ask.said["rubric"],
        criterion=ask.criterion,
        studio=_listed_studio(ask, {each.studio for each in found.judgements}),
        period=ask.period,
    )
    output.show_list(found, wanted, partial(rubric_of, ask.view))
    return 0


def _listed_studio(ask: Ask, judged: Collection[str]) -> str:
    """Return the studio that is meant; one that has left the archive is named in full."""
    named = str(ask.said["studio"])
    if not named or any(same_name(named) == same_name(each) for each in judged):
        return named
    return choose_studios(load_settings(extended(ask.view.root)), (named,))[0]


def _worksheet(ask: Ask, target: Path) -> int:
    from archivist.actions.judge import worksheet  # noqa: PLC0415
    from archivist.actions.score import scores  # noqa: PLC0415
    from archivist.formats.judgement_sheet import open_rows  # noqa: PLC0415
    from archivist.formats.workbook import write_workbook  # noqa: PLC0415

    _refuse_inside(ask.view.root, target)
    inspection, only = _inspection(ask), ask.said["studio"]
    found = scores(ask.view, inspection.rubric.id, inspection.period, (only,) if only else ())
    archive = load_settings(extended(ask.view.root)).called(ask.view.root.name)
    book = worksheet(inspection, found, archive=archive)
    write_workbook(target, book)
    output.show_written(len(book.sheets[0].rows), open_rows(book), target)
    return 0


def _read(ask: Ask, source: Path) -> int:
    from archivist.actions.judge_sheet import Reading, read_worksheet, take_over  # noqa: PLC0415
    from archivist.actions.score import rubric_of  # noqa: PLC0415

    reading = Reading(
        rubric_of=partial(rubric_of, ask.view),
        studios=ask.studios,
        as_of=ask.view.as_of,
        made=read_judgements(ask.view.root),
        rubric=ask.said["rubric"],
        period=ask.period,
    )
    if not os.path.lexists(source):
        raise NotReadableError(
            _("There is no file {path}.").format(path=shown(str(source))),
            _("Check the folder and the name; a new table: archivist judge --worksheet FILE"),
        )
    report = read_worksheet(reading, source)
    if ask.said["yes"]:
        report = take_over(ask.view.root, report, ask.now)
    output.show_read(report, source, verbose=ask.verbose)
    return 1 if report.troubles else 0


def _refuse_inside(root: Path, target: Path) -> None:
    """Refuse a table among the records: it would count as one of them."""
    place = Path(os.path.abspath(target))  # noqa: PTH100 - as the user named it
    if place.resolve().is_relative_to(root.resolve()):
        raise InvalidChoiceError(
            _("{place} lies in the archive.").format(place=target),
            _("Write the table outside of it: --worksheet {outside}").format(
                outside=root.parent / target.name
            ),
        )
