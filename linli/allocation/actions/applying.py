"""A group or an organisation asks for weekly hours: from the phone, or at the desk."""

import datetime
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.allocation import terms
from linli.allocation.actions.scope import application_for, insist_it_is_on, locked_round, note
from linli.allocation.models import AllocationRound, Application, Wish
from linli.allocation.terms import About, Wanted
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people
from linli.spaces import queries as spaces

GROUP_BLIND = "allocation.group"


class NotOpenNow(Refused):
    """Before the opening or after the closing."""

    words = gettext_lazy("现在不收这一季的申请，也不能再改了。")
    remedy = gettext_lazy("截止以后，排的结果会告诉您。")


class AppliedAlready(Refused):
    """One application a group."""

    words = gettext_lazy("这个小组（单位）这一季已经交过申请了，一季一份。")
    remedy = gettext_lazy("要改，请打开那一份来改。")


class WhoIsMissing(Refused):
    """Hours are given to somebody."""

    words = gettext_lazy("请写小组的名字，或者选一个单位。")


class WindowBackwards(Refused):
    """The latest hour does not come after the earliest."""

    words = gettext_lazy("“最晚到几点”要在“最早从几点”之后。")


class LongerThanWindow(Refused):
    """What is wished does not fit between the earliest and the latest hour."""

    words = gettext_lazy("最早到最晚之间只有 %(window)s 分钟，排不下 %(least)s 分钟。")


class MostBelowLeast(Refused):
    """The longest wished is shorter than the shortest."""

    words = gettext_lazy("“最长”不能比“最短”还短。")


class NotWholeQuarters(Refused):
    """Rooms are held by quarters of an hour."""

    words = gettext_lazy("时间要落在整点、15分、30分或45分。")


class RoomNotHandedOut(Refused):
    """The room is not in this round."""

    words = gettext_lazy("选的房间不在这一季拿出来的房间里。")


class NoWish(Refused):
    """An application without a wish asks for nothing."""

    words = gettext_lazy("至少要留一个想要的时段。")


class TooManyWishes(Refused):
    """A limit on everything."""

    words = gettext_lazy("一份申请最多写 %(most)s 个时段。")


class WithdrawnAlready(Refused):
    """It was taken back."""

    words = gettext_lazy("这份申请已经撤回了。")


@transaction.atomic
def apply(
    *,
    round_id: UUID,
    about: About,
    wishes: Sequence[Wanted],
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    channel: str = terms.APP,
    resident_id: UUID | None = None,
) -> Application:
    """Ask for weekly hours. By ``app`` the resident who is signed in asks; by ``phone`` or ``desk``
    whoever books for others writes down what was said, with the resident who sees it later.

    Raises ``NotOpenNow``, ``AppliedAlready``, ``WhoIsMissing``, what ``add_wish`` raises, and
    ``NotFound`` for a login that is no resident of the place.
    """
    of = locked_round(round_id)
    resident_id = _who(of, channel, resident_id, by, at)
    if earlier := pressed_before(Application, key, round_id=of.pk, resident_id=resident_id):
        return earlier
    _insist_on_open(of, at)
    if not wishes:
        raise NoWish
    made = Application(
        round=of,
        resident_id=resident_id,
        channel=channel,
        applied_by_id=by.user_id,
        applied_at=at,
        key=key,
    )
    _fill(made, about)
    made.save(force_insert=True)
    rooms = _rooms_of(of)
    for priority, wanted in enumerate(wishes, start=1):
        _wish(made, priority, wanted, rooms).save(force_insert=True)
    note("season.applied", of, by, at, application=str(made.pk), channel=channel)
    return made


@transaction.atomic
def change_application(
    *, application_id: UUID, about: About, by: Viewer, at: datetime.datetime
) -> Application:
    """Say anew who, what and how often, until the closing. Raises what ``apply`` raises."""
    of, found = _changeable(application_id, by, at)
    _fill(found, about)
    found.save()
    note("season.changed", of, by, at, application=str(found.pk))
    return found


@transaction.atomic
def add_wish(
    *, application_id: UUID, wanted: Wanted, by: Viewer, at: datetime.datetime, key: UUID
) -> Wish:
    """One more hour wished, behind the others.

    Raises ``NotOpenNow``, ``TooManyWishes``, ``WindowBackwards``, ``LongerThanWindow``,
    ``MostBelowLeast``, ``NotWholeQuarters``, ``RoomNotHandedOut``.
    """
    of, found = _changeable(application_id, by, at)
    if earlier := pressed_before(Wish, key, application_id=found.pk):
        return earlier
    standing = found.wishes.count()
    if standing >= terms.MOST_WISHES:
        raise TooManyWishes(most=terms.MOST_WISHES)
    made = _wish(found, standing + 1, wanted, _rooms_of(of))
    made.key = key
    made.save(force_insert=True)
    note("season.changed", of, by, at, application=str(found.pk))
    return made


