"""``archivist search``: ask the index; when it cannot be used, make it first and say so."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from archivist.actions.index_place import FOLDER, index_folder
from archivist.actions.progress import Stages, silent
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.document import Answer
from archivist.model.query import Field, Query, Sort, Text
from archivist.model.query_form import all_of, any_of, negated, plain_words
from archivist.model.query_remark import Remark
from archivist.model.query_text import parse
from archivist.model.query_words import kind_named
from archivist.model.query_writing import narrowed, written
from archivist.model.settings import Settings
from archivist.store.index.reading import Index
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.settings import load_settings
from archivist.store.tree import extended

MANY = 300_000
"""Parts beyond which one index in the archive answers slowly."""


class Standing(StrEnum):
    """How the index was found."""

    READY = "ready"
    MADE = "made"
    """There was none, or it could not be used: it was made now."""
    UNKEPT = "unkept"
    """It was made now and thrown away again: nothing can be written here."""


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


def search(view: View, asked: Asked, stages: Stages = silent) -> Found:
    """Return what fits.

    Args:
        view: Which archive, and what day is today.
        asked: What is looked for.
        stages: Shows how far the making of an index is.

    Raises:
        InvalidChoiceError: No studio or no kind is named so.
        BusyError: The index has to be made, and another program is doing that.
    """
    settings = load_settings(extended(view.root))
    parsed = parse(asked.text, view.as_of)
    query = _narrowed(parsed.query, asked, settings)
    with _opened(view, settings, stages) as (opened, standing, reason):
        answer = opened.search(
            query,
            sort=asked.sort,
            limit=asked.limit,
            facets=not asked.brief,
            snippets=not asked.brief,
        )
        return Found(
            answer=answer,
            remarks=parsed.remarks,
            understood=written(query),
            words=plain_words(query),
            standing=standing,
            reason=reason,
            records=opened.count,
            crowded=opened.parts > MANY,
        )


def _narrowed(query: Query, asked: Asked, settings: Settings) -> Query:
    if asked.kind and kind_named(asked.kind) is None:
        raise InvalidChoiceError(
            _("“{text}” is no kind of record.").format(text=asked.kind),
            _("Use one of: image, video, workbook, document, item."),
        )
    if asked.studio:
        from archivist.actions.survey import choose_studios  # noqa: PLC0415 - as below

        query = all_of([query, _in_studio(choose_studios(settings, [asked.studio])[0], settings)])
    return narrowed(
        query, category=asked.category, kind=asked.kind, first=asked.first, last=asked.last
    )


def _in_studio(name: str, settings: Settings) -> Query:
    """Return what lies in a studio, not in another whose name holds its name."""
    longer = [s.name for s in settings.studios if name in s.name and s.name != name]
    own = Text(name, quoted=True, field=Field.STUDIO)
    if not longer:
        return own
    others = any_of(Text(each, quoted=True, field=Field.STUDIO) for each in longer)
    return all_of([own, negated(others)])


@contextmanager
def _opened(
    view: View, settings: Settings, stages: Stages
) -> Iterator[tuple[Index, Standing, Reason | None]]:
    folder = index_folder(view.root, settings)
    try:
        opened = Index.open(folder)
    except IndexUnusableError as error:
        reason = error.reason
    else:
        with opened:
            yield opened, Standing.READY, None
        return
    # Only now: most searches need nothing that makes an index.
    from archivist.actions.index import Order, index  # noqa: PLC0415

    try:
        index(view, Order(stages=stages))
    except NotWritableError:
        with tempfile.TemporaryDirectory(prefix="archivist-", ignore_cleanup_errors=True) as place:
            folder = Path(place) / FOLDER
            index(view, Order(stages=stages, folder=folder))
            with Index.open(folder) as opened:
                yield opened, Standing.UNKEPT, reason
        return
    with Index.open(folder) as opened:
        yield opened, Standing.MADE, reason
