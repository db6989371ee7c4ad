"""Sessions change, and everybody who signed up for them is told: by notice, or by voice.

The programme's own verbs are called in the same transaction, so that nobody keeps a place of a
session that is not held and nobody is told of a change that was not made.
"""

import datetime
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.hall import terms
from linli.hall.actions.calling_off import EVERYTHING, UNSETTLED, call_off, resume
from linli.hall.actions.scope import meant
from linli.hall.actions.telling import tell
from linli.hall.actions.waiting import begin_anew
from linli.hall.models import Enrollment, Offer, Party, Pool, Telling
from linli.hall.queries import affected_parties
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound
from linli.programmes import actions as programmes, queries as courses
from linli.programmes.actions import Change, Meeting


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
    _begin_anew(course_id, session_ids, by, at)
    first = ended[0]
    tell(parties, terms.OFF, course_id, (first.start_at, len(ended)), by, at, reason.strip())


@transaction.atomic
def restore_session(*, session_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Hold a cancelled session after all. Its places are offered to those who had them, before
    anybody who was in line; all are told."""
    course_id = _one_course([session_id])
    stopped = Enrollment.objects.filter(offer__course=course_id, state__in=terms.CALLED_OFF)
    of_this = stopped.filter(Q(session=session_id) | Q(session=None)).values("party")
    parties = {
        party.pk: party for party in Party.objects.filter(pk__in=of_this).select_related("offer")
    }
    parties |= {party.pk: party for party in affected_parties(course_id, [session_id])}
    session = programmes.restore_session(session_id=session_id, by=by, at=at)
    for offer in Offer.objects.filter(course=course_id, ended_at=None).order_by("pk"):
        resume(meant(offer.pk, session_id if offer.kind == terms.EACH else None), by=by, at=at)
    _begin_anew(course_id, [session_id], by, at)
    tell(parties.values(), terms.RESTORED, course_id, (session.start_at, 1), by, at)


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
    """Hold one session at another time or in another room; all who signed up keep their places. A
    second press finds it there, and nobody is told again."""
    row = courses.session(session_id)
    there = (start_at, start_at + datetime.timedelta(minutes=minutes), space_id or row.space_id)
    if there == (row.start_at, row.end_at, row.space_id) and not row.cancelled:
        by.require(Permission.COURSE_KEEP, place=row.place)
        return
    course_id = row.course_id
    session = programmes.move_session(
        session_id=session_id, start_at=start_at, minutes=minutes, space_id=space_id, by=by, at=at
    )
    _begin_anew(course_id, [session_id], by, at)
    parties = affected_parties(course_id, [session_id])
    tell(parties, terms.MOVED, course_id, (session.start_at, 1), by, at)


@transaction.atomic
def add_session(*, course_id: UUID, day: datetime.date, by: Viewer, at: datetime.datetime) -> UUID:
    """Hold the course once more; where places are by the session, it offers as many as the last."""
    session = programmes.add_session(course_id=course_id, day=day, by=by, at=at)
    _offer_as_before(course_id, [session.pk])
    _go_on(course_id, by, at)
    _begin_anew(course_id, [session.pk], by, at)
    parties = affected_parties(course_id, [session.pk])
    tell(parties, terms.ADDED, course_id, (session.start_at, 1), by, at)
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
    added = [row.id for row in rows if row.id not in known]
    _offer_as_before(course_id, added)
    for step, news in (("moved", terms.MOVED), ("cancelled", terms.OFF)):
        told = [each for each in changes if each.step == step and each.standing]
        ids = [each.standing.id for each in told if each.standing]
        if not ids:
            continue
        parties = affected_parties(course_id, ids)
        if news == terms.OFF:
            _end_places(course_id, ids, by, at)
        tell(parties, news, course_id, (told[0].start_at, len(told)), by, at)
    if added:
        _go_on(course_id, by, at)
    _begin_anew(course_id, [row.id for row in rows], by, at)
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

    Who had a place in a course of which some was held keeps it, as what has been: who came to half
    a course has come. Nobody waits for such a course any more.
    """
    rows = courses.sessions_of(course_id)
    held = any(not row.cancelled for row in rows)
    ahead = any(not row.cancelled and row.start_at > at for row in rows)
    for offer in Offer.objects.filter(course=course_id).order_by("pk"):
        if offer.kind == terms.EACH:
            for session_id in sorted(session_ids):
                call_off(offer, session_id, EVERYTHING, by=by, at=at)
        elif not ahead:
            call_off(offer, None, UNSETTLED if held else EVERYTHING, by=by, at=at)


def _go_on(course_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """A course that was called off as a whole is held after all, on another day."""
    called_off = Enrollment.objects.filter(
        offer__course=course_id, offer__ended_at=None, session=None, state__in=terms.CALLED_OFF
    )
    for offer_id in sorted(set(called_off.values_list("offer", flat=True))):
        resume(meant(offer_id, None), by=by, at=at)


def _begin_anew(
    course_id: UUID, session_ids: Collection[UUID], by: Viewer, at: datetime.datetime
) -> None:
    """These sessions begin at another hour than those who wait for a yes, or in line, were told."""
    waits = Enrollment.objects.filter(
        Q(session__in=session_ids) | Q(session=None),
        offer__course=course_id,
        state__in=(terms.WAITING, *terms.SWEPT),
    )
    for offer_id, session_id in sorted(set(waits.values_list("offer", "session")), key=str):
        begin_anew(meant(offer_id, session_id), by=by, at=at)


def _offer_as_before(course_id: UUID, session_ids: Sequence[UUID]) -> None:
    """Pools for new sessions, like those of the course's latest that has some; also while enrolling
    is ended, or nobody could be seated once it is open again."""
    offer = Offer.objects.filter(course=course_id, kind=terms.EACH).first()
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
