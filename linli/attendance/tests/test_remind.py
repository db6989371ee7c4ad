"""A call is all that follows from a no-show: who is called, who is tried again, who is told."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.attendance import actions, queries, terms
from linli.attendance.actions import CalledAlready, HasNumber
from linli.attendance.guards import GUARDS
from linli.attendance.models import Reminder
from linli.cases import actions as leads, queries as cases
from linli.cases.models import Lead
from linli.hall import actions as hall
from linli.journal import queries as journal
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.notices.models import Notice
from linli.people import queries as people
from linli.people.models import Resident


def why(door, session, days: int = 0) -> dict[str, tuple[str, ...]]:
    at = session.end_at + datetime.timedelta(days=days)
    return {row.name: row.why for row in queries.to_call(door.keeper, on=at.date(), at=at)}


def test_one_no_show_is_called_the_same_day_where_somebody_waited_or_of_the_very_old(door):
    """Complaint 10: a place stays empty while people wait. A call, and no punishment."""
    door.counter.person("阿婆", 1940)
    for name in ("甲", "阿婆", "乙"):
        door.enrol(name)
    assert why(door, door.session) == {}  # nobody stood at the door: nobody can be absent
    door.come("乙")
    assert why(door, door.session) == {"阿婆": ("old",)}
    assert door.counter.state(door.enrol("丁")) == "waiting"
    assert why(door, door.session) == {"甲": ("waited",), "阿婆": ("old", "waited")}
    assert why(door, door.session, days=6) == {"甲": ("waited",), "阿婆": ("old", "waited")}
    assert why(door, door.session, days=7) == {}  # a week later it would be a reproach
    door.excuse("甲")
    assert why(door, door.session) == {"阿婆": ("old", "waited")}


def test_who_did_not_come_does_not_give_the_place_back_afterwards(door):
    """What has been does not change: else nobody would have been absent."""
    missed, *_others = [door.enrol(name) for name in "甲乙丙丁"]
    for name in "乙丙":
        door.come(name)
    assert why(door, door.session) == {"甲": ("waited",)}
    with pytest.raises(hall.OverAlready):
        door.counter.cancel(missed, at=door.session.end_at)
    assert why(door, door.session) == {"甲": ("waited",)}


@pytest.fixture
def two(door):
    """Two of eighty and more did not come; somebody else did."""
    for name in ("阿婆", "阿公"):
        door.counter.person(name, 1940)
        door.enrol(name)
    door.enrol("乙")
    door.come("乙")
    return door


def call(door, name: str, outcome: str, minutes: int = 100, **about) -> Reminder:
    about = {"by": door.keeper, "key": uuid4(), **about}
    [one] = door.ids(name)
    return actions.remind(resident_id=one, outcome=outcome, at=door.minutes(minutes), **about)


def listed(door, minutes: int) -> list[tuple[str, int]]:
    """The list at a moment: names, and which call is due."""
    at = door.minutes(minutes)
    rows = queries.to_call(door.keeper, on=at.date(), at=at)
    return [(row.name, row.attempt) for row in rows]


def last_made(door, minutes: int) -> queries.CallRow:
    at = door.minutes(minutes)
    return queries.calls_made(door.keeper, on=at.date(), at=at)[0]


def test_who_is_reached_is_noted_once_and_elsewhere_nobody_is(two, village):
    key = uuid4()
    made = call(two, "阿婆", "reached", key=key)
    assert call(two, "阿婆", "reached", key=key) == made
    with pytest.raises(KeyUsedForOther):
        call(two, "阿婆", "trouble", key=key)
    with pytest.raises(CalledAlready):
        call(two, "阿婆", "reached")
    assert listed(two, 101) == [("阿公", 1)]
    told = last_made(two, 101)
    assert (told.name, told.outcome, told.told, told.by) == ("阿婆", "reached", False, "戴馆务")
    for wrong in ({"by": village.outsider}, {"outcome": "angry"}):
        with pytest.raises(NotFound):
            call(two, "阿公", **{"outcome": "reached", **wrong})
    at = two.minutes(101)
    assert queries.calls_made(village.outsider, on=at.date(), at=at) == []


def test_who_is_not_reached_stays_after_the_others_until_a_social_worker_is_told(two, village):
    first = call(two, "阿婆", "unreached", 100)
    assert (first.attempt, first.lead_id) == (1, None)
    assert listed(two, 101) == [("阿公", 1), ("阿婆", 2)]
    assert listed(two, 60 * 24 * 20) == [("阿婆", 2)]  # nobody else is called after a week
    assert not Lead.objects.exists()
    second = call(two, "阿婆", "unreached", 200)
    assert second.attempt == terms.TRIES == 2
    assert listed(two, 201) == [("阿公", 1)]
    assert last_made(two, 201).told
    lead = cases.lead(village.social_worker, second.lead_id)
    for words in ("阿婆", "没打通：", "上午10:40、周二 12月1日 中午12:20"):
        assert words in lead.words
    assert lead.urgent  # nobody can say that somebody of that age is in no danger
    [notice] = Notice.objects.filter(kind="lead.raised", subject_id=str(lead.id))
    assert notice.to_id == village.users["social_worker"].pk
    with pytest.raises(CalledAlready):
        call(two, "阿婆", "unreached", 300)


def test_of_trouble_a_social_worker_is_told_at_once(two, village):
    made = call(two, "阿公", "trouble")
    assert listed(two, 101) == [("阿婆", 1)]
    assert "要人去看看" in cases.lead(village.social_worker, made.lead_id).words


def test_who_has_no_number_is_not_said_to_have_been_called(two, village):
    """A social worker hears of it at the first press: a second try would reach them no better."""
    made = call(two, "阿婆", "no_number")
    assert (made.attempt, last_made(two, 101).told) == (1, True)
    deeds = journal.history(("resident", two.counter.known["阿婆"]))
    assert {deed.verb for deed in deeds} & {"no_show.called", "no_show.handed_on"} == {
        "no_show.handed_on"
    }
    assert listed(two, 101) == [("阿公", 1)]
    lead = cases.lead(village.social_worker, made.lead_id)
    assert "没有登记号码，打不了电话" in lead.words
    assert lead.urgent
    _give_number(two.counter.known["阿公"])
    with pytest.raises(HasNumber):
        call(two, "阿公", "no_number")
    assert listed(two, 101) == [("阿公", 1)]


def _give_number(resident_id) -> None:
    Resident.objects.filter(pk=resident_id).update(phone=b"sealed", phone_blind=b"found by")


def test_of_a_child_it_is_the_guardians_number_that_is_missing(door, village):
    child, mother = (door.counter.child("小明", datetime.date(2018, 5, 1)), "小明妈妈")
    ask = {"viewer": village.hall_keeper, "resident_id": child, "on": door.session.end_at.date()}
    assert not people.has_number_to_call(**ask)
    _give_number(door.counter.known[mother])
    village.hall_keeper.looks.clear()
    assert people.has_number_to_call(**ask)
    assert not village.hall_keeper.looks  # that there is one opens nothing
    with pytest.raises(NotFound):
        people.has_number_to_call(**ask | {"viewer": village.outsider})


def test_a_press_that_cannot_be_written_tells_nobody(two, monkeypatch):
    """The call and the lead are one transaction."""
    monkeypatch.setattr("linli.attendance.actions.feelings.journal.record", _fails)
    with pytest.raises(ZeroDivisionError):
        call(two, "阿公", "trouble")
    assert not Lead.objects.exists()
    assert not Reminder.objects.exists()


def _fails(**about) -> None:
    raise ZeroDivisionError


def test_who_came_after_all_is_not_tried_again(two):
    call(two, "阿婆", "unreached", 100)
    later = two.counter.sessions[1]
    two.counter.enrol(two.offer, "阿婆", session_id=later.pk)
    actions.check_in(
        session_id=later.pk, people_ids=two.ids("阿婆"), method="list", by=two.keeper,
        at=later.start_at, key=uuid4(),
    )  # fmt: skip
    after = later.end_at + datetime.timedelta(minutes=1)
    rows = queries.to_call(two.keeper, on=after.date(), at=after)
    assert "阿婆" not in {row.name for row in rows}


def test_another_no_show_is_the_same_matter_while_nobody_was_reached(two):
    first = call(two, "阿婆", "unreached", 100)
    later = two.counter.sessions[1]
    for name in ("阿婆", "丙"):
        two.counter.enrol(two.offer, name, session_id=later.pk)
    come = {"by": two.keeper, "at": later.start_at, "key": uuid4()}
    actions.check_in(session_id=later.pk, people_ids=two.ids("丙"), method="list", **come)
    minutes = int((later.end_at - two.start).total_seconds()) // 60 + 5
    second = call(two, "阿婆", "unreached", minutes)
    assert (second.session_id, second.attempt) == (first.session_id, 2)
    assert second.lead_id


def test_the_database_counts_calls_and_knows_that_somebody_was_told(two):
    """What a deed, a script or a second keeper may not write."""
    made = call(two, "阿婆", "unreached")
    assert not GUARDS.missing(connection)
    handed_on = call(two, "阿公", "trouble")
    after = {
        "place_id": made.place_id, "resident_id": made.resident_id, "session": two.session,
        "attempt": 2, "outcome": "reached", "at": two.minutes(110), "by_id": made.by_id,
    }  # fmt: skip
    for wrong in (
        {"attempt": 1}, {"attempt": 3}, {"attempt": None}, {"attempt": 0},
        {"outcome": "angry"}, {"outcome": ""}, {"outcome": "trouble"}, {"outcome": "unreached"},
        {"outcome": "reached", "lead_id": handed_on.lead_id},
        {"outcome": "trouble", "lead_id": handed_on.lead_id},  # one lead, one call
        {"outcome": "trouble", "lead_id": _lead_of_another_day(two).pk},
        {"outcome": "no_number"}, {"session": None, "attempt": None, "outcome": "no_number"},
        {"session": None}, {"session": None, "attempt": None, "outcome": "trouble"},
        {"resident_id": handed_on.resident_id},  # handed on: it is answered
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(**after | wrong, key=uuid4())
    for change in ({"outcome": "reached"}, {"lead": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.filter(pk=handed_on.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.all().delete()
    assert Reminder.objects.create(**after, key=uuid4()).pk  # and this is how it is written


def _lead_of_another_day(door) -> Lead:
    return leads.raise_lead(
        place=door.session.place_id, words="别的事", by=door.keeper, at=door.minutes(-500)
    )


def test_as_many_questions_however_often_somebody_was_tried(two):
    at = two.minutes(100)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            queries.to_call(two.keeper, on=at.date(), at=at)
        counts.append(len(asked))
        call(two, "阿婆", "unreached", 95)
    assert counts == [11, 11]


def test_for_a_child_its_guardian_is_called_and_the_look_is_remembered(door, village):
    child = door.counter.child("小明", datetime.date(2018, 5, 1))
    mother = door.counter.known["小明妈妈"]
    keeper, on = village.hall_keeper, door.session.end_at.date()
    keeper.looks.clear()
    [phone] = people.phones_to_call(keeper, child, on)
    assert (phone.name, phone.number) == ("小明妈妈", "")
    assert [(look.subject_id, look.part) for look in keeper.looks] == [(str(mother), "contact")]
    with pytest.raises(NotFound):
        people.phones_to_call(village.outsider, child, on)
