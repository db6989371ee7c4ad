"""Sessions change, and everybody who signed up for them is told: by notice, or by voice.

The programme's own verbs are called in the same transaction, so that nobody keeps a place of a
session that is not held and nobody is told of a change that was not made.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from linli.hall import terms
from linli.hall.actions.money import release
from linli.hall.actions.waiting import end
from linli.hall.models import Enrollment, Offer, Party, Pool, Telling
from linli.hall.queries import affected_parties
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.notices import actions as notices
from linli.people import queries as people
from linli.programmes import actions as programmes, queries as courses
from linli.programmes.actions import Change, Meeting

Told = tuple[datetime.datetime, int]
"""When the first of the changed sessions is, or was to be, and how many they are."""


@transaction.atomic
def cancel_sessions(
    *, session_ids: Collection[UUID], reason: str, by: Viewer, at: datetime.datetime
) -> None:
    """Cancel exactly these sessions of one course: their places end, and all who wanted one know.

    Raises what ``programmes.actions.cancel_sessions`` raises, and ``NotFound`` for several courses.
    """
    course_id = _one_course(session_ids)
    parties = affected_parties(course_id, session_ids)
    ended = programmes.cancel_sessions(session_ids=session_ids, reason=reason, by=by, at=at)
    _end_places(course_id, session_ids, by, at)
    first = ended[0]
    _tell(parties, terms.OFF, course_id, (first.start_at, len(ended)), by, at, reason.strip())


@transaction.atomic
def restore_session(*, session_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Hold a cancelled session after all; who had signed up is told, and may ask anew."""
    course_id = _one_course([session_id])
    before = Party.objects.filter(
        session=session_id,
        enrollments__state=terms.CANCELLED,
        enrollments__since=F("session__cancelled_at"),
    )
    parties = {party.pk: party for party in before.select_related("offer")}
    parties |= {party.pk: party for party in affected_parties(course_id, [session_id])}
    session = programmes.restore_session(session_id=session_id, by=by, at=at)
    _tell(parties.values(), terms.RESTORED, course_id, (session.start_at, 1), by, at)


@transaction.atomic
def move_session(
    *,
    session_id: UUID,
    start_at: datetime.datetime,
    minutes: int,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
) -> None:
    """Hold one session at another time or in another room; all who signed up keep their places."""
    course_id = _one_course([session_id])
    session = programmes.move_session(
        session_id=session_id, start_at=start_at, minutes=minutes, space_id=space_id, by=by, at=at
    )
    parties = affected_parties(course_id, [session_id])
    _tell(parties, terms.MOVED, course_id, (session.start_at, 1), by, at)


@transaction.atomic
def add_session(*, course_id: UUID, day: datetime.date, by: Viewer, at: datetime.datetime) -> UUID:
    """Hold the course once more; where places are by the session, it offers as many as the last."""
    session = programmes.add_session(course_id=course_id, day=day, by=by, at=at)
    _offer_as_before(course_id, [session.pk])
    parties = affected_parties(course_id, [session.pk])
    _tell(parties, terms.ADDED, course_id, (session.start_at, 1), by, at)
    return session.pk


@transaction.atomic
def change_timetable(
    *, course_id: UUID, meeting: Meeting, shown: str, by: Viewer, at: datetime.datetime
) -> list[Change]:
    """Let a course meet by another rule from a day on: what moves keeps its people, what falls away
    ends their places, and everybody is told what became of theirs."""
    changes = programmes.change_timetable(
        course_id=course_id, meeting=meeting, shown=shown, by=by, at=at
    )
    since = programmes.since(meeting)
    known = {each.standing.id for each in changes if each.standing}
    rows = courses.sessions_of(course_id, since=since)
    _offer_as_before(course_id, [row.id for row in rows if row.id not in known])
    for step, news in (("moved", terms.MOVED), ("cancelled", terms.OFF)):
        told = [each for each in changes if each.step == step and each.standing]
        ids = [each.standing.id for each in told if each.standing]
        if not ids:
            continue
        parties = affected_parties(course_id, ids)
        if news == terms.OFF:
            _end_places(course_id, ids, by, at)
        _tell(parties, news, course_id, (told[0].start_at, len(told)), by, at)
    return changes


