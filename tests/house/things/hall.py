"""Courses, places, teachers and the door."""

import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone

from linli.attendance import actions as attendance_actions
from linli.hall import actions as hall, queries as hall_queries
from linli.kernel.recurrence import parse
from linli.papers.tests.paper_samples import photo
from linli.pricing import actions as pricing, queries as prices
from linli.programmes import actions as programmes, queries as programme_queries
from linli.programmes.terms import KEEP, Meeting
from linli.providers import actions as teachers
from linli.providers.terms import Rates
from linli.settlement import actions as settlements, queries as settled
from tests.house.things.base import Parameters, Village, family, once
from tests.house.things.operator import operating
from tests.village import HERE, NOW, TODAY


@once
def courses(village: Village) -> SimpleNamespace:
    """A programme with a course, its places offered, and a resident who has one."""
    keep = {"by": village.hall_keeper, "at": NOW}
    programme = programmes.open_programme(
        place=HERE, title="书法", scene="i_learning", goals=["resident_benefit"], key=uuid4(),
        **keep,
    )  # fmt: skip
    meeting = Meeting(
        parse("FREQ=WEEKLY;COUNT=3"), TODAY + datetime.timedelta(days=70), datetime.time(9), 60,
        where="文化广场",
    )  # fmt: skip
    course = programmes.open_course(
        programme_id=programme.pk, title="书法入门", capacity=9, meeting=meeting, key=uuid4(),
        **keep,
    )  # fmt: skip
    offer = hall.open_offer(
        course_id=course.pk, kind="term", mode="first_come", opens_at=NOW,
        pools=[hall.PoolPlan("一般", 9)], key=uuid4(), **keep,
    )  # fmt: skip
    party = hall.enrol(
        offer_id=offer.pk, people_ids=[family(village).mother], channel="desk", key=uuid4(),
        **keep,
    )  # fmt: skip
    sessions = programme_queries.sessions_of(course.pk)
    hall.cancel_sessions(session_ids=[sessions[2].id], reason="停电", **keep)
    telling = hall_queries.to_tell(village.hall_keeper)[0]
    return SimpleNamespace(
        programme=programme,
        course=course,
        offer=offer,
        party=party,
        sessions=sessions,
        telling=telling,
    )


@once
def _deposit(village: Village) -> Any:
    """Left with a place of a course that asks for one."""
    operating(village)
    offered, keep = courses(village), {"by": village.hall_keeper, "at": NOW}
    price = pricing.write_price(
        course_id=offered.course.pk, per="term", amount_fen=0, deposit_fen=20_00,
        full_back_days=1, late_back_permille=0, valid_from=TODAY, key=uuid4(), **keep,
    )  # fmt: skip
    pricing.put_price_in_force(price_id=price.pk, by=village.operator_accountant, at=NOW)
    party = hall.enrol(
        offer_id=offered.offer.pk, people_ids=[family(village).child], channel="desk", key=uuid4(),
        **keep,
    )  # fmt: skip
    [quote] = prices.accounts_of("hall", "party", [party.pk])[party.pk].quotes
    pricing.collect_deposit(quote_id=quote.id, means="cash", key=uuid4(), **keep)
    return quote.id


def deposit(village: Village) -> Parameters:
    return {"quote_id": _deposit(village)}


@once
def _teaching(village: Village) -> SimpleNamespace:
    """A teacher on the street, a paper, an agreement to answer, and two statements of last month,
    of which one has a line that the teacher says is wrong."""
    keep = {"by": village.hall_keeper, "at": NOW}
    provider = teachers.enter_provider(
        organisation_id=village.teaching.pk, place=HERE, kind="person", shown_name="陈老师",
        story="写了四十年字。", key=uuid4(), **keep,
    )  # fmt: skip
    teachers.release(provider_id=provider.pk, by=village.teacher, at=NOW)
    paper = teachers.keep_credential(
        provider_id=provider.pk, kind="safeguarding", title="从业查询",
        from_on=datetime.date(2026, 10, 1), scan=photo(), key=uuid4(), **keep,
    )  # fmt: skip
    course = programmes.open_course(
        programme_id=courses(village).programme.pk, title="上个月的书法", capacity=9,
        meeting=Meeting(
            parse("FREQ=WEEKLY;COUNT=2"), datetime.date(2026, 10, 13), datetime.time(9), 60,
            where="文化广场",
        ),
        key=uuid4(), by=village.hall_keeper, at=NOW - datetime.timedelta(days=60),
    )  # fmt: skip
    about = {"provider_id": provider.pk, "courses": [course.pk], **keep}
    rates = Rates("per_session", per_session_fen=100)
    asked = teachers.propose(rates=rates, from_on=datetime.date(2026, 12, 1), key=uuid4(), **about)
    held = teachers.propose(
        rates=rates, from_on=datetime.date(2026, 10, 1), ends_on=datetime.date(2026, 11, 1),
        key=uuid4(), **about,
    )  # fmt: skip
    teachers.answer(agreement_id=held.pk, yes=True, by=village.teacher, at=NOW)
    operating(village)  # what is agreed is owed in its book
    statements = []
    sessions = programme_queries.sessions_of(course.pk)
    for row in sessions:
        settlements.say(session_id=row.id, held=True, heads=5, words="问过", key=uuid4(), **keep)
        month = {"provider_id": provider.pk, "month": row.start_at.date()}
        statements.append(settlements.draft(key=uuid4(), **month, **keep))
    lines = [settled.page_of(each.pk, NOW).lines[0] for each in statements]
    said = settlements.dispute(line_id=lines[1].id, words="人数不对", by=village.teacher, at=NOW)
    return SimpleNamespace(
        provider=provider, paper=paper, asked=asked, session=sessions[0],
        statement=statements[0], line=lines[0], disputed=statements[1], said=said,
    )  # fmt: skip


