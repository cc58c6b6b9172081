"""Recognition of pages: what stands on a scan. An extra, ``pip install "archivist[ocr]"``.

Runs in a process of its own (`archivist.formats.ocr_pages`): the engine holds some 900 MB, and a
picture may loop. Its models are in its package; nothing is fetched from anywhere.
"""

from __future__ import annotations

import importlib
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archivist.formats.found import one_line
from archivist.formats.ocr_lines import Box, is_sideways, sureness, text_of
from archivist.formats.reader import open_regular
from archivist.formats.sniff import sniff
from archivist.formats.text.failing import TextError
from archivist.formats.text.page import fit
from archivist.model.facts import Defect, Format
from archivist.model.recognition import Recognition

DPI = 200
SURE = 0.9
"""A page that is read less surely may lie on its side or upside down, and is turned."""
_LEAST = 0.5
"""Pieces that are read less surely are no words."""
_ASKEW = 0.2
"""What lines that run up or down count less: they are read in a wrong order."""
_PACKAGES = ("rapidocr", "onnxruntime")
_SETTINGS: dict[str, object] = {
    "Global.use_cls": False,
    "Global.text_score": 0.0,
    "Global.log_level": "critical",
}
"""No classifier of single lines: it costs a fifth more time, and whole pages are turned here."""
_MODELS = {"Det.model_path": "*_det_*.onnx", "Rec.model_path": "*_rec_*.onnx"}


def available() -> bool:
    """Tell whether the extra is installed; nothing of it is imported."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def engine_name() -> str:
    """Return the engine with its version, as it is kept with what it read."""
    return f"rapidocr {version('rapidocr')}"


def ready() -> str:
    """Load the engine and return its name.

    Raises:
        Exception: It does not work here: a part is missing, or made for another system.
    """
    _engine()
    return engine_name()


def recognise(path: Path, page: int) -> Recognition:
    """Read one page of a PDF, or one picture of an image file.

    Args:
        path: The file.
        page: From 1.

    Raises:
        TextError: There is no such page, or no picture can be made of it.
        OSError: The file system refuses.
    """
    width, height, pixels, frames = _picture(path, page)
    boxes, rotation = _best(_pixels(width, height, pixels))
    words = [box for box in boxes if box.score >= _LEAST]
    return Recognition(
        text=fit(text_of(words)),
        confidence=min(round(sureness(words), 4), 1.0),
        rotation=rotation,
        engine=engine_name(),
        frames=frames,
    )


def _picture(path: Path, page: int) -> tuple[int, int, bytes, int]:
    """Return width, height and RGB bytes of a page, and how many pictures the file holds."""
    # ruff: noqa: PLC0415 - only what is needed of these libraries
    with open_regular(path) as file:
        content = sniff(file, path.suffix.lower())
    if content is Format.PDF:
        from archivist.formats.text.pdf import render_page

        return (*render_page(path, page, DPI), 1)
    from archivist.formats.thumbnail import frame_of

    frame = frame_of(path, page)
    if frame is None:
        raise TextError(Defect.UNDECODABLE, "no picture can be made of it")
    return frame


def _best(image: Any) -> tuple[list[Box], int]:  # noqa: ANN401 - an array of numpy
    """Return what is read of a picture, and by how much it was turned for that."""
    found = [(_read(image), 0)]
    if _well_read(found[0][0]):
        return found[0]
    # What runs across is upright or upside down, what runs up or down is neither.
    for degrees in (270, 90) if is_sideways(found[0][0]) else (180,):
        turned = _read(_numpy().rot90(image, -degrees // 90))
        found.append((turned, degrees))
        if turned and _well_read(turned):
            break
    return max(found, key=lambda each: sureness(each[0]) - _ASKEW * is_sideways(each[0]))


def _well_read(boxes: list[Box]) -> bool:
    """Tell whether nothing better is to be expected; a page without words is one."""
    return not boxes or (sureness(boxes) >= SURE and not is_sideways(boxes))


def _read(image: Any) -> list[Box]:  # noqa: ANN401 - an array of numpy
    found = _engine()(_numpy().ascontiguousarray(image))
    if found.boxes is None or found.txts is None:
        return []
    return [
        Box.of(str(text), float(score), [(float(x), float(y)) for x, y in corners])
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def _pixels(width: int, height: int, pixels: bytes) -> Any:  # noqa: ANN401 - an array of numpy
    numpy = _numpy()
    # The engine takes colours in the order blue, green, red.
    return numpy.frombuffer(pixels, numpy.uint8).reshape(height, width, 3)[:, :, ::-1]


def _numpy() -> Any:  # noqa: ANN401 - the extra may be missing where types are checked
    return importlib.import_module("numpy")


@cache
def _engine() -> Any:  # noqa: ANN401 - as above
    """Load the engine, once in a process.

    Raises:
        TextError: Its package does not bring the models.
    """
    rapidocr = importlib.import_module("rapidocr")
    folder = Path(str(rapidocr.__file__)).parent / "models"
    # Named, because the engine would fetch what it does not find.
    models = {key: next(folder.glob(pattern), None) for key, pattern in _MODELS.items()}
    if None in models.values():
        raise TextError(Defect.BROKEN, one_line("the package rapidocr brings no models"))
    paths = {key: str(model) for key, model in models.items()}
    return rapidocr.RapidOCR(params={**_SETTINGS, **paths})
