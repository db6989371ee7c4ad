"""What happens at the office, step by step, and taking a step back."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.benefits import queries as benefits
from linli.benefits.tests.conftest import LAW, state
from linli.claims import actions, queries
from linli.claims.models import Claim, Step
from linli.claims.tests.conftest import begin, moment
from linli.journal import queries as journal
from linli.people import actions as people
from tests.village import NOW, TODAY

TOMORROW = TODAY + datetime.timedelta(days=1)
D = datetime.date


def card(village, walk, on=TODAY):
    return queries.claim(village.social_worker, walk.claim.pk, on)


def test_nothing_is_handed_in_without_their_word(walk):
    with pytest.raises(actions.ConsentMissing):
        walk.step("submit")


def test_until_the_money_comes(village, family, walk):
    walk.agree(family.mother_id)
    for verb, stands in [
        ("submit", "with_office"),
        ("receive", "with_office"),
        ("want_more", "owes_papers"),
        ("supply", "with_office"),
    ]:
        walk.step(verb)
        assert card(village, walk).state == stands
    walk.step("grant", amount_fen=1_700_00, from_month=TODAY, rhythm="quarter")
    assert card(village, walk).state == "approved"
    walk.came(1_700_00, TODAY, TODAY, TODAY)
    assert card(village, walk).state == "paying"


def test_every_step_is_a_deed_without_a_word_of_the_family(village, family, walk):
    walk.agree(family.mother_id)
    walk.step("submit", words="交给了区残联的小陈", reference="QCL-7")
    deeds = journal.history(("claim", walk.claim.pk))
    assert deeds[0].verb == "claim.submitted"
    assert "小陈" not in str([deed.details for deed in deeds])


def test_what_cannot_have_happened_is_refused(family, walk):
    with pytest.raises(actions.NotNow):
        walk.step("receive")
    walk.agree(family.mother_id)
    walk.step("submit")
    with pytest.raises(actions.NotNow):
        walk.step("submit")
    with pytest.raises(actions.NotNow):
        walk.step("appeal")


def test_days_go_forward_and_not_beyond_today(family, walk):
    walk.agree(family.mother_id)
    walk.step("submit")
    with pytest.raises(actions.WrongDay):
        actions.receive(claim_id=walk.claim.pk, on=TOMORROW, by=walk.by, at=NOW)
    with pytest.raises(actions.WrongDay):
        actions.receive(
            claim_id=walk.claim.pk, on=TODAY - datetime.timedelta(days=1), by=walk.by, at=NOW
        )


def test_the_month_it_was_handed_in_is_the_month_it_counts_from(village, family, walk):
    assert card(village, walk).counts_from is None
    walk.agree(family.mother_id)
    walk.step("submit")
    assert card(village, walk).counts_from == D(2026, 11, 1)


def test_a_refusal_has_its_reason_and_sixty_days(village, family, walk):
    walk.agree(family.mother_id)
    walk.step("submit")
    walk.step("refuse", words="材料不全")
    [due] = card(village, walk).dues
    assert due.on == TODAY + datetime.timedelta(days=60)
    walk.step("appeal", TOMORROW)
    walk.step("grant", TOMORROW, amount_fen=1_700_00, from_month=TODAY)
    assert card(village, walk, TOMORROW).state == "approved"


def test_the_database_wants_a_refusals_reason(walk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(
            claim=walk.claim, kind="refused", on=TODAY, recorded_at=NOW,
            recorded_by_id=walk.by.user_id,
        )  # fmt: skip


def test_the_database_wants_a_grants_amount(walk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(
            claim=walk.claim, kind="granted", on=TODAY, recorded_at=NOW,
            recorded_by_id=walk.by.user_id,
        )  # fmt: skip


def test_once_granted_it_is_known_and_not_suggested_again(village, family, walk):
    walk.agree(family.mother_id)
    walk.granted()
    assert receives(village, walk) is True
    walk.step("stop", words="转走了")
    assert receives(village, walk) is False


def test_the_last_step_is_taken_back_and_what_it_made_known(village, family, walk):
    walk.agree(family.mother_id)
    granted = walk.granted()
    submitted = Step.objects.get(kind="submitted")
    with pytest.raises(actions.NotTheLast):
        take_back(walk, "step", submitted.pk)
    for _ in range(2):
        take_back(walk, "step", granted.pk)
    found = card(village, walk)
    assert found.state == "with_office"
    assert found.grant is None
    assert [one.title for one in found.history] == ["递交了"]
    assert not receives(village, walk)


def test_one_that_was_given_up_may_be_begun_again_and_then_not_revived(village, family, walk):
    ended = walk.step("withdraw", words="先不办")
    assert Claim.objects.get(pk=walk.claim.pk).ended_at == moment(TODAY)
    begin(village, family)
    with pytest.raises(actions.AlreadyClaimed):
        take_back(walk, "step", ended.pk)


def test_a_change_in_the_family_is_to_be_reported(village, family, walk):
    walk.agree(family.mother_id)
    walk.granted()
    assert card(village, walk).changed == ()
    state(village, resident_id=family.child_id, contracted_rehab_institution=False)
    [changed] = card(village, walk).changed
    assert changed.kind.zh
    assert (changed.then.zh, changed.now.zh) == ("是", "否")


def test_a_paper_that_runs_out_is_on_the_list(village, family, walk):
    walk.agree(family.mother_id)
    walk.granted()
    basis = people.record_basis(
        ground=LAW, resident_id=family.child_id, by=village.social_worker, at=NOW
    )
    ends = TODAY + datetime.timedelta(days=20)
    people.state_fact(
        kind="diagnosis", value="autism", source="document", observed_on=TODAY, valid_until=ends,
        resident_id=family.child_id, basis_id=basis.pk, by=village.social_worker, at=NOW,
    )  # fmt: skip
    assert [due.on for due in card(village, walk).dues] == [ends]
    [row] = queries.claims(village.social_worker, TODAY)
    assert row.due.on == ends
    assert queries.count_due(village.social_worker, TODAY) == 0
    assert queries.count_due(village.social_worker, ends) == 1


def take_back(walk, entry, entry_id):
    return actions.take_back(
        claim_id=walk.claim.pk, entry=entry, entry_id=entry_id, by=walk.by, at=NOW
    )


def receives(village, walk):
    key = (walk.claim.benefit, walk.claim.person_id)
    [verdict] = [
        one.verdict
        for one in benefits.verdicts(village.social_worker, walk.claim.household_id, TODAY)
        if (one.verdict.pack.id, one.verdict.subject) == key
    ]
    return verdict.already
