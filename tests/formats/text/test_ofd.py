"""The text of OFD files."""

from __future__ import annotations

import io

import pytest

from archivist.formats.text import ofd, ofd_page
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text.packages import zipped

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def part(root: str, inner: str) -> str:
    return f"<ofd:{root} {_SPACE}>{inner}</ofd:{root}>"


def text(content: str, place: str = "10 10 50 5", x: str = "0", y: str = "4", **more: str) -> str:
    """Return a piece of text whose frame lies at ``x y width height``."""
    size = more.pop("Size", "4")
    around = "".join(f' {name}="{value}"' for name, value in more.items() if name == "CTM")
    inside = "".join(f' {name}="{value}"' for name, value in more.items() if name != "CTM")
    return (
        f'<ofd:TextObject Boundary="{place}" Size="{size}"{around}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{inside}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def page(*texts: str, templates: str = "") -> str:
    layer = f"<ofd:Content><ofd:Layer>{''.join(texts)}</ofd:Layer></ofd:Content>"
    return f"<ofd:Page {_SPACE}>{templates}{layer}</ofd:Page>"


def document(*pages: str, more: str = "", **parts: str) -> io.BytesIO:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    return zipped(
        {
            "OFD.xml": part("OFD", "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"),
            "Doc_0/Document.xml": part("Document", f"{more}<ofd:Pages>{listed}</ofd:Pages>"),
            **{f"Doc_0/Pages/{n}.xml": each for n, each in enumerate(pages)},
            **{f"Doc_0/{name}.xml": each for name, each in parts.items()},
        }
    )


PAGES = {
    "from top to bottom": (text("下", "10 20 9 9") + text("上", "10 10 9 9"), "上\n下"),
    "from left to right": (text("右", "14 10 9 9") + text("左", "10 10.5 9 9"), "左右"),
    "words": (text("one", "10 10 9 9") + text("two", "18.5 10 9 9"), "one two"),
    "cells": (text("甲", "10 10 9 9") + text("乙", "40 10 9 9"), "甲\t乙"),
    "in a block": (f"<ofd:PageBlock>{text('块')}</ofd:PageBlock>", "块"),
    "scaled": (
        text("大", "10 10 9 9", y="40", Size="40", CTM="0.1 0 0 0.1 0 0") + text("后", "14 10 9 9"),
        "大后",
    ),
    "with steps": (
        text("abc", "10 10 9 9", DeltaX="4 4") + text("d", "20.5 10 9 9") + text("e", "40 10 9 9"),
        "abcd\te",
    ),
    "with repeated steps": (
        text("abcde", "10 10 9 9", DeltaX="g 3 2 2") + text("f", "20 10 9 9"),
        "abcdef",
    ),
    "with broken steps": (text("ab", "10 10 9 9", DeltaX="g g x") + text("c", "10 10 9 9"), "abc"),
    "without a place": (text("甲", "x", x="?", y="1e99", Size="0"), "甲"),
    "a picture": ("<ofd:ImageObject/>" + text("  "), ""),
    "characters outside": ("外" + text("内"), "内"),
}


@pytest.mark.parametrize(("texts", "found"), PAGES.values(), ids=PAGES)
def test_text_is_read_by_its_place(texts: str, found: str) -> None:
    assert list(ofd.read(document(page(texts)))) == [found]


def lines(*texts: str, left: float = 10.0) -> str:
    return "".join(
        text(each, f"{left if n else 18.0} {10 + 6 * n} 99 5") for n, each in enumerate(texts)
    )


LINES = {
    "Han": (("测" * 18, "流" * 20, "仪"), "测" * 18 + "流" * 20 + "仪"),
    "Latin": (("a" * 36, "b" * 40, "c"), "a" * 36 + " " + "b" * 40 + " c"),
    "a short line ends": (("测" * 18, "流" * 9, "仪"), "测" * 18 + "流" * 9 + "\n仪"),
    "a number begins": (("测" * 18, "2、流", "仪"), "测" * 18 + "\n2、流\n仪"),
}


@pytest.mark.parametrize(("texts", "found"), LINES.values(), ids=LINES)
def test_lines_that_the_layout_broke_are_joined(texts: tuple[str, ...], found: str) -> None:
    assert list(ofd.read(document(page(lines(*texts))))) == [found]


def test_a_template_is_told_with_the_first_page_that_uses_it() -> None:
    uses = '<ofd:Template TemplateID="9"/><ofd:Template TemplateID="8"/>'
    content = document(
        page(text("值", "30 10 9 9"), templates=uses),
        page(text("二", "30 10 9 9"), templates=uses),
        more='<ofd:TemplatePage ID="9" BaseLoc="/Doc_0/Tpl.xml"/>',
        Tpl=page(text("名称：", "10 10 9 9")),
    )
    assert list(ofd.read(content)) == ["名称：\t值", "二"]


def test_annotations_belong_to_their_page() -> None:
    content = document(
        page(text("一")),
        page(text("二")),
        more="<ofd:Annotations>Annots/A.xml</ofd:Annotations>",
        **{
            "Annots/A": part(
                "Annotations",
                '<ofd:Page PageID="1"><ofd:FileLoc>P/A.xml</ofd:FileLoc></ofd:Page>',
            ),
            "Annots/P/A": page(text("注", "10 50 9 9")),
        },
    )
    assert list(ofd.read(content)) == ["一", "二\n注"]


def test_missing_annotations_do_no_harm() -> None:
    more = "<ofd:Annotations>Nowhere.xml</ofd:Annotations>"
    assert list(ofd.read(document(page(text("一")), more=more))) == ["一"]


def test_a_damaged_page_gives_what_it_has_and_the_next_one_follows() -> None:
    cut = page(text("一"), text("二"))[:-60]
    reading = ofd.read(document(cut, page(text("三"))))
    assert [next(reading), next(reading)] == ["一", "三"]
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_a_page_that_is_listed_twice_is_read_once() -> None:
    more = '<ofd:Page ID="x" BaseLoc="Pages/0.xml"/>' * 3
    assert list(ofd.read(document(page(text("一")), more=more))) == ["一"]


def test_an_encrypted_document_is_encrypted() -> None:
    with pytest.raises(TextError) as caught:
        list(ofd.read(zipped({"OFD.xml": b"<a/>", "Encryptions.xml": b"<a/>"})))
    assert caught.value.defect is Defect.ENCRYPTED


def test_a_document_that_is_not_there_is_broken() -> None:
    with pytest.raises(TextError, match="missing"):
        list(ofd.read(zipped({"OFD.xml": "<a><DocRoot>../../x.xml</DocRoot></a>"})))


def test_a_list_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "_MAX_ENTRIES", 100)
    with pytest.raises(TextError, match="entries"):
        list(ofd.read(zipped({"OFD.xml": f"<a>{'<b/>' * 200}</a>"})))


def test_a_page_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_page, "_MAX_CHUNKS", 10)
    (found,) = ofd.read(document(page(*[text("测")] * 10_000)))
    assert 10 < len(found) < 5000
