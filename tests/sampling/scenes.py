"""The scenes of the sample: drawn, simple, told apart at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.sampling.drawing import HEIGHT, INK, RED, WHITE, WIDTH, Canvas

Scene = Callable[[Canvas, str], None]
A4_200_DPI = (1654, 2339)
"""Pixels of an A4 page at 200 dots an inch."""


def meeting(canvas: Canvas, text: str) -> None:
    """A meeting room: a screen, a long table, people around it."""
    canvas.fade((0, 0, WIDTH, 470), (214, 220, 222), (236, 234, 226))
    canvas.fade((0, 470, WIDTH, HEIGHT), (168, 140, 108), (120, 96, 72))
    canvas.board((252, 60, 772, 300), text, (32, 70, 116))
    canvas.row(6, 560, 220)
    canvas.draw.polygon([(120, 520), (904, 520), (1000, 700), (24, 700)], fill=(136, 88, 52))
    for x in range(180, 880, 130):
        canvas.draw.polygon([(x, 560), (x + 70, 560), (x + 76, 600), (x - 8, 600)], fill=WHITE)


def lecture(canvas: Canvas, text: str) -> None:
    """A classroom: a blackboard, a lecturer, rows of listeners from behind."""
    canvas.fade((0, 0, WIDTH, HEIGHT), (232, 228, 214), (190, 178, 156))
    canvas.board((150, 50, 874, 360), text, (34, 72, 58))
    canvas.person(110, 520, 260)
    for y in (560, 670):
        for x in range(120, 960, 140):
            shift = canvas.dice.randint(-12, 12)
            canvas.draw.ellipse((x + shift, y - 60, x + shift + 60, y), fill=(40, 34, 32))
            canvas.draw.rounded_rectangle((x - 20, y - 8, x + 90, y + 90), 18, fill=(66, 86, 120))


def canal(canvas: Canvas, text: str) -> None:
    """A canal under a measuring bridge; a flow meter hangs from a cable into the water."""
    canvas.fade((0, 0, WIDTH, 330), (120, 170, 214), (220, 232, 238))
    canvas.fade((0, 330, WIDTH, HEIGHT), (150, 166, 92), (104, 112, 62))
    canvas.draw.polygon([(380, 330), (644, 330), (930, HEIGHT), (94, HEIGHT)], fill=(112, 140, 142))
    for _ in range(26):
        y = canvas.dice.randint(350, 750)
        x = canvas.dice.randint(390 - (y - 330) // 2, 560 + (y - 330) // 2)
        canvas.draw.arc((x, y, x + 90, y + 14), 180, 350, fill=(176, 202, 204), width=3)
    canvas.draw.rectangle((0, 300, WIDTH, 340), fill=(150, 146, 140), outline=INK)
    canvas.row(3, 304, 170, helmet=True)
    meter = 470 + canvas.dice.randint(-50, 110)
    canvas.draw.line((meter, 330, meter, 520), fill=INK, width=4)
    canvas.draw.ellipse((meter - 60, 505, meter + 60, 555), fill=(214, 120, 38), outline=INK)
    canvas.draw.polygon([(meter - 60, 530), (meter - 110, 505), (meter - 110, 555)], fill=INK)
    canvas.board((30, 40, 420, 130), text, WHITE, RED)


def workshop(canvas: Canvas, text: str) -> None:
    """A repair workshop: a motor on a bench, tools on the wall, two workers."""
    canvas.fade((0, 0, WIDTH, 540), (190, 198, 204), (222, 222, 218))
    canvas.fade((0, 540, WIDTH, HEIGHT), (124, 126, 126), (92, 94, 96))
    canvas.board((40, 40, 500, 150), text, (28, 92, 148))
    for x in range(560, 980, 60):
        length = canvas.dice.randint(70, 150)
        canvas.draw.line((x, 60, x, 60 + length), fill=(96, 70, 44), width=12)
        canvas.draw.rectangle((x - 16, 60 + length, x + 16, 92 + length), fill=(84, 88, 94))
    canvas.person(160, 690, 340, helmet=True)
    canvas.person(900, 700, 340, helmet=True)
    canvas.draw.rectangle((250, 520, 800, 560), fill=(120, 84, 50))
    canvas.draw.rounded_rectangle(
        (350, 330, 640, 520), 40, fill=(46, 98, 130), outline=INK, width=4
    )
    for x in range(380, 620, 24):
        canvas.draw.line((x, 345, x, 505), fill=(34, 72, 98), width=5)
    canvas.draw.rectangle((640, 410, 730, 440), fill=(170, 172, 176), outline=INK)


def instrument(canvas: Canvas, text: str) -> None:
    """One instrument on a cloth, with a scale and a label."""
    canvas.fade((0, 0, WIDTH, HEIGHT), (70, 96, 132), (44, 62, 92))
    canvas.draw.rounded_rectangle(
        (300, 160, 724, 500), 26, fill=(224, 226, 222), outline=INK, width=5
    )
    canvas.draw.rectangle((350, 210, 674, 350), fill=(150, 178, 140), outline=INK, width=3)
    canvas.text((350, 210, 674, 350), f"{canvas.dice.uniform(0.4, 2.6):.3f} m/s", 36)
    for x in range(380, 680, 80):
        canvas.draw.ellipse((x - 24, 400, x + 24, 448), fill=(196, 60, 48), outline=INK)
    canvas.board((262, 560, 762, 650), text, WHITE, INK)
    for x in range(120, 910, 20):
        canvas.draw.line((x, 700, x, 716 if x % 100 else 730), fill=WHITE, width=3)


def visit(canvas: Canvas, text: str) -> None:
    """Visitors in front of display boards."""
    canvas.fade((0, 0, WIDTH, 520), (238, 236, 230), (216, 212, 204))
    canvas.fade((0, 520, WIDTH, HEIGHT), (150, 152, 156), (116, 118, 122))
    canvas.draw.rectangle((0, 30, WIDTH, 110), fill=RED)
    canvas.text((0, 30, WIDTH, 110), text, 44, WHITE)
    for x in (60, 390, 720):
        canvas.board((x, 150, x + 250, 420), "", (44, 96, 150))
        canvas.lines((x + 24, 180, x + 226, 390), 8, WHITE)
    canvas.row(7, 700, 300)


def certificate(canvas: Canvas, text: str) -> None:
    """A certificate: gold frame, title, words, a red seal."""
    canvas.fade((0, 0, WIDTH, HEIGHT), (250, 244, 228), (244, 234, 208))
    for inset, colour in ((20, (190, 148, 60)), (34, (206, 40, 40)), (44, (190, 148, 60))):
        box = (inset, inset, WIDTH - inset, HEIGHT - inset)
        canvas.draw.rectangle(box, outline=colour, width=8)
    title, _, body = text.partition("\n")
    canvas.text((100, 80, 924, 230), title, 76, RED)
    canvas.text((120, 250, 904, 520), body, 38)
    canvas.draw.ellipse((690, 500, 880, 690), outline=RED, width=9)
    canvas.text((690, 500, 880, 690), "★", 80, RED)


def page(canvas: Canvas, text: str) -> None:
    """A printed or written page: title, then rows."""
    width, height = canvas.image.size
    title, _, body = text.partition("\n")
    canvas.text((80, 120, width - 80, 320), title, width // 22)
    words = body.split("\n") if body else []
    step = width // 18
    for number, line in enumerate(words):
        top = 380 + number * step
        canvas.text((120, top, width - 120, top + step), line, width // 40)
    canvas.lines((180, 460 + len(words) * step, width - 180, height - 240), 26, INK)


def chart(canvas: Canvas, text: str) -> None:
    """An organisation chart: the first line above, the others below it."""
    head, *groups = text.split("\n")
    canvas.board((312, 60, 712, 170), head, RED)
    canvas.draw.line((512, 170, 512, 330), fill=INK, width=4)
    width = WIDTH // len(groups)
    for number, group in enumerate(groups):
        middle = width * number + width // 2
        canvas.draw.line((512, 330, middle, 330), fill=INK, width=4)
        canvas.draw.line((middle, 330, middle, 420), fill=INK, width=4)
        name, _, people = group.partition(":")
        canvas.board((middle - 130, 420, middle + 130, 520), name, (32, 84, 140))
        canvas.text((middle - 130, 540, middle + 130, 720), people.replace(" ", "\n"), 34)


SCENES: Mapping[str, Scene] = {
    "meeting": meeting,
    "lecture": lecture,
    "canal": canal,
    "workshop": workshop,
    "instrument": instrument,
    "visit": visit,
    "certificate": certificate,
    "page": page,
    "chart": chart,
}
