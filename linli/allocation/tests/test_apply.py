"""A group asks for weekly hours: from the phone or at the desk, editable until the closing."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.allocation import actions, queries, terms
from linli.allocation.models import Application, Wish
from linli.allocation.tests.conftest import CLOSING, said, wanted
from linli.identity.permissions import nobody
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people
from tests.village import NOW

pytestmark = pytest.mark.usefixtures("db")


def wishes_of(asked) -> list[int]:
    """The weekdays of the wishes, in their order."""
    return list(asked.wishes.order_by("priority").values_list("weekday", flat=True))


def test_from_the_phone_pressed_twice_is_once_and_only_theirs(season):
    of, me, key = season.open(), season.hall.resident(), uuid4()
    made = season.ask(of, by=me, key=key, contact="13800000000")
    assert season.ask(of, by=me, key=key) == made
    assert (made.channel, made.resident_id) == ("app", people.resident_of(me))
    assert (unseal(made, "group_name"), unseal(made, "contact")) == ("夕阳红合唱队", "13800000000")
    assert b"13800000000" not in bytes(made.contact)
    card = queries.my_application(me, made.pk)
    assert (card.told, [one.when.zh for one in card.wishes]) == (False, ["周二 18:00–21:00"])
    other = season.hall.resident("李桂花")
    for look in (queries.my_application, queries.application):
        with pytest.raises(NotFound):
            look(other, made.pk)
    for act in (actions.withdraw, actions.change_application):
        more = {"about": said()} if act is actions.change_application else {}
        with pytest.raises(NotFound):
            act(application_id=made.pk, by=other, at=NOW, **more)
    assert [row.id for row in queries.mine(me)] == [made.pk]
    assert not queries.mine(other)
    told = Deed.objects.filter(verb="season.applied").get()
    assert "夕阳红" not in str(told.details)


def test_at_the_desk_for_who_calls_and_never_from_the_street(season, village):
    of, me = season.open(), season.hall.resident()
    made = actions.apply(
        round_id=of.pk, about=said(organisation=village.teaching.pk), wishes=[wanted()],
        channel=terms.DESK, resident_id=people.resident_of(me), key=uuid4(), by=season.worker,
        at=NOW,
    )  # fmt: skip
    assert queries.application(season.keeper, made.pk).row.who == "示例书法工作室"
    assert queries.my_application(me, made.pk).row.id == made.pk  # and on their phone
    for who in (nobody(), season.worker, village.outsider):
        with pytest.raises(NotFound):
            season.ask(of, "别人", by=who)


def test_a_group_asks_once_a_round_and_again_when_it_withdrew(season, village):
    of = season.open()
    first = season.ask(of, "夕阳红 合唱队")
    with pytest.raises(actions.AppliedAlready):
        season.ask(of, " 夕阳红  合唱队")
    of_body = season.ask(of, organisation=village.teaching.pk)
    with pytest.raises(actions.AppliedAlready):
        season.ask(of, organisation=village.teaching.pk)
    with pytest.raises(actions.AppliedAlready):
        actions.change_application(
            application_id=of_body.pk, about=said("夕阳红 合唱队"), by=season.worker, at=NOW
        )
    for _press in range(2):
        actions.withdraw(application_id=first.pk, by=season.worker, at=NOW)
    second = season.ask(of, "夕阳红 合唱队")
    with pytest.raises(IntegrityError), transaction.atomic():  # whatever the action has looked at
        Application.objects.filter(pk=first.pk).update(withdrawn_at=None)
    assert second != first


def test_wishes_are_added_raised_and_taken_back_until_the_closing(season):
    of = season.open()
    made, key = season.ask(of), uuid4()
    more = {"application_id": made.pk, "by": season.worker, "at": NOW}
    for _press in range(2):
        third = actions.add_wish(wanted=wanted(3), key=key, **more)
    actions.add_wish(wanted=wanted(5), key=uuid4(), **more)
    assert wishes_of(made) == [1, 3, 5]
    act = {"by": season.worker, "at": NOW}
    for _press in range(2):
        actions.raise_wish(wish_id=third.pk, **act)
    assert wishes_of(made) == [3, 1, 5]
    actions.drop_wish(wish_id=third.pk, **act)
    assert list(made.wishes.order_by("priority").values_list("priority", "weekday")) == [
        (1, 1), (2, 5),
    ]  # fmt: skip
    actions.drop_wish(wish_id=made.wishes.get(priority=2).pk, **act)
    last = made.wishes.get()
    with pytest.raises(actions.NoWish):
        actions.drop_wish(wish_id=last.pk, **act)
    act["at"] = more["at"] = CLOSING
    for late in (
        lambda: actions.add_wish(wanted=wanted(2), key=uuid4(), **more),
        lambda: actions.raise_wish(wish_id=last.pk, **act),
        lambda: actions.drop_wish(wish_id=last.pk, **act),
        lambda: actions.change_application(about=said(), **more),
        lambda: season.ask(of, "晚来的", at=CLOSING),
    ):
        with pytest.raises(actions.NotOpenNow):
            late()
    for _wish in range(terms.MOST_WISHES - 1):
        actions.add_wish(wanted=wanted(), key=uuid4(), **more | {"at": NOW})
    with pytest.raises(actions.TooManyWishes):
        actions.add_wish(wanted=wanted(), key=uuid4(), **more | {"at": NOW})


def test_refuses_what_cannot_be_wished(season):
    of = season.open()
    for wrong, refusal in (
        (wanted(starts="19:00", ends="18:00"), actions.WindowBackwards),
        (wanted(starts="18:00", ends="18:45"), actions.LongerThanWindow),
        (wanted(least=90, most=60), actions.MostBelowLeast),
        (wanted(starts="18:05"), actions.NotWholeQuarters),
        (wanted(rooms=[season.hall.office]), actions.RoomNotHandedOut),
    ):
        with pytest.raises(refusal):
            season.ask(of, "夕阳红合唱队", wrong)
    with pytest.raises(actions.WhoIsMissing):
        season.ask(of, " ")
    with pytest.raises(NotFound):
        season.ask(of, purpose="party")
    with pytest.raises(NotFound):
        season.ask(of, needs=("游泳池",))
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "about",
    [
        {"latest_minute": 18 * 60 + 45},
        {"most_minutes": 30},
        {"least_minutes": 0, "most_minutes": 0},
        {"weekday": 7},
        {"latest_minute": 24 * 60 + 15},
    ],
)
def test_the_database_knows_what_a_wish_is(season, about):
    made = season.ask(season.open())
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(application=made).update(**about)


@pytest.mark.parametrize(
    "about", [{"times": 0}, {"times": 8}, {"group_name": None}, {"expected_people": 0}]
)
def test_the_database_knows_who_asks(season, about):
    made = season.ask(season.open())
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=made.pk).update(**about)
