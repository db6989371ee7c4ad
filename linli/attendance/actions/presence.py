"""People come in: who is on the list, who stands there without a place, guests; and go again."""

import datetime
from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.actions.scope import Door, NoPlace, PlaceGiven, insist_on_time
from linli.attendance.models import Attendance, Guests, HandOver
from linli.attendance.queries.children import in_hand_over_room
from linli.attendance.terms import PRESENT
from linli.hall import actions as enrolling, queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.kernel.presses import KeyUsedForOther, pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import one_transaction
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.rules.days import age_on


class NobodyTicked(Refused):
    """Somebody comes."""

    words = gettext_lazy("还没有勾谁来了。")


class TooMany(Refused):
    """A press is a party, not a queue."""

    words = gettext_lazy("一次最多记 %(most)s 个人，请分几次。")


class NotOnTheList(Refused):
    """Ticked as enrolled, and is not."""

    words = gettext_lazy("名单上没有这个人，请按“没报名，现在来的”记。")


class OnTheList(Refused):
    """Has a place: one is kept for them."""

    words = gettext_lazy("名单上有他，请在名单里勾“到了”。")


class InAlready(Refused):
    """Nobody is inside twice."""

    words = gettext_lazy("已经记过到了。")


class ByInvitation(Refused):
    """A closed group is talked over first."""

    words = gettext_lazy("这个小组要先和社工谈一谈，不能在门口进。")


class EnrolFirst(Refused):
    """Places are still given the usual way."""

    words = gettext_lazy("这门课还在报名，还没开始：请先替他报名，报上了再来签到。")


class ReasonMissing(Refused):
    """What is taken back says why."""

    words = gettext_lazy("请写一句为什么撤回。")


class GoesByHand(Refused):
    """A child of a hand-over room does not just leave."""

    words = gettext_lazy("这间屋的孩子要有人接：请在“接送孩子”里记谁接走的。")


@one_transaction
def check_in(
    *,
    session_id: UUID,
    people_ids: Sequence[UUID],
    method: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    pressed_at: datetime.datetime | None = None,
) -> list[Attendance]:
    """Those of a party who are here come in. Who is in already stays in; an excuse is forgotten.

    ``pressed_at``: a device without network says when; it has happened then, even if the place was
    given on meanwhile. The same ``key`` is the same press. Raises ``NobodyTicked``, ``TooMany``,
    ``NotHeld``, ``TooEarly``, ``NotOnTheList``, ``PlaceGiven``, ``KeyUsedForOther``, ``NotFound``.
    """
    ids = _named(people_ids)
    door = Door(session_id, by, terms.pressed(pressed_at, at))
    if earlier := recorded_before(key, session_id, ids):
        return earlier
    insist_on_time(door.row, door.at)
    listed = door.list
    if not set(ids) <= {one.resident_id for one in listed.people}:
        raise NotOnTheList
    live = door.live(ids)
    coming = [one for one in ids if one not in live or live[one].state != PRESENT]
    if pressed_at is not None and door.at == pressed_at:
        door.note(len(coming), listed.capacity)
    elif coming and not door.admit(len(coming), listed.capacity, listed.capacity):
        raise PlaceGiven(minutes=terms.GRACE_MINUTES)
    return [*_already(live), *put(door, coming, live, method, key)]


