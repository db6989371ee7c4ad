"""谁也没接住: hardship, and every policy refuses; it stays until somebody has answered."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from linli.benefits import actions, queries
from linli.benefits.models import Caught
from linli.benefits.tests.conftest import refused_by_all, tell_of
from linli.benefits.tests.test_discovery import permitted
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.people import actions as people, queries as residents
from tests.village import HERE, NOW, TODAY, come_in

LIST = reverse("benefits:desk_uncaught")
HOUR = datetime.timedelta(hours=1)
__all__ = ["permitted"]


@pytest.fixture
def alone(permitted):
    """A man with a bill that no insurance paid, and an income that no policy takes for low."""
    return refused_by_all(permitted.social_worker)


def catch(home, by, how="fund", at=NOW + HOUR, words=""):
    return actions.catch(household_id=home, how=how, words=words, by=by, at=at)


def uncaught(viewer):
    return [row.household_id for row in queries.uncaught(viewer, TODAY)]


def test_a_fact_that_tells_of_hardship_is_enough(permitted, alone):
    [row] = queries.uncaught(permitted.supervisor, TODAY)
    assert (row.household_id, row.label) == (alone, "何先生")
    assert "医疗费" in row.why[0].zh


def test_the_fund_s_people_learn_neither_name_nor_bill(permitted, alone):
    for who in (permitted.committee_member, permitted.cashier):
        [row] = queries.uncaught(who, TODAY)
        assert (row.household_id, row.label) == (alone, "")
        assert [words.zh for words in row.why] == ["登记的情况里有难处"]


def test_a_family_that_something_may_help_is_not_uncaught(permitted, told):
    actions.note_hardship(
        place=HERE, household_id=told.household_id, words="孩子的药断了", said_by="worker",
        by=permitted.grid_worker, at=NOW,
    )  # fmt: skip
    assert uncaught(permitted.supervisor) == []


def test_a_question_still_to_be_asked_is_not_a_refusal(permitted, alone):
    """Of a second person in the house the income is unknown: dibao is not refused yet."""
    from linli.people.terms import Registration

    wife = people.register(
        who=Registration(name="何太太", sex=2, born_on=datetime.date(1982, 1, 1)),
        place=HERE, by=permitted.social_worker, at=NOW,
    )  # fmt: skip
    people.join(
        household_id=alone, resident_id=wife.pk, relation="10", by=permitted.social_worker, at=NOW
    )
    assert uncaught(permitted.supervisor) == []


def test_a_word_is_enough_and_a_groundless_one_is_not(permitted, alone):
    [resident] = residents.members_of(permitted.social_worker, alone)
    tell_of(permitted.social_worker, resident_id=resident, yearly_medical_cost=0)
    assert uncaught(permitted.supervisor) == []
    note = actions.note_hardship(
        place=HERE, household_id=alone, words="在借钱", said_by="neighbour",
        by=permitted.grid_worker, at=NOW,
    )  # fmt: skip
    [row] = queries.uncaught(permitted.supervisor, TODAY)
    assert [words.zh for words in row.why] == ["有人替这一家说了话"]
    actions.follow_up(
        note_id=note.pk, said="no_need", words="认错了人", by=permitted.grid_worker, at=NOW
    )
    assert uncaught(permitted.supervisor) == []


def test_an_answer_holds_until_a_newer_sign(permitted, alone):
    catch(alone, permitted.committee_member)
    assert uncaught(permitted.supervisor) == []
    actions.note_hardship(
        place=HERE, household_id=alone, words="又住院了", said_by="neighbour",
        by=permitted.grid_worker, at=NOW + 2 * HOUR,
    )  # fmt: skip
    assert uncaught(permitted.supervisor) == [alone]


def test_it_is_answered_once_and_with_a_reason_where_one_is_wanted(permitted, alone):
    for how in ("referred", "nothing"):
        with pytest.raises(actions.ReasonWanted):
            catch(alone, permitted.supervisor, how)
    catch(alone, permitted.supervisor, "referred", words="街道临时救助窗口")
    with pytest.raises(actions.AlreadyCaught):
        catch(alone, permitted.supervisor)


def test_others_and_next_door_may_not(permitted, alone):
    with pytest.raises(NotAllowed):
        catch(alone, permitted.grid_worker)
    with pytest.raises(NotAllowed):
        queries.uncaught(permitted.social_worker, TODAY)
    with pytest.raises(NotFound):
        catch(alone, permitted.supervisor, "forgotten")


def test_the_database_wants_a_way_and_a_reason(permitted, alone):
    by = {"place_id": HERE, "household_id": alone, "caught_at": NOW}
    for how in ("forgotten", "nothing"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Caught.objects.create(how=how, caught_by_id=permitted.supervisor.user_id, **by)


def test_nobody_is_looked_at_without_leave(village):
    refused_by_all(village.social_worker)
    assert queries.uncaught(village.supervisor, TODAY) == []


def test_who_wishes_not_to_be_looked_for_is_left_alone(permitted, alone):
    actions.refuse_looking(household_id=alone, by=permitted.grid_worker, at=NOW)
    assert uncaught(permitted.supervisor) == []


def test_the_pages(client, permitted, alone):
    desk = come_in(client, permitted.users["supervisor"])
    assert "何先生一家" in desk.get(LIST).content.decode()
    assert "谁也没接住：1 家" in desk.get("/desk/").content.decode()
    here = reverse("benefits:desk_catch", args=[alone])
    assert desk.post(here, {"how": "nothing", "words": ""}).status_code == 422
    assert desk.post(here, {"how": "fund"}).url == LIST
    assert "没有这样的人家" in desk.get(LIST).content.decode()
    assert desk.get(here).status_code == 404


def test_the_fund_s_page_names_nobody(client, permitted, alone):
    fund = come_in(client, permitted.users["committee_member"])
    for page in (LIST, reverse("benefits:desk_catch", args=[alone])):
        html = fund.get(page).content.decode()
        assert "一户人家" in html
        assert "何先生" not in html
