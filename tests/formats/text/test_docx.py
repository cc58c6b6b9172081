"""The text of Word documents."""

from __future__ import annotations

import pytest

from archivist.formats.text import docx, flow
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import packages
from tests.formats.text.packages import paragraph, word

BOX = (
    "<w:r><mc:AlternateContent>"
    f"<mc:Choice><wps:txbx><w:txbxContent>{paragraph('框内')}{paragraph('第二行')}"
    "</w:txbxContent></wps:txbx></mc:Choice>"
    f"<mc:Choice><w:txbxContent>{paragraph('框内')}</w:txbxContent></mc:Choice>"
    f"<mc:Fallback><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>cèliú</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>测流</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(map(paragraph, paragraphs)) or '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


BODIES = {
    "paragraphs": (paragraph("测流", "仪") + paragraph() + paragraph("第二段"), "测流仪\n第二段"),
    "breaks and tabs": (
        paragraph("甲<w:tab/>", "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"),
        "甲\t乙\n丙",
    ),
    "a hyphen that keeps a word together": (
        paragraph("C1", "<w:r><w:noBreakHyphen/></w:r>", "01"),
        "C1-01",
    ),
    "a symbol by number": (
        paragraph('<w:r><w:sym w:font="Arial" w:char="25A1"/></w:r>', "是"),
        "□是",
    ),
    "a symbol of a symbol font": (
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"),
        "是",
    ),
    "a symbol that is none": (paragraph('<w:r><w:sym w:char="??"/></w:r>', "是"), "是"),
    "a table": (
        table(cell("姓名") + cell("班组"), cell("徐宏伟") + cell("测流", "二班")) + paragraph("完"),
        "姓名\t班组\n徐宏伟\t测流\n二班\n完",
    ),
    "empty cells": (
        table(cell() + cell("一") + cell() + cell("二"), cell() + cell("三")),
        "一\t二\n三",
    ),
    "a table in a cell": (
        table(f"<w:tc>{table(cell('内') + cell('里'))}<w:p/></w:tc>{cell('外')}"),
        "内\t里\t外",
    ),
    "a text box counts once": (paragraph("前", BOX, "后"), "前后\n框内\n第二行"),
    "a fallback alone": (
        paragraph(
            "<mc:AlternateContent><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback>"
            "</mc:AlternateContent>"
        ),
        "旧",
    ),
    "a choice outside of alternatives": (paragraph("<mc:Choice><w:t>选</w:t></mc:Choice>"), "选"),
    "the result of a field": (paragraph("第", FIELD, "页"), "第12页"),
    "revisions": (
        paragraph(
            "在",
            "<w:del><w:r><w:delText>删</w:delText><w:t>除</w:t></w:r></w:del>",
            "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>",
            "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>",
        ),
        "在增",
    ),
    "ruby": (paragraph("用", RUBY, "仪"), "用测流仪\ncèliú"),
    "a formula": (paragraph("<m:oMath><m:r><m:t>Q=vA</m:t></m:r></m:oMath>"), "Q=vA"),
    "blank runs": (paragraph("测流", " ", "仪"), "测流 仪"),
}


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_a_body_says_what_a_reader_sees(body: str, text: str) -> None:
    assert list(docx.read(packages.docx(body))) == [text]


def test_everything_beside_the_body_follows_it_once() -> None:
    found = docx.read(
        packages.docx(
            paragraph("正文"),
            header1=paragraph("页眉"),
            header2=paragraph("页眉"),
            footer1=paragraph("页脚"),
            footnotes=f"<w:footnote>{paragraph('脚注')}</w:footnote>",
            endnotes=f"<w:endnote>{paragraph('尾注')}</w:endnote>",
            comments=f"<w:comment>{paragraph('批注')}</w:comment>",
        )
    )
    assert list(found) == ["正文\n页眉\n页脚\n脚注\n尾注\n批注"]


def test_diagrams_and_the_names_in_charts_are_read() -> None:
    diagram = (
        "<d:dataModel xmlns:d='d' xmlns:a='a'><a:p><a:r><a:t>流程</a:t></a:r></a:p></d:dataModel>"
    )
    chart = (
        "<c:chart xmlns:c='c' xmlns:a='a'><a:p><a:t>产量图</a:t></a:p>"
        "<c:strCache><c:pt><c:v>一月</c:v></c:pt><c:pt><c:v>二月</c:v></c:pt></c:strCache>"
        "<c:numCache><c:pt><c:v>42</c:v></c:pt></c:numCache></c:chart>"
    )
    content = packages.office(
        {
            "word/document.xml": word(paragraph("正文")),
            "word/diagrams/data1.xml": diagram,
            "word/charts/chart1.xml": chart,
        }
    )
    assert list(docx.read(content)) == ["正文\n流程\n产量图\n一月\n二月"]


def test_the_main_part_may_have_another_name() -> None:
    content = packages.office({"word/document2.xml": word(paragraph("别名"))})
    assert list(docx.read(content)) == ["别名"]


def test_a_document_without_its_list_of_types_is_read() -> None:
    content = packages.zipped({"Word\\Document.xml": word(paragraph("无表"))})
    assert list(docx.read(content)) == ["无表"]


def test_what_can_be_read_comes_before_the_fault() -> None:
    reading = docx.read(packages.office({"word/document.xml": word(paragraph("开头"))[:-20]}))
    assert next(reading) == "开头"
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_a_text_box_that_is_cut_off_gives_what_it_has() -> None:
    body = word(paragraph("前", BOX))
    cut = body[: body.index("第二行")]
    reading = docx.read(packages.office({"word/document.xml": cut}))
    assert next(reading) == "前\n框内"


def test_a_document_without_a_main_part_is_broken() -> None:
    with pytest.raises(TextError, match="no main part"):
        list(docx.read(packages.zipped({"word/x.xml": "<a/>"})))


def test_reading_stops_when_more_is_there_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST", 1000)
    body = paragraph("测" * 100) * 5000
    (page,) = docx.read(packages.docx(body))
    assert 1000 < len(page) < 20_000
