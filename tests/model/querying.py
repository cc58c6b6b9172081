"""Queries as the tests of the query language write them."""

from __future__ import annotations

from datetime import date

from archivist.model.query import Between, Field, Text

TODAY = date(2022, 3, 15)
A, B, C = Text("测流"), Text("培训"), Text("考核")
ROOM = Text("室", field=Field.PLACE)


def in_field(field: Field, text: str) -> Text:
    return Text(text, field=field)


def people(text: str) -> Text:
    return Text(text, field=Field.PEOPLE)


def quoted(text: str) -> Text:
    return Text(text, quoted=True)


def on(first: date | None, last: date | None) -> Between:
    return Between(Field.DATE, first, last)


def size(first: int | None, last: int | None) -> Between:
    return Between(Field.SIZE, first, last)


MB = 1024 * 1024
JANUARY = on(date(2022, 1, 1), date(2022, 1, 31))
FEBRUARY = on(date(2022, 2, 1), date(2022, 2, 28))
YEAR = on(date(2022, 1, 1), date(2022, 12, 31))
DAY = on(date(2022, 1, 25), date(2022, 1, 25))
QUARTER = on(date(2022, 1, 1), date(2022, 3, 31))
