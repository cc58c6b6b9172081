"""Whether text that a file states is any language, or what a wrong or missing table made of it.

A font without a Unicode table gives codes in place of characters; bytes read in a wrong encoding
give rare characters. Both look like text to a program, so what tells them is how usual they are.
Too little is never judged: a code, a number or a name may look like anything.
"""

from __future__ import annotations

import re

from archivist.formats.text.encoding import usual_han

_FEWEST = 12
"""Characters below which nothing is judged."""
_BLANK = re.compile(r"\s+")
_NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_ACCENTED = re.compile("[\xa1-\u024f\u0250-\u02ff]{3,}")
"""Accented letters and signs of Latin-1 in a row: seldom two in any language."""
_LETTERS = (
    re.compile("[A-Za-z\xc0-\u024f]+"),
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]+"),
    re.compile("[\u0400-\u052f]+"),
    re.compile("[\u0530-\u058f\u0900-\u0dff\u1000-\u109f\u1200-\u167f\u1780-\u18af]+"),
    re.compile("[\u0590-\u05ff]+"),
    re.compile("[\u0600-\u077f\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+"),
)
_SIGNS = re.compile(r"[!\"#$%&'()+,/:;<>?@\[\\\]^`{|}~]")
"""Signs of ASCII that codes, sums and leaders do not repeat."""
_CASES = re.compile("[a-z][A-Z]")
_CAPITALS, _SMALL = re.compile("[A-Z]"), re.compile("[a-z]")
_WRONG = re.compile("[\u951f\u65a4\u62f7\u70eb\u5c6f]")


def is_mojibake(text: str) -> bool:
    """Tell whether a page's text is no language."""
    dense = _BLANK.sub("", text)
    length = len(dense)
    if length < _FEWEST:
        return False
    return (
        len(_NO_TEXT.findall(dense)) > max(3, 0.03 * length)
        or len(_PRIVATE.findall(dense)) > 0.3 * length
        or sum(map(len, _ACCENTED.findall(dense))) > 0.15 * length
        or _strange_han(dense)
        or _mixed(dense)
        or _nothing_but_signs(dense)
    )


def _strange_han(dense: str) -> bool:
    """Tell Han characters of which too few are usual; kana and hangul keep other company."""
    han = "".join(_HAN.findall(dense))
    if len(han) < 20 or len(_KANA.findall(dense)) > 0.1 * len(han):
        return False
    # U+FFFD written and read again in wrong encodings.
    wrong = len(_WRONG.findall(han))
    return usual_han(han) < 0.75 * len(han) or wrong > 0.3 * len(han)


def _mixed(dense: str) -> bool:
    """Tell letters of many scripts in one heap."""
    shares = [sum(map(len, script.findall(dense))) for script in _LETTERS]
    shares.append(len(_HANGUL.findall(dense)))
    total = sum(shares)
    runs = sum(len(script.findall(dense)) for script in _LETTERS[1:])
    foreign = total - shares[0]
    used = sum(share > 0.05 * total for share in shares)
    return total >= 40 and used >= 4 and foreign < 3 * runs


def _nothing_but_signs(dense: str) -> bool:
    """Tell codes of glyphs that fell among the signs and letters of ASCII."""
    if len(dense) < 60:
        return False
    signs = len(_SIGNS.findall(dense)) / len(dense)
    # Letters at random change their case within words; names in programs do it seldom.
    capitals, small = len(_CAPITALS.findall(dense)), len(_SMALL.findall(dense))
    cases = len(_CASES.findall(dense)) / len(dense)
    return signs > 0.4 or (signs > 0.2 and cases > 0.04 and capitals > 0.5 * small)
