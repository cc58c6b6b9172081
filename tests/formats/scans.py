"""Pages of a scanner for tests: real Chinese print, blurred, noisy, askew, turned."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from pylopdf_fonts_zh_cn import serif_path

SIZE = 36
LINES = (
    "测流仪器理论授课记录",
    "二〇二二年一月二十五日，徐宏伟创新工作室在三楼会议室开展",
    "测流仪器理论授课。授课人徐宏伟讲解了流速仪的构造、安装与",
    "检定方法，参加人员十二名，资料共 36 页，编号 C1-20220125-01。",
)
TEXT = (
    "测流仪器理论授课记录\n"
    "二〇二二年一月二十五日，徐宏伟创新工作室在三楼会议室开展"
    "测流仪器理论授课。授课人徐宏伟讲解了流速仪的构造、安装与"
    "检定方法，参加人员十二名，资料共 36 页，编号 C1-20220125-01。"
)


def a_scan(
    lines: Sequence[str] = LINES, *, turned: int = 0, askew: float = 0.0, noisy: bool = False
) -> Image.Image:
    """Return a page.

    Args:
        lines: From above; the first one is a heading, in the middle.
        turned: Degrees, clockwise, by which it lies wrong.
        askew: Degrees.
        noisy: Blurred, grey and speckled, as old scanners make it.
    """
    page = Image.new("L", (1240, 200 + 64 * len(lines)), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(serif_path()), SIZE, layout_engine=ImageFont.Layout.BASIC)
    for row, line in enumerate(lines):
        y = 90 + 64 * row + (20 if row else 0)
        if row:
            draw.text((100, y), line, fill=20, font=font)
        else:
            draw.text((620, y), line, fill=20, font=font, anchor="ma")
    if askew:
        page = page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    if noisy:
        speckles = Image.effect_noise(page.size, 60).point(lambda value: min(255, value + 120))
        page = ImageChops.darker(page.filter(ImageFilter.GaussianBlur(0.8)), speckles)
    return page.rotate(-turned, expand=True)


def a_tiff(*pages: Image.Image) -> bytes:
    """Return a file of black and white pages, as fax machines and copiers write them."""
    plain = [page.convert("1", dither=Image.Dither.NONE) for page in pages]
    target = io.BytesIO()
    plain[0].save(
        target, "TIFF", save_all=True, append_images=plain[1:], compression="group4", dpi=(200, 200)
    )
    return target.getvalue()


def a_scanned_pdf(*pages: Image.Image) -> bytes:
    """Return a PDF of pictures."""
    target = io.BytesIO()
    plain = [page.convert("L") for page in pages]
    plain[0].save(target, "PDF", save_all=True, append_images=plain[1:], resolution=150)
    return target.getvalue()


def errors(found: str, wanted: str) -> float:
    """Return the share of characters that have to be changed to make one text of the other."""
    found, wanted = ("".join(text.split()) for text in (found, wanted))
    before = list(range(len(wanted) + 1))
    for row, letter in enumerate(found, start=1):
        now = [row]
        for at, other in enumerate(wanted, start=1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (letter != other)))
        before = now
    return before[-1] / max(1, len(wanted))
