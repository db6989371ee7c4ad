"""The things that addresses name, all in Jin'an, made through the actions of their rooms.

A maker takes the village and gives the parameters of the address: ``{"resident_id": …}``. What
several need is made once and kept with the village (``once``).
"""

import datetime
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from linli.allocation import actions as seasons
from linli.attendance import actions as attendance_actions
from linli.audit import actions as audits
from linli.benefits import actions as benefits
from linli.benefits.tests.conftest import put_hint, refused_by_all
from linli.bulletin import actions as board
from linli.cases import actions as cases
from linli.claims import actions as claims
from linli.committee import actions as committees
from linli.committee.tests.conftest import Table
from linli.disclosure import actions as disclosures
from linli.disclosure.queries import calendar
from linli.fund import actions as funds
from linli.giving import actions as gifts
from linli.goodwill import actions as visits, queries as visited
from linli.groupchat import actions as chats
from linli.gym import actions as gym
from linli.hall import actions as hall, queries as hall_queries
from linli.holder import actions as holders, queries as banks
from linli.identity import queries as identity
from linli.identity.permissions import clock, nobody
from linli.identity.sign_in import links
from linli.kernel.recurrence import parse
from linli.kernel.tests.sound_samples import mp4
from linli.operator import actions as operators
from linli.papers import actions as papers
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as register
from linli.people.terms import Consent, LegalDuty, NewHousehold, NewMember, Registration
from linli.pricing import actions as pricing, queries as prices
from linli.programmes import actions as programmes, queries as programme_queries
from linli.programmes.terms import Meeting
from linli.providers import actions as teachers
from linli.providers.terms import Rates
from linli.rulebook import actions as rulebook, queries as policies
from linli.rulebook.tests.conftest import standing
from linli.settlement import actions as settlements, queries as settled
from linli.shop import actions as shop
from linli.spaces import actions as spaces
from linli.voices import actions as voices, published as listened
from tests.village import HERE, NOW, TODAY

Village = SimpleNamespace
Parameters = dict[str, Any]
DUTY = LegalDuty("未成年人保护法 第四十三条", "困境儿童档案")
LATER = TODAY + datetime.timedelta(days=180)


def once(make: Callable[[Village], Any]) -> Callable[[Village], Any]:
    """Make a thing at the first asking, and give the same one ever after."""

    @wraps(make)
    def made(village: Village) -> Any:
        kept = village.__dict__.setdefault("made", {})
        if make.__name__ not in kept:
            kept[make.__name__] = make(village)
        return kept[make.__name__]

    return made


def work(village: Village) -> dict[str, Any]:
    return {"by": village.social_worker, "at": NOW}


def lead_on(village: Village) -> dict[str, Any]:
    return {"by": village.supervisor, "at": NOW}


# What several addresses share ---------------------------------------------------------------------


@once
def family(village: Village) -> SimpleNamespace:
    """A mother and her child of six."""

    def person(name: str, year: int) -> Registration:
        return Registration(name=name, sex=2, born_on=datetime.date(year, 5, 1))

    mother = NewMember(who=person("李秀英", 1988), relation="02")
    child = NewMember(who=person("王小宇", 2020), relation="20", guardians=(0,), ground=DUTY)
    [home] = people.register_many(
        households=[NewHousehold(members=(mother, child))], place=HERE, **work(village)
    )
    card = register.household(village.social_worker, home.pk, TODAY)
    head, other = card.members
    return SimpleNamespace(household=home.pk, mother=head.id, child=other.id)


@once
def consent(village: Village) -> Any:
    mother = family(village).mother
    agreed = Consent(mother, "申请补贴", "2026-11", "paper")
    kept = people.record_basis(ground=agreed, resident_id=mother, photo=photo(), **work(village))
    return kept.pk


@once
def told(village: Village) -> Any:
    return cases.raise_lead(place=HERE, words="三号楼有个孩子从来不说话。", by=nobody(), at=NOW).pk


@once
def opened(village: Village) -> Any:
    """A case with its worker, from another lead than ``told``."""
    heard = cases.raise_lead(place=HERE, words="妈妈辞了工作照顾他。", by=nobody(), at=NOW)
    home = family(village)
    case = cases.take_in(
        lead_id=heard.pk, household_id=home.household, person_id=home.child, **work(village)
    )
    cases.assign_worker(
        case_id=case.pk,
        worker_id=village.social_worker.user_id,
        until_on=LATER,
        **lead_on(village),
    )
    return case.pk


# Signing in and identity --------------------------------------------------------------------------


def passkey(village: Village) -> Parameters:
    return {"pk": 1}


def link(village: Village) -> Parameters:
    return {"token": links.issue()}


def user(village: Village) -> Parameters:
    return {"user_id": village.users["cashier"].pk}


def role(village: Village) -> Parameters:
    (held,) = identity.roles_of(village.users["cashier"].pk, village.today)
    return {"role_id": held.pk}


# The operator -------------------------------------------------------------------------------------


@once
def _operator(village: Village) -> SimpleNamespace:
    """A book, October with a line by the keeper, a debt and a receipt."""
    book, keep = {"by": village.operator_accountant, "at": NOW}, {"by": village.hall_keeper}
    run = operators.open_operation(
        place=HERE, operator_id=village.operator.pk, name="运营账", series="YY", **book
    )
    month = operators.begin_month(
        operation_id=run.pk, month=datetime.date(2026, 10, 1), at=NOW, **keep
    )
    operators.save_line(
        month_id=month.pk, cost=operators.Cost("rent", "房租", amount_fen=1_00), key=uuid4(),
        at=NOW, **keep,
    )  # fmt: skip
    thing = operators.Origin("providers", "statement", uuid4(), "结算单", TODAY)
    about = {"operation_id": run.pk, "amount_fen": 1_00, "origin": thing, "at": NOW, **keep}
    debt = operators.owe(kind="teaching", key=uuid4(), **about)
    taking = operators.receive(kind="fees", means="cash", key=uuid4(), **about)
    return SimpleNamespace(run=run.pk, debt=debt.pk, taking=taking.pk)


