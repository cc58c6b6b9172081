"""Mojibake is told from language, and nothing that is language is taken for it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text.mojibake import is_mojibake

CHINESE = (
    "第一条　为了加强档案管理，规范档案收集、整理工作，有效保护和利用档案，提高档案信息化建设水平，"
    "推进国家治理体系和治理能力现代化，为中国特色社会主义事业服务，制定本法。2022年1月25日在会议室"
    "举行测流仪器理论授课培训，参加人员十二人，徐宏伟主讲。"
)
LANGUAGE: dict[str, str] = {
    "Chinese": CHINESE,
    "traditional": "測流儀器理論授課培訓記錄，參加人員十二人，於會議室舉行，由徐宏偉主講。",
    "English": "The quick brown fox isn't lazy; it jumps over (at least) 12 dogs: 100% of them! "
    * 3,
    "French": "L'élève à côté préféré a mangé des crêpes brûlées où l'été s'achève, naïvement. "
    * 2,
    "German": "Größenänderungen für ältere Übungsgeräte müssen überprüft werden. " * 2,
    "Vietnamese": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm. " * 2,
    "Russian": "Все люди рождаются свободными и равными в своём достоинстве и правах. " * 2,
    "Japanese": "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等だ。",
    "Korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. " * 2,
    "Arabic": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا " * 2,
    "numbers": "1,234.56 78.9% -12 (34) 2022-01-25 10:15 3/4 " * 9,
    "codes": "C1-20220125-01 C1-20220125-02 ZP·2022-D30-0001 IMG_20220125_101500.jpg " * 5,
    "contents": "第一章 总则 ............................ 1\n1.1 目的 ..................... 2\n",
    "a form": "□ 是 □ 否  ________  ①②③ ★★★★☆ √ × ≥ ≤ ± ℃ ㎡ " * 6,
    "bullets of a symbol font": "\uf0b7 测流仪器理论\n\uf06c 水准仪的使用\n" * 8,
    "programs": "def readText(self, aPath): return self.fooBar[0](aPath, 'x') + 1  # fooBar\n" * 9,
    "an address": "https://example.org/a/b?c=d&e=f#g " * 5,
    "a name of rare characters": "𠮷㛃䶮堃喆犇",
    "little": "\x01\x02\x03",
    "nothing": "",
}


@pytest.mark.parametrize("text", LANGUAGE.values(), ids=LANGUAGE)
def test_language_is_left_alone(text: str) -> None:
    assert not is_mojibake(text)


def glyphs(base: int) -> str:
    """A font without a table: each character is the number of its glyph."""
    numbers = {c: chr(base + n) for n, c in enumerate(dict.fromkeys(CHINESE))}
    return "".join(numbers[c] for c in CHINESE)


def at_random(first: int, last: int) -> str:
    choose = random.Random(1)  # noqa: S311 - the same text each time
    return "".join(chr(choose.randrange(first, last)) for _ in range(300))


NO_LANGUAGE: dict[str, str] = {
    "GBK as Latin-1": CHINESE.encode("gbk").decode("latin-1"),
    "GBK as Western": CHINESE.encode("gbk").decode("cp1252", "ignore"),
    "UTF-8 as Latin-1": CHINESE.encode().decode("latin-1"),
    "UTF-8 as GBK": CHINESE.encode().decode("gb18030", "replace"),
    "GBK as Big5": CHINESE.encode("gbk").decode("big5", "ignore"),
    "replaced twice": "锟斤拷" * 10,
    "replaced": "\ufffd" * 20 + CHINESE[:80],
    "glyphs from 1": glyphs(1),
    "glyphs among Latin letters": glyphs(0x100),
    "glyphs among Han": glyphs(0x4E00),
    "private": glyphs(0xE000),
    "Han at random": at_random(0x4E00, 0x9FFF),
    "many scripts": at_random(0x21, 0x2FFF),
    "letters and signs at random": at_random(0x21, 0x7F),
    "signs": "!\"#$%&'()+,/:;<>?@[\\]^`" * 5,
}


@pytest.mark.parametrize("text", NO_LANGUAGE.values(), ids=NO_LANGUAGE)
def test_what_is_no_language_is_found(text: str) -> None:
    assert is_mojibake(text)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert is_mojibake(text) in {True, False}


DAMAGED: dict[str, Callable[[str], str]] = {
    "one character lost": lambda text: text + "\ufffd",
    "one quotation of another language": lambda text: text + "Ὁ βίος βραχύς, ἡ δὲ τέχνη μακρή",
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_little_damage_does_not_condemn_a_page(damage: Callable[[str], str]) -> None:
    assert not is_mojibake(damage(CHINESE))
