"""A month becomes statements: only what is known to have been given, each session once."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.hall import actions as hall
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.people import actions as people
from linli.people.terms import Registration
from linli.pricing import actions as pricing
from linli.providers import actions as providers
from linli.providers.terms import FREE, PER_HEAD, PER_SESSION, ROOM_FOR_SERVICE, SHARE, Rates
from linli.settlement import actions, queries
from linli.settlement.models import Line, Statement
from linli.settlement.tests.conftest import AFTER, DECEMBER, FEE, days
from linli.spaces import actions as spaces
from linli.spaces.terms import Booker
from tests.village import HERE, NOW, TODAY


def lines(statement: Statement) -> list[tuple[str, int, int]]:
    """Each line: how it went, how many came, what it pays."""
    found = Line.objects.filter(statement=statement).order_by("position")
    return list(found.values_list("outcome", "heads", "amount_fen"))


def month(finance):
    return queries.month(finance.keeper, DECEMBER, AFTER.date(), AFTER)


def test_every_line_carries_its_session(finance):
    finance.teach()
    statement = finance.draft()
    assert statement.total_fen == 3 * FEE
    assert lines(statement) == [("held", 8, FEE)] * 3
    first = Line.objects.get(statement=statement, position=1)
    row = finance.sessions[0]
    assert (first.origin_room, first.origin_noun, first.origin_id) == (
        "programmes", "class_session", row.id,
    )  # fmt: skip
    assert (first.origin_title, first.origin_on) == ("书法入门", datetime.date(2026, 12, 1))
    assert (first.minutes, first.prepare_minutes, first.capacity) == (90, 30, 12)


def test_delivered_is_never_assumed(finance):
    """Complaint 11: a session whose door nobody kept is asked about, and not paid in silence."""
    finance.faculty.agree()
    finance.come(0)
    [mine] = month(finance).providers
    assert [row.asks for row in mine.asked] == ["held", "held"]
    first = finance.draft()
    assert lines(first) == [("held", 8, FEE)]
    with pytest.raises(actions.NothingToSettle):
        finance.draft()
    finance.say(1, heads=6)
    finance.say(2, held=False, words="老师病了，没来得及取消")
    assert month(finance).providers[0].asked == []
    second = finance.draft()
    assert lines(second) == [("held", 6, FEE), ("not_held", 0, 0)]
    assert (first.number, second.number) == (1, 2)


def test_a_cancelled_session_pays_what_the_agreement_says(finance):
    """Complaint 11: what was called off is not billed as held."""
    half = Rates(PER_SESSION, per_session_fen=FEE, cancelled_permille=500)
    finance.faculty.agree(rates=half)
    ids = [finance.sessions[2].id]
    hall.cancel_sessions(session_ids=ids, reason="停电", by=finance.keeper, at=NOW)
    finance.come(0)
    finance.come(1, heads=5)
    assert lines(finance.draft()) == [
        ("held", 8, FEE), ("held", 5, FEE), ("cancelled", 0, FEE // 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rates", "total", "room_fen"),
    [
        (Rates(FREE), 0, 0),
        (Rates(PER_HEAD, per_head_fen=1_500), 24 * 1_500, 0),
        (Rates(ROOM_FOR_SERVICE, room_hour_fen=6_000), 0, 27_000),
    ],
)
def test_each_model_pays_its_own_way(finance, rates, total, room_fen):
    finance.teach(rates=rates)
    statement = finance.draft()
    page = queries.statement(finance.keeper, statement.pk, AFTER)
    assert (statement.total_fen, page.room_fen) == (total, room_fen)


def test_a_share_waits_until_the_fees_are_known(finance):
    finance.teach(rates=Rates(SHARE, share_permille=700))
    [mine] = month(finance).providers
    assert [row.asks for row in mine.asked] == ["fees"] * 3
    finance.say(0, fees_fen=1_001, words="收据簿")
    finance.say(1, fees_fen=1_001, words="收据簿")
    finance.say(2, fees_fen=0, words="没有人交")
    assert [fen for _how, _heads, fen in lines(finance.draft())] == [701, 700, 0]


def test_a_share_takes_what_was_quoted_divided_over_the_term(finance):
    finance.teach(rates=Rates(SHARE, share_permille=700))
    course, how = finance.faculty.course.pk, {"by": finance.keeper, "at": NOW}
    price = pricing.write_price(
        course_id=course, amount_fen=30_01, per="term", full_back_days=3, late_back_permille=500,
        valid_from=NOW.date(), key=uuid4(), **how,
    )  # fmt: skip
    pricing.put_price_in_force(price_id=price.pk, by=finance.accountant, at=NOW)
    offer = hall.open_offer(
        course_id=course, kind="term", mode="first_come", pools=(hall.PoolPlan("一般", 3),),
        opens_at=NOW, key=uuid4(), **how,
    )  # fmt: skip
    who = Registration(name="甲", sex=2, born_on=datetime.date(1950, 5, 1))
    learner = people.register(who=who, place=HERE, by=finance.village.social_worker, at=NOW)
    hall.enrol(offer_id=offer.pk, people_ids=[learner.pk], channel="desk", key=uuid4(), **how)
    shares = [fen for _how, _heads, fen in lines(finance.draft())]
    assert sum(shares) == 21_01  # 2100.7 fen, rounded once at the end
    assert len(shares) == 3
    assert max(shares) - min(shares) <= 1


def test_rooms_had_for_itself_stand_on_the_statement(finance, village):
    finance.teach(rates=Rates(ROOM_FOR_SERVICE, room_hour_fen=6_000))
    start = finance.sessions[0].start_at + datetime.timedelta(hours=30)
    spaces.book(
        space_id=finance.faculty.school.hall.east.pk, start_at=start,
        end_at=start + datetime.timedelta(hours=2), title="自己备课", purpose="learning",
        booker=Booker(organisation_id=village.teaching.pk), by=finance.keeper, at=NOW, key=uuid4(),
    )  # fmt: skip
    assert finance.draft().room_minutes == 120


def test_a_substitute_has_the_line_on_the_same_terms(finance):
    finance.faculty.agree()
    other, _somebody = finance.faculty.another()
    providers.substitute(
        session_id=finance.sessions[1].id, absent_id=finance.provider.pk, substitute_id=other.pk,
        by=finance.keeper, at=NOW,
    )  # fmt: skip
    for number in range(3):
        finance.come(number)
    assert len(lines(finance.draft())) == 2
    assert lines(finance.draft(provider_id=other.pk)) == [("held", 8, FEE)]


def test_a_substitute_who_is_named_late_is_not_paid_a_second_time(finance):
    """First who is absent gives back the line on their statement."""
    finance.teach()
    statement = finance.draft()
    other, _somebody = finance.faculty.another()
    about = {"session_id": finance.sessions[1].id, "substitute_id": other.pk}
    providers.substitute(absent_id=finance.provider.pk, by=finance.keeper, at=NOW, **about)
    with pytest.raises(actions.NothingToSettle):
        finance.draft(provider_id=other.pk)
    [asked] = queries.delivered(other.pk, DECEMBER, AFTER)
    assert asked.asks == "settled"
    line = Line.objects.get(statement=statement, origin_id=asked.row.id)
    made = Statement.objects.get(pk=statement.pk)
    made.pk, made.key, made.provider_id = uuid4(), uuid4(), other.pk
    made.save(force_insert=True)
    line.pk, line.statement, line.provider_id = uuid4(), made, other.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)
    said = finance.dispute(statement, 2, "那天是别人代的课")
    nothing = actions.Corrected(held=False, minutes=0, heads=0, fees_fen=0)
    finance.answer(said, corrected=nothing)
    assert lines(finance.draft(provider_id=other.pk)) == [("held", 8, FEE)]
    now = Statement.objects.get(provider=finance.provider.pk, replaced_at=None)
    again = finance.dispute(now, 2, "后来还是我上的")
    with pytest.raises(actions.PaidToSubstitute):
        finance.answer(again, corrected=nothing._replace(held=True, minutes=90, heads=8))
    assert now.lines.filter(live=True).exists()


def test_pressed_twice_is_drafted_once_and_a_session_stands_on_one_live_line(finance):
    finance.teach()
    key = uuid4()
    statement = finance.draft(key=key)
    assert finance.draft(key=key).pk == statement.pk
    with pytest.raises(actions.NothingToSettle):
        finance.draft()
    again = Line.objects.filter(statement=statement).first()
    other = Statement.objects.get(pk=statement.pk)
    other.pk, other.key, other.number = uuid4(), uuid4(), 9
    other.save(force_insert=True)
    again.pk, again.statement = uuid4(), other
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_a_month_is_drafted_at_once_and_says_who_could_not_be(finance):
    """One who cannot be settled holds up nobody else."""
    finance.faculty.agree()
    finance.come(0)
    other, teacher = finance.faculty.another()
    children = finance.faculty.school.open_course(
        programme=finance.faculty.school.open_programme("大人的画", age_from=18), title="大人的画",
        starts_at=datetime.time(15),
    )  # fmt: skip
    finance.faculty.answer(finance.faculty.propose(children, provider_id=other.pk), by=teacher)
    made = actions.draft_all(month=DECEMBER, by=finance.keeper, at=AFTER, key=uuid4())
    told = {each.name: (each.statement is not None, each.why_not[:10]) for each in made}
    assert told == {"陈老师": (True, ""), "林老师": (False, "没有可以列的课：都列")}
    with pytest.raises(actions.MonthNotOver):
        finance.draft(at=finance.sessions[2].end_at)


def test_refuses_whoever_may_not_and_what_is_not_over(finance, village):
    finance.teach()
    for stranger in (village.teacher, village.operator_accountant, village.outsider):
        with pytest.raises(NotAllowed):
            finance.draft(by=stranger)
    with pytest.raises(actions.NotOver):
        finance.say(0, at=NOW)
    statement = finance.draft()
    _other, somebody = finance.faculty.another()
    with pytest.raises(NotFound):
        queries.my_statement(somebody, statement.pk, AFTER)
    with pytest.raises(NotAllowed):
        queries.statement(village.outsider, statement.pk, AFTER)


def test_without_a_book_there_is_nothing_to_pay_from(village, school):
    from linli.providers.tests.conftest import Faculty

    faculty = Faculty(village, school)
    faculty.agree()
    with pytest.raises(actions.NoBook):
        actions.draft(
            provider_id=faculty.provider.pk, month=DECEMBER, by=faculty.keeper, at=AFTER,
            key=uuid4(),
        )  # fmt: skip


def test_a_line_is_not_edited(finance):
    finance.teach()
    statement = finance.draft()
    rows = Line.objects.filter(statement=statement)
    for change in ({"amount_fen": 1}, {"heads": 99}, {"origin_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(total_fen=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()


def test_a_year_in_numbers(finance, django_assert_num_queries):
    finance.teach()
    finance.draft()
    with django_assert_num_queries(6):
        year = queries.livelihood(finance.provider.pk, days(0))
    assert (year.earned_fen, year.paid_minutes, year.sessions) == (3 * FEE, 3 * 120, 3)
    assert (year.per_hour_fen, year.fill_percent, year.months) == (6_000, 67, 1)