@transaction.atomic
def mark_told(*, telling_id: UUID, by: Viewer, at: datetime.datetime) -> Telling:
    """Somebody has called. Raises ``NotFound``."""
    telling = Telling.objects.select_for_update().filter(pk=telling_id).first()
    if telling is None:
        raise NotFound
    by.require(Permission.ENROLLMENT_KEEP, place=telling.place_id)
    if telling.told_at is None:
        telling.told_at, telling.told_by_id = at, by.user_id
        telling.save(update_fields=["told_at", "told_by"])
        journal.record(
            verb="change.told", by=by, at=at, subject=("telling", telling.pk),
            place=telling.place_id,
        )  # fmt: skip
    return telling


def _one_course(session_ids: Collection[UUID]) -> UUID:
    found = {row.course_id for row in courses.sessions_named(session_ids)}
    if len(found) != 1:
        raise NotFound
    return found.pop()


def _end_places(
    course_id: UUID, session_ids: Collection[UUID], by: Viewer, at: datetime.datetime
) -> None:
    """End the places of sessions that are not held; of the whole course, if nothing is left of it.

    What was held stays as it was: who came to half a course has come.
    """
    for offer in Offer.objects.filter(course=course_id).order_by("pk"):
        for session_id in sorted(session_ids) if offer.kind == terms.EACH else [None]:
            if session_id is None and any(
                not row.cancelled for row in courses.sessions_of(course_id)
            ):
                continue
            mine = Enrollment.objects.filter(offer=offer, session=session_id)
            # The pools are locked in the one order, as by everybody who gives or frees a place.
            list(
                Pool.objects.select_for_update()
                .filter(offer=offer, session=session_id)
                .order_by("pk")
            )
            ended = end(mine.filter(state__in=terms.LIVE), terms.CANCELLED, at)
            for party_id in sorted({each.party_id for each in ended}):
                release(party_id, by=by, at=at, ours=True)


def _offer_as_before(course_id: UUID, session_ids: Sequence[UUID]) -> None:
    """Pools for new sessions, like those of the course's latest that has some."""
    offer = Offer.objects.filter(course=course_id, kind=terms.EACH, ended_at=None).first()
    if offer is None or not session_ids:
        return
    pools = Pool.objects.filter(offer=offer).exclude(session__in=session_ids)
    last = pools.order_by("-session__start_at").values_list("session_id", flat=True).first()
    Pool.objects.bulk_create(
        Pool(
            offer=offer, session_id=session_id, name=pool.name, capacity=pool.capacity,
            age_from=pool.age_from, age_to=pool.age_to, hukou=pool.hukou, door=pool.door,
            flows_at=pool.flows_at,
        )
        for session_id in session_ids
        for pool in pools.filter(session=last)
    )  # fmt: skip


def _tell(
    parties: Iterable[Party],
    news: str,
    course_id: UUID,
    told: Told,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
) -> None:
    """A notice to whoever of a party signs in; a call to make where nobody of it does."""
    listed = list(parties)
    coming = {
        party.pk: {party.contact_id, *(each.resident_id for each in party.enrollments.all())}
        for party in listed
    }
    logins = people.logins_of({one for ids in coming.values() for one in ids})
    users: set[UUID] = set()
    calls: dict[UUID, Telling] = {}
    first_at, count = told
    for party in listed:
        reached = {logins[one] for one in coming[party.pk] if one in logins}
        if party.channel == terms.APP:
            reached.add(party.asked_by_id)
        users |= reached
        if not reached:
            calls[party.contact_id] = Telling(
                place_id=party.offer.place_id, course_id=course_id, resident_id=party.contact_id,
                news=news, count=count, first_at=first_at, reason=reason, since=at,
            )  # fmt: skip
    notices.tell(
        kind=f"session.{news}",
        to=sorted(users),
        subject=("course", f"{course_id.hex[:16]}:{int(at.timestamp() * 1e6):x}"),
        at=at,
        details={"count": count, "day": f"{first_at.astimezone(XIAMEN):%Y-%m-%d %H:%M}"},
    )
    Telling.objects.bulk_create(calls.values())
