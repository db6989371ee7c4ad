"""How a sample is drawn, and each unusual pattern on both sides of its edge."""

import datetime

import pytest

from linli.audit.terms import PATTERNS, Posted, Row, Step, draw, unusual

DAY = datetime.date(2026, 11, 23)  # a Monday


def paid(ref: str, fen: int, reference: str = "") -> Row:
    return Row(ref, DAY, fen, "family_aid", 1, reference)


def posted(seq: int = 1, day: datetime.date = DAY, at: str = "2026-11-23T09:30", back=None):
    return Posted(seq, "aid.paid", day, datetime.datetime.fromisoformat(at), back)


def patterns(**found) -> list[str]:
    asked = {"payments": [], "steps": [], "entries": [], "receipts": {}, **found}
    return [one.pattern for one in unusual(**asked)]


def test_the_same_seed_draws_the_same():
    everything = [f"P{number}" for number in range(100)]
    first = draw("seed", everything, 10)
    assert draw("seed", reversed(everything), 10) == first
    assert draw("another", everything, 10) != first
    assert len(set(first)) == 10
    assert draw("seed", everything[:3], 10) == draw("seed", everything[:3], 3)


@pytest.mark.parametrize(
    ("fen", "told"),
    [(95_000, True), (94_999, False), (99_999, True), (100_000, False), (195_000, True)],
)
def test_just_under_a_round_thousand(fen, told):
    assert patterns(payments=[paid("P1", fen)]) == (["just_under"] if told else [])


def test_one_reference_written_in_two_ways():
    rows = [paid("P1", 1, "hx-01"), paid("P2", 1, "HX 01"), paid("P3", 1), paid("P4", 1)]
    assert patterns(payments=rows) == ["same_reference"]


def test_one_person_often_for_one_family():
    steps = [Step("甲", "h", step) for step in ("ask", "ask", "pay")]
    assert patterns(steps=steps) == ["same_person"]
    assert patterns(steps=[*steps[:2], Step("乙", "h", "pay")]) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (posted(), []),
        (posted(back=3), ["reversal"]),
        (posted(day=DAY - datetime.timedelta(days=7)), []),
        (posted(day=DAY - datetime.timedelta(days=8)), ["back_dated"]),
        (posted(at="2026-11-23T06:59"), ["odd_hours"]),
        (posted(at="2026-11-23T20:59"), []),
        (posted(at="2026-11-23T21:00"), ["odd_hours"]),
        (posted(at="2026-11-21T12:00"), ["odd_hours"]),
    ],
)
def test_what_an_entrys_days_and_hours_tell(entry, told):
    assert patterns(entries=[entry]) == told


def test_a_gap_in_the_receipts():
    assert patterns(receipts={"JA2026": [1, 2, 4]}) == ["gap"]
    assert patterns(receipts={"JA2026": [1, 2, 3]}) == []


def test_each_pattern_can_be_read_aloud():
    assert all(words.zh and words.en for words in PATTERNS.values())
