"""The text of presentations."""

from __future__ import annotations

import io

import pytest

from archivist.formats.text import pptx
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import packages
from tests.formats.text.packages import relations

_SPACES = 'xmlns:p="p" xmlns:a="a" xmlns:r="r" xmlns:mc="mc"'


def slide(*shapes: str) -> str:
    return f"<p:sld {_SPACES}>{''.join(shapes)}</p:sld>"


def shape(*lines: str) -> str:
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"


def show(order: str, **parts: str) -> io.BytesIO:
    """Return a presentation whose slides are shown in this order of rId1, rId2 …"""
    ids = "".join(f'<p:sldId id="256" r:id="rId{number}"/>' for number in order)
    return packages.office(
        {
            "ppt/presentation.xml": f"<p:presentation {_SPACES}>{ids}</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("slide", "/ppt/slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide(shape("一")),
            "ppt/slides/slide2.xml": slide(shape("二")),
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


def test_slides_come_in_the_order_of_the_show() -> None:
    assert list(pptx.read(show("21"))) == ["二", "一"]
    assert list(pptx.read(show("1191"))) == ["一"]


SLIDES = {
    "shapes, grouped ones too": (
        shape("标题") + f"<p:grpSp><p:grpSp>{shape('组', '内')}</p:grpSp></p:grpSp>",
        "标题\n组\n内",
    ),
    "runs and breaks": (
        "<a:p><a:r><a:t>测流</a:t></a:r><a:r><a:t>仪</a:t></a:r><a:br/><a:r><a:t>下</a:t></a:r></a:p>",
        "测流仪\n下",
    ),
    "a table": (
        "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>甲</a:t></a:r></a:p></a:txBody></a:tc>"
        "<a:tc><a:txBody><a:p><a:r><a:t>乙</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>",
        "甲\t乙",
    ),
    "a slide's number": (
        '<a:p><a:t>页</a:t><a:fld type="slidenum"><a:t>3</a:t></a:fld></a:p>',
        "页",
    ),
    "a date": ('<a:p><a:fld type="datetime1"><a:t>2022-01-25</a:t></a:fld></a:p>', "2022-01-25"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("shapes", "text"), SLIDES.values(), ids=SLIDES)
def test_a_slide_says_what_it_shows(shapes: str, text: str) -> None:
    parts = {"ppt__slides__slide1.xml": slide(shapes)}
    assert list(pptx.read(show("1", **parts))) == [text]


def test_notes_diagrams_charts_and_remarks_follow_their_slide() -> None:
    parts = {
        "ppt__slides___rels__slide1.xml.rels": relations(
            ("notesSlide", "../notesSlides/notesSlide1.xml"),
            ("comments", "../comments/comment1.xml"),
            ("chart", "../charts/chart1.xml"),
            ("diagramData", "../diagrams/data1.xml"),
            ("image", "../media/image1.png"),
        ),
        "ppt__notesSlides__notesSlide1.xml": slide(shape("讲稿")),
        "ppt__comments__comment1.xml": slide("<p:cm><p:text>请改</p:text></p:cm>"),
        "ppt__charts__chart1.xml": "<c:chart xmlns:c='c'><c:v>产量</c:v></c:chart>",
        "ppt__diagrams__data1.xml": slide(shape("流程")),
    }
    assert list(pptx.read(show("1", **parts))) == ["一\n流程\n产量\n讲稿\n请改"]


def test_external_relations_are_not_followed() -> None:
    outside = (
        '<Relationships><Relationship Id="rId1" TargetMode="External" Type="x/notesSlide"'
        ' Target="file:///ppt/slides/slide2.xml"/></Relationships>'
    )
    parts = {"ppt__slides___rels__slide1.xml.rels": outside}
    assert list(pptx.read(show("1", **parts))) == ["一"]


def test_without_an_order_slides_come_by_number() -> None:
    content = show("", **{"ppt__slides__slide10.xml": slide(shape("十"))})
    assert list(pptx.read(content)) == ["一", "二", "十"]


def test_a_damaged_slide_gives_what_it_has_and_the_next_one_follows() -> None:
    content = show("12", **{"ppt__slides__slide1.xml": slide(shape("头"))[:-3]})
    reading = pptx.read(content)
    assert [next(reading), next(reading)] == ["头", "二"]
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_a_damaged_order_gives_the_slides_that_it_lists() -> None:
    order = f'<p:presentation {_SPACES}><p:sldId r:id="rId2"/><p:sldId'
    reading = pptx.read(show("", **{"ppt__presentation.xml": order}))
    assert next(reading) == "二"
    with pytest.raises(TextError):
        next(reading)


def test_no_presentation_is_broken() -> None:
    with pytest.raises(TextError, match="no main part"):
        list(pptx.read(packages.zipped({"ppt/x.xml": b""})))
