"""What the scenes of the sample are drawn with: a font, people, boards, a canal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
WIDTH, HEIGHT = 1024, 768
INK: Colour = (36, 40, 48)
WHITE: Colour = (250, 250, 248)
RED: Colour = (186, 32, 38)
_SKIN: Colour = (226, 186, 154)
_COATS: tuple[Colour, ...] = ((44, 74, 122), (62, 96, 76), (112, 62, 58), (84, 84, 96))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the Chinese font in a size."""
    # The basic layout is in every build of Pillow; Raqm is not, and it places glyphs otherwise.
    return ImageFont.truetype(str(sans_path()), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """A picture being drawn, with its own dice."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    dice: Random

    @classmethod
    def blank(cls, seed: str, colour: Colour = WHITE, size: tuple[int, int] = (0, 0)) -> Canvas:
        """Return an empty canvas; the same seed throws the same dice."""
        image = Image.new("RGB", size if size[0] else (WIDTH, HEIGHT), colour)
        return cls(image=image, draw=ImageDraw.Draw(image), dice=Random(seed))  # noqa: S311

    def fade(self, box: Box, top: Colour, bottom: Colour) -> None:
        """Fill a box from one colour above to another below."""
        left, upper, right, lower = box
        for y in range(upper, lower):
            part = (y - upper) / max(1, lower - upper)
            red, green, blue = (round(a + (b - a) * part) for a, b in zip(top, bottom, strict=True))
            self.draw.line((left, y, right, y), fill=(red, green, blue))

    def text(self, box: Box, text: str, size: int = 40, fill: Colour = INK) -> None:
        """Write lines into the middle of a box, broken to its width."""
        left, top, right, bottom = box
        fitting = max(1, (right - left) // size)
        lines = [
            line[start : start + fitting]
            for line in text.split("\n")
            for start in range(0, max(1, len(line)), fitting)
        ]
        y = (top + bottom) / 2 - size * 0.7 * (len(lines) - 1)
        for line in lines:
            middle = ((left + right) / 2, y)
            self.draw.text(middle, line, font=font(size), fill=fill, anchor="mm")
            y += size * 1.4

    def board(self, box: Box, text: str, fill: Colour, ink: Colour = WHITE) -> None:
        """Hang a board with words."""
        self.draw.rounded_rectangle(box, 8, fill=fill, outline=(90, 80, 70), width=5)
        self.text(box, text, min(46, (box[2] - box[0]) // 12), ink)

    def person(self, x: int, feet: int, height: int, *, helmet: bool = False) -> None:
        """Put a standing person with the feet at a point."""
        head = height // 7
        coat = self.dice.choice(_COATS)
        top = feet - height
        draw = self.draw
        body = (x - head, top + 2 * head, x + head, feet - height // 3)
        draw.rounded_rectangle(body, head // 2, fill=coat)
        for side in (-1, 1):
            foot = x + side * head // 2
            draw.line(
                (foot, feet - height // 3, foot, feet), fill=(40, 42, 58), width=head * 2 // 3
            )
        draw.ellipse((x - head, top, x + head, top + 2 * head), fill=_SKIN)
        cap: Colour = (236, 190, 40) if helmet else (30, 26, 26)
        draw.chord((x - head, top - 4, x + head, top + 2 * head), 180, 360, fill=cap)

    def row(self, count: int, feet: int, height: int, *, helmet: bool = False) -> None:
        """Put people in a row across the picture."""
        for number in range(count):
            x = (2 * number + 1) * WIDTH // (2 * count) + self.dice.randint(-18, 18)
            self.person(x, feet + self.dice.randint(-8, 8), height, helmet=helmet)

    def lines(self, box: Box, count: int, fill: Colour = (96, 96, 96)) -> None:
        """Fill a box with rows of small print of uneven length."""
        left, top, right, bottom = box
        step = (bottom - top) / count
        for number in range(count):
            y = top + step * (number + 0.5)
            end = right if number % 6 else left + (right - left) * self.dice.uniform(0.4, 0.9)
            self.draw.line((left, y, end, y), fill=fill, width=max(2, int(step / 3)))