def operation(village: Village) -> Parameters:
    return {"operation_id": _operator(village).run}


def operation_debt(village: Village) -> Parameters:
    return {**operation(village), "debt_id": _operator(village).debt}


def cost_month(village: Village) -> Parameters:
    return {**operation(village), "month": "2026-10"}


def operation_receipt(village: Village) -> Parameters:
    return {"taking_id": _operator(village).taking}


# Prices -------------------------------------------------------------------------------------------


@once
def _prices(village: Village) -> SimpleNamespace:
    """A price and a subsidy that wait for a second person, and a payer."""
    _operator(village)
    act = {"by": village.hall_keeper, "at": NOW}
    written = {"valid_from": TODAY, **act}
    price = pricing.write_price(
        course_id=course(village)["course_id"], per="term", amount_fen=1_00, full_back_days=1,
        late_back_permille=0, key=uuid4(), **written,
    )  # fmt: skip
    payer = pricing.name_payer(place=HERE, kind="sponsor", name="爱心企业", **act)
    subsidy = pricing.write_subsidy(
        payer_id=payer.pk, code="x", title="优惠", basis="会议", permille=100, key=uuid4(),
        **written,
    )  # fmt: skip
    return SimpleNamespace(price=price.pk, payer=payer.pk, subsidy=subsidy.pk)


def price(village: Village) -> Parameters:
    return {"price_id": _prices(village).price}


def subsidy(village: Village) -> Parameters:
    return {"subsidy_id": _prices(village).subsidy}


@once
def _passes(village: Village) -> SimpleNamespace:
    """A pass that waits for a second person, and one that was sold and not paid."""
    keep = {"by": village.hall_keeper, "at": NOW}
    agree = {"by": village.operator_accountant, "at": NOW}
    about = {"place": HERE, "title": "季票", "amount_fen": 1_00, "days": 30, "everything": True}
    draft, kind = (
        pricing.write_pass(code=code, valid_from=TODAY, key=uuid4(), **about, **keep)
        for code in ("draft", "sold")
    )
    pricing.put_pass_in_force(kind_id=kind.pk, **agree)
    sold = pricing.sell_pass(
        kind_id=kind.pk, resident_id=resident(village)["resident_id"], key=uuid4(), **keep
    )
    return SimpleNamespace(draft=draft.pk, sold=sold.pk)


def pass_kind(village: Village) -> Parameters:
    return {"kind_id": _passes(village).draft}


def season_pass(village: Village) -> Parameters:
    return {"pass_id": _passes(village).sold}


def earned_month(village: Village) -> Parameters:
    return {**operation(village), "month": "2999-01"}


def payer_month(village: Village) -> Parameters:
    return {"payer_id": _prices(village).payer, "month": "2026-10"}


# Rooms --------------------------------------------------------------------------------------------


@once
def _hall(village: Village) -> SimpleNamespace:
    """A room with its hours and a policy, a booking, a wish, a series and a closure."""
    keep = {"by": village.hall_keeper, "at": NOW}
    about = {"place": HERE, "kind": "meeting", "capacity_people": 20}
    room = spaces.open_space(name="会议室", **about, **keep)
    rule = spaces.set_opening(
        space_id=room.pk, weekdays=range(7), from_minute=480, until_minute=1260, from_on=TODAY,
        on_days_off="usual", **keep,
    )  # fmt: skip
    policy = spaces.set_policy(
        place=HERE, booker="group", needs_approval=True, decide_hours=72, from_on=TODAY, **keep
    )
    group = spaces.Booker(group_name="合唱队")
    noon, week = NOW.replace(hour=12, minute=0), datetime.timedelta(days=7)
    wanted = {"space_id": room.pk, "title": "排练", "purpose": "rehearsal", "booker": group}
    hour = datetime.timedelta(hours=1)
    booking = spaces.book(start_at=noon + week, end_at=noon + week + hour, **wanted, **keep)
    wish = spaces.book(
        start_at=noon + 2 * week, end_at=noon + 2 * week + hour, **wanted, **work(village)
    )
    series = spaces.book_series(
        from_on=TODAY + week, until_on=TODAY + 3 * week, weekdays=[2], from_minute=600,
        until_minute=660, **wanted, **keep,
    )  # fmt: skip
    closure = spaces.close_for(
        place=HERE, start_at=NOW + 9 * week, end_at=NOW + 10 * week, reason="换地板", **keep
    )
    spare = spaces.open_space(name="阅览角", **about, **keep)
    return SimpleNamespace(
        space=room,
        rule=rule,
        policy=policy,
        booking=booking,
        wish=wish,
        series=series,
        closure=closure,
        spare=spare,
    )


