"""Whom a source 来源 names, for columns that want a name: ``宣传科 李淼(组长)摄`` is 李淼.

What was done, by which a source ends or begins, a post and, before a person, the organisation are
left out. A name that only ends like a word of doing stays whole: 李摄, 欧阳摄.
"""

from __future__ import annotations

import re

from archivist.model.ledger_people import TWO_CHARACTERS, people_in

_TAKEN = "摄影报道|摄影|拍摄|摄制|摄像|录像|供图|摄"
_DONE = f"{_TAKEN}|供稿|撰稿|提供"
_COPIED = "扫描|复印|翻拍|截图|录入"
"""Who did this made a copy of what others made."""
_POST = (
    "[科班组队站所处局部院厂校段]长|主任|书记|主席|经理|师傅|老师|同志|工程师|技师|技术员|资料员|"
    "干事|科员|摄影师|领衔人|组员|(?:本报|本台|本刊|新华社)?(?:特约记者|摄影记者|记者|通讯员)"
)
_UNIT = (
    ".{2,}(?:[科部室处局站所队组班社院厂校段库]|公司|中心|车间|集团|报社|委员会|协会|工作室)|"
    "工会|党委|团委|党办"
)
_AHEAD = re.compile(
    r"(?:摄影者?|拍摄者?|摄像|供稿|供图|撰稿|提供者?|文[/／]图|图[/／]文|[文图])[:：/／\s]+"
)
_ACT = re.compile(rf"(.*?)(?:[\s/／|｜·]*)[(（\[]?({_DONE}|{_COPIED})[)）\]]?", re.DOTALL)
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_BETWEEN = re.compile(r"[、,，;；\n]+")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]+")
_OFFICE = re.compile(rf"(?:{_UNIT})(?:{_POST})?")
_WRITTEN_ON = re.compile(
    # Of six characters at least, so that no name of four is cut.
    rf".{{2,}}(?:[科部室处局站所队社院]|公司|中心|车间|工会|团委)(?:{_POST})?(?P<after>\S{{2,3}})"
    r"|(?:本报|新华社)?(?:特约记者|摄影记者|记者|通讯员|摄影师)(?P<reporter>\S{2,4})"
)
_LEAST = 2
"""Characters of a name."""
_MAX_LENGTH = 400


def credited(text: str, *, taken: bool = False, unit: bool = False) -> str:
    """Return whom a source names; empty: nobody but who copied it.

    Args:
        text: As it is stated.
        taken: It names who took a picture, so that it needs no word that says so.
        unit: The organisation before a person is kept.
    """
    whole = " ".join(text.split())
    if len(whole) > _MAX_LENGTH:
        return whole
    rest, act = _without_act(whole)
    if act and re.fullmatch(_COPIED, act):
        return ""
    bare = " ".join(_BRACKETS.sub(" ", rest).split())
    parts = [part.strip() for part in _BETWEEN.split(bare) if part.strip()]
    if act or taken:
        return "、".join(_person(part, unit=unit) for part in parts) or rest
    return "、".join(parts) if all(map(_is_name, parts)) else rest


def tells_photographer(text: str) -> bool:
    """Tell whether a source says who took pictures, so that it is about no document."""
    _rest, act = _without_act(" ".join(text.split())[:_MAX_LENGTH])
    return re.fullmatch(rf"(?:{_TAKEN})者?|图", act) is not None


def _without_act(text: str) -> tuple[str, str]:
    """Return a source without the word of what was done, and that word."""
    ahead = _AHEAD.match(text)
    if ahead and len(text) > ahead.end():
        return text[ahead.end() :], ahead[0].strip(":：/／ ")
    act = _ACT.fullmatch(text)
    if act is None:
        return text, ""
    before = _BRACKETS.sub("", act[1]).strip()
    too_short = len(before) < _LEAST or before in TWO_CHARACTERS
    return (text, "") if too_short else (act[1].strip(), act[2])


def _is_name(text: str) -> bool:
    """Tell whether a text is one name and no organisation."""
    return _HAN.fullmatch(text) is not None and not _OFFICE.fullmatch(text)


def _person(part: str, *, unit: bool) -> str:
    """Return the people of a text of which the organisation stands in front, or nobody does."""
    tokens = [each for each in part.split() if not re.fullmatch(_POST, each)]
    units = [each for each in tokens if _OFFICE.fullmatch(each)]
    names = [each for each in tokens if each not in units]
    if not names:
        return " ".join(tokens) or part
    if not unit and len(tokens) == 1 and (found := _WRITTEN_ON.fullmatch(names[0])):
        names = [found["after"] or found["reporter"]]
    said = "、".join(_without_post(person.name) for person in people_in(" ".join(names)))
    return " ".join((*units, said)) if unit else said


def _without_post(name: str) -> str:
    found = re.fullmatch(rf"(.{{{_LEAST},}}?)(?:{_POST})", name)
    return found[1] if found and found[1] not in TWO_CHARACTERS else name
