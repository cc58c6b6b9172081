"""One word of a query, with or without a field, as what it is searched as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archivist.model.query import DAYS, All, Between, Field, Or, Query, Text
from archivist.model.query_days import bare_days, read_days, written_days
from archivist.model.query_form import all_of, any_of
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_sizes import read_sizes, written_sizes
from archivist.model.query_tokens import Kind, Token
from archivist.model.query_words import ENDINGS, kind_named, near_kind, plain_form

_STAR = re.compile("[*＊]")
_STARS = re.compile("[*＊]+")
_CHECKSUM = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One word and where it is looked for."""

    token: Token
    field: Field | None
    name: str = ""
    """The field as it was typed."""
    today: date | None = None

    @property
    def text(self) -> str:
        """The word, without quotation marks."""
        return self.token.text

    @property
    def quoted(self) -> bool:
        """It stands in quotation marks."""
        return self.token.kind is Kind.QUOTE


def leaves(asked: Asked, remarks: list[Remark]) -> Iterator[Query]:
    """Yield what the word is searched as: all of these; nothing if it says nothing."""
    if asked.quoted and not asked.text.strip():
        remarks.append(Remark(kind=RemarkKind.EMPTY_QUOTE))
    elif not asked.quoted and not _STAR.sub("", asked.text):
        if asked.field is None:
            yield All()
        else:
            remarks.append(Remark(kind=RemarkKind.EMPTY_FIELD, text=asked.name))
    elif asked.field in _VALUES:
        yield from _value(asked, asked.field, remarks)
    else:
        yield from _words(asked, asked.field, remarks)


def _value(asked: Asked, field: Field, remarks: list[Remark]) -> Iterator[Query]:
    """Yield the value of a field that takes only some; the word itself if it is none of them."""
    read, kind = _VALUES[field]
    found = read(asked, field, remarks)
    if found is not None:
        yield found
        return
    near = near_kind(asked.text) if field is Field.KIND else ""
    remarks.append(Remark(kind=kind, text=asked.text, suggestion=near))
    yield from _words(asked, None, remarks)


def _words(asked: Asked, field: Field | None, remarks: list[Remark]) -> Iterator[Query]:
    if asked.quoted:
        yield Text(asked.text, quoted=True, field=field)
        return
    if not any(character.isalnum() for character in plain_form(asked.text)):
        remarks.append(Remark(kind=RemarkKind.SIGNS, text=asked.text))
        return
    pieces = _STARS.split(asked.text)
    if len(pieces) == 1:
        yield _word(asked.text, field)
    elif len(pieces) == 2 and not pieces[1]:
        yield Text(pieces[0], prefix=True, field=field)
    else:
        yield from _starred(asked, pieces, field, remarks)


def _word(text: str, field: Field | None) -> Query:
    """Return what a word is searched as: a day also as the event's date."""
    days = bare_days(text) if field is None else None
    if days is None:
        return Text(text, field=field)
    return Or((Text(text), Between(Field.DATE, days.first, days.last)))


def of_kind(name: str) -> Query | None:
    """Return what finds the records of a kind, in either language; None: there is none."""
    kind = kind_named(name)
    if kind is None:
        return None
    endings = ENDINGS.get(plain_form(name), ())
    found = any_of(Text(ending, field=Field.NAME) for ending in endings) if endings else All()
    return all_of([Text(kind, field=Field.KIND), found])


def _starred(
    asked: Asked, pieces: list[str], field: Field | None, remarks: list[Remark]
) -> Iterator[Query]:
    """Yield the pieces between stars: the first may go on, others begin and end anywhere."""
    said = [piece for piece in pieces if any(map(str.isalnum, plain_form(piece)))]
    remarks.append(Remark(kind=RemarkKind.STAR, text=asked.text, suggestion=" ".join(said)))
    for piece in said:
        if piece is pieces[0]:
            yield Text(piece, prefix=True, field=field)
        else:
            yield Text(piece, quoted=True, field=field)


def _days(asked: Asked, field: Field, remarks: list[Remark]) -> Query | None:
    days = read_days(asked.text, asked.today)
    if days is None:
        return None
    if days.turned:
        remarks.append(_turned(asked, written_days(days)))
    return Between(field, days.first, days.last)


def _sizes(asked: Asked, field: Field, remarks: list[Remark]) -> Query | None:
    sizes = read_sizes(asked.text)
    if sizes is None:
        return None
    if sizes.turned:
        remarks.append(_turned(asked, written_sizes(sizes)))
    return Between(field, sizes.first, sizes.last)


def _turned(asked: Asked, better: str) -> Remark:
    return Remark(kind=RemarkKind.REVERSED, text=asked.text, suggestion=better)


def _kind(asked: Asked, _field: Field, _remarks: list[Remark]) -> Query | None:
    return of_kind(asked.text)


def _checksum(asked: Asked, field: Field, _remarks: list[Remark]) -> Query | None:
    digest = plain_form(asked.text)
    return Text(digest, field=field) if _CHECKSUM.fullmatch(digest) else None


_VALUES = {
    **dict.fromkeys(DAYS, (_days, RemarkKind.DAY)),
    Field.SIZE: (_sizes, RemarkKind.SIZE),
    Field.KIND: (_kind, RemarkKind.KIND),
    Field.CHECKSUM: (_checksum, RemarkKind.CHECKSUM),
}