def session_to_teach(village: Village) -> Parameters:
    """Tomorrow's session of the teacher's own, by the clock of the doors: its list is open now."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    keep = {"by": village.hall_keeper, "at": NOW}
    course = programmes.open_course(
        programme_id=courses(village).programme.pk, title="明天的书法", capacity=9,
        meeting=Meeting(
            parse("FREQ=WEEKLY;COUNT=1"), tomorrow, datetime.time(9), 60, where="文化广场",
            on_days_off=KEEP,
        ),
        key=uuid4(), **keep,
    )  # fmt: skip
    agreement = teachers.propose(
        provider_id=_teaching(village).provider.pk, courses=[course.pk], key=uuid4(),
        rates=Rates("per_session", per_session_fen=100), from_on=TODAY, **keep,
    )  # fmt: skip
    teachers.answer(agreement_id=agreement.pk, yes=True, by=village.teacher, at=NOW)
    return {"session_id": programme_queries.sessions_of(course.pk)[0].id}


def provider(village: Village) -> Parameters:
    return {"provider_id": _teaching(village).provider.pk}


def credential(village: Village) -> Parameters:
    return {"credential_id": _teaching(village).paper.pk}


def teaching_agreement(village: Village) -> Parameters:
    return {"agreement_id": _teaching(village).asked.pk}


def teaching_statement(village: Village) -> Parameters:
    return {"statement_id": _teaching(village).statement.pk}


def statement_line(village: Village) -> Parameters:
    return {"line_id": _teaching(village).line.id}


def disputed_line(village: Village) -> Parameters:
    made = _teaching(village)
    return {"statement_id": made.disputed.pk, "dispute_id": made.said.pk}


def taught_session(village: Village) -> Parameters:
    return {"session_id": _teaching(village).session.id}


def activity(village: Village) -> Parameters:
    return {"programme_id": courses(village).programme.pk}


def telling(village: Village) -> Parameters:
    return {"telling_id": courses(village).telling.id}


def told_person(village: Village) -> Parameters:
    return {"resident_id": courses(village).telling.resident_id}


def class_session(village: Village) -> Parameters:
    return {"session_id": courses(village).sessions[0].id}


def course(village: Village) -> Parameters:
    return {"course_id": courses(village).course.pk}


def offer(village: Village) -> Parameters:
    return {"offer_id": courses(village).offer.pk}


def offer_of_session(village: Village) -> Parameters:
    made = courses(village)
    return {"offer_id": made.offer.pk, "session_id": made.sessions[0].id}


def party(village: Village) -> Parameters:
    return {"party_id": courses(village).party.pk}


@once
def _door(village: Village) -> SimpleNamespace:
    """Somebody came to that course's first session, with a guest; a sheet was printed and keyed."""
    session, keep = courses(village).sessions[0], {"by": village.hall_keeper}
    begun = {"session_id": session.id, "at": session.start_at, **keep}
    mother = family(village).mother
    [came] = attendance_actions.check_in(people_ids=[mother], method="list", key=uuid4(), **begun)
    guests = attendance_actions.bring_guests(count=1, key=uuid4(), **begun)
    sheet = attendance_actions.print_sheet(key=uuid4(), **begun)
    keying = attendance_actions.key_sheet(
        sheet_id=sheet.pk, came=[], guests=1, key=uuid4(), at=session.end_at, **keep
    )
    card = attendance_actions.issue_card(resident_id=mother, key=uuid4(), at=NOW, **keep).card
    return SimpleNamespace(came=came, guests=guests, sheet=sheet, keying=keying, card=card)


def attendance(village: Village) -> Parameters:
    return {"attendance_id": _door(village).came.pk}


def guests(village: Village) -> Parameters:
    return {"guests_id": _door(village).guests.pk}


def door_sheet(village: Village) -> Parameters:
    return {"sheet_id": _door(village).sheet.pk}


def keying(village: Village) -> Parameters:
    return {"keying_id": _door(village).keying.pk}


def door_card(village: Village) -> Parameters:
    return {"card_id": _door(village).card.pk}
