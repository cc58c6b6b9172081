"""The estimate of an image is never less than the image with all that archivist adds."""

from __future__ import annotations

import hashlib
import io

import pytest

from archivist.formats.disc import disc_contents
from archivist.formats.iso import Member, write_image
from archivist.model.disc_content import DiscFile, VolumeContent
from archivist.model.volumes import VolumeFile, image_size

LONG = "测" * 115
CASES = {
    "nothing": [],
    "one": ["电子档案/2022/06 培训/一.jpg"],
    "many small files": [f"电子档案/2022/06 培训/{number}.jpg" for number in range(150)],
    "many long names": [f"电子档案/2022/06 培训/{LONG}{number}.jpg" for number in range(100)],
    "a folder for each": [f"电子档案/2022/06 培训/{number}/一.jpg" for number in range(100)],
    "long folders": [f"电子档案/{LONG}{number}/{LONG}/{LONG}/{number}" for number in range(60)],
    "deep": [f"{number}/" + "/".join("abcdefghijklmnopqrst") for number in range(20)],
    "ASCII": [f"{'b' * 200}{number}.jpg" for number in range(150)],
}


TOLD = {"none": "", "long": "题" * 1700, "escaped": '"<' * 150}


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        *(pytest.param(paths, "", id=name) for name, paths in CASES.items()),
        *(
            pytest.param(CASES[name], TOLD[told], id=f"{name}, {told}")
            for name in ("one", "many small files")
            for told in ("long", "escaped")
        ),
    ],
)
def test_an_image_is_never_larger_than_was_estimated(paths: list[str], told: str) -> None:
    data = b"1"
    content = VolumeContent(
        number="A104-2022-001",
        archive="测流创新工作室",
        files=tuple(
            DiscFile(
                path=path,
                archive_path=path,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                title=told,
                code="C1-20220125-01",
                responsible="测流创新工作室",
            )
            for path in paths
        ),
    )
    members = [Member(path=path, source=data) for path in paths]
    out = io.BytesIO()
    write_image(out, "A", [*members, *disc_contents(content)])
    estimate = image_size(
        [VolumeFile(path=path, size=1, told=len(told.encode())) for path in paths]
    )
    assert len(out.getvalue()) <= estimate
