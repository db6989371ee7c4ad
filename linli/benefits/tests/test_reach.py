"""How well families are reached: signs, and who came by themselves without our having hinted."""

import datetime

from linli.benefits import actions, queries
from linli.benefits.models import Hint
from linli.benefits.tests.conftest import state
from linli.benefits.tests.test_discovery import (
    DAY,
    committed,
    permitted,
    run,
    run_soon,
)
from tests.village import HERE, NOW, TODAY

__all__ = ["committed", "permitted"]
A_YEAR_AGO = NOW - datetime.timedelta(days=365)


def rates(village):
    return {rate.benefit.zh: rate for rate in queries.proved(village.supervisor)}


def test_a_family_is_signalled_by_the_earliest_sign_and_told_by_the_first_right_answer(
    permitted, told
):
    actions.note_hardship(
        place=HERE, household_id=told.household_id, words="孩子在家哭", said_by="worker",
        by=permitted.grid_worker, at=NOW - DAY,
    )  # fmt: skip
    run()
    [row] = queries.signalled(permitted.supervisor, A_YEAR_AGO)
    assert (row.at, row.told_at, row.waiting) == (NOW - DAY, None, True)
    hint = Hint.objects.get(benefit="child_rehab_aid")
    actions.answer(hint_id=hint.pk, said="right", by=permitted.supervisor, at=NOW + DAY)
    [row] = queries.signalled(permitted.supervisor, A_YEAR_AGO)
    assert row.told_at == NOW + DAY


def test_who_told_us_that_they_have_it_and_was_never_hinted_is_missed(permitted, told):
    later = NOW + 40 * DAY
    _told_later(permitted, told.child_id, later, receives_child_rehab_aid=True)
    assert rates(permitted)["残疾儿童康复救助"].missed == 1


def test_who_had_it_when_we_came_to_know_them_is_not_missed(permitted, told):
    state(permitted, resident_id=told.child_id, receives_child_rehab_aid=True)
    assert "残疾儿童康复救助" not in rates(permitted)


def test_what_was_hinted_and_not_in_time_is_counted_apart(committed):
    run()
    aid = ("child_rehab_aid", committed.family.child_id)
    _told_later(committed, committed.family.child_id, NOW + DAY, receives_child_rehab_aid=True)
    run_soon(gone=aid)
    rate = rates(committed)["残疾儿童康复救助"]
    assert (rate.found, rate.answered, rate.too_late, rate.missed) == (1, 0, 1, 0)
    assert queries.rates(HERE) == {}  # proves nothing either way


def test_who_asks_the_fund_and_was_never_spoken_for_is_unhinted(permitted, told):
    homes = {told.household_id}
    assert queries.unhinted(homes, NOW + DAY) == homes
    run()
    assert queries.unhinted(homes, NOW + DAY) == set()
    assert queries.unhinted(homes, NOW - DAY) == homes


def test_next_door_counts_nothing(permitted, told):
    run()
    assert queries.signalled(permitted.supervisor, NOW + DAY) == []


def _told_later(village, child, at, **values):
    """Said on a later day than that on which they came to be known."""
    from linli.benefits.tests.conftest import LAW
    from linli.people import actions as people

    basis = people.record_basis(ground=LAW, by=village.social_worker, at=at, resident_id=child)
    for kind, value in values.items():
        people.state_fact(
            kind=kind, value=value, source="stated", observed_on=TODAY, basis_id=basis.pk,
            resident_id=child, by=village.social_worker, at=at,
        )  # fmt: skip
