"""What stands in the demo once it is loaded: everybody invented, and every story lived through."""

import pytest

from linli.benefits import queries as benefits
from linli.cases.models import CaseFile, FollowUp, Lead
from linli.demo import cast
from linli.demo.actions.families import STORIES
from linli.fund import queries as fund
from linli.fund.models import AidRequest, Batch, Donation, Fund, OpeningBalance, Payment
from linli.fund.terms import SMALLEST_GROUP
from linli.identity import queries as identity
from linli.identity.models import SignOff, User
from linli.identity.permissions import ROLES, clock
from linli.people import queries as people
from linli.people.models import Basis, Household, Resident
from linli.rules.verdicts import Outcome
from linli.transparency.published import outcomes
from tests.village import TODAY

# The stories on PostgreSQL start from the same demo (tests/journeys).
pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.once]


def wang():
    return identity.viewer_for(identity.user_named("wang"), on=TODAY)


def wang_family():
    return Household.objects.get(number=cast.WANG_FAMILY.number)


# Who is in it -------------------------------------------------------------------------------------


def test_everybody_in_it_is_marked_as_invented():
    assert not Resident.objects.filter(fictional=False).exists()
    assert not Household.objects.filter(fictional=False).exists()


def test_the_logins_are_the_cast_and_none_has_a_password():
    assert {user.username for user in User.objects.all()} == set(cast.PLAYERS)
    assert not [user for user in User.objects.all() if user.has_usable_password() or not user.demo]


def test_every_role_is_played():
    assert {player.role for player in cast.STAFF} == set(ROLES)


def test_the_holder_is_a_sample_and_no_real_federation():
    [named] = {fund_.holder.name for fund_ in Fund.objects.all()}
    assert named == "示例慈善会"


def test_ms_wang_has_no_case_yet_and_her_child_is_kept_on_a_basis():
    family = wang_family()
    assert not CaseFile.objects.filter(household=family).exists()
    living = people.household(clock(), family.pk, TODAY).members
    assert [member.name for member in living] == [person.name for person in cast.WANG_FAMILY.people]
    child = living[cast.CHILD].id
    assert Basis.objects.filter(resident=child, about_child=True, kind="legal_duty").exists()
    assert people.resident_of(wang()) == living[0].id


def test_the_husbands_certificate_already_decides_against_the_care_allowance():
    household = wang_family()
    husband = people.household(clock(), household.pk, TODAY).members[cast.HUSBAND]
    answers = benefits.verdicts(clock(), household.pk, TODAY)
    of_husband = {
        one.verdict.pack.id: one.verdict.outcome
        for one in answers
        if one.verdict.subject == husband.id
    }
    assert of_husband["disability_care_allowance"] is Outcome.NOT_ELIGIBLE


# What has happened in it --------------------------------------------------------------------------


def test_five_different_people_signed_every_payment():
    for request in AidRequest.objects.all():
        signed = SignOff.objects.filter(subject_kind="aid_request", subject_id=request.pk)
        steps = ["ask", "decide", "instruct", "pay", "propose"]
        assert sorted(signed.values_list("step", flat=True)) == steps
        assert len(set(signed.values_list("actor", flat=True))) == 5


def test_the_last_published_batch_shows_a_group_and_a_balance():
    batch = Batch.objects.latest("number")
    assert batch.figures["quarter"]["by_purpose"] == {"family_aid": cast.PUBLISHED}
    given = sum(gift.yuan for gift in cast.GIFTS) + cast.OPENING_YUAN
    assert 0 < batch.figures["balance_fen"] < given * 100


def test_with_one_more_family_the_waiting_ones_can_be_shown():
    assert Payment.objects.filter(batch=None).count() == SMALLEST_GROUP - 1


def test_most_donors_stand_as_kind_people():
    shown = list(Donation.objects.values_list("display", flat=True))
    assert shown.count("anonymous") > len(shown) / 2


def test_the_opening_balance_says_that_it_is_invented():
    assert "虚构" in OpeningBalance.objects.get().statement


def test_the_book_proves_itself():
    for fund_ in Fund.objects.all():
        assert not fund.trouble_of(fund_)


def test_every_family_was_looked_in_on():
    assert FollowUp.objects.values("case").distinct().count() == len(STORIES)


def test_so_many_families_moved_up_that_the_street_may_know():
    assert {step.domain for step in outcomes(cast.PLACE, TODAY).steps if step.families} == {
        "economic",
        "health",
    }


def test_one_word_waits_for_an_answer():
    assert Lead.objects.filter(case=None, declined_at=None).count() == 1