@once
def _season(village: Village) -> SimpleNamespace:
    """A round that is open (for whoever asks, whenever), one that is planned, one confirmed."""
    room, day = _hall(village).space.pk, datetime.timedelta(days=1)
    about = seasons.About("排练", "rehearsal", 10, group_name="合唱队")
    wishes = [seasons.Wanted(1, 18 * 60, 21 * 60, 60, 60)]

    def opened(closes_at: datetime.datetime) -> Any:
        of = seasons.open_round(
            place=HERE, title="演示季", season_from=closes_at.date() + day,
            season_until=closes_at.date() + 30 * day, opens_at=NOW - 30 * day,
            closes_at=closes_at, space_ids=[room], rule={}, by=village.hall_keeper,
            at=NOW - 30 * day,
        )  # fmt: skip
        asked = seasons.apply(
            round_id=of.pk, about=about, wishes=wishes, channel="desk", key=uuid4(),
            by=village.social_worker, at=NOW - 20 * day,
        )  # fmt: skip
        return SimpleNamespace(of=of, asked=asked)

    found = SimpleNamespace(open=opened(NOW + 20_000 * day))
    found.planned, found.confirmed = opened(NOW - day), opened(NOW - 2 * day)
    for each in (found.planned, found.confirmed):
        seasons.suggest(round_id=each.of.pk, by=village.hall_keeper, at=NOW)
    seasons.confirm(round_id=found.confirmed.of.pk, **work(village))
    seasons.book_hours(round_id=found.confirmed.of.pk, **work(village))
    return found


def season_round(village: Village) -> Parameters:
    return {"round_id": _season(village).open.of.pk}


def season_planned(village: Village) -> Parameters:
    return {"round_id": _season(village).planned.of.pk}


def season_confirmed(village: Village) -> Parameters:
    return {"round_id": _season(village).confirmed.of.pk}


def season_application(village: Village) -> Parameters:
    return {"application_id": _season(village).open.asked.pk}


def season_wish(village: Village) -> Parameters:
    return {"wish_id": _season(village).open.asked.wishes.get().pk}


def season_hour(village: Village) -> Parameters:
    return {"slot_id": _season(village).planned.asked.slots.get().pk}


def season_booked(village: Village) -> Parameters:
    return {"slot_id": _season(village).confirmed.asked.slots.get().pk}


def space(village: Village) -> Parameters:
    return {"space_id": _hall(village).space.pk}


def spare_room(village: Village) -> Parameters:
    return {"space_id": _hall(village).spare.pk}


def opening_rule(village: Village) -> Parameters:
    return {"rule_id": _hall(village).rule.pk}


def booking_policy(village: Village) -> Parameters:
    return {"policy_id": _hall(village).policy.pk}


def room_booking(village: Village) -> Parameters:
    return {"booking_id": _hall(village).booking.pk}


def room_wish(village: Village) -> Parameters:
    return {"booking_id": _hall(village).wish.pk}


def room_series(village: Village) -> Parameters:
    return {"series_id": _hall(village).series.pk}


def room_closure(village: Village) -> Parameters:
    return {"closure_id": _hall(village).closure.pk}


# The hall -----------------------------------------------------------------------------------------


@once
def _courses(village: Village) -> SimpleNamespace:
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
    _operator(village)
    offered, keep = _courses(village), {"by": village.hall_keeper, "at": NOW}
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
        programme_id=_courses(village).programme.pk, title="上个月的书法", capacity=9,
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
    _operator(village)  # what is agreed is owed in its book
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
    return {"programme_id": _courses(village).programme.pk}


def telling(village: Village) -> Parameters:
    return {"telling_id": _courses(village).telling.id}


def told_person(village: Village) -> Parameters:
    return {"resident_id": _courses(village).telling.resident_id}


def class_session(village: Village) -> Parameters:
    return {"session_id": _courses(village).sessions[0].id}


def course(village: Village) -> Parameters:
    return {"course_id": _courses(village).course.pk}


def offer(village: Village) -> Parameters:
    return {"offer_id": _courses(village).offer.pk}


def offer_of_session(village: Village) -> Parameters:
    made = _courses(village)
    return {"offer_id": made.offer.pk, "session_id": made.sessions[0].id}


def party(village: Village) -> Parameters:
    return {"party_id": _courses(village).party.pk}


@once
def _door(village: Village) -> SimpleNamespace:
    """Somebody came to that course's first session, with a guest; a sheet was printed and keyed."""
    session, keep = _courses(village).sessions[0], {"by": village.hall_keeper}
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


# The gym ------------------------------------------------------------------------------------------


@once
def _gym(village: Village) -> SimpleNamespace:
    """A mother was shown a gym's machines, declared her health with a yes, and is inside."""
    keep = {"by": village.hall_keeper, "at": NOW}
    room = spaces.open_space(
        name="健身房", place=HERE, kind="gym", capacity_people=20, open_access=True, **keep
    )
    keep["space_id"] = room.pk
    asked = gym.set_terms(
        most_people=9, induction=True, health_months=12, questions=["医生说过要当心吗？"],
        key=uuid4(), **keep,
    )  # fmt: skip
    who = {"resident_id": family(village).mother, **keep}
    shown = gym.induct(shown_by="陈教练", shown_on=TODAY, key=uuid4(), **who)
    declared = gym.declare(
        answers=[True], known=asked.questions_id, channel="desk", key=uuid4(), **who
    )
    gym.talk(outcome="may", key=uuid4(), **who)
    visit = gym.enter(key=uuid4(), **who)
    return SimpleNamespace(room=room.pk, shown=shown, declared=declared, visit=visit)


def open_room(village: Village) -> Parameters:
    return {"space_id": _gym(village).room}


def gym_person(village: Village) -> Parameters:
    return open_room(village) | {"resident_id": family(village).mother}


def gym_visit(village: Village) -> Parameters:
    return open_room(village) | {"visit_id": _gym(village).visit.pk}


