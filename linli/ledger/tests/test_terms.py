"""Floors and lots as a table of examples, without a database."""

import pytest

from linli.ledger.terms import Draw, Make, OpenLot, Pocket, Short, transfer

LOTS = [
    OpenLot((3, 1, 1), "", 50),
    OpenLot((5, 1, 1), "rehab", 20),
    OpenLot((2, 1, 1), "rehab", 30),
    OpenLot((4, 1, 1), "school", 70),
    OpenLot((3, 1, 2), "", 10),
]


def pocket(code: str = "fund", side: int = -1, traced: bool = True, **more) -> Pocket:
    more.setdefault("balance", 180)
    return Pocket(code, code, side, traced, more.pop("floor", 0), lots=list(LOTS), **more)


@pytest.mark.parametrize(
    ("amount", "purpose", "expected"),
    [
        (10, "rehab", [((2, 1, 1), 10)]),
        (30, "rehab", [((2, 1, 1), 30)]),
        (45, "rehab", [((2, 1, 1), 30), ((5, 1, 1), 15)]),
        (60, "rehab", [((2, 1, 1), 30), ((5, 1, 1), 20), ((3, 1, 1), 10)]),
        (110, "rehab", [((2, 1, 1), 30), ((5, 1, 1), 20), ((3, 1, 1), 50), ((3, 1, 2), 10)]),
        (55, "", [((3, 1, 1), 50), ((3, 1, 2), 5)]),
        (60, "funeral", [((3, 1, 1), 50), ((3, 1, 2), 10)]),
    ],
)
def test_draws_its_purpose_first_and_the_oldest_first(amount, purpose, expected):
    drawn = pocket().draw(amount, purpose)
    assert [draw for draw, _purpose in drawn] == [Draw(*pair) for pair in expected]


@pytest.mark.parametrize(
    ("amount", "purpose", "missing"), [(111, "rehab", 1), (61, "", 1), (131, "school", 1)]
)
def test_never_touches_what_was_given_for_another_purpose(amount, purpose, missing):
    with pytest.raises(Short) as short:
        pocket().draw(amount, purpose)
    assert (short.value.missing, short.value.purpose) == (missing, purpose)


def test_the_next_line_finds_what_the_last_one_left():
    fund = pocket()
    fund.draw(25, "rehab")
    assert [draw for draw, _purpose in fund.draw(10, "rehab")] == [
        Draw((2, 1, 1), 5), Draw((5, 1, 1), 5),
    ]  # fmt: skip


def test_what_comes_in_is_a_lot_of_its_purpose():
    moves = transfer(pocket("bank", 1, traced=False), pocket(), 40, "rehab")
    assert moves == ([], [Make("fund", "rehab", 40, None)])


def test_what_moves_on_keeps_the_purposes_it_has():
    moves = transfer(pocket(), pocket("approved"), 60, "rehab")
    assert moves.makes == [
        Make("approved", "rehab", 30, (2, 1, 1)),
        Make("approved", "rehab", 20, (5, 1, 1)),
        Make("approved", "", 10, (3, 1, 1)),
    ]


def test_two_traced_accounts_that_both_grow_make_a_lot_each():
    moves = transfer(pocket("bank", 1), pocket(), 5, "x")
    assert moves.makes == [Make("bank", "x", 5, None), Make("fund", "x", 5, None)]


@pytest.mark.parametrize(("floor", "fits"), [(None, 999), (0, 180), (100, 80), (-20, 200)])
def test_no_line_goes_below_a_floor(floor, fits):
    bank = {"code": "bank", "side": 1, "traced": False, "floor": floor}
    transfer(pocket("cost", 1, traced=False), pocket(**bank), fits, "")
    if floor is None:
        return
    with pytest.raises(Short) as short:
        transfer(pocket("cost", 1, traced=False), pocket(**bank), fits + 1, "")
    assert (short.value.pocket.code, short.value.missing) == ("bank", 1)
