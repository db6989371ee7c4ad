"""A supervisor gives the case to a worker; that is the approval the law asks for."""

import datetime

import pytest

from linli.cases import actions as cases, queries
from linli.cases.tests.conftest import IN_HALF_A_YEAR, assign
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.notices import queries as notices
from linli.people import actions as people_actions, queries as people
from tests.village import NOW, TODAY


def give(village, case, **changed):
    said = {
        "case_id": case.pk,
        "worker_id": village.social_worker.user_id,
        "until_on": IN_HALF_A_YEAR,
        "by": village.supervisor,
        "at": NOW,
    }
    return cases.assign_worker(**(said | changed))


def test_the_childs_record_opens_to_the_worker(village, family, opened):
    closed = people.household(village.social_worker, family.household_id, TODAY)
    assert not closed.all_open
    assign(village, opened)
    now_open = people.household(village.social_worker, family.household_id, TODAY)
    assert now_open.all_open


def test_the_case_moves_to_assessment_and_the_worker_is_told(village, opened):
    before = len(notices.for_me(village.social_worker))
    assign(village, opened)
    card = queries.case(village.social_worker, opened.pk, on=TODAY)
    assert (card.stage, card.worker, card.may_work) == ("assessment", "林社工", True)
    assert len(notices.for_me(village.social_worker)) == before + 1


def test_the_deed_names_worker_and_end_by_id(village, assigned):
    deed = journal.history(("case", assigned.pk))[0]
    assert deed.verb == "case.assigned"
    assert deed.details["worker"] == str(village.social_worker.user_id)


def test_nobody_assigns_a_case_to_themself(village, opened):
    user = village.users["social_worker"]
    identity.appoint(
        user_id=user.pk, role="supervisor", place=village.here, by=clock(), at=NOW, from_on=TODAY
    )
    both = who.viewer_for(user, on=TODAY)
    with pytest.raises(cases.NotYourself):
        give(village, opened, by=both)


def test_only_a_social_worker_of_the_place_is_named(village, opened):
    for stranger in (village.outsider, village.cashier):
        with pytest.raises(cases.NotASocialWorker):
            give(village, opened, worker_id=stranger.user_id)


def test_the_end_is_within_a_year(village, opened):
    with pytest.raises(people_actions.WrongEnd):
        give(village, opened, until_on=TODAY + datetime.timedelta(days=400))
    opened.refresh_from_db()
    assert opened.worker_id is None


def test_only_a_supervisor_assigns(village, opened):
    with pytest.raises(NotAllowed):
        give(village, opened, by=village.social_worker)
    with pytest.raises(NotFound):
        give(village, opened, case_id=village.holder.pk)


def test_a_closed_case_is_given_to_nobody(village, assigned):
    cases.close(
        case_id=assigned.pk, on=TODAY, outcome="moved", words="搬去同安",
        monitor_until=IN_HALF_A_YEAR, by=village.social_worker, at=NOW,
    )  # fmt: skip
    with pytest.raises(cases.CaseIsClosed):
        give(village, assigned)