def gym_visit_wrong(village: Village) -> dict[str, str]:
    return {"visit": str(_gym(village).visit.pk), "reason": "认错人"}


def gym_induction(village: Village) -> Parameters:
    return gym_person(village) | {"induction_id": _gym(village).shown.pk}


def my_declaration(village: Village) -> Parameters:
    return {"declaration_id": _gym(village).declared.pk}


def gym_declaration(village: Village) -> Parameters:
    return gym_person(village) | my_declaration(village)


# The group chat -----------------------------------------------------------------------------------


@once
def _chat(village: Village) -> SimpleNamespace:
    """A text a group wrote, and a sheet laid out in the hall."""
    keep = {"by": village.hall_keeper, "at": NOW}
    what = {"offer_id": _courses(village).offer.pk, "session_id": None}
    return SimpleNamespace(
        paste=chats.paste(text="1. 李秀英", group_name="活动群", **what, **keep),
        sheet=chats.print_sheet(rows=3, **what, **keep),
    )


def chat_paste(village: Village) -> Parameters:
    return {"paste_id": _chat(village).paste.pk}


def enrolment_sheet(village: Village) -> Parameters:
    return {"sheet_id": _chat(village).sheet.pk}


def short_code(village: Village) -> Parameters:
    return {"code": "nothing2"}


@once
def _notice(village: Village) -> Any:
    """A notice that stands on the street."""
    keep = {"by": village.hall_keeper, "at": NOW}
    made = board.draft(
        place=HERE, kind="news", title="电梯检修", text="周五上午三号楼电梯检修。",
        shown_until=LATER, key=uuid4(), **keep,
    )  # fmt: skip
    return board.publish(bulletin_id=made.pk, shown_from=TODAY, sure=False, **keep)


def notice_up(village: Village) -> Parameters:
    return {"number": _notice(village).number}


def bulletin(village: Village) -> Parameters:
    return {"bulletin_id": _notice(village).pk}


def voice_slot(village: Village) -> Parameters:
    origin = voices.Origin("programmes", "course", "1", "书法")
    return {"slot": listened.slot(HERE, origin)}


@once
def recording(village: Village) -> Parameters:
    """A minute of a neighbour's, not heard on the street yet."""
    made = voices.record(
        origin=voices.Origin("programmes", "course", "1", "书法"), place=HERE, language="nan",
        content=mp4(30), spoken_by="", key=uuid4(), by=village.hall_keeper, at=NOW,
    )  # fmt: skip
    return {"recording_id": made.pk}


@once
def _hands(village: Village) -> SimpleNamespace:
    """A child came to a session in a room that hands children over; its mother told the door."""
    keep = {"by": village.hall_keeper, "at": NOW}
    room = spaces.open_space(
        name="童艺室", place=HERE, kind="meeting", capacity_people=20, **keep
    )  # fmt: skip
    spaces.set_opening(
        space_id=room.pk, weekdays=range(7), from_minute=480, until_minute=1260, from_on=TODAY,
        on_days_off="usual", **keep,
    )  # fmt: skip
    attendance_actions.mark_room(space_id=room.pk, **keep)
    meeting = Meeting(
        parse("FREQ=WEEKLY;COUNT=1"), TODAY + datetime.timedelta(days=70), datetime.time(15), 60,
        space_id=room.pk,
    )  # fmt: skip
    course = programmes.open_course(
        programme_id=_courses(village).programme.pk, title="捏泥", capacity=9, meeting=meeting,
        key=uuid4(), **keep,
    )  # fmt: skip
    session = programme_queries.sessions_of(course.pk)[0]
    home = family(village)
    begun = {"session_id": session.id, "at": session.start_at, "by": village.hall_keeper}
    attendance_actions.walk_in(people_ids=[home.child], key=uuid4(), **begun)
    child = {"child_id": home.child, "named_by": home.mother, "key": uuid4()}
    permit = attendance_actions.name_fetcher(
        name="林阿姨", relation="邻居", until_on=session.start_at.date(), **child, **begun
    )
    sign = attendance_actions.tell_sign(kind="photo", value="no", **child, **begun)
    hand = attendance_actions.bring(
        child_id=home.child, guardian_id=home.mother, key=uuid4(), **begun
    )
    return SimpleNamespace(session=session.id, permit=permit, sign=sign, hand=hand)


def hands(village: Village) -> Parameters:
    return {"session_id": _hands(village).session}


def child_here(village: Village) -> Parameters:
    return {"child_id": family(village).child}


def child_in_session(village: Village) -> Parameters:
    return hands(village) | child_here(village)


def guardian_in_session(village: Village) -> Parameters:
    return child_in_session(village) | {"guardian_id": family(village).mother}


def hand_over(village: Village) -> Parameters:
    return hands(village) | {"hand_over_id": _hands(village).hand.pk}


def fetch_permit(village: Village) -> Parameters:
    return {"permit_id": _hands(village).permit.pk}


def child_sign(village: Village) -> Parameters:
    return {"sign_id": _hands(village).sign.pk}


def permit_in_session(village: Village) -> Parameters:
    return hands(village) | fetch_permit(village)


def sign_in_session(village: Village) -> Parameters:
    return hands(village) | child_sign(village)


# People -------------------------------------------------------------------------------------------


def resident(village: Village) -> Parameters:
    return {"resident_id": family(village).mother}


@once
def with_login(village: Village) -> Parameters:
    who = Registration(name="陈秀兰", sex=2, born_on=datetime.date(1950, 5, 1))
    made = people.register(who=who, place=HERE, **work(village))
    people.give_login(resident_id=made.pk, **work(village))
    return {"resident_id": made.pk}


