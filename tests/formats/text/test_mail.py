"""E-mail: headers and bodies in every encoding, attachments by name."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text import mail

SUBJECT = "测流仪器理论授课的通知"


def read(content: bytes) -> str:
    (page,) = mail.read(io.BytesIO(content))
    return page


def message(text: str = "请参加培训。", charset: str = "utf-8") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "徐宏伟 <xu@example.org>"
    made["To"] = "李四 <li@example.org>"
    made["Subject"] = SUBJECT
    made["Date"] = "Tue, 25 Jan 2022 10:15:00 +0800"
    made.set_content(text, charset=charset)
    return made


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_headers_and_body_are_read(charset: str) -> None:
    text = "請參加培訓。" if charset == "big5" else "请参加培训。"
    lines = read(message(text, charset).as_bytes()).split("\n")
    assert lines[0] == "From: 徐宏伟 <xu@example.org>"
    assert "Date: Tue, 25 Jan 2022 10:15:00 +0800" in lines
    assert f"Subject: {SUBJECT}" in lines
    assert text in lines


RAW = f"From: 徐宏伟 <a@b>\r\nSubject: {SUBJECT}\r\n\r\n请参加培训，地点在会议室。\r\n"
STATED = "Content-Type: text/plain; charset={}\r\nSubject: x\r\n\r\n请参加培训，地点在会议室。"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_bare_bytes_are_read(encoding: str) -> None:
    text = read(RAW.encode(encoding))
    assert f"Subject: {SUBJECT}" in text
    assert "请参加培训，地点在会议室。" in text


@pytest.mark.parametrize("stated", ["us-ascii", "x-unknown", "utf-8", "gb2312", ""])
def test_a_wrong_or_missing_charset_does_not_hide_the_text(stated: str) -> None:
    content = STATED.format(stated).replace("charset=\r", "\r").encode("gbk")
    assert "请参加培训，地点在会议室。" in read(content)


def test_characters_that_gb2312_lacks_are_read_where_it_is_stated() -> None:
    content = STATED.format("gb2312").replace("培训", "喆堃").encode("gbk")
    assert "请参加喆堃" in read(content)


def test_of_two_versions_the_plain_one_is_read() -> None:
    made = message("请参加。")
    made.add_alternative("<p>请<b>参加</b>。<p>别的", subtype="html")
    assert read(made.as_bytes()).endswith("请参加。\n")
    assert "别的" not in read(made.as_bytes())


def test_a_message_of_html_alone_is_read() -> None:
    made = EmailMessage()
    made.set_content("<style>x</style><p>请<b>参加</b>。<br>地点", subtype="html")
    assert read(made.as_bytes()) == "请参加。\n地点"


def test_attachments_are_named_and_texts_among_them_read() -> None:
    made = message()
    made.add_attachment("甲,乙\n".encode(), maintype="application", subtype="x", filename="表.csv")
    made.add_attachment(
        b"PK\x03\x04", maintype="application", subtype="zip", filename="签到表.docx"
    )
    made.add_attachment(message("里面的信").as_bytes(), maintype="text", subtype="x", filename="信")
    inner = message("转发的内容")
    made.add_attachment(inner)
    text = read(made.as_bytes())
    for expected in ("表.csv", "甲,乙", "签到表.docx", "转发的内容"):
        assert expected in text
    assert "PK" not in text


def test_a_damaged_encoded_word_is_shown_as_it_is() -> None:
    assert (
        read(b"Subject: =?utf-8?b?5rWL?= =?x-none?q?=B2=E2?= =?utf-8?b?5?=\n\nx").count("Subject")
        == 1
    )


def test_parts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_MOST_PARTS", 3)
    made = message("一")
    for number in range(9):
        made.add_attachment(f"text{number}")
    assert "text8" not in read(made.as_bytes())


def test_a_multipart_without_parts_says_nothing() -> None:
    assert read(b"Content-Type: multipart/alternative; boundary=x\n\n") == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content: bytes) -> None:
    assert isinstance(read(content), str)
