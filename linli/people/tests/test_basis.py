"""On what basis: legal duty with its article, consent with its giver; taken back as easily."""

import pytest
from django.db import IntegrityError, transaction

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.papers import queries as papers
from linli.papers.models import Paper
from linli.papers.tests.paper_samples import photo
from linli.people import actions, queries
from linli.people.actions import LegalDuty, NewGuardian
from linli.people.models import Basis, Guardianship
from linli.people.tests.conftest import DUTY, ELDER, consent, diagnose, open_child, register


def record(cast, ground, **subject):
    return actions.record_basis(ground=ground, **(subject or {"resident_id": cast.child.pk}),
                                **cast.work)  # fmt: skip


def test_a_legal_duty_says_its_article(home):
    made = record(home, DUTY)
    assert (made.kind, made.article, made.given_by) == ("legal_duty", DUTY.article, None)


def test_a_guardian_consents_for_a_child(home):
    made = record(home, consent(home.father))
    assert (made.about_child, made.guardianship.guardian) == (True, home.father)


@pytest.mark.parametrize("giver", ["child", "elder"])
def test_nobody_else_consents_for_a_child(home, giver):
    home.elder = register(home, ELDER)
    with pytest.raises(actions.NotByGuardian) as refused:
        record(home, consent(getattr(home, giver)))
    assert "李小宇" in str(refused.value)


def test_a_guardian_of_the_past_does_not(home):
    ended = Guardianship.objects.get(child=home.child, guardian=home.father)
    actions.end_guardianship(guardianship_id=ended.pk, **home.work)
    with pytest.raises(actions.NotByGuardian):
        record(home, consent(home.father))


def test_an_adult_consents_for_themself_alone(home):
    assert record(home, consent(home.mother), resident_id=home.mother.pk).given_by == home.mother
    with pytest.raises(actions.NotByThemself):
        record(home, consent(home.father), resident_id=home.mother.pk)


def test_an_adult_living_there_consents_for_a_household(home):
    household = {"household_id": home.household.pk}
    assert record(home, consent(home.mother), **household).household == home.household
    elder = register(home, ELDER)
    for nobody in (home.child, elder):
        with pytest.raises(actions.NotOfThisHousehold):
            record(home, consent(nobody), **household)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"purpose": " "}, "用来做什么"),
        ({"version": ""}, "版本"),
        ({"form": "telepathy"}, "怎样"),
        ({"form": "paper"}, "拍照"),
        ({"witness": ""}, "见证人"),
        ({"witness": "林社工"}, "不能是您自己"),
    ],
)
def test_refuses_an_incomplete_consent(home, changed, word):
    with pytest.raises(actions.BasisIncomplete) as refused:
        record(home, consent(home.mother, **changed))
    assert word in str(refused.value)


