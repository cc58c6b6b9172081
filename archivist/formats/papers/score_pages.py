"""A verdict as pages in the style of an official document: cover, overview, words, signatures."""

from __future__ import annotations

from gettext import gettext as _

from archivist.formats.papers.official_pages import (
    Cover,
    cover_data,
    official_words,
    shown_all,
    studios_line,
)
from archivist.formats.papers.score_bands import band_cell
from archivist.formats.papers.score_pages_studio import studio_data
from archivist.formats.press.form import Form
from archivist.formats.score_names import Names, named
from archivist.formats.score_wording import (
    change_figures,
    change_name,
    change_period,
    day_of,
    is_without_points,
    lost_points,
    met_count,
    period_line,
    points_text,
    unread_text,
)
from archivist.formats.wording import period_words
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.verdict import Comparison, StudioVerdict, Verdict

FORM = "score"


def score_form(verdict: Verdict, organisation: str = "") -> Form:
    """Return a verdict as the form of a report.

    Args:
        verdict: What the audit came to.
        organisation: Whose archive it is; empty: its folder's name.
    """
    names = Names.of(verdict, on_paper=True)
    several = len(verdict.studios) > 1
    data = {
        "title": shown(f"{named(verdict.rubric)} {period_words(verdict.period)}"),
        "cover": _cover(verdict, organisation),
        "bare": not verdict.rubric.total,
        "ranked": verdict.ranked,
        "unread": _unread(verdict),
        "overview": _overview(verdict) if several else [],
        "comparison": _comparison(verdict.comparison, names),
        "studios": [studio_data(each, names) for each in verdict.studios],
        "notes": _notes(verdict),
        "signed": [shown(each.score.studio) for each in verdict.studios],
    }
    return Form(name=FORM, data=data, words=official_words() | _words())


def _cover(verdict: Verdict, organisation: str) -> dict[str, object]:
    studios = [each.score.studio for each in verdict.studios]
    cover = Cover(
        organisation=organisation or verdict.archive,
        title=_("Report of the score"),
        subtitle=named(verdict.rubric),
        lines=(
            (_("Archive"), verdict.archive),
            (_("Studios"), studios_line(studios)),
            (_("Rubric"), named(verdict.rubric)),
            (_("Period audited"), period_words(verdict.period)),
            (_("As of"), dotted(verdict.as_of)),
        ),
        day=verdict.as_of,
    )
    return cover_data(cover)


def _unread(verdict: Verdict) -> list[str]:
    return [
        shown(unread_text(path, reason))
        for studio in verdict.studios
        for path, reason in sorted(studio.unread.items())
    ]


def _overview(verdict: Verdict) -> list[dict[str, object]]:
    return [_overview_row(each, rank) for rank, each in enumerate(verdict.studios, start=1)]


def _overview_row(studio: StudioVerdict, rank: int) -> dict[str, object]:
    score = studio.score
    figures = (score.points, score.secured, score.possible, lost_points(score))
    return {
        "rank": str(rank),
        "studio": shown(score.studio),
        "met": met_count(score) if is_without_points(score) else "",
        "figures": [points_text(each) for each in figures],
        "band": band_cell(score),
    }


def _comparison(comparison: Comparison | None, names: Names) -> dict[str, object] | None:
    if comparison is None:
        return None
    title = _("Since {name} of {day}").format(name=comparison.name, day=day_of(comparison.at))
    return {
        "title": shown(title),
        "note": shown(change_period(comparison)),
        "rows": [
            {
                "studio": shown(each.studio),
                "name": shown(change_name(each, names)),
                "figures": change_figures(each),
                "told": shown_all(
                    [f"√ {text}" for text in each.cured] + [f"× {text}" for text in each.new]
                ),
            }
            for each in comparison.changes
        ],
    }


def _notes(verdict: Verdict) -> list[str]:
    text = _("Period audited: {period}.").format(period=period_line(verdict))
    if not verdict.rubric.total:
        return [text, _judged_from()]
    return [
        text,
        _(
            "Secured are the points that files prove. Possible are the points that can still be "
            "had if all that is open is done and all that is undecided falls well. Lost is what "
            "lies between the points possible and all points."
        ),
        _(
            "√ met, × lost, ※ judged by a person, ○ open: it can still be met, ? undecided: a "
            "person has to decide or files have to prove it, → forecast: it comes off in a later "
            "period unless it is done."
        ),
        *_about_bands(verdict),
        _judged_from(),
    ]


def _about_bands(verdict: Verdict) -> list[str]:
    if not any(each.score.band.secured for each in verdict.studios):
        return []
    return [
        _(
            "The band is that of the points secured. A band of several periods running names the "
            "points of each; those of earlier periods are worked out from what is filed today. A "
            "provisional band can still change; it is settled when the period is over and what is "
            "undecided is decided."
        )
    ]


def _judged_from() -> str:
    return _(
        "Judged from ledgers, file names and the descriptions of items and images; a person "
        "decides what they are worth."
    )


def _words() -> dict[str, str]:
    return {
        "overview": _("Summary"),
        "result": _("Result"),
        "criteria": _("Criteria"),
        "next": _("What to do next, the most points first"),
        "details": _("Points lost, and the evidence"),
        "waiting": _("For a person to decide"),
        "judgements": _("Decided by persons, apart from what files prove"),
        "conditions": _("Standing conditions"),
        "duties": _("Recurring duties"),
        "bonuses": _("bonus, beside the total").capitalize(),
        "coming": _("Falling due"),
        "history": _("Scores over time"),
        "rank": _("rank"),
        "criterion": _("criterion"),
        "points": _("points"),
        "secured": _("secured"),
        "possible": _("possible"),
        "lost": _("lost"),
        "band": _("band"),
        "total": _("Total"),
        "why": _("why"),
        "cure": _("cure"),
        "why-cure": _("why, and what cures it"),
        "by-when": _("by when"),
        "at-stake": _("at stake"),
        "period": _("period"),
        "decision": _("Decision"),
        "by": _("judged by"),
        "day": _("day"),
        "reason": _("reason"),
        "due": _("Due"),
        "what": _("What"),
        "before-now": _("Before and now"),
        "changed": _("What changed"),
        "unchanged": _("nothing has changed"),
        "colon": _(": "),
    }
