"""E-mail: headers and bodies in every encoding, attachments by name."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text import mail
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

SUBJECT = "测流仪器理论授课的通知"


def read(content: bytes) -> str:
    (page,) = mail.read(io.BytesIO(content))
    return page


def cut(content: bytes) -> tuple[str, str]:
    """Return the page and what is said of what was left out."""
    pages = mail.read(io.BytesIO(content))
    page = next(pages)
    with pytest.raises(TextError) as caught:
        next(pages)
    assert caught.value.defect is Defect.BROKEN
    return page, caught.value.detail


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


WORDS = {
    "a word before an address": ("=?utf-8?b?5rWL?= <a@b>", "测 <a@b>"),
    "two words": ("a =?utf-8?b?5rWL?= =?gb2312?q?=B2=E2?= b", "a 测测 b"),
    "a word without an end": ("=?utf-8?b?5rWL?= =?utf-8?b?5rWL", "测 =?utf-8?b?5rWL"),
    "an end alone": ("why?= =?utf-8?b?5rWL", "why?= =?utf-8?b?5rWL"),
    "words that never end": ("=?a?q?a" * 2000, "=?a?q?a" * 2000),
    "bytes that are no base64": ("=?utf-8?b?5?=", "=?utf-8?b?5?="),
}


@pytest.mark.parametrize(("raw", "expected"), WORDS.values(), ids=WORDS)
def test_encoded_words_are_decoded(raw: str, expected: str) -> None:
    assert mail.header_text(raw) == expected


@pytest.mark.parametrize("most", [3, 8], ids=["read", "parsed"])
def test_parts_are_bounded(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(mail, "_MOST_PARTS", most)
    made = message("一")
    for number in range(9):
        made.add_attachment(f"text{number}")
    page, detail = cut(made.as_bytes())
    assert "一" in page
    assert "text8" not in page
    assert detail == "it has too many parts"


def nested(depth: int, kind: str) -> bytes:
    if kind == "message":
        return b"".join(b"Subject: s%d\nContent-Type: message/rfc822\n\n" % n for n in range(depth))
    parts = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n\ntext%d\n--b%d\n" % (n, n, n, n)
        for n in range(depth)
    )
    return b"Subject: s0\n" + b"".join(parts)


@pytest.mark.parametrize(("kind", "word"), [("message", "s"), ("multipart", "text")])
def test_of_mails_in_mails_the_outer_ones_are_read(kind: str, word: str) -> None:
    page, detail = cut(nested(1000, kind))
    assert f"{word}0\n" in page
    assert f"{word}99" in page
    assert f"{word}200" not in page
    assert detail == "its parts are nested too deep"


@pytest.mark.parametrize("kind", ["message", "multipart"])
def test_a_mail_that_was_forwarded_often_is_read_whole(kind: str) -> None:
    assert "39" in read(nested(40, kind))


HUGE = {
    "continued parameters": b"; ".join(b"filename*%d=abcdefghij" % n for n in range(30_000)),
    "encoded parameters": b";\n ".join(b"filename*%d*=%%e6%%b5%%8b" % n for n in range(30_000)),
    "quotation marks": b'filename="' + b";" * 700_000,
    "one value": b"filename=" + b"x" * 700_000,
}


@pytest.mark.parametrize("value", HUGE.values(), ids=HUGE)
@pytest.mark.parametrize("name", [b"Content-Type", b"Content-Disposition"])
def test_a_header_without_end_does_not_hide_the_text(name: bytes, value: bytes) -> None:
    content = b"Subject: one\n" + name + b": text/plain; " + value + b"\n\ntext"
    page, detail = cut(content)
    assert page.startswith("Subject: one\n")
    assert page.endswith("\ntext") or name == b"Content-Disposition"
    assert len(page) < 40_000
    assert detail == "its headers are too long"


def test_headers_without_end_do_not_hide_the_text() -> None:
    many = b"".join(b"X-%d: " % n + b"x" * 9000 + b"\n" for n in range(99))
    page, detail = cut(b"Subject: one\n" + many + b"To: too@late\n\ntext")
    assert page == "Subject: one\ntext"
    assert detail == "its headers are too long"


WRONG = {
    "a number without end": b"filename*" + b"9" * 5000 + b"=a",
    "two kinds of one name": b"filename*=a; filename*0=b",
    "a charset that is none": b"filename*=no\0such'en'%b2",
    "a charset that takes long": b"charset=punycode",
    "a charset of escapes": b"charset=unicode_escape",
    "a charset with a zero": b'charset="a\0b"',
}


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_a_parameter_that_is_wrong_does_not_hide_the_text(value: bytes) -> None:
    content = b"Subject: one\nContent-Type: text/plain; " + value + b"\n\ntext - \\d -end"
    assert read(content).endswith("text - \\d -end")


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
def test_the_name_of_an_attachment_in_bare_bytes_is_read(charset: str) -> None:
    name = "测流仪器培训签到表.docx"
    content = f'Subject: x\nContent-Disposition: attachment; filename="{name}"\n'
    content += "Content-Type: application/zip\n\nPK"
    assert read(content.encode(charset)) == f"Subject: x\n{name}"


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
def test_the_encoded_name_of_an_attachment_is_read(charset: str) -> None:
    made = EmailMessage()
    made["Subject"] = "x"
    made.add_attachment(b"PK", maintype="application", subtype="zip")
    (part,) = made.iter_attachments()
    part.set_param("filename", "签到表.docx", header="Content-Disposition", charset=charset)
    assert "签到表.docx" in read(made.as_bytes())


def test_a_multipart_without_parts_says_nothing() -> None:
    assert read(b"Content-Type: multipart/alternative; boundary=x\n\n") == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content: bytes) -> None:
    assert isinstance(next(mail.read(io.BytesIO(content))), str)
