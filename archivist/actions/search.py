"""``archivist search``: ask the index; when it cannot be used, make it first and say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from archivist.actions.progress import Stages, silent
from archivist.actions.search_index import (
    Opened,
    Standing,
    mended,
    missing,
    opened_for,
    spoilt_in,
)
from archivist.actions.unfound import Unfound, unfound
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.days import dotted
from archivist.model.document import Answer
from archivist.model.han import fold
from archivist.model.piece_code import is_piece_code
from archivist.model.query import Field, Query, Sort, Text
from archivist.model.query_days import Days, written_days
from archivist.model.query_form import all_of, any_of, negated, plain_words
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_text import parse
from archivist.model.query_words import kind_named
from archivist.model.query_writing import narrowed, written
from archivist.model.settings import Settings
from archivist.store.index.reading import Index
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import count_waiting, extended

MANY = 300_000
"""Parts beyond which one index in the archive answers slowly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person wants to find."""

    text: str
    studio: str = ""
    category: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    sort: Sort = Sort.RANK
    limit: int = 20
    brief: bool = False
    """Only the paths are wanted: no snippets, no counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of it."""

    answer: Answer
    remarks: tuple[Remark, ...]
    """What the query did not say clearly."""
    understood: str
    """The query, options included, as it was taken."""
    words: tuple[Text, ...]
    """What every hit holds some of: worth marking."""
    standing: Standing
    reason: Reason | None = None
    """Why the index was made."""
    records: int = 0
    """Records that were searched."""
    crowded: bool = False
    """There is more than one index in the archive can answer at once."""
    gone: frozenset[str] = frozenset()
    """Paths of hits at which nothing lies any more, and the index cannot be changed here."""
    unfound: Unfound | None = None
    """What may help, when nothing was found."""


def search(view: View, asked: Asked, stages: Stages = silent) -> Found:
    """Return what fits.

    Args:
        view: Which archive, and what day is today.
        asked: What is looked for.
        stages: Shows how far the making of an index is.

    Raises:
        InvalidChoiceError: No studio, category or kind is named so.
        BusyError: The index has to be made, and another program is doing that.
    """
    settings = load_settings(extended(view.root))
    asked, remarks = _in_order(asked)
    parsed = parse(asked.text, view.as_of)
    parsed = replace(parsed, query=_of_piece(asked.text, view, settings) or parsed.query)
    question = _Question(
        view=view,
        settings=settings,
        asked=asked,
        typed=parsed.query,
        query=_narrowed(parsed.query, asked, view, settings),
        remarks=(*remarks, *parsed.remarks),
    )
    try:
        with opened_for(view, settings, stages) as opened:
            return question.put_to(opened)
    except IndexUnusableError:
        # Damage may show only where it is read; what is whole would not be better anew.
        spoilt = spoilt_in(view, settings)
        if spoilt is None:
            raise
        with opened_for(view, settings, stages, spoilt) as opened:
            return question.put_to(opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    view: View
    settings: Settings
    asked: Asked
    typed: Query
    query: Query
    remarks: tuple[Remark, ...]

    def put_to(self, opened: Opened) -> Found:
        """Ask an index; where it turns out to be behind, it is brought up to date first."""
        index, root = opened.index, self.view.root
        answer = self._answer(index)
        gone = missing(root, (hit.head.path for hit in answer.hits))
        if gone and mended(self.view, gone):
            index.refresh()
            answer = self._answer(index)
            gone = missing(root, (hit.head.path for hit in answer.hits))
        found = Found(
            answer=answer,
            remarks=self.remarks,
            understood=written(self.query),
            words=plain_words(self.query),
            standing=opened.standing,
            reason=opened.reason,
            records=index.count,
            crowded=index.parts > MANY,
            gone=gone,
        )
        if answer.total or self.asked.brief:
            return found
        waiting = count_waiting(extended(root), self.settings)
        return replace(found, unfound=unfound(index, self.typed, self.query, waiting))

    def _answer(self, index: Index) -> Answer:
        told = not self.asked.brief
        limit, sort = self.asked.limit, self.asked.sort
        return index.search(self.query, sort=sort, limit=limit, facets=told, snippets=told)


def _of_piece(text: str, view: View, settings: Settings) -> Query | None:
    """Return what finds the files of the piece whose code 档号 was asked for; None: it is none."""
    if not is_piece_code(text.strip(' "“”'), settings):
        return None
    from archivist.actions.filed_pieces import piece_places  # noqa: PLC0415 - seldom asked

    places = piece_places(view.root, text.strip(' "“”')).places
    paths = [Text(place.path, quoted=True, field=Field.NAME) for place in places]
    return any_of(paths) if paths else None


def _in_order(asked: Asked) -> tuple[Asked, tuple[Remark, ...]]:
    """Return what was asked with its days in order, and a remark if they were not."""
    if not asked.first or not asked.last or asked.first <= asked.last:
        return asked, ()
    turned = replace(asked, first=asked.last, last=asked.first)
    said = "..".join((dotted(asked.first), dotted(asked.last)))
    taken = written_days(Days(asked.last, asked.first))
    remark = Remark(kind=RemarkKind.REVERSED, text=said, suggestion=taken)
    return turned, (remark,)


def _narrowed(query: Query, asked: Asked, view: View, settings: Settings) -> Query:
    if asked.kind and kind_named(asked.kind) is None:
        raise InvalidChoiceError(
            _("“{text}” is no kind of record.").format(text=asked.kind),
            _("Use one of: image, video, workbook, document, item."),
        )
    if asked.category:
        _demand_category(asked.category, view, settings)
    if asked.studio:
        from archivist.actions.survey import choose_studios  # noqa: PLC0415 - as below

        query = all_of([query, _in_studio(choose_studios(settings, [asked.studio])[0], settings)])
    return narrowed(
        query, category=asked.category, kind=asked.kind, first=asked.first, last=asked.last
    )


def _demand_category(text: str, view: View, settings: Settings) -> None:
    plan = load_plan(extended(view.root), settings)
    names = [f"{each.number} {each.name}" for each in plan.categories]
    wanted = fold(text).strip()
    if not any(wanted in fold(n) or wanted == fold(n[:2]).lstrip("0") for n in names):
        raise InvalidChoiceError(
            _("There is no category “{text}”.").format(text=text),
            _("Use one of: {names}").format(names=_(", ").join(names)),
        )


def _in_studio(name: str, settings: Settings) -> Query:
    """Return what lies in a studio, not in another whose name holds its name."""
    longer = [s.name for s in settings.studios if name in s.name and s.name != name]
    own = Text(name, quoted=True, field=Field.STUDIO)
    if not longer:
        return own
    others = any_of(Text(each, quoted=True, field=Field.STUDIO) for each in longer)
    return all_of([own, negated(others)])
