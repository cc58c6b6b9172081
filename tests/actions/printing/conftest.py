"""An archive with photos of every kind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.actions.conftest import ITEM, aged
from tests.actions.printing.sheets import OTHERS, STUDIO
from tests.albums import filed_photos, held, house


def heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 - as lazily as the program itself

    pillow_heif.register_heif_opener()
    content = io.BytesIO()
    house().save(content, "HEIF")
    return content.getvalue()


@pytest.fixture
def album(archive: Path) -> Path:
    """Return an archive with one item of eight ways to hold a camera, and small ones of faults."""
    for path in (archive / ITEM).iterdir():
        path.unlink()
    turned = archive / STUDIO / "20250318 测流授课"
    filed_photos(turned, *(held(orientation) for orientation in range(1, 9)))
    (turned / "item.toml").write_text(
        '"事由" = "测流授课"\n"地点" = "会议室"\n"人物" = "郝建垚(领衔人)"\n"来源" = "白淼"\n'
        '[files."C1-20250318-02.jpg"]\n"事由" = "板书"\n"人物" = "无具体人物"\n"摄影者" = "𬭎某"\n',
        encoding="utf-8",
    )
    odd = archive / STUDIO / "20250401 各种格式"
    odd.mkdir()
    grey = house().convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    clear = house().convert("RGBA")
    clear.putalpha(house().convert("L").point(lambda value: 0 if value > 240 else 255))
    for number, (ending, form, image) in enumerate(
        (("jpg", "JPEG", house().convert("CMYK")), ("tif", "TIFF", grey), ("png", "PNG", clear)), 1
    ):
        image.save(odd / f"C1-20250401-{number:02}.{ending}", form)
    (odd / "C1-20250401-04.heic").write_bytes(heic())
    (odd / "C1-20250401-05.jpg").write_bytes(held(1)[:900])
    for folder in ("20250501 第一次研讨", "20250601 第二次研讨"):
        filed_photos(archive / OTHERS / folder, held(1, image=house(40)))
    return aged(archive)
