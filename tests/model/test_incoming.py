"""What a file's name tells: patterns of phones, messengers and scanners."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.elements import Confidence, Element, Origin
from archivist.model.incoming import NameKind, read_name, readings

MOMENT = "2022-01-25T10:15:00"
DAY = "2022-01-25"
HEX = "0123456789abcdef0123456789abcdef"

SHOOTING = {
    "IMG_20220125_101500.jpg": MOMENT,
    "img_20220125_101500.JPG": MOMENT,
    "IMG20220125101500.jpg": MOMENT,
    "IMG_20220125_101500_1.jpg": MOMENT,
    "IMG_20220125_101500~2.jpg": MOMENT,
    "IMG_20220125_101500(1).jpg": MOMENT,
    "IMG_20220125_101500 - 副本.jpg": MOMENT,
    "IMG_20220125_101500_HDR.jpg": MOMENT,
    "IMG_20220125_101500_BURST001_COVER.jpg": MOMENT,
    "00001IMG_00001_BURST20220125101500123_COVER.jpg": MOMENT,
    "IMG_20220125_101500123.jpg": MOMENT,
    "IMG_20220125.jpg": DAY,
    "IMG_20220125_12.jpg": DAY,
    "IMG_20220125_250000.jpg": DAY,
    "VID_20220125_101500.mp4": MOMENT,
    "VID20220125101500.mp4": MOMENT,
    "MVIMG_20220125_101500.jpg": MOMENT,
    "20220125_101500.jpg": MOMENT,
    "WIN_20220125_10_15_00_Pro.jpg": MOMENT,
    "PXL_20220125_021500123.jpg": MOMENT,
    "PXL_20220125_021500123.MP.jpg": MOMENT,
    "PXL_20220125_201500123.PORTRAIT.jpg": "2022-01-26T04:15:00",
    "ＩＭＧ＿２０２２0125_101500.jpg": MOMENT,
    "wx_camera_1643097600000.jpg": "2022-01-25T16:00:00",
    "IMG_20240229_000000.jpg": "2024-02-29T00:00:00",
}
SAVING = {
    "微信图片_20220125101500.jpg": MOMENT,
    "微信图片_202201251015001.jpg": MOMENT,
    "微信图片_20220125101500_12_34.jpg": MOMENT,
    "微信图片_2022-01-25_101500_123.jpg": MOMENT,
    "微信图片编辑_20220125101500.jpg": MOMENT,
    "微信视频20220125101500.mp4": MOMENT,
    "微信截图_20220125101500.png": MOMENT,
    "WeChat Image_20220125101500.jpg": MOMENT,
    "mmexport1643097600000.jpg": "2022-01-25T16:00:00",
    "mmexport1643097600999(1).jpg": "2022-01-25T16:00:00",
    f"mmexport{HEX}_1643097600000.jpeg": "2022-01-25T16:00:00",
    "mmscreenshot1643097600000.png": "2022-01-25T16:00:00",
    "IMG-20220125-WA0001.jpg": DAY,
    "VID-20220125-WA0001.mp4": DAY,
    "WhatsApp Image 2022-01-25 at 10.15.00.jpeg": MOMENT,
    "WhatsApp Image 2022-01-25 at 10.15.00 AM (1).jpeg": MOMENT,
    "photo_2022-01-25_10-15-00.jpg": MOMENT,
    "QQ图片20220125101500.jpg": MOMENT,
    "QQ截图20220125101500.png": MOMENT,
    "QQ视频20220125101500.mp4": MOMENT,
    "TIM图片20220125101500.png": MOMENT,
    "企业微信截图_16430976001234.png": "2022-01-25T16:00:00",
    "企业微信截图_20220125101500.png": MOMENT,
    "企业微信20220125-101500@2x.png": MOMENT,
    "钉钉图片20220125101500.jpg": MOMENT,
    "飞书20220125-101500.jpg": MOMENT,
    "Screenshot_2022-01-25-10-15-00.png": MOMENT,
    "Screenshot_2022-01-25-10-15-00-123_com.tencent.mm.jpg": MOMENT,
    "Screenshot_20220125_101500.jpg": MOMENT,
    "Screenshot_20220125-101500.png": MOMENT,
    "屏幕截图 2022-01-25 101500.png": MOMENT,
    "截图_20220125101500.png": MOMENT,
    "截屏2022-01-25 上午10.15.00.png": MOMENT,
    "截屏2022-01-25 下午3.15.00.png": "2022-01-25T15:15:00",
    "截屏2022-01-25 上午12.15.00.png": "2022-01-25T00:15:00",
    "Screen Shot 2022-01-25 at 3.15.00 PM.png": "2022-01-25T15:15:00",
    "Snipaste_2022-01-25_10-15-00.png": MOMENT,
    "scanner_20220125.jpg": DAY,
    "scanner_20220125_101500.jpg": MOMENT,
    "scanner_20220125_0001.jpg": DAY,
    "Scan_20220125.pdf": DAY,
    "扫描_20220125.pdf": DAY,
    "扫描件20220125.pdf": DAY,
    "CamScanner 01-25-2022 10.15.jpg": MOMENT,
    "CamScanner 2022-01-25 10.15.pdf": MOMENT,
    "扫描全能王 2022-01-25 10.15.pdf": MOMENT,
    "新文档 2022-01-25 10.15.00.pdf": MOMENT,
    "CamScanner 01-25-2022.pdf": DAY,
    "MEITU_20220125_101500.jpg": MOMENT,
}
NO_DATE = {
    f"mmexport{HEX}.jpg": NameKind.MESSENGER,
    "mmexport9999999999999.jpg": NameKind.MESSENGER,
    "微信图片_99999999999999.jpg": NameKind.MESSENGER,
    "微信图片_20220230101500.jpg": NameKind.MESSENGER,
    "微信图片.jpg": NameKind.MESSENGER,
    "lQDPJxbSF9gVQ5XNBaDNAtCwW1example.jpg": NameKind.MESSENGER,
    "thumbmmexport1643097600000.jpg": NameKind.LEFTOVER,
    "hdImg_0123456789abcdef1643097600000.jpg": NameKind.LEFTOVER,
    "mmqrcode1643097600000.png": NameKind.LEFTOVER,
    "IMG_20229999_101500.jpg": NameKind.CAMERA,
    "IMG_20230229_101500.jpg": NameKind.CAMERA,
    "IMG_19700101_000000.jpg": NameKind.CAMERA,
    "屏幕截图(12).png": NameKind.SCREENSHOT,
    "IMG_1234.JPG": NameKind.COUNTER,
    "IMG_E1234.HEIC": NameKind.COUNTER,
    "IMG_1234 (2).jpg": NameKind.COUNTER,
    "DSC_1234.JPG": NameKind.COUNTER,
    "_DSC1234.NEF": NameKind.COUNTER,
    "DSCF1234.JPG": NameKind.COUNTER,
    "DSC01234.JPG": NameKind.COUNTER,
    "P1010023.JPG": NameKind.COUNTER,
    "MVI_1234.AVI": NameKind.COUNTER,
    "DJI_0001.JPG": NameKind.COUNTER,
    "9F8B6C1E-1111-4222-8333-123456789ABC.jpg": NameKind.HASH,
    f"{HEX}.jpg": NameKind.HASH,
    f"{HEX}01234567.jpg": NameKind.HASH,
    f"{HEX}{HEX}.jpg": NameKind.HASH,
    "C1-20220125-01.jpg": NameKind.OTHER,
    "20220125 测流仪器理论授课.jpg": NameKind.OTHER,
    "微信群活动照片.jpg": NameKind.OTHER,
    "截图说明.png": NameKind.OTHER,
    "扫描仪使用说明.pdf": NameKind.OTHER,
    "签到表.pdf": NameKind.OTHER,
    "IMG_.jpg": NameKind.OTHER,
    "IMG_202201251.jpg": NameKind.OTHER,
    "IMG_١٢٣٤.jpg": NameKind.OTHER,
    "": NameKind.OTHER,
    ".jpg": NameKind.OTHER,
}


@pytest.mark.parametrize(("name", "moment"), SHOOTING.items(), ids=SHOOTING)
def test_a_cameras_name_tells_about_when_it_shot(name: str, moment: str) -> None:
    told = read_name(name)
    assert (told.moment, told.saving, told.archival) == (moment, False, True)
    (reading,) = readings(name)
    assert reading.element is Element.SHOOTING_DATE
    assert reading.day == date.fromisoformat(moment[:10])
    assert reading.text == moment.replace("-", ".").replace("T", " ")


@pytest.mark.parametrize(("name", "moment"), SAVING.items(), ids=SAVING)
def test_a_saved_captured_or_scanned_copy_never_tells_the_day_of_shooting(
    name: str, moment: str
) -> None:
    told = read_name(name)
    assert (told.moment, told.saving, told.archival) == (moment, True, True)
    (reading,) = readings(name)
    assert (reading.element, reading.origin) == (Element.SAVING_DATE, Origin.FILE_NAME)
    assert reading.day == date.fromisoformat(moment[:10])
    assert reading.tag == told.pattern != ""


@pytest.mark.parametrize(("name", "kind"), NO_DATE.items(), ids=NO_DATE)
def test_a_name_without_a_real_date_proposes_none(name: str, kind: NameKind) -> None:
    told = read_name(name)
    assert (told.kind, told.moment, told.saving) == (kind, "", False)
    assert readings(name) == ()
    assert told.archival is (kind is not NameKind.LEFTOVER)


@pytest.mark.parametrize(
    ("name", "kind", "messenger"),
    [
        ("微信图片_20220125101500.jpg", NameKind.MESSENGER, True),
        ("mmexport1643097600000.jpg", NameKind.MESSENGER, True),
        ("wx_camera_1643097600000.jpg", NameKind.MESSENGER_CAMERA, True),
        ("thumbmmexport1643097600000.jpg", NameKind.LEFTOVER, True),
        ("微信截图_20220125101500.png", NameKind.SCREENSHOT, False),
        ("scanner_20220125.jpg", NameKind.SCAN, False),
        ("MEITU_20220125_101500.jpg", NameKind.EDITED, False),
        ("IMG_20220125_101500.jpg", NameKind.CAMERA, False),
    ],
)
def test_a_name_tells_what_gave_it(name: str, kind: NameKind, messenger: bool) -> None:
    told = read_name(name)
    assert (told.kind, told.messenger) == (kind, messenger)


def test_whatever_a_name_proposes_a_person_confirms() -> None:
    for name in (*SHOOTING, *SAVING):
        assert [r.confidence for r in readings(name)] == [Confidence.PROPOSED]


START = datetime(1990, 1, 1, tzinfo=UTC).replace(tzinfo=None)
END = datetime(2099, 12, 31, tzinfo=UTC).replace(tzinfo=None)


@given(st.datetimes(START, END))
def test_every_moment_in_a_name_is_read_back(moment: datetime) -> None:
    shown = moment.replace(microsecond=0)
    for form in ("IMG_{:%Y%m%d_%H%M%S}.jpg", "微信图片_{:%Y%m%d%H%M%S}.jpg"):
        assert read_name(form.format(shown)).moment == shown.isoformat()


@given(st.integers(1_000_000_000_000, 4_070_000_000_000))
def test_milliseconds_since_1970_are_read_in_chinas_zone(milliseconds: int) -> None:
    expected = datetime.fromtimestamp(milliseconds // 1000, UTC) + timedelta(hours=8)
    moment = expected.replace(tzinfo=None).isoformat()
    assert read_name(f"mmexport{milliseconds}.jpg").moment == moment


@given(st.text(max_size=300) | st.from_regex(r"(?:IMG|微信图片|mmexport|Scan)_?\d{0,20}.*"))
def test_any_name_is_read(name: str) -> None:
    told = read_name(name)
    assert bool(readings(name)) == bool(told.moment)
    assert all(reading.day for reading in readings(name))
