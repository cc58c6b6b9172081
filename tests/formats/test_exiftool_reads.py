"""exiftool, an independent reader, finds what was written and nothing else changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from archivist.formats.embedding import embedded, packet_in
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.elements import Element
from tests.formats.foreign_packets import FOREIGN
from tests.formats.pictures import dated, encoded, noise

EXIFTOOL = shutil.which("exiftool")
pytestmark = pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")

CAUSE = '测流<仪器> & "理论"授课㛃𠮷𬭎'
STATEMENT = {
    Element.CAUSE: (CAUSE,),
    Element.CAPTION: ("全体合影",),
    Element.SHOOTING_DATE: ("2022.01.25",),
    Element.EVENT_DATE: ("2022.01.26",),
    Element.PLACE: ("水文站",),
    Element.PEOPLE: ("徐宏伟(领衔人)", "王五"),
    Element.SOURCE: ("工作室",),
    Element.PHOTOGRAPHER: ("甲、乙",),
    Element.BACKGROUND: ("年度培训",),
}
CODE = "C1-20220125-01"
WRITTEN = {
    "XMP-photoshop:Headline": CAUSE,
    "XMP-iptcExt:Event": CAUSE,
    "XMP-dc:Title": CAUSE,
    "XMP-dc:Description": "全体合影",
    "XMP-photoshop:DateCreated": "2022:01:25",
    "XMP-iptcCore:Location": "水文站",
    "XMP-iptcExt:LocationShown": [{"LocationName": "水文站"}],
    "XMP-iptcExt:PersonInImage": ["徐宏伟", "王五"],
    "XMP-iptcExt:PersonInImageWDetails": [
        {"PersonName": "徐宏伟", "PersonDescription": "领衔人"},
        {"PersonName": "王五"},
    ],
    "XMP-photoshop:Source": "工作室",
    "XMP-photoshop:Credit": "工作室",
    "XMP-dc:Creator": ["甲", "乙"],
    "XMP-dc:Identifier": CODE,
    "XMP-archivist:EventDate": "2022.01.26",
    "XMP-archivist:PeopleStatus": "named",
    "XMP-archivist:Background": "年度培训",
}


def tags(path: Path, *options: str) -> dict[str, object]:
    """Return what exiftool reads of a file's XMP, by group and name."""
    done = subprocess.run(
        [str(EXIFTOOL), "-j", "-a", "-G1", "-struct", *options, "-XMP:all", str(path)],
        capture_output=True,
        check=True,
    )
    (found,) = json.loads(done.stdout.decode())
    del found["SourceFile"]
    return {tag: value for tag, value in found.items() if not tag.endswith(":XMPToolkit")}


def warnings(path: Path) -> list[str]:
    """Return what exiftool has to say against a file."""
    done = subprocess.run(
        [str(EXIFTOOL), "-validate", "-warning", "-error", "-a", "-s3", str(path)],
        capture_output=True,
        check=True,
    )
    return [line for line in done.stdout.decode().splitlines() if line != "OK"]


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_sidecar_says_what_was_stated(tmp_path: Path) -> None:
    sidecar = saved(tmp_path / "a.xmp", new_packet(STATEMENT, CODE))
    assert tags(sidecar) == WRITTEN
    assert warnings(sidecar) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("JPEG", {"exif": dated("2022:01:25 10:15:00")}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
    ],
    ids=["JPEG", "progressive", "PNG"],
)
def test_a_copy_says_what_was_stated(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    content = encoded(noise(), name, **options)
    plain = saved(tmp_path / f"a.{name.lower()}", content)
    copy = saved(tmp_path / f"b.{name.lower()}", embedded(content, new_packet(STATEMENT, CODE)))
    assert tags(copy) == WRITTEN
    assert warnings(copy) == warnings(plain)


@pytest.mark.parametrize("program", ["Lightroom", "exiftool", "digiKam", "darktable"])
def test_what_other_programs_wrote_is_the_same_to_exiftool(tmp_path: Path, program: str) -> None:
    # exiftool takes a default namespace inside a literal for a value.
    packet = FOREIGN[program].replace(b" xmlns='urn:h'", b"")
    before = saved(tmp_path / "a.xmp", packet)
    after = saved(tmp_path / "b.xmp", changed_packet(packet, {Element.BACKGROUND: ("新",)}))
    assert tags(after) == {**tags(before), "XMP-archivist:Background": "新"}
    assert warnings(after) == warnings(before)


RICH = (
    "-XMP-dc:Title-de=Unterricht",
    "-XMP-dc:Title=旧",
    "-XMP-dc:Subject=一",
    "-XMP-dc:Subject=二",
    "-XMP-dc:Rights=版权 <&> \"'",
    "-XMP-xmp:Rating=4",
    "-XMP-xmp:CreateDate=2022:01:25 10:15:00+08:00",
    "-XMP-photoshop:DateCreated=2022:01:25 10:15:00+08:00",
    "-XMP-photoshop:City=杭州",
    "-XMP-crs:Exposure2012=0.35",
    "-XMP-crs:ToneCurvePV2012=0, 0",
    "-XMP-crs:ToneCurvePV2012=255, 255",
    "-XMP-lr:HierarchicalSubject=人|甲",
    "-XMP-digiKam:TagsList=人/甲",
    "-XMP-xmpMM:History=[{Action=saved,When=2022:01:25 10:15:00},{Action=derived}]",
    "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=4,H=3,Unit=pixel},RegionList=[{Area={X=0.5,"
    "Y=0.5,W=0.1,H=0.1,Unit=normalized},Name=甲,Type=Face}]}",
    "-XMP-iptcExt:LocationShown=[{LocationName=旧址,City=杭州},{City=宁波}]",
    "-XMP-iptcExt:LocationCreated=[{City=杭州}]",
    "-XMP-iptcExt:ArtworkOrObject=[{AOTitle=铜牌,AOTitle-en=plaque}]",
    "-XMP-exif:GPSLatitude=30.25",
    "-XMP-xmpRights:UsageTerms-fr=libre",
)


def test_a_sidecar_of_exiftool_keeps_every_other_tag(tmp_path: Path) -> None:
    before = tmp_path / "a.xmp"
    subprocess.run(
        [str(EXIFTOOL), "-q", "-struct", *RICH, str(before)], check=True, capture_output=True
    )
    changed = changed_packet(before.read_bytes(), STATEMENT, CODE)
    after = saved(tmp_path / "b.xmp", changed)
    shown = [{"City": "杭州", "LocationName": "水文站"}, {"City": "宁波"}]
    assert len(tags(before)) >= len(RICH) - 2
    assert tags(after) == {
        **tags(before),
        **WRITTEN,
        "XMP-iptcExt:LocationShown": shown,
        "XMP-photoshop:DateCreated": "2022:01:25 10:15:00+08:00",
    }
    assert warnings(after) == warnings(before) == []


def test_a_copy_that_exiftool_described_keeps_every_other_tag(tmp_path: Path) -> None:
    picture = saved(tmp_path / "a.jpg", encoded(noise(), "JPEG"))
    subprocess.run(
        [str(EXIFTOOL), "-q", "-struct", *RICH, str(picture)], check=True, capture_output=True
    )
    content = picture.read_bytes()
    packet = changed_packet(packet_in(content), {Element.SOURCE: ("工作室",)})
    copy = saved(tmp_path / "b.jpg", embedded(content, packet))
    stated = {"XMP-photoshop:Source": "工作室", "XMP-photoshop:Credit": "工作室"}
    assert tags(copy) == {**tags(picture), **stated}
    assert warnings(copy) == warnings(picture)