def child(village: Village) -> Parameters:
    return {"resident_id": family(village).child}


@once
def hint(village: Village) -> Parameters:
    return {"hint_id": put_hint(family(village).household).pk}


def verdict(village: Village) -> Parameters:
    home = family(village)
    return {
        "household_id": home.household,
        "person_id": home.child,
        "benefit": "child_rehab_aid",
    }


def verdict_of_all(village: Village) -> Parameters:
    return {"household_id": family(village).household, "benefit": "dibao"}


def noted(village: Village, **about: Any) -> Any:
    """A note that nobody has followed up, on whom it says."""
    return benefits.note_hardship(
        place=HERE, words="好几天没见老人出门", said_by="steward", by=village.social_worker, at=NOW,
        **about,
    )  # fmt: skip


def note(village: Village) -> Parameters:
    return {"note_id": noted(village, whereabouts="3号楼502").pk}


def note_of(village: Village) -> Parameters:
    who = Registration(name="邻居", sex=1, born_on=datetime.date(1950, 5, 1))
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
        place=HERE,
        **work(village),
    )
    [alone] = register.members_of(village.social_worker, home.pk)
    return {"note_id": noted(village, whereabouts="3号楼502").pk, "resident_id": alone}


def refused(village: Village) -> Parameters:
    """A household with a note on it for which every policy has a no."""
    leave(village)
    home = refused_by_all(village.social_worker)
    noted(village, household_id=home)
    return {"household_id": home}


@once
def claimed(village: Village) -> Any:
    """A claim for the child, open to the worker to whom the family's record is assigned."""
    opened(village)
    home = family(village)
    return claims.open_claim(
        household_id=home.household,
        benefit="child_rehab_aid",
        person_id=home.child,
        **work(village),
    ).pk


def claim(village: Village) -> Parameters:
    return {"claim_id": claimed(village)}


def claim_verb(village: Village) -> Parameters:
    return {"claim_id": claimed(village), "verb": "submitted"}


@once
def claim_photo(village: Village) -> Parameters:
    kept = claims.keep_paper(
        claim_id=claimed(village), position=2, paper="diagnosis", photo=photo(), **work(village)
    )
    return {"claim_id": claimed(village), "photo_id": kept.photo_id}


def to_begin(village: Village) -> dict[str, str]:
    """What is begun already, so that every asker meets the same refusal."""
    claimed(village)
    return {"benefit": "child_rehab_aid", "person_id": str(family(village).child)}


@once
def leave(village: Village) -> Parameters:
    benefits.write_assessment(place=HERE, by=village.administrator, at=NOW)
    benefits.sign_assessment(place=HERE, by=village.supervisor, at=NOW)
    return {"place": HERE}


# The rulebook -------------------------------------------------------------------------------------


def officer(village: Village) -> dict[str, Any]:
    return {"by": village.policy_officer, "at": NOW}


@once
def edition(village: Village) -> Parameters:
    """Jin'an's own policy, as it is shipped."""
    rulebook.take_in_shipped(by=clock(), at=NOW)
    return {"edition_id": standing("fund_student_aid", "2023", HERE).pk}


def edition_above(village: Village) -> Parameters:
    """The city's, of which every community may make its own."""
    edition(village)
    return {"edition_id": standing("child_rehab_aid", "2021").pk}


@once
def draft(village: Village) -> Parameters:
    return {"draft_id": rulebook.start_draft(**edition(village), **officer(village)).pk}


@once
def figure(village: Village) -> Parameters:
    edition(village)
    return {
        "jurisdiction": HERE,
        "benefit": "fund_student_aid",
        "parameter": tried_figure(village)["parameter"],
    }


@once
def stated(village: Village) -> Parameters:
    made = rulebook.state_figure(
        **figure(village),
        value=1,
        since=TODAY,
        title="文件",
        read_on=TODAY,
        trust="official",
        photo=photo(),
        **officer(village),
    )
    return {"stated_id": made.pk}


def tried_figure(village: Village) -> Parameters:
    found = policies.policy(village.policy_officer, **edition(village), on=TODAY)
    return {**edition(village), "parameter": found.figures[0].parameter}


@once
def simulation(village: Village) -> Parameters:
    tried = tried_figure(village)
    made = rulebook.ask_simulation(**tried, middle=100, **officer(village))
    return {"reckoning_id": made.pk}


def household(village: Village) -> Parameters:
    return {"household_id": family(village).household}


def basis(village: Village) -> Parameters:
    return {"basis_id": consent(village)}


def fact(village: Village) -> Parameters:
    stated = people.state_fact(
        kind="residence_permit_place",
        value="350206",
        source="document",
        observed_on=TODAY,
        resident_id=family(village).mother,
        **work(village),
    )
    return {"fact_id": stated.pk}


def guardianship(village: Village) -> Parameters:
    aunt = people.register(
        who=Registration(name="李秀云", sex=2, born_on=datetime.date(1985, 5, 1)),
        place=HERE,
        **work(village),
    )
    made = people.name_guardian(
        child_id=family(village).child, guardian_id=aunt.pk, kind="appointed", **work(village)
    )
    return {"guardianship_id": made.pk}


def opening(village: Village) -> Parameters:
    asked = people.ask_to_open(
        resident_id=family(village).child,
        reason="上门走访，了解孩子的康复情况",
        by=village.grid_worker,
        at=NOW,
    )
    return {"request_id": asked.pk}


