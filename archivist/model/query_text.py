"""Reading a query as a person types it, in Chinese or English; no text makes it fail.

AND binds stronger than OR, NOT strongest; words side by side are joined by AND. What cannot be
understood is searched literally or left out, and a remark says so. `written` is the inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from archivist.model.query import All, Field, Query, Text
from archivist.model.query_form import all_of, any_of, negated
from archivist.model.query_leaves import Asked, leaves
from archivist.model.query_order import in_order
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_tokens import Kind, Token, Tokens
from archivist.model.query_words import Operator

MOST_CHARACTERS = 1000
MOST_WORDS = 64
MOST_REMARKS = 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text asks for, and what is to be said about it."""

    query: Query
    remarks: tuple[Remark, ...] = ()


def parse(text: str, today: date | None = None) -> Parsed:
    """Return the query that a text means.

    Args:
        text: As typed; what is empty asks for every record.
        today: What words like ``本月`` count from; without it they are no days.
    """
    text = text.strip()
    remarks: list[Remark] = []
    if len(text) > MOST_CHARACTERS:
        remarks.append(Remark(kind=RemarkKind.TOO_LONG, text=str(MOST_CHARACTERS)))
        text = text[:MOST_CHARACTERS].rstrip()
    if not text:
        return Parsed(All())
    tokens = Tokens(text)
    parser = _Parser(in_order(tokens, tokens.remarks), today)
    query = parser.query()
    if query is None:
        remarks.append(Remark(kind=RemarkKind.LITERAL, text=text))
        return Parsed(Text(text, quoted=True), tuple(remarks))
    remarks += [*tokens.remarks, *parser.remarks]
    return Parsed(query, tuple(islice(dict.fromkeys(remarks), MOST_REMARKS)))


class _Parser:
    """Reads tokens of which each stands where it may; None: nothing is asked there."""

    def __init__(self, tokens: Sequence[Token], today: date | None) -> None:
        self._tokens = tokens
        self._today = today
        self._at = 0
        self._words = 0
        self.remarks: list[Remark] = []

    def query(self) -> Query | None:
        return self._either(None, "")

    def _either(self, field: Field | None, name: str) -> Query | None:
        parts = [self._every(field, name)]
        while self._takes(Operator.OR):
            parts.append(self._every(field, name))
        found = _asked(parts)
        return any_of(found) if found else None

    def _every(self, field: Field | None, name: str) -> Query | None:
        parts = []
        while not self._ends():
            self._takes(Operator.AND)
            parts.append(self._one(field, name))
        found = _asked(parts)
        return all_of(found) if found else None

    def _ends(self) -> bool:
        token = self._token
        return token is None or token.kind is Kind.CLOSE or token.operator is Operator.OR

    def _one(self, field: Field | None, name: str) -> Query | None:
        """Return a word or a group, with the signs and the field before it."""
        wanted = True
        token = self._next()
        while token.kind in {Kind.OPERATOR, Kind.FIELD}:
            if token.kind is Kind.FIELD:
                field, name = token.field, token.text
            else:
                wanted = not wanted
            token = self._next()
        if token.kind is Kind.OPEN:
            part = self._either(field, name)
            self._next()
        else:
            part = self._word(Asked(token=token, field=field, name=name, today=self._today))
        return part if wanted or part is None else negated(part)

    def _word(self, asked: Asked) -> Query | None:
        said: list[Remark] = []
        found = list(islice(leaves(asked, said), MOST_WORDS + 1 - self._words))
        self._words += len(found)
        if self._words > MOST_WORDS:
            found.pop()
            self._words = MOST_WORDS
            said = [Remark(kind=RemarkKind.TOO_MANY, text=str(MOST_WORDS))]
        self.remarks += said
        return all_of(found) if found else None

    @property
    def _token(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _takes(self, operator: Operator) -> bool:
        token = self._token
        takes = token is not None and token.operator is operator
        self._at += takes
        return takes


def _asked(parts: Iterable[Query | None]) -> list[Query]:
    return [part for part in parts if part is not None]