@one_transaction
def walk_in(
    *,
    session_id: UUID,
    people_ids: Sequence[UUID],
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> list[Attendance]:
    """Residents without a place come in together, if there is one for each of them.

    Before the beginning they are enrolled at the desk like anybody who asks; from it on they get
    what is free, and ``GRACE_MINUTES`` later what nobody came for. Raises ``NoPlace``,
    ``EnrolFirst``, ``ByInvitation``, ``hall.actions.NotForTheirAge`` and what ``check_in`` raises.
    """
    ids = _named(people_ids)
    door = Door(session_id, by, at)
    if earlier := recorded_before(key, session_id, ids):
        return earlier
    insist_on_time(door.row, at)
    if door.row.closed_group:
        raise ByInvitation
    _insist_on_age(door, ids)
    live = door.live(ids)
    if any(each.state == PRESENT for each in live.values()):
        raise InAlready
    listed = door.list
    if any(one.resident_id in ids for one in listed.people):
        raise OnTheList
    most = listed.capacity
    if at >= door.row.start_at or not _enrolled(door, ids, key):
        most = door.headcount.inside + door.free(listed)
    if not door.admit(len(ids), most, listed.capacity):
        raise NoPlace(free=max(0, most - door.headcount.inside))
    return put(door, ids, live, terms.WALK_IN, key)


@one_transaction
def bring_guests(
    *, session_id: UUID, count: int, by: Viewer, at: datetime.datetime, key: UUID
) -> Guests:
    """So many whom nobody knows come in: a number, no name. Raises ``NoPlace``, ``TooMany``."""
    door = Door(session_id, by, at)
    if earlier := pressed_before(Guests, key, session_id=session_id, count=count):
        return earlier
    insist_on_time(door.row, at)
    if door.row.closed_group:
        raise ByInvitation
    if not 0 < count <= terms.MOST_GUESTS:
        raise TooMany(most=terms.MOST_GUESTS)
    if at < door.row.start_at and _offers(door):
        raise EnrolFirst
    listed = door.list
    free = door.free(listed)
    if not door.admit(count, door.headcount.inside + free, listed.capacity):
        raise NoPlace(free=free)
    guests = Guests.objects.create(
        session_id=session_id, count=count, at=at, by_id=by.user_id, key=key
    )
    door.record("attendance.guests", count=count)
    return guests


@one_transaction
def leave(*, attendance_id: UUID, by: Viewer, at: datetime.datetime) -> Attendance:
    """Somebody goes home before the end; their place is free. Raises ``GoesByHand``."""
    door, row = _held(attendance_id, by, at)
    if row.state != PRESENT:
        raise NotFound
    if row.left_at is None:
        _insist_grown_up(door, row)
        row.left_at = max(at, row.at)
        row.save(update_fields=["left_at"])
        door.let_out(1)
        door.record("attendance.left")
    return row


@one_transaction
def take_back(*, attendance_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Attendance:
    """What was written was wrong; it stays, with why. Raises ``ReasonMissing``, ``NotFound``."""
    door, row = _held(attendance_id, by, at)
    back(door, [row], reason)
    door.record("attendance.taken_back", state=row.state)
    return row


@one_transaction
def take_back_guests(*, guests_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Guests:
    """The number was wrong. Raises ``ReasonMissing``, ``NotFound``."""
    found = Guests.objects.filter(pk=guests_id, taken_back_at=None).first()
    if found is None:
        raise NotFound
    door = Door(found.session_id, by, at)
    found = Guests.objects.select_for_update().filter(pk=guests_id, taken_back_at=None).first()
    if found is None:
        raise NotFound
    back_guests(door, [found], reason)
    door.record("attendance.taken_back", guests=found.count)
    return found


# Shared with the sheet ----------------------------------------------------------------------------


def put(
    door: Door,
    ids: Sequence[UUID],
    live: dict[UUID, Attendance],
    method: str,
    key: UUID,
    keying_id: UUID | None = None,
) -> list[Attendance]:
    """Write that these came; they are counted. An excuse of theirs is taken back."""
    if not ids:
        return []
    excused = [live[one] for one in ids if one in live]
    back(door, excused, terms.CAME_AFTER_ALL)
    bands = door.bands(ids)
    rows = [
        Attendance(
            session_id=door.row.id, place_id=door.row.place, resident_id=one, state=PRESENT,
            band=bands[one], at=door.at, method=method, by_id=door.by.user_id, key=key,
            keying_id=keying_id,
        )
        for one in ids
    ]  # fmt: skip
    made = Attendance.objects.bulk_create(rows)
    if keying_id is None:
        door.record("attendance.came", people=len(ids), method=method)
    return made


def back(door: Door, rows: Sequence[Attendance], reason: str) -> None:
    """Take these back; who was counted inside is not any more."""
    words = reason.strip()[:60]
    if not words:
        raise ReasonMissing
    came = [each.resident_id for each in rows if each.state == PRESENT]
    handed = HandOver.objects.filter(
        session=door.row.id, child__in=came, fetched_at=None, taken_back_at=None
    )
    if came and handed.exists():
        raise GoesByHand
    inside = sum(each.state == PRESENT and each.left_at is None for each in rows)
    for each in rows:
        each.taken_back_at, each.taken_back_by_id, each.reason = door.at, door.by.user_id, words
    Attendance.objects.bulk_update(rows, ["taken_back_at", "taken_back_by", "reason"])
    if inside:
        door.let_out(inside)


def back_guests(door: Door, rows: Sequence[Guests], reason: str) -> None:
    """The same for guests."""
    words = reason.strip()[:60]
    if not words:
        raise ReasonMissing
    for each in rows:
        each.taken_back_at, each.taken_back_by_id, each.reason = door.at, door.by.user_id, words
        each.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
        door.let_out(each.count)


def recorded_before(key: UUID, session_id: UUID, ids: Sequence[UUID]) -> list[Attendance]:
    """The rows of an earlier press with this key. Raises ``KeyUsedForOther``, also where somebody
    is named now of whom nothing was ever written here: that press did not name them."""
    earlier = list(Attendance.objects.filter(key=key))
    written = {each.resident_id for each in earlier}
    if written - set(ids) or any(each.session_id != session_id for each in earlier):
        raise KeyUsedForOther
    if earlier and (added := set(ids) - written):
        known = Attendance.objects.filter(session=session_id, resident__in=added)
        if added - set(known.values_list("resident_id", flat=True)):
            raise KeyUsedForOther
    return earlier


def _named(people_ids: Sequence[UUID]) -> list[UUID]:
    ids = list(dict.fromkeys(people_ids))
    if not ids:
        raise NobodyTicked
    if len(ids) > terms.MOST_PRESSED:
        raise TooMany(most=terms.MOST_PRESSED)
    return ids


def _already(live: dict[UUID, Attendance]) -> list[Attendance]:
    return [each for each in live.values() if each.state == PRESENT and not each.taken_back_at]


def _held(attendance_id: UUID, by: Viewer, at: datetime.datetime) -> tuple[Door, Attendance]:
    """A live row with its door held: read again once nobody else can change it."""
    live = Attendance.objects.filter(pk=attendance_id, taken_back_at=None)
    session_id = live.values_list("session_id", flat=True).first()
    if session_id is None:
        raise NotFound
    door = Door(session_id, by, at)
    row = live.first()
    if row is None:
        raise NotFound
    return door, row


def _insist_grown_up(door: Door, row: Attendance) -> None:
    on = door.at.astimezone(XIAMEN).date()
    if in_hand_over_room(door.row) and people.guardians_told([row.resident_id], on):
        raise GoesByHand


def _offers(door: Door) -> list[hall.OfferRow]:
    found = hall.offers_of([door.row.course_id], at=door.at, session_ids=[door.row.id])
    return [offer for offer in found.get(door.row.course_id, []) if not offer.ended]


def _enrolled(door: Door, ids: Sequence[UUID], key: UUID) -> bool:
    """Enrol who stands here before the beginning; False where nothing is offered to enrol in."""
    offers = _offers(door)
    each = next((offer for offer in offers if door.row.id in offer.pools), None)
    if each is None:
        begun = [row for row in programmes.sessions_of(door.row.course_id) if not row.cancelled]
        if offers and begun and begun[0].start_at > door.at:
            raise EnrolFirst
        return False
    if not door.by.may(Permission.ENROLLMENT_KEEP, place=door.row.place):
        raise EnrolFirst
    with transaction.atomic():  # who gets no place is not left standing in the line unseen
        party = enrolling.enrol(
            offer_id=each.id, people_ids=ids, channel="desk", by=door.by, at=door.at,
            key=uuid5(key, "enrol"), session_id=door.row.id,
        )  # fmt: skip
        state = hall.party(door.by, party.pk, at=door.at).state
        if state == "asked":  # a keeper says yes on a page of its own
            raise EnrolFirst
        if state != "placed":
            raise NoPlace(free=0)
    return True


def _insist_on_age(door: Door, ids: Sequence[UUID]) -> None:
    low, high = door.row.age_from, door.row.age_to
    on = door.row.start_at.astimezone(XIAMEN).date()
    years = [age_on(each.born_on, max(on, each.born_on)) for each in people.comers(ids)]
    if any(year < (low or 0) or (high is not None and year > high) for year in years):
        raise enrolling.NotForTheirAge(ages=hall.ages_word(low, high))
