"""A minor's record: open under an assignment or an approved request, closed to everybody else."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.notices.models import Notice
from linli.people import actions, queries
from linli.people.models import Assignment, OpeningRequest
from linli.people.queries import opening
from linli.people.tests.conftest import CHILD, DAY, DUTY, open_child, register

REASON = "学校反映孩子一周没有来上课，需要联系家长"


def see(cast, viewer="social_worker", on=None):
    return queries.resident(getattr(cast, viewer), cast.child.pk, on or cast.today)


def ask(cast, by="grid_worker", **more):
    return actions.ask_to_open(
        resident_id=cast.child.pk, reason=REASON, by=getattr(cast, by), at=cast.now, **more
    )


def answer(cast, request, granted=True, by="supervisor", until_on=None):
    return actions.decide_opening(
        request_id=request.pk, granted=granted, by=getattr(cast, by), at=cast.now,
        until_on=until_on or (cast.today + 7 * DAY if granted else None),
    )  # fmt: skip


@pytest.mark.parametrize("viewer", ["social_worker", "grid_worker", "supervisor"])
def test_is_closed_to_everybody_until_it_is_opened(home, viewer):
    with pytest.raises(queries.NotOpened) as refused:
        see(home, viewer)
    assert refused.value.status == 403
    assert "申请" in refused.value.next_step
    assert getattr(home, viewer).looks == []


def test_an_adults_record_opens_and_is_logged(home):
    card = queries.resident(home.social_worker, home.mother.pk, home.today)
    assert (card.citizen_id, card.phone) == ("350206********4826", "138****8000")
    [look] = home.social_worker.looks
    assert (look.subject_id, look.part, look.place) == (str(home.mother.pk), "record", home.here)


def test_an_assignment_opens_it_to_that_worker_alone(home):
    made = open_child(home)
    assert see(home).name == "李小宇"
    [look] = home.social_worker.looks
    assert look.basis == f"assignment:{made.pk}"
    with pytest.raises(queries.NotOpened):
        see(home, "grid_worker")


def test_an_assignment_holds_to_its_last_day(home):
    open_child(home, days=30)
    assert see(home, on=home.today + 30 * DAY)
    with pytest.raises(queries.NotOpened):
        see(home, on=home.today + 31 * DAY)


def test_an_assignment_of_the_household_opens_its_minors(home):
    actions.assign(
        household_id=home.household.pk, worker_id=home.users["social_worker"].pk,
        scope="case", until_on=home.today + DAY, **home.lead,
    )  # fmt: skip
    assert see(home).whole
    assert queries.household(home.social_worker, home.household.pk, home.today).all_open
    actions.leave(resident_id=home.child.pk, **home.work)
    with pytest.raises(queries.NotOpened):
        see(home)


def test_contact_opens_names_and_numbers_but_no_facts(home):
    open_child(home, scope="contact")
    card = see(home)
    assert (card.whole, card.facts, card.bases) == (False, (), ())
    assert {kin.name for kin in card.guardians} == {"王秀英", "李强"}
    assert queries.numbers(home.social_worker, home.child.pk, home.today).name == "李小宇"
    with pytest.raises(queries.NotOpened):
        queries.changes(home.social_worker, home.child.pk, home.today)
    with pytest.raises(queries.NotOpened):
        actions.correct(resident_id=home.child.pk, who=CHILD, **home.work)


def test_taken_back_it_is_closed_at_once(home):
    made = open_child(home)
    actions.end_assignment(assignment_id=made.pk, **home.lead)
    with pytest.raises(queries.NotOpened):
        see(home)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"to": "supervisor"}, actions.ToYourself),
        ({"to": "cashier"}, actions.NotAWorkerHere),
        ({"to": "outsider"}, actions.NotAWorkerHere),
        ({"scope": "everything"}, actions.UnknownScope),
        ({"days": -1}, actions.WrongEnd),
        ({"days": 367}, actions.WrongEnd),
    ],
)
def test_refuses_a_wrong_assignment(home, told, refusal):
    with pytest.raises(refusal):
        open_child(home, **told)
    assert not Assignment.objects.exists()


def test_only_a_supervisor_of_this_place_assigns(home):
    told = {"resident_id": home.child.pk, "worker_id": home.users["grid_worker"].pk,
            "scope": "case", "until_on": home.today, "at": home.now}  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.assign(**told, by=home.social_worker)
    with pytest.raises(NotAllowed):
        actions.assign(**told, by=home.outsider)


def test_the_database_refuses_an_assignment_to_oneself_too(home):
    made = open_child(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=made.pk).update(supervisor=made.worker)


def test_whoever_needs_it_asks_and_another_answers(home):
    request = ask(home)
    assert queries.waiting_for_opening(home.grid_worker, home.child.pk)
    [waiting] = queries.asked_openings(home.supervisor)
    assert (waiting.name, waiting.asked_by, waiting.reason) == ("李＊＊", "小陈", REASON)
    answer(home, request)
    assert see(home, "grid_worker").opened_by == f"opening:{request.pk}"
    assert not queries.waiting_for_opening(home.grid_worker, home.child.pk)
    with pytest.raises(queries.NotOpened):
        see(home, "grid_worker", on=home.today + 8 * DAY)


def test_the_supervisors_are_told_and_then_the_one_who_asked(home):
    answer(home, ask(home))
    told = {(notice.kind, notice.to_id) for notice in Notice.objects.all()}
    assert told == {
        ("opening.asked", home.users["supervisor"].pk),
        ("opening.answered", home.users["grid_worker"].pk),
    }


def test_a_reason_is_sealed_and_never_in_the_journal(home):
    request = OpeningRequest.objects.get(pk=ask(home).pk)
    assert REASON.encode() not in bytes(request.reason)
    deed = journal.history(("resident", home.child.pk))[0]
    assert (deed.verb, deed.details) == ("opening.asked", {"request": str(request.pk)})


def test_refused_it_stays_closed_and_may_be_asked_again(home):
    answer(home, ask(home), granted=False)
    with pytest.raises(queries.NotOpened):
        see(home, "grid_worker")
    assert ask(home)


def test_refuses_a_wish_without_reason_or_asked_twice(home):
    with pytest.raises(actions.ReasonMissing):
        actions.ask_to_open(
            resident_id=home.child.pk, reason=" 看 ", by=home.grid_worker, at=home.now
        )
    ask(home)
    with pytest.raises(actions.AlreadyAsked):
        ask(home)
    key = uuid4()
    assert ask(home, by="social_worker", key=key) == ask(home, by="social_worker", key=key)


def test_nobody_answers_twice_or_for_themself(home):
    own = ask(home, by="supervisor")
    with pytest.raises(actions.OwnRequest):
        answer(home, own)
    request = ask(home)
    answer(home, request)
    with pytest.raises(actions.AlreadyDecided):
        answer(home, request)
    with pytest.raises(NotAllowed):
        answer(home, own, by="grid_worker")


def test_the_database_refuses_ones_own_approval_too(home):
    request = answer(home, ask(home))
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningRequest.objects.filter(pk=request.pk).update(decided_by=request.asked_by)


def test_opens_for_a_month_at_most(home):
    with pytest.raises(actions.WrongEnd):
        answer(home, ask(home), until_on=home.today + 31 * DAY)


def test_the_next_community_neither_asks_nor_knows(home):
    with pytest.raises(NotFound):
        ask(home, by="outsider")
    assert queries.asked_openings(home.outsider) == []


def test_on_their_eighteenth_birthday_a_record_opens_like_an_adults(home):
    birthday = home.child.born_on.replace(year=2036)
    with pytest.raises(queries.NotOpened):
        see(home, on=birthday - DAY)
    assert not see(home, on=birthday).minor


def test_the_wider_of_two_assignments_counts(home):
    open_child(home, scope="case")
    open_child(home, scope="contact")
    assert see(home).whole


def test_another_childs_assignment_opens_nothing(home):
    twin = register(home, CHILD.__class__(name="李小雨", citizen_id="350206201806123035"),
                    ground=DUTY)  # fmt: skip
    actions.assign(
        resident_id=twin.pk, worker_id=home.users["social_worker"].pk, scope="case",
        until_on=home.today, **home.lead,
    )  # fmt: skip
    with pytest.raises(queries.NotOpened):
        see(home)
    assert set(opening.workers(home.here, home.today).values()) >= {"林社工", "小陈", "许督导"}
