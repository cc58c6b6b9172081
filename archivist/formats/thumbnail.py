"""A small picture of an image, upright, for a table or a page; a large one for recognition.

Runs in a process of its own (`archivist.formats.thumbnails`): decoders may loop or crash.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import BinaryIO, cast

from PIL import Image, ImageOps

from archivist.formats.image import FORMATS, MAX_FRAMES, MAX_PIXELS
from archivist.formats.reader import open_regular
from archivist.formats.sniff import sniff
from archivist.formats.video_frame import video_frame
from archivist.model.facts import Format

_PLUGINS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "DIB", "WEBP")
_QUALITY = 85
_PLAIN = {"1": "L", "P": "RGBA", "I;16": "I", "I;16B": "I", "I;16L": "I", "I;16N": "I"}
"""What Pillow shrinks by leaving pixels out or not at all, and what it shrinks well."""


def thumbnail(path: Path, edge: int = 160) -> bytes | None:
    """Return a JPEG of at most ``edge`` by ``edge`` pixels; None for what is no sound image.

    Of a video it shows a frame where its decoder is to be had.
    """
    try:
        with open_regular(path) as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content = sniff(file, path.suffix.lower())
            if content is Format.VIDEO:
                return _of_video(path, edge)
            return _shrunk(file, content, edge) if content in FORMATS else None
    except Exception:  # noqa: BLE001 - decoders raise nearly anything, and a table does without
        return None


def _of_video(path: Path, edge: int) -> bytes | None:
    frame = video_frame(path)
    if frame is None:
        return None
    width, height, pixels = frame
    image = Image.frombytes("RGB", (width, height), pixels)
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return _jpeg(image)


def _shrunk(file: BinaryIO, content: Format, edge: int) -> bytes | None:
    file.seek(0)
    # The size is judged below; Pillow's own limit differs between warning and error.
    Image.MAX_IMAGE_PIXELS = None
    with _open(file, content) as image:
        if image.width * image.height > MAX_PIXELS:
            return None
        # JPEG is decoded at an eighth of its size or so: 39 ms for 12 megapixels, not 128 ms.
        # A quarter more pixels than are kept are enough: libjpeg shrinks by filtering.
        share = min(1.0, 1.25 * edge / max(image.size))
        image.draft("RGB", (int(image.width * share) or 1, int(image.height * share) or 1))
        picture = _shrinkable(image)
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        return _jpeg(ImageOps.exif_transpose(picture))


def frame_of(path: Path, number: int, edge: int = 2400) -> tuple[int, int, bytes, int] | None:
    """Return width, height and RGB bytes of one picture of a file, upright, and how many it holds.

    Args:
        path: An image.
        number: Which of its pictures, from 1.
        edge: Pixels that no side exceeds.
    """
    try:
        with open_regular(path) as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _frame(file, path.suffix.lower(), number, edge)
    except Exception:  # noqa: BLE001 - as above
        return None


def _frame(
    file: BinaryIO, suffix: str, number: int, edge: int
) -> tuple[int, int, bytes, int] | None:
    content = sniff(file, suffix)
    if content not in FORMATS:
        return None
    file.seek(0)
    Image.MAX_IMAGE_PIXELS = None
    with _open(file, content) as image:
        # Frames of anything but TIFF are those of a moving picture.
        count = min(getattr(image, "n_frames", 1), MAX_FRAMES) if content is Format.TIFF else 1
        if not 1 <= number <= count:
            return None
        image.seek(number - 1)
        if image.width * image.height > MAX_PIXELS:
            return None
        image.draft("RGB", (2 * edge, 2 * edge))
        picture = _shrinkable(image)
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        upright = _flat(ImageOps.exif_transpose(picture))
        return upright.width, upright.height, upright.tobytes(), count


def _shrinkable(image: Image.Image) -> Image.Image:
    """Return the picture in a form in which shrinking mixes its pixels: letters stay whole."""
    plain = _PLAIN.get(image.mode)
    # Upright first: what is converted has forgotten how a TIFF is to be held.
    return ImageOps.exif_transpose(image).convert(plain) if plain else image


def _open(file: BinaryIO, content: Format) -> Image.Image:
    if content is not Format.HEIF:
        return Image.open(file, formats=_PLUGINS)
    import pillow_heif  # noqa: PLC0415 - only HEIC needs it

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return Image.open(file, formats=("HEIF",))


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    _flat(image).save(buffer, "JPEG", quality=_QUALITY, dpi=(96, 96))
    return buffer.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in plain colours, as a screen shows it."""
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        # What is transparent is seen on white, as on paper.
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    elif image.mode.startswith(("I", "F")):
        image = _in_eight_bits(image)
    return image.convert("RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Stretch what a scanner or an instrument measured over the greys that a JPEG has."""
    values = image.convert("F")
    low, high = cast("tuple[float, float]", values.getextrema())
    scale = 255 / ((high - low) or 1)
    return values.point(lambda value: value * scale - low * scale).convert("L")
