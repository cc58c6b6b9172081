"""The text of OpenDocument files."""

from __future__ import annotations

import io

import pytest

from archivist.formats.text import flow, odf
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text.packages import zipped

_SPACES = " ".join(
    f'xmlns:{name}="{name}"' for name in "office text table draw dc svg presentation style".split()
)


def content(kind: str, inner: str) -> str:
    body = f"<office:body><office:{kind}>{inner}</office:{kind}></office:body>"
    return f"<office:document-content {_SPACES}>{body}</office:document-content>"


def document(kind: str, inner: str, **parts: str) -> io.BytesIO:
    named = {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    return zipped({"content.xml": content(kind, inner), **named})


def p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def cell(*lines: str, **attributes: str) -> str:
    given = "".join(
        f' {name.replace("_", ":", 1).replace("_", "-")}="{v}"' for name, v in attributes.items()
    )
    return f"<table:table-cell{given}>{''.join(map(p, lines))}</table:table-cell>"


def table(*rows: str, name: str = "表") -> str:
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{inner}</table:table>'


TEXTS = {
    "paragraphs and headings": (
        "<text:h>题</text:h>" + p("测<text:span>流</text:span>仪"),
        "题\n测流仪",
    ),
    "blanks": (
        p('甲<text:s text:c="3"/>乙<text:s/>丙<text:tab/>丁<text:line-break/>戊'),
        "甲   乙 丙\t丁\n戊",
    ),
    "a million blanks": (
        p('甲<text:s text:c="1000000"/>乙<text:s text:c="9999"/>'),
        "甲 乙" + " " * 100,
    ),
    "layout of the source": (p("甲\n      乙") + "\n  " + p("丙"), "甲 乙\n丙"),
    "a table": (table(cell("甲") + cell() + cell("乙", "丙")) + p("完"), "甲\t乙\n丙\n完"),
    "a footnote": (
        p(
            "正<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            f"{p('脚注')}</text:note-body></text:note>文"
        ),
        "正文\n脚注",
    ),
    "a remark": (
        p(
            "正<office:annotation><dc:creator>李明</dc:creator><dc:date>2022</dc:date>"
            f"{p('请核对')}{p('再看')}</office:annotation>文"
        ),
        "正文\n请核对\n再看",
    ),
    "a text box": (
        p(
            f"前<draw:frame><svg:title>不显示</svg:title><draw:text-box>{p('框')}</draw:text-box></draw:frame>后"
        ),
        "前后\n框",
    ),
    "a shape beside paragraphs": (f"<draw:rect>{p('形')}</draw:rect>" + p("后"), "形\n后"),
    "deleted text": (
        f"<text:tracked-changes><text:deletion>{p('删')}</text:deletion></text:tracked-changes>"
        + p("在"),
        "在",
    ),
    "ruby": (
        p(
            "<text:ruby><text:ruby-base>测流</text:ruby-base><text:ruby-text>cèliú</text:ruby-text></text:ruby>仪"
        ),
        "测流仪\ncèliú",
    ),
    "fields": (
        p("<text:date>2022-01-25</text:date>第<text:page-number>7</text:page-number>页"),
        "2022-01-25第页",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("inner", "text"), TEXTS.values(), ids=TEXTS)
def test_a_text_document_says_what_a_reader_sees(inner: str, text: str) -> None:
    assert list(odf.read(document("text", inner))) == [text]


def test_headers_and_footers_follow_the_text() -> None:
    styles = (
        f"<office:document-styles {_SPACES}><style:header>{p('页眉')}</style:header>"
        f"<style:footer>{p('页脚')}</style:footer></office:document-styles>"
    )
    assert list(odf.read(document("text", p("正文"), styles=styles))) == ["正文\n页眉\n页脚"]
    assert list(odf.read(document("text", p("正文"), styles=styles[:-9]))) == ["正文\n页眉\n页脚"]


CELLS = {
    "a date": (cell("25.1.22", office_date_value="2022-01-25T00:00:00"), "2022-01-25"),
    "a date with a time": (
        cell("x", office_date_value="2022-01-25T09:05:00.123"),
        "2022-01-25 09:05:00",
    ),
    "a number as shown": (cell("1,234.50", office_value="1234.5"), "1,234.50"),
    "a number that is not shown": (cell(office_value="1234.5"), "1234.5"),
    "lines in a cell": (cell("甲", "乙") + cell("丙"), "甲 乙\t丙"),
    "cells repeated without end": (cell("甲", table_number_columns_repeated="16384"), "甲"),
    "a hidden cell": (
        "<table:covered-table-cell><text:p>盖</text:p></table:covered-table-cell>",
        "盖",
    ),
    "a remark": (
        f"<table:table-cell><office:annotation>{p('请')}{p('核')}</office:annotation>{p('甲')}"
        "</table:table-cell>" + cell("乙"),
        "甲\t乙\n请\n核",
    ),
    "a remark at a date": (
        f'<table:table-cell office:date-value="2022-01-25"><office:annotation>{p("核")}'
        f"</office:annotation>{p('x')}</table:table-cell>",
        "2022-01-25\n核",
    ),
}


@pytest.mark.parametrize(("cells", "text"), CELLS.values(), ids=CELLS)
def test_a_row_of_a_sheet_is_a_line(cells: str, text: str) -> None:
    assert list(odf.read(document("spreadsheet", table(cells)))) == [f"表\n{text}"]


def test_each_sheet_is_a_page() -> None:
    deleted = (
        f"<table:tracked-changes><table:deletion>{p('删')}</table:deletion></table:tracked-changes>"
    )
    sheets = table(cell("甲")) + table(cell(table(cell("内"), name="里"))) + table(name="空")
    pages = list(odf.read(document("spreadsheet", deleted + sheets)))
    assert pages == ["表\n甲", "表\n内", "空"]


def test_each_slide_is_a_page_with_its_notes() -> None:
    frame = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
    slides = (
        f"<draw:page>{frame.format(p('标题'))}<draw:g><draw:custom-shape>{p('组内')}</draw:custom-shape>"
        f"</draw:g><presentation:notes>{frame.format(p('讲稿'))}</presentation:notes></draw:page>"
        f"<draw:page>{table(cell('甲') + cell('乙'))}</draw:page>"
    )
    assert list(odf.read(document("presentation", slides))) == ["标题\n组内\n讲稿", "甲\t乙"]
    assert list(odf.read(document("drawing", slides))) == ["标题\n组内\n讲稿", "甲\t乙"]


def test_an_encrypted_document_is_encrypted() -> None:
    manifest = (
        "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    with pytest.raises(TextError) as caught:
        list(odf.read(document("text", "", **{"META-INF__manifest": manifest})))
    assert caught.value.defect is Defect.ENCRYPTED


def test_an_old_manifest_with_a_dtd_does_no_harm() -> None:
    manifest = '<!DOCTYPE m PUBLIC "-//OpenOffice" "Manifest.dtd"><m/>'
    assert list(odf.read(document("text", p("旧"), **{"META-INF__manifest": manifest}))) == ["旧"]


def test_what_can_be_read_comes_before_the_fault() -> None:
    whole = content("spreadsheet", table(cell("甲")) + table(cell("乙")))
    reading = odf.read(zipped({"content.xml": whole[: whole.index("乙") + 1]}))
    assert [next(reading), next(reading)] == ["表\n甲", "表\n乙"]
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_no_content_is_broken() -> None:
    with pytest.raises(TextError, match="no main part"):
        list(odf.read(zipped({"mimetype": b""})))


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_reading_stops_when_more_is_there_than_is_kept(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(flow, "MOST", 1000)
    rows = [cell("测" * 100)] * 5000
    (page,) = odf.read(document(kind, table(*rows)))
    assert 1000 < len(page) < 5000


def test_edges_stop_when_more_is_there_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST", 1000)
    styles = f"<office:document-styles {_SPACES}>{p('测' * 100) * 5000}</office:document-styles>"
    (page,) = odf.read(document("text", p("甲"), styles=styles))
    assert 1000 < len(page) < 5000
