"""One picture out of a video, where the library for that is to be had."""

from __future__ import annotations

from pathlib import Path

MAX_PIXELS = 8192 * 8192
_AT = 1000.0
"""Milliseconds from the beginning: the first frame is often black."""


def video_frame(path: Path) -> tuple[int, int, bytes] | None:
    """Return width, height and RGB bytes of a frame; None where nothing can be decoded.

    Runs in a killable process: decoders may loop or crash.
    """
    try:
        import cv2  # noqa: PLC0415 - large, and only the extra for recognition brings it
    except ImportError:
        return None
    # FFmpeg alone: other readers would take a name with "%" in it for a series of pictures.
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        wide, high = (
            capture.get(each) for each in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
        )
        if not 0 < wide * high <= MAX_PIXELS:
            return None
        capture.set(cv2.CAP_PROP_POS_MSEC, _AT)
        found, frame = capture.read()
        if not found:
            # Shorter than that.
            capture.set(cv2.CAP_PROP_POS_MSEC, 0.0)
            found, frame = capture.read()
        if not found:
            return None
        height, width = frame.shape[:2]
        return width, height, cv2.cvtColor(frame, cv2.COLOR_BGR2RGB).tobytes()
    finally:
        capture.release()