def assignment(village: Village) -> Parameters:
    made = people.assign(
        resident_id=family(village).child,
        worker_id=village.grid_worker.user_id,
        scope="contact",
        until_on=LATER,
        **lead_on(village),
    )
    return {"assignment_id": made.pk}


def shield(village: Village) -> Parameters:
    made = people.shield(
        resident_id=family(village).mother, reason="前夫在找她", **lead_on(village)
    )
    return {"shield_id": made.pk}


def roster(village: Village) -> Parameters:
    read = people.read_roster(
        content=register.roster_template(),
        place=HERE,
        article=DUTY.article,
        purpose=DUTY.purpose,
        **work(village),
    )
    return {"roster_id": read.pk}


# Cases and papers ---------------------------------------------------------------------------------


def lead(village: Village) -> Parameters:
    return {"lead_id": told(village)}


def chosen(village: Village) -> dict[str, str]:
    """The fields by which a lead is taken in."""
    home = family(village)
    return {"household_id": str(home.household), "person_id": str(home.child)}


def case(village: Village) -> Parameters:
    return {"case_id": opened(village)}


def paper(village: Village) -> Parameters:
    kept = papers.keep(
        content=photo(), kind="consent", retention="consent", place=HERE, **work(village)
    )
    return {"paper_id": kept.pk}


# The fund -----------------------------------------------------------------------------------------


@once
def begun(village: Village) -> Any:
    """Jin'an's fund, with its opening balance confirmed."""
    by = {"by": village.holder_accountant, "at": NOW}
    opened = funds.open_fund(
        place=HERE, holder_id=village.holder.pk, name="金安社区慈善公益基金", series="JA", **by
    )
    funds.confirm_opening_balance(
        fund_id=opened.pk,
        amounts_fen={"general": 1_000_000},
        on=TODAY,
        statement="对账单",
        key=uuid4(),
        **by,
    )
    return opened.pk


def fund(village: Village) -> Parameters:
    return {"fund_id": begun(village)}


def aid_request(village: Village) -> Parameters:
    asked = funds.ask(
        fund_id=begun(village),
        purpose="community_project",
        reason="activity",
        amount_fen=10_000,
        key=uuid4(),
        **work(village),
    )
    return {"request_id": asked.pk}


# The committee and the fund's programmes ----------------------------------------------------------


@once
def table(village: Village) -> Table:
    """The committee of another fund, or ``found_committee`` would meet one at every asking."""
    return Table(village)


def body(village: Village) -> Parameters:
    return {"committee_id": table(village).committee.pk}


def member(village: Village) -> Parameters:
    return {"member_id": table(village).voters[0].pk}


def tie(village: Village) -> Parameters:
    made = committees.declare_tie(
        member_id=table(village).voters[1].pk, firm="装修公司", words="股东", **table(village).by
    )
    return {"tie_id": made.pk}


@once
def sitting(village: Village) -> Parameters:
    called = table(village).call()
    table(village).docket(called)
    return {"sitting_id": called.pk}


def item(village: Village) -> Parameters:
    return {"item_id": table(village).docket(table(village).call()).pk}


@once
def keyed(village: Village) -> Parameters:
    called = table(village).call()
    line = table(village).docket(called)
    table(village).key(called, {line.pk: table(village).sheet("yyyyy")})
    return {"sitting_id": called.pk}


@once
def programme(village: Village) -> Parameters:
    made = funds.open_programme(
        fund_id=begun(village),
        name="高考助学",
        purpose="student_aid",
        kind="aid",
        opens_on=TODAY,
        ceiling_fen=100_000,
        reasons=["schooling"],
        key=uuid4(),
        by=village.committee_secretary,
        at=NOW,
    )
    return {"programme_id": made.pk}


def programme_sitting(village: Village) -> Parameters:
    return {**programme(village), **sitting(village)}


def to_apply(village: Village) -> Parameters:
    return {**household(village), **programme(village)}


def applied(village: Village) -> Parameters:
    asked = funds.ask(
        fund_id=begun(village),
        purpose="student_aid",
        reason="schooling",
        amount_fen=10_000,
        household_id=family(village).household,
        key=uuid4(),
        **programme(village),
        **work(village),
    )
    return {"request_id": asked.pk}


def interest(village: Village) -> Parameters:
    who = Registration(name="赵某", sex=2, born_on=datetime.date(1970, 5, 1))
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),), number="B-1")],
        place=HERE,
        **work(village),
    )
    made = funds.enter_interest(
        fund_id=begun(village), number=home.number, manager="会长", relation="妹妹",
        by=village.holder_accountant, at=NOW,
    )  # fmt: skip
    return {"interest_id": made.pk}


def donation(village: Village) -> Parameters:
    given = funds.receive_donation(
        fund_id=begun(village),
        amount_fen=10_000,
        received_on=TODAY,
        key=uuid4(),
        by=village.cashier,
        at=NOW,
    )
    return {"donation_id": given.pk}


def acknowledged(village: Village) -> Parameters:
    paper_for = donation(village)
    funds.acknowledge(**paper_for, by=village.cashier, at=NOW)
    return paper_for


def purpose_change(village: Village) -> Parameters:
    change = funds.ask_purpose_change(
        **donation(village),
        purpose="estate_repair",
        way="signed",
        agreed_on=TODAY,
        photo=photo(),
        key=uuid4(),
        by=village.cashier,
        at=NOW,
    )
    return {"change_id": change.pk}


# Giving -------------------------------------------------------------------------------------------


def at_the_till(village: Village) -> Parameters:
    return {"by": village.cashier, "at": NOW, "key": uuid4()}


