"""Beginning a claim, the family's word, and the checklist."""

import json
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from linli.benefits.tests.conftest import put_hint
from linli.claims import actions, queries
from linli.claims.models import Claim
from linli.claims.tests.conftest import REHAB, begin
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers.models import Paper
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as residents
from tests.village import NOW, TODAY


def test_keeps_the_verdict_it_began_from(claim):
    kept = json.loads(unseal(claim, "snapshot"))
    assert (kept["benefit"], kept["edition"], kept["outcome"]) == (REHAB, "2021", "eligible")
    assert kept["rule_sha256"] == claim.rule_sha256
    assert claim.waiting_fen == 1_700_00


def test_pressed_twice_is_one_claim(village, family):
    key = UUID("0193a000-0000-7000-8000-000000000001")
    said = {"household_id": family.household_id, "benefit": REHAB, "person_id": family.child_id}
    first, again = (
        actions.open_claim(**said, by=village.social_worker, at=NOW, key=key) for _ in range(2)
    )
    assert first.pk == again.pk == Claim.objects.get().pk


def test_is_not_begun_twice(village, family, claim):
    with pytest.raises(actions.AlreadyClaimed):
        begin(village, family)


def test_the_database_too_knows_one_living_claim(claim):
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            place_id=claim.place_id, household_id=claim.household_id, person_id=claim.person_id,
            benefit=claim.benefit, edition="x", rule_sha256="x", snapshot=b"x", waiting_fen=0,
            worker_id=claim.worker_id, opened_by_id=claim.worker_id, opened_at=NOW,
        )  # fmt: skip


def test_a_hint_about_it_is_answered_with_it(village, family):
    waiting = put_hint(family.household_id, person_id=family.child_id)
    other = put_hint(family.household_id)
    begin(village, family)
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.answer, waiting.answered_by_id) == ("right", village.social_worker.user_id)
    assert other.answer == ""


def test_no_policy_of_that_name(village, family):
    with pytest.raises(actions.NoSuchBenefit):
        actions.open_claim(
            household_id=family.household_id, benefit="moon", person_id=None,
            by=village.social_worker, at=NOW,
        )  # fmt: skip


def test_a_worker_of_the_next_community_finds_nothing(village, family, claim):
    with pytest.raises(NotFound):
        actions.open_claim(
            household_id=family.household_id, benefit=REHAB, person_id=family.child_id,
            by=village.outsider, at=NOW,
        )  # fmt: skip
    with pytest.raises(NotFound):
        queries.claim(village.outsider, claim.pk, TODAY)


def test_a_childs_claim_opens_with_the_childs_record(village, claim):
    with pytest.raises(residents.NotOpened):
        queries.claim(village.supervisor, claim.pk, TODAY)
    [row] = queries.claims(village.supervisor, TODAY, which="all")
    assert row.closed


def test_the_guardian_agrees_and_may_take_it_back(village, family, walk):
    walk.agree(family.mother_id)
    card = queries.claim(village.social_worker, walk.claim.pk, TODAY)
    assert card.consented
    people.withdraw_basis(basis_id=card.consent.id, by=village.social_worker, at=NOW)
    assert not queries.claim(village.social_worker, walk.claim.pk, TODAY).consented
    with pytest.raises(actions.ConsentMissing):
        walk.step("submit")


def test_not_somebody_who_is_no_guardian(village, walk, family):
    with pytest.raises(people.NotByGuardian):
        walk.agree(family.child_id)


def test_a_paper_of_the_checklist_is_ticked(village, walk):
    actions.keep_paper(
        claim_id=walk.claim.pk, position=2, paper="diagnosis", by=village.social_worker, at=NOW
    )
    card = queries.claim(village.social_worker, walk.claim.pk, TODAY)
    assert [bool(ticked.kept) for ticked in card.checklist] == [False, False, True, False]
    assert card.papers_missing == 3


def test_a_photo_stays_until_a_better_one_comes_and_then_its_time_begins(
    village, walk, settings, tmp_path
):
    settings.LINLI_DATA = tmp_path
    here = {"claim_id": walk.claim.pk, "position": 2, "by": village.social_worker, "at": NOW}
    first = actions.keep_paper(paper="diagnosis", photo=photo(), **here).photo_id
    assert actions.keep_paper(paper="diagnosis", **here).photo_id == first
    better = actions.keep_paper(paper="diagnosis", photo=photo(), **here).photo_id
    assert better not in {None, first}
    kept = dict(Paper.objects.values_list("pk", "keep_until"))
    assert kept == {first: TODAY.replace(year=TODAY.year + 5), better: None}


def test_photos_are_kept_while_it_lives_and_their_time_begins_with_its_end(
    village, walk, settings, tmp_path
):
    settings.LINLI_DATA = tmp_path
    work = {"claim_id": walk.claim.pk, "by": village.social_worker, "at": NOW}
    kept = actions.keep_paper(position=2, paper="diagnosis", photo=photo(), **work).photo_id
    ended = walk.step("withdraw", words="先不办")
    in_five_years = TODAY.replace(year=TODAY.year + 5)
    assert Paper.objects.get(pk=kept).keep_until == in_five_years
    actions.take_back(entry="step", entry_id=ended.pk, **work)
    assert Paper.objects.get(pk=kept).keep_until is None


@pytest.mark.parametrize(("position", "paper"), [(9, "diagnosis"), (2, "moon"), (-1, "diagnosis")])
def test_a_paper_that_is_not_on_it_is_refused(village, walk, position, paper):
    with pytest.raises(actions.NoSuchPaper):
        actions.keep_paper(
            claim_id=walk.claim.pk, position=position, paper=paper, by=village.social_worker, at=NOW
        )


def test_what_may_be_begun_leaves_out_what_is_on_its_way(village, family):
    before = queries.of_household(village.social_worker, family.household_id, TODAY)
    begin(village, family)
    after = queries.of_household(village.social_worker, family.household_id, TODAY)
    began = {one.verdict.pack.id for one in before.to_begin} - {
        one.verdict.pack.id for one in after.to_begin
    }
    assert began == {REHAB}
    assert [row.state for row in after.claims] == ["preparing"]
