"""What happens in the social workers' room stands on no list, screen, feed or page of a family."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from linli.hall import actions
from linli.hall.actions import PoolPlan
from linli.identity.models import User
from tests.village import HERE, NOW, TODAY, come_in

TALK, GROUP, NEUTRAL = "个案面谈", "丧亲支持", "周一小组"
ROOMS = ("spaces", "programmes", "hall")
FEED_SECRET = "public_personal_calendar"


@pytest.fixture
def told(counter, school, settings, monkeypatch) -> SimpleNamespace:
    """A private talk and a closed group, both today in the social workers' room; who is in it."""
    settings.LINLI_COMMUNITY = HERE
    monkeypatch.setattr("linli.hall.published.openactive.queries.newest", _everything)
    office = school.hall.office
    school.hall.occupy(office, "11:00", "12:00", days=0, title=TALK, private=True)
    group = school.open_programme(GROUP, closed_group=True, neutral_title=NEUTRAL)
    counter.course = school.open_course(
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3", programme=group, title=f"{GROUP}第一期",
        first=TODAY, starts_at=datetime.time(15), space_id=office.pk,
    )  # fmt: skip
    offer = counter.offer(PoolPlan("一般", 2))
    me = counter.login("甲")
    party = counter.enrol(offer, "甲")
    user = User.objects.get(pk=me.user_id)
    user.must_change_password = False
    user.save()
    return SimpleNamespace(
        user=user, party=party, course=counter.course, office=office,
        keeper=counter.village.users["hall_keeper"], token=actions.make_feed(by=me, at=NOW).token,
    )  # fmt: skip


def _everything(place: str, *, since: int, on: datetime.date) -> dict:
    """A test's own transaction is never settled; all of it is read here."""
    from linli.journal.models import Deed

    return {(each.subject_kind, each.subject_id): each.seq for each in Deed.objects.all()}


def addresses(told: SimpleNamespace, face: str) -> list[str]:
    """Every address of the three rooms on a face that names nothing, or what is private here."""
    names = {
        "space_id": told.office.pk, "course_id": told.course.pk, "party_id": told.party.pk,
        "token": told.token,
    }  # fmt: skip
    found = []
    for room in ROOMS:
        _, resolver = get_resolver().namespace_dict[room]
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            if name.startswith(face):
                wanted = resolver.reverse_dict.getlist(name)[0][0][0][1]
                if set(wanted) <= set(names):
                    about = {key: names[key] for key in wanted}
                    found.append(reverse(f"{room}:{name}", kwargs=about))
    return found


def read(client: Client, there: str) -> str:
    """What a page says; nothing for an address that is not there, or takes no question."""
    answer = client.get(there)
    if answer.status_code != 200 or answer["Content-Type"] == "image/png":
        return ""  # a picture is drawn from the very week and course that are read here as pages
    return answer.content.decode()


def test_no_street_page_screen_or_feed_says_what_it_is(told, client):
    street = addresses(told, "public_")
    assert len(street) >= 15
    said = {there: read(client, there) for there in street}
    shown = [there for there, html in said.items() if NEUTRAL in html]
    for name in ("hall:public_index", "hall:public_sheet", "hall:public_told"):
        assert reverse(name) in shown
    assert reverse("programmes:public_calendar") in shown
    assert [there for there, html in said.items() if TALK in html or GROUP in html] == []


def test_no_page_of_the_family_says_what_it_is(told, client):
    come_in(client, told.user)
    mine = [*addresses(told, "my_"), reverse("home:my_today")]
    said = {there: read(client, there) for there in mine}
    assert NEUTRAL in said[reverse("hall:my_index")]
    assert [there for there, html in said.items() if GROUP in html] == []


def test_no_list_poster_or_door_at_the_desk_says_what_it_is(told, client):
    come_in(client, told.keeper)
    wanted = [there for there in addresses(told, "desk_") if there.startswith("/desk/rooms/")]
    said = {there: read(client, there) for there in wanted}
    assert "内部使用" in said[reverse("spaces:desk_index")]
    assert reverse("spaces:desk_door", args=[told.office.pk]) in said
    assert [there for there, html in said.items() if TALK in html or GROUP in html] == []
