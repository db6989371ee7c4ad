"""The golden family for thirteen months: bills, quarters, a short payment, the cap, a renewal."""

import datetime
from uuid import UUID

import pytest

from linli.claims import actions, queries, terms
from linli.claims.tests.conftest import moment
from linli.people import actions as people
from tests.village import TODAY

D = datetime.date
LIMIT = 1_700_00
BILL = 3_000_00


def month(n: int) -> D:
    """The n-th month from November 2026."""
    return terms.later(D(2026, 11, 1), n)


@pytest.fixture
def living(village, family, walk):
    """Granted in November 2026, by the quarter, until the end of October 2027."""
    for start, end in [(TODAY, D(2027, 6, 1)), (D(2027, 6, 2), D(2028, 3, 1))]:
        people.assign(
            household_id=family.household_id,
            worker_id=village.social_worker.user_id,
            scope="case",
            until_on=end,
            by=village.supervisor,
            at=moment(start),
        )
    walk.agree(family.mother_id)
    walk.granted(until_on=D(2027, 10, 31))
    return walk


def gap(village, family, on):
    return queries.residual_gap(village.social_worker, family.household_id, on)


def card(village, walk, on):
    return queries.claim(village.social_worker, walk.claim.pk, on)


def test_before_anything_is_granted_the_gap_is_what_the_rules_reckon(village, family, walk):
    found = gap(village, family, TODAY)
    assert (found.cost_fen, found.residual_fen) == (BILL, BILL - LIMIT)
    assert [line.rests_on for line in found.lines if line.fen == LIMIT] == ["rule"]


def test_a_refusal_leaves_the_whole_cost_to_the_fund(village, family, walk):
    walk.agree(family.mother_id)
    walk.step("submit")
    walk.step("refuse", words="材料不全")
    found = gap(village, family, TODAY)
    assert found.residual_fen == BILL
    assert [line.rests_on for line in found.lines] == ["refusal"]


def test_thirteen_months(village, family, living):
    # November and December 2026: bills come, and are handed in when the quarter is over.
    living.bill(month(0), at=moment(D(2026, 12, 2)))
    living.bill(month(1), fen=1_200_00, at=moment(D(2027, 1, 4)))
    due = {one.on: one for one in card(village, living, D(2027, 1, 4)).dues}
    assert due[D(2027, 1, 1)].fen == LIMIT + 1_200_00
    living.settle(month(0), month(1), D(2027, 1, 5))
    assert [m.row.stands for m in card(village, living, D(2027, 1, 6)).months] == [
        "running", "awaited", "awaited",
    ]  # fmt: skip

    # In February less comes than was due: the gap of December is recomputed from what arrived.
    assert gap_of(village, family, month(1), D(2027, 1, 6)).residual_fen == 0
    living.came(LIMIT + 800_00, month(0), month(1), D(2027, 2, 3))
    december = gap_of(village, family, month(1), D(2027, 2, 4))
    assert (december.given_fen, december.residual_fen) == (800_00, 400_00)
    assert [d.fen for d in card(village, living, D(2027, 2, 4)).dues if d.overdue] == [400_00]
    living.step("chase", D(2027, 2, 5), words="区残联说下月补")
    living.came(400_00, month(1), month(1), D(2027, 3, 3))
    assert gap_of(village, family, month(1), D(2027, 3, 4)).residual_fen == 0

    # Each quarter of 2027.
    for first in (2, 5):
        for n in range(first, first + 3):
            living.bill(month(n), at=moment(terms.later(month(n), 1)))
        handed = terms.later(month(first + 2), 1)
        living.settle(month(first), month(first + 2), handed)
        paid_on = handed + datetime.timedelta(days=20)
        living.came(3 * LIMIT, month(first), month(first + 2), paid_on)
    # The third quarter's money does not come: after 45 days it is late, and said so.
    for n in (8, 9, 10):
        living.bill(month(n), at=moment(terms.later(month(n), 1)))
    living.settle(month(8), month(10), D(2027, 10, 8))
    assert not late(village, living, D(2027, 11, 20))
    assert late(village, living, D(2027, 11, 23)) == [3 * LIMIT]

    # It was granted until the end of October; on the list a month before, and renewed.
    assert D(2027, 10, 31) not in {one.on for one in card(village, living, D(2027, 9, 30)).dues}
    assert D(2027, 10, 31) in {one.on for one in card(village, living, D(2027, 10, 9)).dues}
    living.step("renew", D(2027, 10, 20), until_on=D(2028, 10, 31))
    living.bill(month(11), at=moment(D(2027, 11, 2)))
    living.came(3 * LIMIT, month(8), month(10), D(2027, 11, 25))

    found = card(village, living, D(2027, 12, 1))
    assert [m.row.month for m in found.months] == [month(n) for n in range(13, -1, -1)]
    assert [m.row.stands for m in found.months] == [
        "running", "no_bill", "to_hand_in", *["arrived"] * 11,
    ]  # fmt: skip
    assert found.account.arrived_fen == LIMIT + 1_200_00 + 9 * LIMIT
    gaps = queries.monthly_gaps(village.social_worker, family.household_id, D(2027, 12, 1))
    # What the institution asks was told a year ago: without a bill nobody knows it any more.
    assert [one.residual_fen for one in gaps] == [None, None, *[1_300_00] * 10, 0]


