"""Words that tell a category: those of its name, its doings, and what offices write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archivist.model.matching import fold
from archivist.model.plan import Category

_MOST = 4
"""Characters that count; a longer name tells no more."""
_EMPTY_PAIRS = frozenset({"文件", "资料", "目录", "材料", "个人"})
_EMPTY_TOPICS = frozenset({"文字", "详细", "工作", "情况", "登记", "资料"})
_RECORD_OF = re.compile("(..)记录")
_LETTER_ABOUT = re.compile("关于.+的(通知|通报|批复|请示|函|意见|决定|公告)")
_LETTER = re.compile(r"(通知|通报|批复|请示|公函|复函|来函)书?(?=[\W\d_]|$)")
_LETTERS = frozenset({"收文", "发文"})
"""The materials of a category for what offices write to each other."""


class CategoryWords:
    """Words by which the categories of one plan are told apart, beside those of materials."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self._names = {each.number: fold(each.name) for each in categories}
        self._pairs = _telling_pairs(self._names)
        self._topics = _topics(categories)
        self._letters = [
            each.number
            for each in categories
            if _LETTERS.intersection(material.name for material in each.materials)
        ]

    def alike(self, text: str) -> Iterator[tuple[str, int, str]]:
        """Yield the categories with whose names a text shares what no other category's name has.

        Each with how many characters that are, and the words as both have them.
        """
        folded = fold(text)
        for number, pairs in self._pairs.items():
            found = [pair for pair in pairs if pair in folded]
            if found:
                weight = min(len(set("".join(found))), _MOST)
                yield number, weight, _run(folded, self._names[number], found[0])

    def hinted(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the categories whose doings a text names, with the word: ``攻关``, ``通知``."""
        folded = fold(text)
        for word, number in self._topics.items():
            if word in folded:
                yield number, word
        letter = _LETTER_ABOUT.search(folded) or _LETTER.search(folded)
        if letter:
            for number in self._letters:
                yield number, letter[1]


def _telling_pairs(names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each category the pairs of characters that only its name has."""
    pairs = {
        number: dict.fromkeys(
            piece[i : i + 2]
            for piece in re.split(r"[\W_]+", name.replace("资料", ""))
            for i in range(len(piece) - 1)
        )
        for number, name in names.items()
    }
    count = Counter(pair for found in pairs.values() for pair in found)
    return {
        number: tuple(p for p in found if count[p] == 1 and p not in _EMPTY_PAIRS)
        for number, found in pairs.items()
    }


def _topics(categories: Sequence[Category]) -> dict[str, str]:
    """Return of which doings a category wants records, and its number.

    Of several categories that do, it is the one that names them where it tells what it is about. A
    ledger lists what happened elsewhere.
    """
    told: dict[str, dict[str, bool]] = {}
    for category in categories:
        words = [w for m in category.materials for w in (m.name, *m.words) if not category.flat]
        for topic in _RECORD_OF.findall(fold(" ".join(words))):
            told.setdefault(topic, {})[category.number] = topic in category.about
    # What stands in a name counts already, or tells several.
    empty = {t for t in told if any(t in fold(each.name) for each in categories)} | _EMPTY_TOPICS
    found = {}
    for topic, numbers in told.items():
        about = [number for number, named in numbers.items() if named] or list(numbers)
        if len(about) == 1 and topic not in empty:
            found[topic] = about[0]
    return found


def _run(text: str, name: str, pair: str) -> str:
    """Return the longest piece of both a text and a name around a pair of characters."""
    at, there = text.find(pair), name.find(pair)
    if there < 0:
        return pair  # of two words of the name with what was left out between them
    start = 0
    while start < min(at, there) and text[at - start - 1] == name[there - start - 1]:
        start += 1
    end = len(pair)
    while at + end < len(text) and text[at + end :][:1] == name[there + end :][:1]:
        end += 1
    return text[at - start : at + end]
