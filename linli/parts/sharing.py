"""What a page says in a group chat: a text with its address, and a picture with a QR code.

The text is ready to be pasted; the picture is drawn from plain values.

A telephone's screen is upright and small: 1080 by 1440 dots, letters that an elder reads in the
chat without opening the picture.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.parts.lettering import FONT

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, MARGIN = 1080, 1440, 72
INNER = WIDTH - 2 * MARGIN
PAPER, INK, MUTED, SEAL = "#fffdf8", "#23201d", "#6b645c", "#b23a2b"
HEAD, TITLE, LEAD, TEXT, SMALL = 44, 92, 56, 44, 36
LEADING = 1.4
QR_DOTS = 360
QUIET_MODULES = 4
LONGEST_PIECE = 24
NOT_FIRST = "，。、；：？！）》”’…"
"""What begins no line."""

MOMENT_DOTS = 300


@dataclass(frozen=True, slots=True)
class Shared:
    """What goes into the group. ``text`` is ready to be pasted, with its address."""

    title: str
    description: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What a picture says. ``rows``: a moment and what is then; ``body``: what is said in
    sentences; ``url`` stands in the QR code."""

    head: str
    title: str
    lead: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    foot: tuple[str, ...]
    url: str
    more: str = ""
    body: tuple[str, ...] = ()


def as_png(poster: Poster) -> bytes:
    """The picture. What does not fit is left out, and ``more`` says that there is more."""
    from PIL import Image, ImageDraw  # 10 MiB, wanted only where a picture is asked for

    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, WIDTH, 24), fill=SEAL)
    top = _text(pen, MARGIN, poster.head, HEAD, SEAL)
    top = _text(pen, top + 12, poster.title, TITLE, INK)
    for words in poster.lead:
        top = _text(pen, top + 8, words, LEAD, INK)
    foot = HEIGHT - MARGIN - QR_DOTS
    top = _body(pen, top + 32, foot - 48, poster)
    _rows(pen, top, foot - 48, poster)
    _qr(pen, poster.url, WIDTH - MARGIN - QR_DOTS, foot)
    below = foot + 8
    for words in poster.foot:
        below = _text(pen, below, words, SMALL, MUTED, INNER - QR_DOTS - 32) + 8
    out = io.BytesIO()
    sheet.quantize(colors=32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _body(pen: "ImageDraw", top: int, bottom: int, poster: Poster) -> int:
    """Sentences, line by line, as far as there is room; gives where they end."""
    lines = [line for said in poster.body for line in wrapped(said, _font(TEXT), INNER)]
    step = round(TEXT * LEADING)
    most = (bottom - top) // step
    if len(lines) > most:
        lines = [*lines[: most - 1], poster.more]
    for line in lines:
        pen.text((MARGIN, top), line, font=_font(TEXT), fill=INK)
        top += step
    return top


def _rows(pen: "ImageDraw", top: int, bottom: int, poster: Poster) -> None:
    step = round(TEXT * LEADING)
    for count, (moment, what) in enumerate(poster.rows):
        lines = wrapped(what, _font(TEXT), INNER - MOMENT_DOTS)
        left = len(poster.rows) - count
        room = bottom - top - (step if left > 1 else 0)
        if len(lines) * step > room:
            pen.text((MARGIN, top), poster.more, font=_font(TEXT), fill=MUTED)
            return
        pen.text((MARGIN, top), moment, font=_font(TEXT), fill=SEAL)
        for line in lines:
            pen.text((MARGIN + MOMENT_DOTS, top), line, font=_font(TEXT), fill=INK)
            top += step


def _text(
    pen: "ImageDraw", top: int, words: str, size: int, colour: str, width: int = INNER
) -> int:
    """Words from a height on, as many lines as they need; gives where they end."""
    for line in wrapped(words, _font(size), width):
        pen.text((MARGIN, top), line, font=_font(size), fill=colour)
        top += round(size * LEADING)
    return top


def wrapped(words: str, font: "FreeTypeFont", width: int) -> list[str]:
    """The words in lines no wider than that; Latin words stay whole where they can."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and font.getlength(line + piece) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(words: str) -> list[str]:
    pieces: list[str] = []
    words = words.replace("–", "-")  # the font is cut to what Chinese papers need
    for letter in words:
        last = pieces[-1] if pieces else " "
        if letter in NOT_FIRST and pieces:
            pieces[-1] += letter
            continue
        whole = letter.isascii() and letter != " " and last.isascii() and last[-1] != " "
        if whole and len(last) < LONGEST_PIECE:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(FONT), size)


def _qr(pen: "ImageDraw", text: str, left: int, top: int) -> None:
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = QR_DOTS // (len(rows) + 2 * QUIET_MODULES)
    size = module * (len(rows) + 2 * QUIET_MODULES)
    pen.rectangle((left, top, left + size, top + size), fill="white")
    inset = module * QUIET_MODULES
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                at = (left + inset + x * module, top + inset + y * module)
                pen.rectangle((*at, at[0] + module - 1, at[1] + module - 1), fill="black")