def pledge(village: Village) -> Parameters:
    made = gifts.pledge(
        fund_id=begun(village),
        donor_name="虚构",
        amount_fen=100,
        every="month",
        begins_on=TODAY,
        purpose="general",
        **at_the_till(village),
    )
    return {"pledge_id": made.pk}


def agreement(village: Village) -> Parameters:
    signed = gifts.sign_agreement(
        fund_id=begun(village),
        number=uuid4().hex,
        donor_name="虚构",
        purpose="general",
        signed_on=TODAY,
        photo=photo(),
        amount_fen=100,
        **at_the_till(village),
    )
    return {"agreement_id": signed.pk}


def box(village: Village) -> Parameters:
    placed = gifts.place_box(
        fund_id=begun(village),
        label=uuid4().hex[:30],
        stands="大厅",
        by=village.cashier,
        at=NOW,
    )
    return {"box_id": placed.pk}


def box_count(village: Village) -> Parameters:
    counted = gifts.count_box(**box(village), pieces={100: 1}, seal="F", **at_the_till(village))
    return {"count_id": counted.pk}


def goods_gift(village: Village) -> Parameters:
    given = gifts.receive_goods(
        fund_id=begun(village),
        what="大米",
        unit="袋",
        quantity=10,
        received_on=TODAY,
        purpose="general",
        **at_the_till(village),
    )
    return {"gift_id": given.pk}


def household_with_goods(village: Village) -> Parameters:
    goods_gift(village)
    return household(village)


# Goodwill -----------------------------------------------------------------------------------------


def goodwill_place(village: Village) -> Parameters:
    begun(village)
    return {"place": HERE}


def goodwill_list(village: Village) -> Parameters:
    """A list of one family, of goods: nothing waits for the bank."""
    gift = goods_gift(village)["gift_id"]
    held = visits.begin_round(
        place=HERE, title="慰问", kind="goods", gift_id=gift, pieces=1, key=uuid4(), **work(village)
    )
    home = family(village).household
    visits.list_from_file(round_id=held.pk, household_id=home, reason="other", **work(village))
    return {"round_id": held.pk}


def goodwill_found(village: Village) -> Parameters:
    return {**goodwill_list(village), "reason": "dibao"}


def goodwill_listed(village: Village) -> Parameters:
    listed = visited.round_card(village.social_worker, goodwill_list(village)["round_id"]).listed
    return {"listed_id": listed[0].id}


def goodwill_submitted(village: Village) -> Parameters:
    made = goodwill_list(village)
    visits.submit(**made, **work(village))
    return made


def goodwill_approved(village: Village) -> Parameters:
    made = goodwill_submitted(village)
    visits.approve(**made, by=village.supervisor, at=NOW)
    return made


def goodwill_sheet(village: Village) -> Parameters:
    sheet = visits.issue_sheet(**goodwill_approved(village), by=village.grid_worker, at=NOW)
    return {"sheet_id": sheet.pk}


def goodwill_keyed(village: Village) -> Parameters:
    made = goodwill_sheet(village)
    code = visited.sheet(village.grid_worker, made["sheet_id"]).row.code
    visits.key_sheet(
        code=code, handed_on=TODAY, signed=[], photo=photo(), by=village.grid_worker, at=NOW, **made
    )
    return made


def goodwill_visited(village: Village) -> Parameters:
    kept = visits.confirm_sheet(**goodwill_keyed(village), **work(village))
    return {"round_id": kept.round_id}


def partner(village: Village) -> Parameters:
    welcomed = gifts.welcome_partner(
        place=HERE, name=uuid4().hex, since=TODAY, key=uuid4(), **work(village)
    )
    return {"partner_id": welcomed.pk}


def promise(village: Village) -> Parameters:
    promised = gifts.promise(
        **partner(village), year=2026, kind="hours", quantity=5, key=uuid4(), **work(village)
    )
    return {"promise_id": promised.pk}


def letter(village: Village) -> Parameters:
    whose = partner(village)
    gifts.promise(**whose, year=2026, kind="hours", quantity=5, key=uuid4(), **work(village))
    return {**whose, "year": 2026}


# The holder ---------------------------------------------------------------------------------------


def hold(village: Village) -> dict[str, Any]:
    return {"by": village.holder_accountant, "at": NOW}


@once
def bank_account(village: Village) -> Any:
    """The holder's account; its fund has begun."""
    begun(village)
    return holders.open_bank_account(
        holder_id=village.holder.pk, name="基本户", number="41008888", **hold(village)
    ).pk


def statement(village: Village) -> Parameters:
    """A file that waits, of one line that no other file has."""
    content = f"交易日期,金额,流水号\n{TODAY},88,{uuid4().hex}".encode()
    read = holders.read_statement(
        bank_account_id=bank_account(village), content=content, **hold(village)
    )
    return {"statement_id": read.pk}


def statement_to_import(village: Village) -> Parameters:
    return statement(village)


def statement_to_discard(village: Village) -> Parameters:
    return statement(village)


def bank_line(village: Village) -> Parameters:
    holders.import_statement(**statement(village), **hold(village))
    (row, *_rest) = banks.lines(village.holder_accountant, "unclaimed", TODAY).object_list
    return {"line_id": row.id}


def bank_match(village: Village) -> Parameters:
    line = bank_line(village)
    match = holders.receive_from_line(fund_id=begun(village), key=uuid4(), **line, **hold(village))
    return {**line, "match_id": match.pk}


def fund_rule(village: Village) -> Parameters:
    rule = holders.keep_rule(fund_id=begun(village), words="某某公司", **hold(village))
    return {"rule_id": rule.pk}


