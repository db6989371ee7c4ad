"""Drafts, and the canonical text: these vectors never change, for receipts hang on them."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.ledger.entry import (
    AMOUNT_AT_MOST,
    GENESIS,
    LINES_AT_MOST,
    EntryDraft,
    Header,
    Line,
    commitment,
    entry_id,
    leaf,
    line_text,
    lines_root,
    lot_ref,
    moment_text,
)

DAY = datetime.date(2026, 11, 23)
SALT = bytes(range(16))

# The canonical line, and the leaf under SALT.
LINES = [
    (
        line_text(1, Line("bank", "fund", 12345, "康复"), (), [("fund", "康复", 12345, None)]),
        "de1b8f7f00ff3a8c5bec1b07b49c7831b029cb80c5e3a8c734282a101c3c6af4",
    ),
    (
        line_text(
            2,
            Line("fund", "approved", 9),
            [((7, 1, 2), 4), ((3, 1, 1), 5)],
            [("approved", "", 5, (3, 1, 1)), ("approved", "", 4, (7, 1, 2))],
        ),
        "91e1510bc780839ea1c3f6bda931b2cf4a6b44e408796c6fc9b5866e0a87ca08",
    ),
]  # fmt: skip
HEADER = Header(
    book="fund.350206005023.ja",
    seq=7,
    prev="ab" * 32,
    occurred_on="2026-11-23",
    posted_at="2026-11-23T01:30:00.000007Z",
    kind="donation.received",
    key="3f6c",
    actor="clock",
    reverses=None,
    n_lines=2,
    lines_root="cd" * 32,
    public={"lines_shown": True, "shown_as": "爱心人士"},
    private_commit="ef" * 32,
)


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_lines_leaf(text, expected):
    assert leaf(SALT, text).hex() == expected


def test_the_root_of_lines():
    assert (
        lines_root([leaf(SALT, text) for text, _leaf in LINES])
        == "16ef856fa05e4b7d5bdf8c9966039c8079250399b0d35f320760c949838ac4e5"
    )
    assert lines_root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_an_entrys_hash():
    assert HEADER.hash == "60f2909aa9387fb6e79e921878a82241abff024f42ba93de9afd67cbf334849c"
    assert (
        HEADER._replace(reverses=3).hash
        == "b3736a5f8e9a0c89c414e3504b8e41cdcee7b3ebdc5e895029232453d5baf92f"
    )


def test_a_private_parts_commitment():
    assert (
        commitment(SALT, {}) == "b5c1f9361eb9fbedd3e628a72d1c8fef46544361fd79fa6781baf6d932b1c3f6"
    )
    assert (
        commitment(SALT, {"request": "公益"})
        == "90707bfdf52d39f6b618ff345cd63159c72feee393bd9a4302522263b21d312a"
    )


def test_every_field_changes_the_hash():
    for name in Header._fields:
        value = getattr(HEADER, name)
        other = (
            {"x": 1} if name == "public" else 99 if isinstance(value, int | None) else value + "x"
        )
        assert HEADER._replace(**{name: other}).hash != HEADER.hash, name


def test_a_moment_is_spelled_in_utc_to_the_microsecond():
    xiamen = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert moment_text(xiamen) == "2026-11-23T01:30:00.000000Z"


def test_ids_rise_with_book_and_number_and_tell_them():
    assert entry_id(1, 1) == 8796093026304
    assert entry_id(2, 1) > entry_id(1, 2**31 - 1) + LINES_AT_MOST
    assert entry_id(2**20 - 1, 2**31 - 1) + LINES_AT_MOST == 2**63 - 1
    assert lot_ref(entry_id(5, 300) + 12, 2) == (300, 12, 2)


@pytest.mark.parametrize("amount", [0, -1, 1.0, True, "1", AMOUNT_AT_MOST + 1])
def test_an_amount_is_a_whole_number_above_0(amount):
    with pytest.raises(ValueError, match="whole number"):
        Line("bank", "fund", amount)


def test_an_account_cannot_pay_itself():
    with pytest.raises(ValueError, match="pay itself"):
        Line("bank", "bank", 1)


@pytest.mark.parametrize("kind", ["paid", "aid.Paid", "aid paid", ".", "aid.paid.x"])
def test_a_kind_is_a_noun_and_a_verb_in_the_past(kind):
    with pytest.raises(ValueError, match=r"noun\.past"):
        EntryDraft("b", kind, DAY)


def test_a_draft_may_not_say_whether_its_lines_are_shown_by_itself():
    with pytest.raises(ValueError, match="the ledger itself"):
        EntryDraft("b", "a.b", DAY, public={"lines_shown": True})


def test_a_draft_has_room_for_so_many_lines():
    with pytest.raises(ValueError, match="at most"):
        EntryDraft("b", "a.b", DAY, lines=(Line("x", "y", 1),) * (LINES_AT_MOST + 1))


def test_nothing_comes_before_the_first_entry():
    assert GENESIS == "0" * 64
