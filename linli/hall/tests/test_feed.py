"""A resident's own calendar: one live address, no names, and what a stranger's program reads."""

import datetime
import logging

import icalendar
import pytest
import recurring_ical_events
from django.db import IntegrityError, transaction
from django.urls import reverse

from linli.hall import actions, published, queries, terms
from linli.hall.actions import PoolPlan
from linli.hall.models import Feed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import actions as people
from linli.programmes import actions as programmes
from tests.village import NOW


def shown(token: str, at=NOW) -> list[str]:
    """What a subscriber sees of half a year."""
    feed = icalendar.Calendar.from_ical(published.personal_calendar(token, at=at))
    events = recurring_ical_events.of(feed, skip_bad_series=False).between(
        NOW, NOW + datetime.timedelta(days=180)
    )
    return sorted(
        f"{each['DTSTART'].dt.astimezone(XIAMEN):%m-%d %H:%M} {each['SUMMARY']}"
        + (f" {each['STATUS']}" if "STATUS" in each else "")
        for each in events
    )


def test_it_shows_ones_own_places_and_those_of_ones_children_without_a_name(counter):
    counter.child("小宝", datetime.date(2018, 5, 1))
    mother = counter.login("小宝妈妈")
    offer = counter.offer(PoolPlan("一般", 9), kind=terms.EACH)
    first, second, third = (each.pk for each in counter.sessions)
    counter.enrol(offer, "小宝妈妈", session_id=first)
    counter.enrol(offer, "小宝妈妈", "小宝", session_id=second)
    counter.enrol(offer, "小宝", session_id=third)
    counter.enrol(offer, "甲", session_id=first)
    token = actions.make_feed(by=mother, at=NOW).token
    assert shown(token) == [
        "12-01 09:00 周末手工",
        "12-08 09:00 周末手工（我和孩子）",
        "12-15 09:00 周末手工（孩子）",
    ]
    text = published.personal_calendar(token, at=NOW).decode()
    assert "小宝" not in text


def test_it_follows_what_is_moved_cancelled_given_back_or_kept_for_an_answer(counter):
    me = counter.login("甲")
    offer = counter.offer(PoolPlan("一般", 1), kind=terms.EACH)
    first, second, third = counter.sessions
    for each in (first, second):
        counter.enrol(offer, "甲", session_id=each.pk)
    given_back = counter.enrol(offer, "乙", session_id=third.pk)
    counter.enrol(offer, "甲", session_id=third.pk)  # waits: not in the calendar
    token = actions.make_feed(by=me, at=NOW).token
    assert len(shown(token)) == 2
    by = {"by": counter.keeper, "at": NOW}
    programmes.cancel_sessions(session_ids=[first.pk], reason="停电", **by)
    later = second.start_at + datetime.timedelta(hours=2)
    programmes.move_session(session_id=second.pk, start_at=later, minutes=60, **by)
    counter.cancel(given_back)
    assert shown(token) == [
        "12-01 09:00 周末手工 CANCELLED",
        "12-08 11:00 周末手工",
        "12-15 09:00 周末手工 · 等您答复 TENTATIVE",
    ]
    events = icalendar.Calendar.from_ical(published.personal_calendar(token, at=NOW)).walk("VEVENT")
    assert [each["SEQUENCE"] for each in events] == [1, 1, 0]
    lapsed = NOW + datetime.timedelta(hours=terms.OFFER_HOURS)
    assert len(shown(token, at=lapsed)) == 2


def test_a_closed_group_has_its_neutral_title_and_no_room(counter, school):
    me = counter.login("甲")
    group = school.open_programme("丧亲支持", closed_group=True, neutral_title="周三小组")
    counter.course = school.open_course(
        programme=group, title="丧亲支持第一期", space_id=school.hall.office.pk
    )
    counter.enrol(counter.offer(PoolPlan("一般", 5)), "甲")
    token = actions.make_feed(by=me, at=NOW).token
    text = published.personal_calendar(token, at=NOW).decode()
    assert "周三小组" in text
    assert "丧亲" not in text
    assert school.hall.office.name not in text


def test_a_new_address_kills_the_one_before_and_ending_kills_all(counter):
    me = counter.login("甲")
    assert queries.live_feed(me) is None
    first = actions.make_feed(by=me, at=NOW).token
    second = actions.make_feed(by=me, at=NOW).token
    assert queries.live_feed(me) == NOW
    for dead in (first, "", "nobodys", second + "x"):
        with pytest.raises(NotFound):
            published.personal_calendar(dead, at=NOW)
    assert shown(second) == []
    assert actions.end_feed(by=me, at=NOW) == 1
    with pytest.raises(NotFound):
        published.personal_calendar(second, at=NOW)
    assert not any(first in str(deed.details) for deed in Deed.objects.all())


def test_it_ends_with_the_login_it_was_made_by(counter):
    me = counter.login("甲")
    token = actions.make_feed(by=me, at=NOW).token
    people.end_login(resident_id=counter.known["甲"], by=counter.village.social_worker, at=NOW)
    with pytest.raises(NotFound):
        published.personal_calendar(token, at=NOW)


def test_a_worker_who_is_no_resident_has_none(counter):
    with pytest.raises(actions.NobodyBehindIt):
        actions.make_feed(by=counter.keeper, at=NOW)


def test_the_database_keeps_one_live_address_a_resident(counter):
    """The guard: even past the action, a second live one is refused."""
    made = actions.make_feed(by=counter.login("甲"), at=NOW).feed
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(resident_id=made.resident_id, token_blind=b"x" * 16, made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.filter(pk=made.pk).update(ended_at=NOW - datetime.timedelta(days=1))


def test_the_page_shows_the_address_once_and_the_log_never(counter, caplog):
    client = counter.at_home("甲")
    there = reverse("hall:my_calendar")
    caplog.set_level(logging.DEBUG)
    html = client.post(there).content.decode()
    url = html.split('readonly value="')[1].split('"')[0]
    token = url.rsplit("/", 1)[1].removesuffix(".ics")
    assert f'href="webcal://{url.partition("://")[2]}"' in html
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"].startswith("text/calendar")
    assert token not in client.get(there).content.decode()
    client.post(reverse("hall:my_end_calendar"))
    assert client.get(url).status_code == 404
    assert token not in caplog.text
