"""What stands on which sheet: the fewest, about as full as each other, and nothing lost or cut."""

import pytest
from hypothesis import given, strategies as st

from linli.kernel.typesetting import Block, Piece, lines_of, onto_sheets, wide

pytestmark = pytest.mark.once


def test_letters_of_chinese_are_wider_than_others():
    assert wide("周六停水") == 4
    assert wide("9:30") == pytest.approx(2.4)


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("字" * 9, 1), ("字" * 10, 2), ("字\n\n字", 3), ("x" * 15, 1)]
)
def test_a_line_is_broken_where_its_letters_end(text, lines):
    assert lines_of(text, 10) == lines


def whole(*numbers: int, blocks) -> list[Piece]:
    return [Piece(number, 0, len(blocks[number].entries)) for number in numbers]


def test_what_fits_is_one_sheet():
    blocks = [Block(10, [20, 20]), Block(10, [20])]
    assert onto_sheets(blocks, high=80) == [whole(0, 1, blocks=blocks)]
    assert onto_sheets([], high=80) == []


def test_a_sheet_ends_between_blocks_and_the_next_is_not_nearly_empty():
    """Five days of two: three and two, not four and one."""
    blocks = [Block(10, [10, 10])] * 5
    sheets = onto_sheets(blocks, high=130)
    assert [[each.block for each in sheet] for sheet in sheets] == [[0, 1, 2], [3, 4]]


def test_a_heading_never_ends_a_column():
    """Two columns of 50: the second block's heading would fit beneath the first, its entry not."""
    blocks = [Block(10, [30]), Block(10, [30]), Block(0, [10])]
    assert len(onto_sheets(blocks, high=50, columns=2)) == 1
    assert len(onto_sheets(blocks, high=49, columns=2)) == 2


def test_only_what_no_sheet_holds_is_parted_and_never_within_an_entry():
    long = Block(10, [20] * 7)
    assert onto_sheets([Block(10, [20]), long], high=90) == [
        [Piece(0, 0, 1)],
        [Piece(1, 0, 4)],
        [Piece(1, 4, 7)],
    ]
    assert onto_sheets([Block(0, [200])], high=90) == [[Piece(0, 0, 1)]]


HEIGHTS = st.lists(st.floats(5, 60), min_size=1, max_size=12)
BLOCKS = st.lists(st.builds(Block, st.floats(0, 20), HEIGHTS), max_size=9)


@given(blocks=BLOCKS, columns=st.integers(1, 3))
def test_everything_stands_somewhere_once_in_order_and_within_its_sheet(blocks, columns):
    sheets = onto_sheets(blocks, high=100, columns=columns)
    stands = [
        (piece.block, number)
        for sheet in sheets
        for piece in sheet
        for number in range(piece.first, piece.end)
    ]
    assert stands == [
        (number, entry)
        for number, block in enumerate(blocks)
        for entry in range(len(block.entries))
    ]
    for sheet in sheets:
        used, filled = 1, 0.0
        for piece in sheet:
            for number in range(piece.first, piece.end):
                block = blocks[piece.block]
                tall = block.entries[number] + (block.head if number == piece.first else 0)
                if filled + tall > 100:
                    used, filled = used + 1, 0.0
                filled += tall
        assert used <= columns
