"""Putting a text in force: by another person, after its effects were seen; and taking it back."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.benefits.tests.conftest import register_family, tell
from linli.identity.permissions import clock
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.rulebook import actions, queries
from linli.rulebook.models import Edition
from linli.rulebook.tests.conftest import standing
from linli.rulebook.tests.writing import (
    LESS,
    activated,
    drafted,
    next_years,
    reckoned,
    rehab,
    rewritten,
)
from linli.rules.evaluate import evaluate
from tests.village import HERE, NOW, TODAY

NEW_YEAR = datetime.date(2027, 1, 1)
DAY = datetime.timedelta(days=1)


def in_force(on=TODAY):
    return queries.catalogue().in_force("child_rehab_aid", HERE, on)


def activate(book, row, by=None, reason="按新文件改"):
    return actions.activate(draft_id=row.pk, reason=reason, by=by or book.another, at=NOW)


def test_changes_the_answer_of_every_community_beneath(book):
    family = tell(book, register_family(book))
    made = activated(book, rewritten(LESS, monthly=1500))
    [found] = people.families(clock(), [family.household_id], TODAY)
    verdict = evaluate(in_force(), found, TODAY, queries.catalogue(), family.child_id)
    assert verdict.amount.monthly_fen == 1500_00
    assert verdict.snapshot()["rule_sha256"] == made.digest
    assert in_force().applies("350211000000", TODAY)


def test_an_old_decision_still_finds_its_text(book):
    old = standing("child_rehab_aid", "2021")
    activated(book, rewritten(LESS, monthly=1500))
    assert queries.edition_text("child_rehab_aid", "2021", old.digest) == old.text
    assert queries.edition_text("child_rehab_aid", "2021", "0" * 64) is None
    old.refresh_from_db()
    assert (old.out_why, old.out_by_id) == ("replaced", book.another.user_id)


def test_a_new_edition_ends_the_former_the_day_before(book):
    old = standing("child_rehab_aid", "2021")
    new = activated(book, next_years(), reason="")
    old.refresh_from_db()
    assert (old.until, old.ended_by, old.out_at) == (NEW_YEAR - DAY, new, None)
    assert in_force(NEW_YEAR - DAY).edition == "2021"
    assert in_force(NEW_YEAR).edition == "2027"
    assert not queries.shelf().broken


def test_refuses_the_writer(book):
    row = reckoned(book, drafted(book, next_years()))
    with pytest.raises(actions.WrittenByYou):
        activate(book, row, by=book.writer)


@pytest.mark.parametrize("second", ["writer", None])
def test_the_database_refuses_the_writer_too(book, second):
    shipped = standing("dibao", "2019")
    signed = getattr(book, second).user_id if second else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            jurisdiction="3502", benefit="dibao", edition="2027", text=shipped.text,
            digest=shipped.digest, origin="edited", came_at=NOW, stands_from=NOW,
            written_by_id=book.writer.user_id, activated_by_id=signed,
        )  # fmt: skip


def test_refuses_while_an_example_fails(book):
    row = reckoned(book, drafted(book, rehab().replace("value: 1700", "value: 1600")))
    with pytest.raises(actions.NotSound) as refusal:
        activate(book, row)
    assert "例子不成立" in str(refusal.value)
    assert in_force().edition == "2021"


def test_refuses_while_it_cannot_be_read(book):
    row = drafted(book, "id: [")
    with pytest.raises(actions.NotSound):
        activate(book, row)


def test_refuses_before_the_effects_were_counted(book):
    with pytest.raises(actions.EffectsNotReckoned):
        activate(book, drafted(book, next_years()))


def test_refuses_when_the_text_changed_afterwards(book):
    row = reckoned(book, drafted(book, next_years()))
    actions.write_draft(
        draft_id=row.pk, text=next_years(LESS, monthly=1500), by=book.writer, at=NOW
    )
    with pytest.raises(actions.EffectsNotReckoned):
        activate(book, row)


def test_refuses_when_another_policy_changed_afterwards(book):
    row = reckoned(book, drafted(book, next_years()))
    activated(book, rewritten(LESS, monthly=1500))
    with pytest.raises(actions.EffectsNotReckoned):
        activate(book, row)


def test_refuses_days_past_without_a_reason(book):
    row = reckoned(book, drafted(book, rewritten(LESS, monthly=1500)))
    with pytest.raises(actions.BeginsBefore):
        activate(book, row, reason=" ")
    activate(book, row, reason="2021年的文件写错了")
    assert standing("child_rehab_aid", "2021").reason == "2021年的文件写错了"


def test_refuses_the_same_text(book):
    row = reckoned(book, drafted(book, rehab()))
    with pytest.raises(actions.NothingChanged):
        activate(book, row)


def test_refuses_editions_that_overlap(book):
    row = drafted(book, rewritten(('edition: "2021"', 'edition: "2021-bis"')))
    with pytest.raises(actions.NotSound) as refusal:
        activate(book, row)
    assert "重叠" in str(refusal.value)


def test_once(book):
    row = reckoned(book, drafted(book, next_years()))
    activate(book, row)
    with pytest.raises(NotFound):
        activate(book, row)


def test_refuses_an_officer_of_another_place(book):
    row = reckoned(book, drafted(book, next_years()))
    with pytest.raises(NotFound):
        activate(book, row, by=book.stranger)


class TestWithdraw:
    def withdraw(self, book, edition, reason="写错了"):
        return actions.withdraw(edition_id=edition.pk, reason=reason, by=book.another, at=NOW)

    def test_brings_back_what_stood_before(self, book):
        before = queries.catalogue()
        made = activated(book, rewritten(LESS, monthly=1500))
        assert queries.catalogue() != before
        self.withdraw(book, made)
        assert queries.catalogue() == before

    def test_of_a_new_edition_lets_the_former_go_on(self, book):
        before = queries.catalogue()
        made = activated(book, next_years())
        self.withdraw(book, made)
        assert queries.catalogue() == before

    def test_of_a_correction_of_a_new_edition_keeps_the_formers_end(self, book):
        activated(book, next_years())
        between = queries.catalogue()
        row = actions.start_draft(
            edition_id=standing("child_rehab_aid", "2027").pk, by=book.writer, at=NOW
        )
        text = next_years(LESS, monthly=1500)
        actions.write_draft(draft_id=row.pk, text=text, by=book.writer, at=NOW)
        made = activate(book, reckoned(book, row))
        assert in_force(NEW_YEAR - DAY).edition == "2021"
        self.withdraw(book, made)
        assert queries.catalogue() == between

    def test_refuses_what_is_shipped_or_gone(self, book):
        with pytest.raises(actions.NotToBeWithdrawn):
            self.withdraw(book, standing("dibao", "2019"))
        made = activated(book, next_years())
        self.withdraw(book, made)
        with pytest.raises(actions.NotToBeWithdrawn):
            self.withdraw(book, made)

    def test_says_why(self, book):
        made = activated(book, next_years())
        with pytest.raises(actions.ReasonMissing):
            self.withdraw(book, made, reason=" ")

    def test_refuses_what_others_lean_on(self, book):
        row = actions.start_policy(place="3502", by=book.writer, at=NOW)
        alone = rewritten(("id: child_rehab_aid", "id: rehab_extra"))
        actions.write_draft(draft_id=row.pk, text=alone, by=book.writer, at=NOW)
        extra = activate(book, reckoned(book, row))
        leaning = "\nrelations:\n  - {how: stackable, benefit: rehab_extra, source: rehab-rules}"
        activated(book, rewritten().replace("\nexamples:", f"{leaning}\nexamples:"))
        with pytest.raises(actions.Needed):
            self.withdraw(book, extra)


def test_what_the_program_brings_later_waits_for_people(book, monkeypatch):
    from linli.rulebook.actions import shipped as taking_in
    from linli.rules.shelf import shipped_texts

    ours = activated(book, rewritten(LESS, monthly=1500))
    newer = [
        text._replace(text=f"{text.text}# newer\n") if text.benefit == "child_rehab_aid" else text
        for text in shipped_texts()
    ]
    monkeypatch.setattr(taking_in, "shipped_texts", lambda: newer)
    actions.take_in_shipped(by=clock(), at=NOW)
    assert standing("child_rehab_aid", "2021") == ours
    assert {row.name for row in queries.waiting(book.writer)} >= {"child_rehab_aid 2021"}
