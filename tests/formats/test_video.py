"""Videos: what the container tells of the shot, and whether it is whole."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pymediainfo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.formats import video
from archivist.formats.found import Found
from archivist.formats.reader import read_facts
from archivist.formats.sniff import sniff
from archivist.formats.video import look_at_video
from archivist.formats.wire import checked_facts, facts_to_list
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.facts import Defect, Facts, Format, Shot
from tests.formats.videos import HEIGHT, SECONDS, SHOT, WIDTH, avi, mkv, mp4

HEADER = Reading(Element.SHOOTING_DATE, "2022.01.25 02:15:00 UTC", Origin.HEADER, "creation_time")
APPLE = {
    "com.apple.quicktime.make": "Apple",
    "com.apple.quicktime.model": "iPhone 12",
    "com.apple.quicktime.creationdate": "2022-01-25T10:15:00+0800",
    "com.apple.quicktime.location.ISO6709": "+40.7573+107.3880+1050.000/",
}


def look(content: bytes, suffix: str = ".mp4") -> Found:
    return look_at_video(io.BytesIO(content), suffix)


def local(tag: str) -> Reading:
    return Reading(Element.SHOOTING_DATE, "2022.01.25 10:15:00", Origin.VIDEO, tag)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(mp4(SHOT), id="mp4"),
        pytest.param(mp4(SHOT, brand=b"qt  "), id="mov"),
        pytest.param(mp4(SHOT, brand=b"M4V "), id="m4v"),
        pytest.param(mp4(SHOT, brand=b"3gp4"), id="3gp"),
        pytest.param(mkv(SHOT), id="mkv"),
        pytest.param(mkv(SHOT, length=b"\xff"), id="live mkv"),
    ],
)
def test_size_length_and_header_time_are_read(content: bytes) -> None:
    assert sniff(io.BytesIO(content)) is Format.VIDEO
    assert look(content) == Found(
        width=WIDTH, height=HEIGHT, shot=Shot(seconds=SECONDS), readings=(HEADER,)
    )


def test_an_avi_is_read() -> None:
    assert look(avi()) == Found(width=WIDTH, height=HEIGHT, shot=Shot(seconds=SECONDS))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_text_of_an_avi_is_read_in_either_encoding(encoding: str) -> None:
    (reading,) = look(avi("测流仪器授课".encode(encoding))).readings
    assert (reading.element, reading.text) == (Element.CAUSE, "测流仪器授课")


def test_an_iphone_tells_local_time_camera_and_position() -> None:
    found = look(mp4(brand=b"qt  ", keys=APPLE))
    assert found.shot == Shot(
        camera="Apple iPhone 12",
        moment="2022-01-25T10:15:00",
        position="40.757300,107.388000",
        seconds=SECONDS,
    )
    assert found.readings == (local("com_apple_quicktime_creationdate"),)


def test_an_android_phone_tells_camera_and_position() -> None:
    keys = {"com.android.manufacturer": "HUAWEI", "com.android.model": "P40"}
    found = look(mp4(SHOT, keys=keys, udta={b"\xa9xyz": "+40.7573+107.3880/"}))
    assert (found.shot.camera, found.shot.position) == ("HUAWEI P40", "40.757300,107.388000")
    assert (found.shot.moment, found.readings) == ("", (HEADER,))


def test_a_model_that_begins_with_its_maker_is_not_named_twice() -> None:
    found = look(mp4(udta={b"\xa9mak": "Canon", b"\xa9mod": "Canon EOS R6"}))
    assert found.shot.camera == "Canon EOS R6"


@pytest.mark.parametrize(
    ("day", "readings"),
    [
        pytest.param(
            "2022-01-25T10:15:00+0800", (local("recorded_date"), HEADER), id="with its offset"
        ),
        pytest.param("2022-01-25T10:15:00Z", (HEADER,), id="UTC"),
        pytest.param("2022-01-25 10:15:00", (HEADER,), id="of no known zone"),
        pytest.param("2022-02-30T10:15:00+0800", (HEADER,), id="impossible"),
        pytest.param("1970-01-01T08:00:00+0800", (HEADER,), id="clock never set"),
        pytest.param("2022", (HEADER,), id="year"),
    ],
)
def test_a_recording_day_counts_when_its_offset_shows_that_it_is_local(
    day: str, readings: tuple[Reading, ...]
) -> None:
    assert look(mp4(SHOT, udta={b"\xa9day": day})).readings == readings


def test_the_makers_local_time_wins_and_the_headers_is_only_proposed() -> None:
    elements = Elements.of(look(mp4(SHOT, keys=APPLE)).readings)
    assert elements.shooting_date == local("com_apple_quicktime_creationdate")
    assert elements.proposals == (HEADER,)


@pytest.mark.parametrize(
    "created",
    [
        pytest.param(None, id="1904, never set"),
        pytest.param(datetime(1904, 1, 2, tzinfo=UTC), id="1904"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), id="1970"),
    ],
)
def test_a_clock_that_nobody_set_tells_nothing(created: datetime | None) -> None:
    assert look(mp4(created)).readings == ()


def test_text_fields_are_proposed_as_explorers() -> None:
    texts = {b"\xa9nam": "测流授课", b"\xa9cmt": "徐宏伟\n讲解", b"\xa9ART": "白淼"}
    found = [(r.element, r.text, r.origin) for r in look(mp4(ilst=texts)).readings]
    assert found == [
        (Element.CAUSE, "测流授课", Origin.EXPLORER),
        (Element.CAPTION, "徐宏伟 / 讲解", Origin.EXPLORER),
        (Element.SOURCE, "白淼", Origin.EXPLORER),
    ]


@pytest.mark.parametrize(
    "position",
    ["+0.0000+000.0000/", "+91.0000+107.3880/", "+40.7573+181.0000/", "nowhere", "+4045.5+10723/"],
)
def test_a_position_that_is_nowhere_is_left_out(position: str) -> None:
    assert look(mp4(udta={b"\xa9xyz": position})).shot.position == ""


def test_a_southern_position_keeps_its_sign() -> None:
    assert look(mp4(udta={b"\xa9xyz": "-33.5-070.25/"})).shot.position == "-33.500000,-70.250000"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(mp4()[:-50], "mdat should end", id="cut off"),
        pytest.param(mp4(track=False), "no video track", id="no track"),
        pytest.param(b"RIFF\0\0\0\0AVI LIST", "no video track", id="nothing in it"),
        pytest.param(bytes(50), "no video track", id="no video"),
    ],
)
def test_what_cannot_be_played_is_undecodable(content: bytes, told: str) -> None:
    found = look(content)
    assert found.defect is Defect.UNDECODABLE
    assert told in found.detail


def test_without_the_library_a_whole_video_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pymediainfo.MediaInfo, "can_parse", lambda: False)
    assert look(mp4(SHOT)) == Found()
    monkeypatch.setitem(sys.modules, "pymediainfo", None)
    assert look(mp4(SHOT)) == Found()
    assert look(mp4()[:-50]).defect is Defect.UNDECODABLE


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"media":null}', '{"media":{"track":[]}}'])
def test_an_answer_that_makes_no_sense_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(pymediainfo.MediaInfo, "parse", lambda *_args, **_options: answer)
    found = look(mp4())
    assert found.defect is Defect.UNDECODABLE
    assert found.detail


def test_numbers_and_texts_that_make_no_sense_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = """{"media": {"track": [
        {"@type": "General", "Format": "AVI", "Duration": "1e999", "Title": "\\u4e2d\\u00e9",
         "Comment": "\\u00ff\\u00ff\\u00ff", "Encoded_Date": "UTC 2022-01-25 02:15:00"},
        {"@type": "Video", "Width": "-5", "Height": "99999999999", "Duration": "long"}]}}"""
    monkeypatch.setattr(pymediainfo.MediaInfo, "parse", lambda *_args, **_options: answer)
    found = look(mp4())
    assert (found.width, found.height, found.shot.seconds) == (0, 0, 0.0)
    texts = {r.element: r.text for r in found.readings}
    assert texts == {
        Element.SHOOTING_DATE: HEADER.text,
        Element.CAUSE: "中é",
        Element.CAPTION: "ÿÿÿ",
    }
    monkeypatch.setattr(
        pymediainfo.MediaInfo,
        "parse",
        lambda *_args, **_options: answer.replace("1e999", ""),
    )
    assert look(mp4()).shot.seconds == 0.0


def test_memory_that_runs_out_is_not_taken_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> str:
        raise MemoryError

    monkeypatch.setattr(pymediainfo.MediaInfo, "parse", fail)
    with pytest.raises(MemoryError):
        look(mp4())


class Counted(io.BytesIO):
    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        self.taken += len(chunk)
        return chunk


def test_the_streams_of_a_long_video_are_not_read() -> None:
    content = mp4(SHOT).replace(b"\0\0\0\xd0mdat" + bytes(200), b"")
    content += (8 + 8_000_000).to_bytes(4, "big") + b"mdat" + bytes(8_000_000)
    stream = Counted(content)
    assert look_at_video(stream, ".mp4").width == WIDTH
    assert stream.taken < 2_000_000


def test_no_more_is_read_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "MAX_READ", 1000)
    stream = Counted((b"\0\0\x01\xba" + bytes(range(200))) * 5000)
    look_at_video(stream, ".mpg")
    assert stream.taken <= 1000 + 8


def test_the_reader_keeps_what_a_video_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.mov"
    path.write_bytes(mp4(SHOT, brand=b"qt  ", keys=APPLE))
    facts = read_facts(path)
    assert (facts.format, facts.defect, facts.width) == (Format.VIDEO, None, WIDTH)
    assert facts.shot.moment == "2022-01-25T10:15:00"
    assert len(facts.readings) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=40), st.integers(0, 600), st.binary(max_size=4))
def test_hostile_tags_and_damage_never_stop_the_run(text: str, at: int, damage: bytes) -> None:
    text = text.encode("utf-8", "ignore").decode()
    keys = {**APPLE, "com.apple.quicktime.model": text, "com.apple.quicktime.title": text}
    content = bytearray(mp4(SHOT, keys=keys))
    content[at : at + len(damage)] = damage
    found = look(bytes(content))
    facts = Facts(
        sha256="0" * 64,
        format=Format.VIDEO,
        defect=found.defect,
        detail=found.detail,
        width=found.width,
        height=found.height,
        readings=found.readings,
        shot=found.shot,
    )
    assert checked_facts(facts_to_list(facts)) == facts