def test_a_capped_year_runs_out_and_the_fund_may_then_fill_all(village, family, walk):
    people.assign(
        household_id=family.household_id, worker_id=village.social_worker.user_id, scope="case",
        until_on=D(2027, 11, 1), by=village.supervisor, at=moment(TODAY),
    )  # fmt: skip
    walk.agree(family.mother_id)
    walk.granted(yearly_cap_fen=3_400_00, rhythm="month")
    assert card(village, walk, TODAY).account.funded_months_left == 1
    for n in (0, 1, 2, 3, 4):
        walk.bill(month(n), at=moment(terms.later(month(n), 1)))
    by_month = {
        one.month: one.residual_fen
        for one in queries.monthly_gaps(village.social_worker, family.household_id, D(2027, 4, 2))
    }
    assert [by_month[month(n)] for n in range(5)] == [
        BILL - LIMIT, BILL - LIMIT, BILL - LIMIT, BILL - LIMIT, BILL,
    ]  # fmt: skip


def test_bills_are_not_handed_in_twice_nor_before_their_time(living):
    living.bill(month(0), at=moment(D(2026, 12, 2)))
    with pytest.raises(actions.WrongMonths):
        living.bill(month(2), at=moment(D(2026, 12, 2)))
    with pytest.raises(actions.WrongMonths):
        living.bill(month(-1), at=moment(D(2026, 12, 2)))
    living.settle(month(0), month(0), D(2026, 12, 3))
    with pytest.raises(actions.AlreadyHandedIn):
        living.settle(month(0), month(0), D(2026, 12, 4))
    with pytest.raises(actions.AlreadyHandedIn):
        living.bill(month(0), at=moment(D(2026, 12, 4)))
    with pytest.raises(actions.NothingToSettle):
        living.settle(month(1), month(1), D(2027, 1, 4))


def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(village, living):
    living.bill(month(0), at=moment(D(2026, 12, 2)))
    said = {"claim_id": living.claim.pk, "first_month": month(0), "last_month": month(0)}
    work = {"by": living.by, "at": moment(D(2026, 12, 3))}
    for day in (D(2026, 12, 4), D(2026, 10, 31)):
        with pytest.raises(actions.DayNotPossible):
            actions.settle(on=day, **said, **work)
        with pytest.raises(actions.DayNotPossible):
            actions.record_arrival(
                arrived_on=day, amount_fen=LIMIT, seen_as="bank_message", **said, **work
            )
    found = card(village, living, D(2026, 12, 3))
    assert [m.row.stands for m in found.months] == ["running", "to_hand_in"]


def test_nothing_is_paid_before_it_is_granted(walk):
    with pytest.raises(actions.NotPayingYet):
        walk.came(LIMIT, TODAY, TODAY, TODAY)
    with pytest.raises(actions.NotPayingYet):
        walk.bill(month(0))


def test_an_allowance_takes_no_bills(family, walk):
    walk.agree(family.mother_id)
    walk.granted(rhythm="")
    with pytest.raises(actions.NotOnBills):
        walk.bill(month(0))


def test_pressed_twice_money_came_once(village, family, living):
    key = UUID("0193a000-0000-7000-8000-000000000002")
    for _ in range(2):
        living.came(LIMIT, TODAY, TODAY, TODAY, key=key)
    assert card(village, living, TODAY).account.arrived_fen == LIMIT


def test_money_entered_by_mistake_is_taken_back(village, living):
    came = living.came(LIMIT, TODAY, TODAY, TODAY)
    actions.take_back(
        claim_id=living.claim.pk, entry="arrival", entry_id=came.pk, by=living.by, at=moment(TODAY)
    )
    assert card(village, living, TODAY).account.arrived_fen == 0


def gap_of(village, family, wanted, on):
    gaps = queries.monthly_gaps(village.social_worker, family.household_id, on)
    return next(one for one in gaps if one.month == wanted)


def late(village, walk, on):
    dues = card(village, walk, on).dues
    return [due.fen for due in dues if str(due.word).startswith("钱没有到")]
