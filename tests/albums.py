"""Photos for albums: a picture that shows at once when it is turned or mirrored."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

SHIPPED = Path(__file__).resolve().parents[1] / "templates" / "catalog" / "pages"
_TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that is held so lays the pixels down (Exif 2.32, 4.6.4)."""


def house(shade: int = 0) -> Image.Image:
    """Return a red roof above a blue block at the left and a flat green one at the right."""
    image = Image.new("RGB", (300, 200), (250, 250 - shade, 250))
    draw = ImageDraw.Draw(image)
    draw.polygon([(150, 15), (280, 100), (20, 100)], fill="red")
    draw.rectangle((15, 130, 100, 190), fill="blue")
    draw.rectangle((210, 170, 290, 190), fill="green")
    return image


def held(orientation: int, name: str = "JPEG", image: Image.Image | None = None) -> bytes:
    """Return the picture as a camera stores it that is held so."""
    turn = _TURNED[orientation]
    picture = image or house()
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = io.BytesIO()
    (picture if turn is None else picture.transpose(turn)).save(content, name, exif=exif)
    return content.getvalue()


def filed_photos(item: Path, *contents: bytes) -> list[Path]:
    """File pictures in an item under the codes of its day, no two of the same content."""
    item.mkdir(parents=True, exist_ok=True)
    day = item.name[:8]
    paths = []
    for number, content in enumerate(contents, start=1):
        paths.append(item / f"C1-{day}-{number:02}.jpg")
        paths[-1].write_bytes(content + f"{item.name} {number}".encode())
    return paths


def own_layout(root: Path, name: str, old: str, new: str) -> str:
    """Make a layout of an archive's own: that of six a page with a text replaced."""
    own = root / "templates" / "pages"
    own.mkdir(parents=True, exist_ok=True)
    toml = (SHIPPED / "photos-6.toml").read_text(encoding="utf-8")
    assert old in toml
    (own / f"{name}.toml").write_text(toml.replace(old, new), encoding="utf-8")
    (own / f"{name}.typ").write_bytes((SHIPPED / "photos-6.typ").read_bytes())
    return name
