"""How words are set on paper: how many lines they take, and what stands on which sheet. Pure.

It is reckoned before anything is printed, and a little too large: whose letters a browser has is
not known here. Heights and sizes are in points, widths in letters of Chinese.
"""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

NARROW, BLANK = 0.6, 0.3
"""How wide a letter is that is none of Chinese, and a blank."""


class Block(NamedTuple):
    """What belongs together, by its height: a heading and entries. The heading stands above the
    first entry, wherever the block begins or goes on."""

    head: float
    entries: Sequence[float]


class Piece(NamedTuple):
    """Entries of a block, by number: from ``first`` to before ``end``."""

    block: int
    first: int
    end: int


def wide(line: str) -> float:
    """How wide a line is, in letters of Chinese; others are narrower by two fifths."""
    return sum(
        BLANK if each == " " else 1 if unicodedata.east_asian_width(each) in "WFA" else NARROW
        for each in line
    )


SLACK = 0.25
"""What a line is left free at its end, in letters; one that is broken a whole letter, for where no
line may be broken."""


def lines_of(text: str, letters: float) -> int:
    """Into so many lines a text is broken where so many letters stand side by side."""
    widths = [wide(line) for line in text.split("\n")]
    return sum(1 if each <= letters - SLACK else ceil(each / (letters - 1)) for each in widths)


def onto_sheets(blocks: Sequence[Block], *, high: float, columns: int = 1) -> list[list[Piece]]:
    """What stands on which sheet, in order: on the fewest sheets, each about as full as the others.

    ``high``: what a column of a sheet has. No entry is parted, and a block only if no sheet holds
    it whole. An entry that is higher than a column stands on a sheet by itself.
    """
    pieces = [
        piece for number in range(len(blocks)) for piece in _parted(number, blocks, high, columns)
    ]
    fewest = _packed(pieces, blocks, high, columns)
    even = _packed(pieces, blocks, high, columns, among=len(fewest))
    return even if len(even) == len(fewest) else fewest


def _parted(number: int, blocks: Sequence[Block], high: float, columns: int) -> list[Piece]:
    """A block whole, or as few pieces of it as sheets can hold."""
    singles = [Piece(number, each, each + 1) for each in range(len(blocks[number].entries))]
    return [
        Piece(number, sheet[0].first, sheet[-1].end)
        for sheet in _packed(singles, blocks, high, columns)
    ]


def _packed(
    pieces: Sequence[Piece], blocks: Sequence[Block], high: float, columns: int, among: int = 1
) -> list[list[Piece]]:
    """Piece after piece, a new sheet where one does not fit any more, or where a sheet has its part
    of what is to stand ``among`` so many."""
    sheets: list[list[Piece]] = []
    left = sum(_high(blocks, piece) for piece in pieces)
    filled = part = 0.0
    for piece in pieces:
        tall = _high(blocks, piece)
        fits = sheets and _columns(blocks, [*sheets[-1], piece], high) <= columns
        if fits and filled + tall / 2 <= part:
            sheets[-1].append(piece)
        else:
            part, filled = left / max(among - len(sheets), 1), 0.0
            sheets.append([piece])
        filled, left = filled + tall, left - tall
    return sheets


def _high(blocks: Sequence[Block], piece: Piece) -> float:
    """How high a piece is with its heading."""
    block = blocks[piece.block]
    return block.head + sum(block.entries[piece.first : piece.end])


def _columns(blocks: Sequence[Block], sheet: Sequence[Piece], high: float) -> int:
    """How many columns these fill. A heading is never the last of a column."""
    used, filled = 1, 0.0
    for place, piece in enumerate(sheet):
        block = blocks[piece.block]
        goes_on = place > 0 and sheet[place - 1].block == piece.block
        for number in range(piece.first, piece.end):
            headed = number == piece.first and not goes_on
            tall = block.entries[number] + (block.head if headed else 0)
            if filled and filled + tall > high:
                used, filled = used + 1, 0.0
            filled += tall
    return used
