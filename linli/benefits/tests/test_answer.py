"""A machine suggests, a person decides; and whoever permits the machine at all is two people."""

import datetime

import pytest

from linli.benefits import actions, queries
from linli.benefits.models import Hint
from linli.benefits.tests.test_discovery import neighbours, permitted
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from tests.village import HERE, NEXT_DOOR, NOW, TODAY

DAY = datetime.timedelta(days=1)
__all__ = ["permitted"]


@pytest.fixture
def hint(permitted):
    neighbours(permitted, 1)
    Hint.objects.update(given_to=permitted.grid_worker.user_id, given_on=TODAY)
    return Hint.objects.get()


def answer(hint, by, said="right", **more):
    return actions.answer(hint_id=hint.pk, said=said, by=by, at=NOW, **more)


def test_remembers_who_said_what(village, hint):
    answered = answer(hint, village.grid_worker, words="已经带她去区残联。")
    assert (answered.answer, answered.answered_by_id) == ("right", village.grid_worker.user_id)
    assert unseal(answered, "words") == "已经带她去区残联。"


def test_is_answered_once(village, hint):
    first = answer(hint, village.grid_worker)
    assert answer(hint, village.grid_worker).answered_at == first.answered_at  # pressed twice
    with pytest.raises(actions.AlreadyAnswered):
        answer(hint, village.grid_worker, "declined")
    with pytest.raises(actions.AlreadyAnswered):
        answer(hint, village.supervisor)


def test_is_the_workers_own_or_the_supervisors(village, hint):
    with pytest.raises(actions.NotGivenToYou):
        answer(hint, village.social_worker)
    answer(hint, village.supervisor)


def test_refuses_the_next_community_and_other_roles(village, hint):
    with pytest.raises(NotFound):
        answer(hint, village.outsider)
    with pytest.raises(NotAllowed):
        answer(hint, village.cashier)


def test_wrong_wants_a_reason(village, hint):
    with pytest.raises(actions.ReasonMissing):
        answer(hint, village.grid_worker, "wrong", words="  ")
    answer(hint, village.grid_worker, "wrong", words="搬走了")


@pytest.mark.parametrize("day", [None, TODAY, TODAY + 367 * DAY])
def test_not_now_wants_a_day_within_a_year(village, hint, day):
    with pytest.raises(actions.WrongDay):
        answer(hint, village.grid_worker, "not_now", again_on=day)


def test_the_rate_counts_what_proved_right(village, hint):
    assert queries.rates(HERE) == {}
    answer(hint, village.grid_worker, "declined")
    assert queries.rates(HERE) == {"child_rehab_aid": (1, 1)}
    [rate] = queries.proved(village.supervisor)
    assert (rate.found, rate.answered, rate.right) == (1, 1, 1)


# Leave to look ------------------------------------------------------------------------------------


def test_the_writer_does_not_sign(village):
    actions.write_assessment(place=HERE, by=village.supervisor, at=NOW)
    with pytest.raises(actions.SignedByTheWriter):
        actions.sign_assessment(place=HERE, by=village.supervisor, at=NOW)
    assert not queries.any_permitted()
    actions.sign_assessment(place=HERE, by=village.administrator, at=NOW)
    assert queries.any_permitted()


def test_is_written_and_signed_once(permitted):
    with pytest.raises(actions.AlreadySigned):
        actions.write_assessment(place=HERE, by=permitted.administrator, at=NOW)
    with pytest.raises(actions.AlreadySigned):
        actions.sign_assessment(place=HERE, by=permitted.administrator, at=NOW)


def test_nobody_permits_it_elsewhere_or_without_the_role(village):
    with pytest.raises(NotFound):
        actions.write_assessment(place=NEXT_DOOR, by=village.supervisor, at=NOW)
    with pytest.raises(NotAllowed):
        actions.write_assessment(place=HERE, by=village.social_worker, at=NOW)
    with pytest.raises(NotFound):
        actions.sign_assessment(place=HERE, by=village.supervisor, at=NOW)


def test_the_database_insists_on_two_people(village):
    from django.db import IntegrityError, transaction

    from linli.benefits.models import ImpactAssessment

    actions.write_assessment(place=HERE, by=village.supervisor, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactAssessment.objects.update(signed_by=village.supervisor.user_id, signed_at=NOW)


def test_a_week_is_set_for_nobody_elsewhere(village):
    week = {"families_a_week": 3, "by": village.supervisor, "at": NOW}
    for stranger in (village.outsider.user_id, village.cashier.user_id):
        with pytest.raises(NotFound):
            actions.set_workload(user_id=stranger, place=HERE, **week)
    with pytest.raises(NotFound):
        actions.set_workload(user_id=village.outsider.user_id, place=NEXT_DOOR, **week)
