"""What to say when nothing was found: which word is to blame, and what comes nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archivist.model.analysis import How, lookups
from archivist.model.document import Hit
from archivist.model.query import All, And, Query, Text
from archivist.model.query_form import all_of, any_of, plain_words
from archivist.store.index.reading import Index

MOST = 3
"""Records that come nearest."""
_MOST_WORDS = 8
"""Words that are counted one by one."""
_MOST_PIECES = 40
_NEARLY = 0.6
"""Of the best score: what is worth less comes not near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfound:
    """What may help."""

    wider: int = 0
    """Records that the words find without the options; 0: there were none, or none are found."""
    counts: tuple[tuple[str, int], ...] = ()
    """Of several words, how many records each finds alone."""
    near: tuple[Hit, ...] = ()
    """Records that hold pieces of what was asked, the nearest first."""
    waiting: int = 0
    """Files in the inbox, which is not searched."""


def unfound(index: Index, typed: Query, whole: Query, waiting: int) -> Unfound:
    """Return what may help one whose query found nothing.

    Args:
        index: That was asked.
        typed: The query without the options.
        whole: The query with them.
        waiting: Files in the inbox.
    """
    wider = _count(index, typed) if typed != whole and typed != All() else 0
    words = [word for word in plain_words(typed) if word.field is None][:_MOST_WORDS]
    counts = [(word.text, _count(index, word)) for word in words] if len(words) > 1 else []
    return Unfound(
        wider=wider,
        counts=tuple(counts) if not wider else (),
        near=() if wider else tuple(_nearest(index, words, whole)),
        waiting=waiting,
    )


def _count(index: Index, query: Query) -> int:
    return index.search(query, limit=1, facets=False, snippets=False).total


def _nearest(index: Index, words: list[Text], whole: Query) -> Iterator[Hit]:
    """Yield the records that hold most of the pieces of the words, within all else that is asked.

    A long run of Han characters is often a sentence, whose words stand elsewhere one by one.
    """
    pieces = list(dict.fromkeys(islice(_pieces(words), _MOST_PIECES)))
    if len(pieces) < 2:
        return
    rest = [part for part in _parts(whole) if not _is_plain(part)]
    query = all_of([*rest, any_of(Text(piece) for piece in pieces)])
    hits = index.search(query, limit=MOST, facets=False).hits
    yield from (hit for hit in hits if hit.score >= _NEARLY * hits[0].score)


def _pieces(words: list[Text]) -> Iterator[str]:
    for word in words:
        yield from (each.term for each in lookups(word.text) if each.how is How.EXACT)


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _is_plain(query: Query) -> bool:
    """Tell whether a part asks for words anywhere, in whatever way they are joined."""
    texts = plain_words(query)
    return bool(texts) and all(text.field is None for text in texts)
