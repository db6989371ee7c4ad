"""A sitting from its call to its decisions: keyed by one, confirmed by another, kept for good."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.committee import actions, queries
from linli.committee.guards import GUARDS
from linli.committee.models import Decision, Item, Sitting, Vote
from linli.committee.tests.conftest import NOW, TODAY, YUAN, Table
from linli.identity.permissions import NotAllowed, SecondFactorNeeded
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people
from linli.people.terms import NewHousehold, NewMember, Registration


def decided(table: Table, choices: str, **said) -> list[Decision]:
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet(choices, **said)})
    return table.confirm(sitting)


def home(table: Table):
    who = Registration(name="虚甲", born_on=datetime.date(1986, 1, 1), sex=2)
    [made] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),), number="A-17")],
        place=table.village.here,
        by=table.village.social_worker,
        at=NOW,
        fictional=True,
    )
    return made.pk


# Deciding ----------------------------------------------------------------------------------------


def test_a_majority_decides_and_the_amount_is_the_sheets(table):
    [decision] = decided(table, "yyynn", yuan=800)
    assert (decision.passed, decision.amount_fen) == (True, 800 * YUAN)
    assert (decision.yes, decision.no, decision.present, decision.members) == (3, 2, 5, 5)


def test_a_tie_is_a_no_and_says_why(table):
    [decision] = decided(table, "yyna-", words="材料还不清楚")
    assert (decision.passed, decision.amount_fen) == (False, None)
    assert queries.decided(decision).words == "材料还不清楚"


def test_without_a_quorum_there_is_no_decision_and_it_may_come_again(table):
    sitting = table.call()
    item = table.docket(sitting)
    there = [table.voters[0].pk, table.voters[1].pk, table.supervisor.pk]
    table.key(sitting, {item.pk: table.sheet("yy---")}, present=there)
    assert table.confirm(sitting) == []
    again = table.docket(table.call(), id=item.subject_id)
    assert again.sitting_id != sitting.pk


def test_every_step_is_remembered(table):
    decided(table, "yyyyy")
    verbs = [deed.verb for deed in journal.history(("committee", table.committee.pk))]
    assert {"committee.founded", "member.appointed", "sitting.called", "item.docketed",
            "sitting.keyed", "sitting.confirmed"} <= set(verbs)  # fmt: skip


# What is refused ---------------------------------------------------------------------------------


def test_an_even_or_unwatched_committee_does_not_sit(table):
    actions.end_term(member_id=table.supervisor.pk, until_on=TODAY, **table.by)
    tomorrow = TODAY + datetime.timedelta(days=1)
    with pytest.raises(actions.CommitteeIncomplete):
        table.call(held_on=tomorrow)
    table.appoint("庚委员")
    with pytest.raises(actions.CommitteeIncomplete):
        table.call()


def test_who_keyed_does_not_confirm(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    Sitting.objects.filter(pk=sitting.pk).update(keyed_by=table.village.fund_supervisor.user_id)
    with pytest.raises(actions.KeyedByYourself):
        table.confirm(sitting)
    with pytest.raises(NotAllowed):
        table.confirm(sitting, by=table.village.committee_secretary)


def test_the_database_refuses_one_person_for_both(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    secretary = table.village.committee_secretary.user_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(confirmed_by=secretary, confirmed_at=NOW)


def test_confirming_takes_a_second_factor_and_keyed_votes(table):
    sitting = table.call()
    table.docket(sitting)
    with pytest.raises(actions.NotKeyedYet):
        table.confirm(sitting)
    table.village.fund_supervisor.second_factor = False
    with pytest.raises(SecondFactorNeeded):
        table.confirm(sitting)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"remark": None}, actions.RemarkNotAsked),
        ({"yuan": None}, actions.AmountNotDecided),
        ({"yuan": 901}, actions.AmountNotDecided),
    ],
)
def test_a_sheet_says_amount_and_remark(table, said, refusal):
    sitting = table.call()
    item = table.docket(sitting)
    with pytest.raises(refusal):
        table.key(sitting, {item.pk: table.sheet("yyyyy", **said)})


def test_a_no_needs_its_words(table):
    sitting = table.call()
    item = table.docket(sitting)
    with pytest.raises(actions.WordsMissing):
        table.key(sitting, {item.pk: table.sheet("nnnyy")})


def test_the_sheet_its_day_and_the_supervisor_are_needed(table):
    sitting = table.call()
    with pytest.raises(actions.DocketEmpty):
        table.key(sitting, {})
    item = table.docket(sitting)
    sheet = {item.pk: table.sheet("yyyyy")}
    with pytest.raises(actions.SheetMissing):
        table.key(sitting, sheet, photo=None)
    with pytest.raises(actions.SupervisorMissing):
        table.key(sitting, sheet, present=[one.pk for one in table.voters])
    later = table.call(held_on=TODAY + datetime.timedelta(days=3))
    item = table.docket(later)
    with pytest.raises(actions.NotHeldYet):
        table.key(later, {item.pk: table.sheet("yyyyy")})


def test_an_absent_member_and_the_supervisor_have_no_vote(table):
    sitting = table.call()
    item = table.docket(sitting)
    there = [one.pk for one in table.voters[:4]] + [table.supervisor.pk]
    with pytest.raises(actions.NotEntitled):
        table.key(sitting, {item.pk: table.sheet("yyyyy")}, present=there)
    own = actions.Sheet({table.supervisor.pk: "yes"}, 900 * YUAN, "", "")
    with pytest.raises(actions.NotEntitled):
        table.key(sitting, {item.pk: own})


def test_keyed_again_until_it_is_confirmed_and_not_after(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    actions.send_back(sitting_id=sitting.pk, by=table.village.fund_supervisor, at=NOW)
    table.key(sitting, {item.pk: table.sheet("yyynn", yuan=700)}, photo=None)
    [decision] = table.confirm(sitting)
    assert (decision.yes, decision.amount_fen) == (3, 700 * YUAN)
    for step in (
        lambda: table.key(sitting, {item.pk: table.sheet("nnnnn", words="不")}),
        lambda: table.docket(sitting),
        lambda: actions.take_off(item_id=item.pk, **table.by),
        lambda: table.confirm(sitting),
    ):
        with pytest.raises(actions.SittingClosed):
            step()


def test_a_vote_that_is_gone_from_the_sheet_does_not_count_in_silence(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    with pytest.raises(actions.NotEntitled):
        table.key(sitting, {item.pk: table.sheet("yyyy-")})


def test_what_was_taken_off_is_not_decided(table):
    sitting = table.call()
    item, other = table.docket(sitting), table.docket(sitting)
    actions.take_off(item_id=other.pk, **table.by)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    assert [one.pk for one in table.confirm(sitting)] == [item.pk]


def test_the_outsider_finds_nothing(table):
    sitting = table.call()
    with pytest.raises(NotFound):
        queries.sitting(table.village.outsider, sitting.pk)


# Ties --------------------------------------------------------------------------------------------


def test_a_declared_tie_recuses_by_itself(table):
    household = home(table)
    first, second = table.voters[:2]
    actions.declare_tie(member_id=first.pk, number="A-17", words="外甥女家", **table.by)
    sitting = table.call()
    item = table.docket(sitting, household_id=household)
    with pytest.raises(actions.NotEntitled):
        table.key(sitting, {item.pk: table.sheet("yyyyy")})
    actions.declare_tie(member_id=second.pk, number="A-17", words="雇他家的人", **table.by)
    table.key(sitting, {item.pk: table.sheet("--yyn")})
    [decision] = table.confirm(sitting)
    assert (decision.entitled, decision.present, decision.yes) == (3, 3, 2)


def test_a_tie_declared_after_keying_sends_the_sheet_back(table):
    household = home(table)
    sitting = table.call()
    item = table.docket(sitting, household_id=household)
    table.key(sitting, {item.pk: table.sheet("yyynn")})
    actions.declare_tie(member_id=table.voters[0].pk, number="A-17", words="邻居借款", **table.by)
    with pytest.raises(actions.NotKeyedYet):
        table.confirm(sitting)


def test_an_ended_tie_recuses_no_more(table):
    household = home(table)
    tie = actions.declare_tie(member_id=table.voters[0].pk, number="A-17", words="租客", **table.by)
    actions.end_tie(tie_id=tie.pk, **table.by)
    item = table.docket(table.call(), household_id=household)
    assert not Vote.objects.filter(item=item).exists()


def test_a_tie_to_nobody_is_refused_and_a_firm_is_sealed(table):
    with pytest.raises(actions.NobodyMeant):
        actions.declare_tie(member_id=table.voters[0].pk, number="Z-99", words="亲戚", **table.by)
    tie = actions.declare_tie(
        member_id=table.voters[0].pk, firm="某装修公司", words="股东", **table.by
    )
    assert "装修" not in bytes(tie.firm).decode(errors="ignore")


def test_recused_on_the_day_by_his_own_word(table):
    [decision] = decided(table, "ryyyn")
    assert (decision.entitled, decision.present, decision.yes, decision.no) == (4, 4, 3, 1)


# What the database keeps -------------------------------------------------------------------------


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_database_keeps_a_vote_once_and_a_tied_one_silent(table):
    household = home(table)
    tie = actions.declare_tie(member_id=table.voters[0].pk, number="A-17", words="亲戚", **table.by)
    item = table.docket(table.call(), household_id=household)
    assert refused(lambda: Vote.objects.filter(item=item, tie=tie).update(choice="yes"))
    assert refused(lambda: Vote.objects.create(item=item, member=table.voters[0], choice="yes"))


def test_the_database_keeps_what_was_confirmed(table):
    [decision] = decided(table, "yyynn")
    item = decision.item
    for change in (
        lambda: Decision.objects.filter(pk=decision.pk).update(amount_fen=1),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
        lambda: Vote.objects.filter(item=item).update(choice="no"),
        lambda: Vote.objects.filter(item=item).delete(),
        lambda: Item.objects.filter(pk=item.pk).update(decided_fen=1),
        lambda: Sitting.objects.filter(pk=item.sitting_id).update(held_on=TODAY),
    ):
        assert refused(change)


def test_the_database_refuses_a_decision_out_of_nothing(table):
    item = table.docket(table.call())
    said = {"item": item, "passed": True, "amount_fen": 1, "members": 5, "entitled": 5, "yes": 5,
            "present": 5, "no": 0, "abstain": 0, "decided_on": TODAY, "at": NOW}  # fmt: skip
    assert refused(lambda: Decision.objects.create(**said))


@pytest.mark.parametrize(
    "numbers",
    [
        {"entitled": 5, "present": 2, "yes": 2, "no": 0},
        {"entitled": 2, "present": 2, "yes": 2, "no": 0},
        {"entitled": 5, "present": 4, "yes": 2, "no": 2},
    ],
)
def test_the_database_counts_quorum_and_majority_itself(table, numbers):
    sitting = table.call()
    item = table.docket(sitting)
    there = [one.pk for one in table.voters[:2]] + [table.supervisor.pk]
    table.key(sitting, {item.pk: table.sheet("yy---")}, present=there)
    table.confirm(sitting)
    said = {"item": item, "passed": True, "amount_fen": 1, "members": 5, "abstain": 0,
            "decided_on": TODAY, "at": NOW, **numbers}  # fmt: skip
    assert refused(lambda: Decision.objects.create(**said))


def test_no_guard_is_missing(db):
    from django.db import connection

    assert not GUARDS.missing(connection)


# What is shown -----------------------------------------------------------------------------------


def test_each_member_gets_a_slip_of_what_was_keyed(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yynar", words="再等等")})
    card = queries.sitting(table.village.auditor, sitting.pk)
    said = {slip.member.name: str(slip.votes[0][1]) for slip in card.slips}
    assert said == {"甲委员": "同意", "乙委员": "同意", "丙委员": "不同意", "丁委员": "弃权",
                    "戊委员": "回避"}  # fmt: skip


def test_the_sheets_photo_opens_through_the_sitting(table):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")}, photo=photo())
    assert queries.sheet(table.village.fund_supervisor, sitting.pk).media_type == "image/jpeg"
    with pytest.raises(NotFound):
        queries.sheet(table.village.outsider, sitting.pk)


def test_one_thing_has_one_committee(table):
    subject = ("fund", "fund", table.committee.subject_id)
    with pytest.raises(actions.CommitteeThere):
        actions.found_committee(
            subject=subject, place=table.village.here, name="又一个", **table.by
        )
    assert queries.committee_of(("fund", "fund", uuid4())) is None