def test_refuses_a_duty_without_article(home):
    with pytest.raises(actions.BasisIncomplete, match="第几条"):
        record(home, LegalDuty(article="", purpose="救助"))


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "legal_duty", "article": "", "form": ""},
        {"version": ""},
        {"form": "paper"},
        {"form": "read_aloud", "witness": ""},
        {"given_by": None},
        {"household_id": "household"},
    ],
)
def test_the_database_refuses_them_too(home, broken):
    if "household_id" in broken:
        broken = {"household_id": home.household.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Basis.objects.filter(resident=home.child).update(**broken)


def test_a_signed_sheet_is_kept_and_opens_only_with_the_record(home):
    made = actions.record_basis(
        ground=consent(home.mother, form="paper"),
        resident_id=home.child.pk,
        photo=photo(),
        **home.work,
    )
    with pytest.raises(NotFound):
        papers.paper(home.social_worker, made.paper_id)
    with pytest.raises(queries.NotOpened):
        queries.consent_paper(home.social_worker, made.pk, home.today)
    open_child(home)
    sheet = queries.consent_paper(home.social_worker, made.pk, home.today)
    assert sheet.media_type == "image/jpeg"
    assert ("paper", str(made.paper_id)) in [
        (look.kind, look.subject_id) for look in home.social_worker.looks
    ]
    with pytest.raises(NotFound):
        queries.consent_paper(home.outsider, made.pk, home.today)


def test_a_paper_of_another_place_is_no_consent_here(home):
    made = actions.record_basis(
        ground=consent(home.mother, form="paper"),
        resident_id=home.child.pk,
        photo=photo(),
        **home.work,
    )
    Paper.objects.filter(pk=made.paper_id).update(place=home.next_door)
    with pytest.raises(actions.BasisIncomplete):
        record(home, consent(home.mother, form="paper", paper=made.paper_id))


def test_taken_back_takes_with_it_what_rested_on_it(home):
    open_child(home)
    diagnose(home)
    actions.withdraw_basis(basis_id=home.child.basis, **home.work)
    card = queries.resident(home.social_worker, home.child.pk, home.today)
    assert card.facts == ()
    assert [basis.withdrawn for basis in card.bases] == [True]
    family = queries.facts(home.social_worker, home.household.pk, home.today)
    assert "diagnosis" not in family.person(home.child.pk).facts
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.withdraw_basis(basis_id=home.child.basis, **home.work)


def test_what_rested_on_something_else_stays(home):
    open_child(home)
    duty = record(home, DUTY)
    diagnose(home, basis_id=duty.pk)
    actions.withdraw_basis(basis_id=home.child.basis, **home.work)
    card = queries.resident(home.social_worker, home.child.pk, home.today)
    assert [fact.kind for fact in card.facts] == ["diagnosis"]


def test_a_legal_duty_is_not_taken_back(home):
    with pytest.raises(actions.DutyStays):
        actions.withdraw_basis(basis_id=record(home, DUTY).pk, **home.work)


def test_its_sheet_is_then_kept_three_years(home):
    made = actions.record_basis(
        ground=consent(home.mother, form="paper"),
        resident_id=home.child.pk,
        photo=photo(),
        **home.work,
    )
    actions.withdraw_basis(basis_id=made.pk, **home.work)
    assert Paper.objects.get(pk=made.paper_id).keep_until == home.today.replace(year=2029)


def test_whoever_gave_it_takes_it_back_from_their_own_page(home):
    mother, father = _login(home, home.mother, "wang"), _login(home, home.father, "li")
    with pytest.raises(NotAllowed):
        actions.withdraw_basis(basis_id=home.child.basis, by=father, at=home.now)
    actions.withdraw_basis(basis_id=home.child.basis, by=mother, at=home.now)
    deed = journal.history(("resident", home.child.pk))[0]
    assert (deed.verb, deed.actor_id) == ("basis.withdrawn", mother.user_id)


def test_a_guardian_is_an_adult_once(home):
    for told, refusal in (
        ({"child_id": home.child.pk, "guardian_id": home.child.pk}, actions.NotAGuardian),
        ({"child_id": home.mother.pk, "guardian_id": home.child.pk}, actions.NotAGuardian),
        ({"child_id": home.child.pk, "guardian_id": home.mother.pk}, actions.AlreadyGuardian),
    ):
        with pytest.raises(refusal):
            actions.name_guardian(kind="parent", **told, **home.work)


def test_a_guardian_is_named_by_those_of_this_place(home):
    elder = register(home, ELDER)
    told = {"child_id": home.child.pk, "guardian_id": elder.pk, "kind": "grandparent"}
    with pytest.raises(NotFound):
        actions.name_guardian(**told, by=home.outsider, at=home.now)
    actions.name_guardian(**told, **home.work)
    assert record(home, consent(elder)).guardianship.kind == "grandparent"


def test_guardians_come_with_the_registration(home):
    assert NewGuardian(home.mother.pk, "parent") == (home.mother.pk, "parent")
    named = Guardianship.objects.filter(child=home.child)
    assert {one.guardian for one in named} == {home.mother, home.father}


def _login(cast, resident, username):
    user = identity.invite(username=username, name=resident.name, by=clock(), at=cast.now)
    actions.link_login(resident_id=resident.pk, user_id=user.pk, **cast.work)
    return who.viewer_for(user, on=cast.today)
