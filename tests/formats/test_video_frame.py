"""A frame of a video, where its decoder is to be had."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist.formats import video_frame as module
from archivist.formats.thumbnail import thumbnail
from archivist.formats.video_frame import video_frame
from tests.albums import house
from tests.formats.videos import mp4


def filmed(path: Path, frames: int) -> Path:
    """Write a video of so many frames, 25 of them a second."""
    cv2: Any = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 25, (300, 200))
    picture = cv2.cvtColor(numpy.array(house()), cv2.COLOR_RGB2BGR)
    for _number in range(frames):
        writer.write(picture)
    writer.release()
    return path


@pytest.mark.parametrize("frames", [50, 5], ids=["two seconds", "shorter than a second"])
def test_a_video_shows_a_frame(frames: int, tmp_path: Path) -> None:
    made = thumbnail(filmed(tmp_path / "100%d.mp4", frames), 150)
    assert made is not None
    image = Image.open(io.BytesIO(made)).convert("RGB")
    assert image.size == (150, 100)
    red, green, blue = image.getpixel((75, 40))  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_video_without_a_picture_has_none(tmp_path: Path) -> None:
    pytest.importorskip("cv2")
    (tmp_path / "a.mp4").write_bytes(mp4())
    assert video_frame(tmp_path / "a.mp4") is None
    assert thumbnail(tmp_path / "a.mp4") is None
    assert video_frame(tmp_path / "gone.mp4") is None


def test_a_video_that_is_too_large_is_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filmed(tmp_path / "a.mp4", 2)
    monkeypatch.setattr(module, "MAX_PIXELS", 100)
    assert video_frame(path) is None


def test_without_the_decoder_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - the builtin's own
        if name == "cv2":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert video_frame(tmp_path / "a.mp4") is None