@transaction.atomic
def drop_wish(*, wish_id: UUID, by: Viewer, at: datetime.datetime) -> Application:
    """Take a wish back; the others move up. Raises ``NotOpenNow``, ``NoWish``."""
    found, wishes = _wishes_around(wish_id, by, at)
    if len(wishes) == 1:
        raise NoWish
    kept = [one for one in wishes if one.pk != wish_id]
    Wish.objects.filter(pk=wish_id).delete()
    _number(kept)
    note("season.changed", found.round, by, at, application=str(found.pk))
    return found


@transaction.atomic
def raise_wish(*, wish_id: UUID, by: Viewer, at: datetime.datetime) -> Application:
    """Put a wish one place further up; the first stays first. Raises ``NotOpenNow``."""
    found, wishes = _wishes_around(wish_id, by, at)
    place = next(at for at, one in enumerate(wishes) if one.pk == wish_id)
    if place:
        wishes[place - 1], wishes[place] = wishes[place], wishes[place - 1]
        _number(wishes)
        note("season.changed", found.round, by, at, application=str(found.pk))
    return found


def _who(
    of: AllocationRound,
    channel: str,
    resident_id: UUID | None,
    by: Viewer,
    at: datetime.datetime,
) -> UUID | None:
    if channel == terms.APP:
        home = people.my_home(by, terms.day_of(at))
        if home is None or home.place != of.place_id:
            raise NotFound
        return home.resident_id
    by.require(Permission.SPACE_BOOK, place=of.place_id)
    if resident_id is not None and people.listed_place(by, resident_id) != of.place_id:
        raise NotFound
    return resident_id


def _insist_on_open(of: AllocationRound, at: datetime.datetime) -> None:
    insist_it_is_on(of)
    if of.suggested_at is not None or not of.opens_at <= at < of.closes_at:
        raise NotOpenNow


def _changeable(
    application_id: UUID, by: Viewer, at: datetime.datetime
) -> tuple[AllocationRound, Application]:
    of, found = application_for(application_id, by)
    if found.withdrawn_at:
        raise WithdrawnAlready
    _insist_on_open(of, at)
    return of, found


def _wishes_around(
    wish_id: UUID, by: Viewer, at: datetime.datetime
) -> tuple[Application, list[Wish]]:
    application_id = Wish.objects.filter(pk=wish_id).values_list("application", flat=True).first()
    if application_id is None:
        raise NotFound
    _of, found = _changeable(application_id, by, at)
    wishes = list(found.wishes.order_by("priority", "pk"))
    if all(one.pk != wish_id for one in wishes):
        raise NotFound  # somebody else took it back while we waited
    return found, wishes


def _number(wishes: Sequence[Wish]) -> None:
    for priority, one in enumerate(wishes, start=1):
        one.priority = priority
    Wish.objects.bulk_update(wishes, ["priority"])


def _fill(found: Application, about: About) -> None:
    """Put into an application what was said of it; a group's name and a telephone are sealed."""
    name = " ".join(about.group_name.split())
    blind = keyring().blind(GROUP_BLIND, name) if name else None
    organisation_id = None if name else about.organisation_id
    if organisation_id is None and not name:
        raise WhoIsMissing
    if organisation_id is not None and identity.organisation(organisation_id) is None:
        raise NotFound
    if about.purpose not in spaces.PURPOSES or not set(about.needs) <= _known_needs(found):
        raise NotFound
    same = Application.objects.filter(round=found.round_id, withdrawn_at=None).exclude(pk=found.pk)
    who = {"group_blind": blind} if name else {"organisation": organisation_id}
    if same.filter(**who).exists():
        raise AppliedAlready
    found.organisation_id, found.group_blind = organisation_id, blind
    seal(found, "group_name", name or None)
    seal(found, "contact", about.contact.strip() or None)
    found.title, found.purpose, found.named = about.title, about.purpose, about.named
    found.expected_people, found.needs = about.expected_people, sorted(about.needs)
    found.band, found.residents, found.benefit = about.band, about.residents, about.benefit
    found.times = about.times


def _known_needs(found: Application) -> set[str]:
    """What some room of the round has."""
    handed_out = _rooms_of(found.round)
    return {
        need
        for card in spaces.spaces_at(found.round.place_id)
        if card.id in handed_out
        for need in (*card.features, *card.equipment)
    }


def _rooms_of(of: AllocationRound) -> frozenset[UUID]:
    return frozenset(of.rooms.values_list("space", flat=True))


def _wish(application: Application, priority: int, wanted: Wanted, rooms: Collection[UUID]) -> Wish:
    minutes = (wanted.earliest, wanted.latest, wanted.least, wanted.most)
    if any(one % terms.QUARTER for one in minutes):
        raise NotWholeQuarters
    if wanted.latest <= wanted.earliest:
        raise WindowBackwards
    if wanted.most < wanted.least:
        raise MostBelowLeast
    window = wanted.latest - wanted.earliest
    if wanted.least > window:
        raise LongerThanWindow(window=window, least=wanted.least)
    if not set(wanted.rooms) <= set(rooms):
        raise RoomNotHandedOut
    return Wish(
        application=application,
        priority=priority,
        weekday=wanted.weekday,
        earliest_minute=wanted.earliest,
        latest_minute=wanted.latest,
        least_minutes=wanted.least,
        most_minutes=wanted.most,
        rooms=sorted(str(one) for one in wanted.rooms),
    )
