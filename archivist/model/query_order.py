"""What cannot stand where it stands in a query is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_tokens import Kind, Token
from archivist.model.query_words import BETWEEN, SMALL, Operator, as_operator

DEEPEST = 20
"""Brackets in brackets."""


def in_order(tokens: Iterable[Token], remarks: list[Remark]) -> list[Token]:
    """Return the tokens of which every bracket, operator and field has what it needs.

    What is left out is added to the remarks.
    """
    paired = _between(_paired(tokens, remarks), remarks)
    return _joining(_leading(paired, remarks), remarks)


def _paired(tokens: Iterable[Token], remarks: list[Remark]) -> list[Token]:
    """Leave out brackets without another half, with nothing inside, and those too deep."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth < 0:
            remarks.append(Remark(kind=RemarkKind.BRACKET, text=token.text))
            depth = 0
        elif depth + (token.kind is Kind.CLOSE) > DEEPEST and token.kind in _BRACKETS:
            remarks.append(Remark(kind=RemarkKind.TOO_DEEP, text=str(DEEPEST)))
        elif token.kind is Kind.CLOSE and kept and kept[-1].kind is Kind.OPEN:
            kept.pop()
            remarks.append(Remark(kind=RemarkKind.EMPTY_BRACKETS))
        else:
            kept.append(token)
    return _closed(kept, remarks)


def _closed(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    """Leave out what is opened and never closed."""
    open_now: list[int] = []
    for number, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            open_now.append(number)
        elif token.kind is Kind.CLOSE:
            open_now.pop()
    remarks += [Remark(kind=RemarkKind.BRACKET, text=tokens[number].text) for number in open_now]
    left_out = set(open_now)
    return [token for number, token in enumerate(tokens) if number not in left_out]


def _between(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    """Take words as operators that are so only between two others; say which are not taken."""
    kept: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        word = as_operator(token.text)
        if token.kind is not Kind.WORD or not (kept and _ends(kept[-1]) and _begins(after)):
            kept.append(token)
        elif word in BETWEEN:
            kept.append(Token(Kind.OPERATOR, token.text, operator=BETWEEN[word]))
        else:
            kept.append(token)
            if word in SMALL:
                remarks.append(
                    Remark(kind=RemarkKind.SMALL, text=token.text, suggestion=word.upper())
                )
    return kept


def _ends(token: Token) -> bool:
    return token.kind in {Kind.WORD, Kind.QUOTE, Kind.CLOSE}


def _begins(token: Token | None) -> bool:
    if token is None:
        return False
    return token.kind in {Kind.FIELD, *_OPERANDS} or token.operator is Operator.NOT


_BRACKETS = frozenset({Kind.OPEN, Kind.CLOSE})
_OPERANDS = frozenset({Kind.WORD, Kind.QUOTE, Kind.OPEN})


def _leading(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    """Leave out operators and fields after which nothing comes that they could be of."""
    kept: list[Token] = []
    for token in reversed(tokens):
        after = kept[-1] if kept else None
        goes_on = after is not None and (after.kind in _OPERANDS or after.operator is Operator.NOT)
        if token.kind is Kind.FIELD and not goes_on:
            remarks.append(Remark(kind=RemarkKind.EMPTY_FIELD, text=token.text))
        elif token.kind is Kind.OPERATOR and not (goes_on or _is_field(after)):
            remarks.append(Remark(kind=RemarkKind.OPERATOR, text=token.text))
        else:
            kept.append(token)
    return kept[::-1]


def _joining(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    """Leave out ``AND`` and ``OR`` before which nothing comes that they could join."""
    kept: list[Token] = []
    for token in tokens:
        joins = token.operator in {Operator.AND, Operator.OR}
        if joins and not (kept and _ends(kept[-1])):
            remarks.append(Remark(kind=RemarkKind.OPERATOR, text=token.text))
        else:
            kept.append(token)
    return kept


def _is_field(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.FIELD
