"""From the first sign to the first help: how long, and how many still wait."""

import datetime

from django.urls import reverse

from linli.benefits import actions as benefits
from linli.benefits.models import Hint
from linli.benefits.tests.conftest import put_hint, register_family, tell
from linli.benefits.tests.test_discovery import neighbours, permitted
from linli.cases import actions as cases
from linli.cases.tests import conftest as walk
from linli.claims.tests.conftest import Walk, begin
from linli.workbench import queries
from tests.village import HERE, NOW, TODAY

DAY = datetime.timedelta(days=1)
REACH = reverse("workbench:desk_reach")
__all__ = ["permitted"]


def reach(village, on=TODAY):
    return queries.reach(village.supervisor, on)


def test_of_nobody_nothing_is_reckoned(village):
    found = reach(village)
    assert (found.signalled, found.median_days, found.longest_days) == (0, None, None)


def test_help_is_a_due_told_of_and_the_rest_waits(permitted):
    first, second, third = neighbours(permitted, 3)
    Hint.objects.filter(household=first).update(found_at=NOW - 6 * DAY)
    Hint.objects.filter(household=second).update(found_at=NOW - 4 * DAY)
    Hint.objects.filter(household=third).update(found_at=NOW - 9 * DAY)
    for home in (first, second):
        hint = Hint.objects.get(household=home)
        benefits.answer(hint_id=hint.pk, said="right", by=permitted.supervisor, at=NOW)
    found = reach(permitted)
    assert (found.signalled, found.helped, found.median_days) == (3, 2, 5)
    assert (found.waiting, found.longest_days) == (1, 9)


def test_a_case_is_help_and_counts_from_the_word_that_led_to_it(village, family):
    lead = walk.told(village, at=NOW - 3 * DAY)
    cases.take_in(
        lead_id=lead.pk, household_id=family.household_id, by=village.social_worker, at=NOW
    )
    found = reach(village)
    assert (found.helped, found.median_days, found.waiting) == (1, 3, 0)


def test_aid_paid_is_help(village, fund):
    home = tell(village, register_family(village)).household_id
    put_hint(home)
    Hint.objects.update(found_at=NOW - 2 * DAY)
    fund.paid(300, household_id=home)
    found = reach(village)
    assert (found.helped, found.median_days, found.waiting) == (1, 2, 0)


def test_a_claim_handed_in_is_help(village):
    family = tell(village, register_family(village))
    put_hint(family.household_id)
    Hint.objects.update(found_at=NOW - 4 * DAY)
    walk_of = Walk(begin(village, family), village.social_worker)
    assert reach(village).waiting == 1
    walk_of.agree(family.mother_id)
    walk_of.step("submit")
    found = reach(village)
    assert (found.helped, found.median_days, found.waiting) == (1, 4, 0)


def test_what_was_looked_into_and_wanted_nothing_does_not_wait(permitted):
    [home] = neighbours(permitted, 1)
    Hint.objects.all().delete()
    note = benefits.note_hardship(
        place=HERE, household_id=home, words="在借钱", said_by="neighbour",
        by=permitted.grid_worker, at=NOW,
    )  # fmt: skip
    assert reach(permitted).waiting == 1
    benefits.follow_up(
        note_id=note.pk, said="no_need", words="认错了", by=permitted.grid_worker, at=NOW
    )
    assert reach(permitted).waiting == 0


def test_who_asked_the_fund_unseen_is_counted(village, fund):
    home = tell(village, register_family(village)).household_id
    fund.ask(300, household_id=home)
    found = reach(village)
    assert (found.asked_fund, found.unseen) == (1, 1)


def test_the_page(at_desk, village, family, lead):
    assert "算不出来" in at_desk("supervisor").get(REACH).content.decode()
    assert REACH in at_desk("supervisor").get("/desk/").content.decode()
