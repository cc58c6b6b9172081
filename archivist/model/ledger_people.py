"""The names in a cell: apart where they are several, whole where blanks only space one out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_BRACKETS = re.compile(r"[（(\[【［〔<《][^）)\]】］〕>》]*[）)\]】］〕>》]?")
_BETWEEN = re.compile(r"[、,，;；/／\n\t|｜]+")
_ROLE = re.compile(r"^[^:：]{1,8}[:：]")
_AND_MORE = re.compile(r"(?:等|共)\s*[0-9０-９一二三四五六七八九十]*\s*[人名位]*\s*$")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
TWO_CHARACTERS = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐".split()
)
"""Family names of two characters."""
_MAX_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class Person:
    """One name, as it is written in a cell."""

    name: str
    """Without blanks between Chinese characters."""
    spelling: str
    """As it stands there."""
    piece: str = ""
    """What blanks hold apart into this name and others: perhaps one name after all."""


def people_in(text: str) -> tuple[Person, ...]:
    """Return the people whom a cell names; roles in brackets or before a colon are left out."""
    bare = _BRACKETS.sub("", text[:_MAX_LENGTH])
    found: list[Person] = []
    for piece in _BETWEEN.split(bare):
        rest = _AND_MORE.sub("", _ROLE.sub("", piece.strip()).strip()).strip()
        if rest:
            found += _apart(rest)
    return tuple(found)


def people_of(text: str) -> tuple[str, ...]:
    """Return the names in a cell, ``李 淼（组长）、张晓峰`` as 李淼 and 张晓峰."""
    return tuple(person.name for person in people_in(text))


def _apart(text: str) -> list[Person]:
    """Return the names that blanks hold apart; a lone character belongs to its neighbour."""
    tokens = text.split()
    if not all(_HAN.fullmatch(token) for token in tokens):
        return [Person(" ".join(tokens), text)]
    found: list[Person] = []
    while tokens:
        count = _joined(tokens)
        name, tokens = tokens[:count], tokens[count:]
        found.append(Person("".join(name), " ".join(name), text))
    return found if len(found) > 1 else [replace(person, piece="") for person in found]


def _joined(tokens: list[str]) -> int:
    """Return how many of the tokens in front are one name."""
    first, *others = tokens
    if not others:
        return 1
    if len(first) == 1:
        alone = len(others) > 1 and len(others[0]) == 1 and len(others[1]) == 1
        # 王 小 明 is one name, 李 淼 王 㛃 are two.
        return 3 if alone and len(others) == 2 else 2
    return 2 if first in TWO_CHARACTERS and len(others[0]) <= 2 else 1