def instruction(village: Village) -> Parameters:
    asked = aid_request(village)
    told = {"key": uuid4(), "at": NOW, **asked}
    funds.set_limit(
        **fund(village), small_fen=10_000, emergency_days=7, by=village.holder_accountant, at=NOW
    )
    funds.propose(grant_fen=10_000, by=village.second_member, **told)
    funds.decide(grant_fen=10_000, by=village.committee_member, **told)
    payee = funds.Payee("示例康复中心", "41009999")
    funds.instruct(payee=payee, by=village.cashier, **told)
    return asked


def month_close(village: Village) -> Parameters:
    """October, prepared by the accountant, who may not confirm it too."""
    begun(village)
    through = datetime.date(2026, 10, 31)
    prepared = holders.prepare_close(
        holder_id=village.holder.pk, through=through, bank_fen=0, key=uuid4(), **hold(village)
    )
    return {"close_id": prepared.pk}


def year(village: Village) -> Parameters:
    return {"fund_id": begun(village), "year": TODAY.year}


def budget(village: Village) -> Parameters:
    this = year(village)
    entered = holders.enter_budget(
        purpose="student_aid", amount_fen=1000, by=village.cashier, at=NOW, **this
    )
    return {**this, "budget_id": entered.pk}


# The shop -----------------------------------------------------------------------------------------


def keep(village: Village) -> dict[str, Any]:
    return {"by": village.shop_keeper, "at": NOW}


@once
def corner(village: Village) -> Parameters:
    begun(village)
    made = shop.open_corner(
        place=HERE, name="义卖角", spot="一楼", hours="周六", by=village.holder_accountant, at=NOW
    )
    shop.record_basis(
        corner_id=made.pk, kind="mutual_help", from_on=TODAY, by=village.holder_accountant, at=NOW
    )
    return {"corner_id": made.pk}


@once
def intake(village: Village) -> Parameters:
    made = shop.take_in(received_on=TODAY, key=uuid4(), **corner(village), **keep(village))
    return {"intake_id": made.pk}


def piece(village: Village) -> Any:
    return shop.add_item(
        category="clothes", condition="good", title="大衣", estimate_fen=0, price_fen=1_000,
        photo=photo(), key=uuid4(), **intake(village), **keep(village),
    )  # fmt: skip


def goods(village: Village) -> Parameters:
    return {"item_id": piece(village).pk}


def goods_step(village: Village) -> Parameters:
    return {**goods(village), "kind": "stored"}


def goods_code(village: Village) -> Parameters:
    return {"code": piece(village).code}


def stocktake(village: Village) -> Parameters:
    made = shop.count_stock(codes=[], key=uuid4(), **corner(village), **keep(village))
    return {"stocktake_id": made.pk}


@once
def shop_day(village: Village) -> Parameters:
    made = shop.open_day(
        float_counts={}, code_is_ours=True, key=uuid4(), **corner(village), **keep(village)
    )
    return {"day_id": made.pk}


def shop_till(village: Village) -> Parameters:
    return {"till_id": shop.unlock_till(**shop_day(village), **keep(village)).pk}


def tally(village: Village) -> Parameters:
    return {"sheet_id": shop.print_tally(**shop_day(village), **keep(village)).pk}


def sale(village: Village) -> Parameters:
    lines = [shop.Sold(piece(village).code, 1_000, 1_000)]
    made = shop.sell(
        sale_id=uuid4(), lines=lines, way="cash", by=nobody(), at=NOW, **shop_till(village)
    )
    return {"sale_id": made.pk}


# The street ---------------------------------------------------------------------------------------


def no_token(village: Village) -> Parameters:
    return {"token": "nobodys"}


def no_receipt(village: Village) -> Parameters:
    return {"series": "JA", "number": 1}


def no_takings(village: Village) -> Parameters:
    return {"book": "no-book", "seq": 1}


# Disclosure and audit -----------------------------------------------------------------------------


@once
def begun_project(village: Village) -> Any:
    return disclosures.begin_undertaking(
        fund_id=begun(village),
        title="楼道灯",
        began_on=TODAY - datetime.timedelta(days=200),
        key=uuid4(),
        by=village.holder_accountant,
        at=NOW,
    )


def undertaking(village: Village) -> Parameters:
    return {"undertaking_id": begun_project(village).pk}


def yearly_report(village: Village) -> Parameters:
    return {"fund_id": begun(village), "rule": "yearly", "due_on": f"{TODAY.year + 1}-05-31"}


@once
def three_monthly_report(village: Village) -> Parameters:
    project = begun_project(village)
    [first, *_] = [row for row in calendar(village.holder_accountant, TODAY) if row.undertaking_id]
    return {
        "fund_id": begun(village),
        "rule": "three_monthly",
        "due_on": first.due.due_on.isoformat(),
        "undertaking_id": project.pk,
    }


@once
def disclosed(village: Village) -> Parameters:
    which = three_monthly_report(village)
    made = disclosures.disclose(
        **{**which, "due_on": datetime.date.fromisoformat(which["due_on"])},
        published_on=TODAY,
        words="进展",
        link="https://example.org/progress",
        key=uuid4(),
        by=village.holder_accountant,
        at=NOW,
    )
    return {"entry_id": made.pk}


@once
def sample(village: Village) -> Parameters:
    begun(village)
    drawn = audits.draw_sample(
        fund_id=begun(village), kind="donations", size=5, by=village.auditor, at=NOW
    )
    return {"sample_id": drawn.pk}


def audited_book(village: Village) -> Parameters:
    return {"fund_id": begun(village), "what": "entries"}
