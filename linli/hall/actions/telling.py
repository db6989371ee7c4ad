"""Who signed up is told what became of it: by notice, or by voice."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from linli.hall import terms
from linli.hall.models import Party, Telling
from linli.identity.permissions import Viewer
from linli.kernel.words import XIAMEN
from linli.notices import actions as notices
from linli.people import queries as people

Told = tuple[datetime.datetime, int]
"""When the first of the sessions meant is, or was to be, and how many they are."""


def tell(
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
    reached = _reached(listed, at)
    users = {user for those in reached.values() for user in those}
    calls: dict[UUID, Telling] = {}
    first_at, count = told
    for party in listed:
        if not reached[party.pk]:
            calls[party.contact_id] = Telling(
                place_id=party.offer.place_id, course_id=course_id, resident_id=party.contact_id,
                news=news, count=count, first_at=first_at, reason=reason, since=at,
            )  # fmt: skip
    notices.tell(
        kind=f"{'session' if news in terms.OF_SESSIONS else 'party'}.{news}",
        to=sorted(users),
        subject=("course", f"{course_id.hex[:16]}:{int(at.timestamp() * 1e6):x}"),
        at=at,
        details={"count": count, "day": _said(first_at)},
    )
    Telling.objects.bulk_create(calls.values())


def tell_offered(
    parties: Iterable[Party],
    begins_at: datetime.datetime,
    lapses_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    """A notice that a place is kept for them and until when, to whoever of a party signs in. Who is
    called, the list of calls reckons."""
    for party_id, users in _reached(list(parties), at).items():
        notices.tell(
            kind="party.offered",
            to=sorted(users),
            subject=("party", party_id),
            at=at,
            details={"day": _said(begins_at), "until": _said(lapses_at)},
        )


def tell_undrawn(parties: Iterable[Party], at: datetime.datetime) -> None:
    """A notice to who was not drawn and signs in; who does not is called when it is their turn."""
    for party_id, users in _reached(list(parties), at).items():
        notices.tell(kind="party.undrawn", to=sorted(users), subject=("party", party_id), at=at)


def _reached(parties: list[Party], at: datetime.datetime) -> dict[UUID, set[UUID]]:
    """By party, the users a notice reaches: who comes, and who asked by telephone, as long as they
    may still be told where everybody of it will be."""
    coming = {
        party.pk: {party.contact_id, *(each.resident_id for each in party.enrollments.all())}
        for party in parties
    }
    by_phone = [party for party in parties if party.channel == terms.APP]
    children = {one for party in by_phone for one in coming[party.pk]}
    on = at.astimezone(XIAMEN).date()
    told = people.guardians_told(children, on) if children else {}
    guardians = {each.id for those in told.values() for each in those}
    logins = people.logins_of({one for ids in coming.values() for one in ids} | guardians)
    reached = {
        party.pk: {logins[one] for one in coming[party.pk] if one in logins} for party in parties
    }
    for party in by_phone:
        speak = {each.id for one in coming[party.pk] for each in told.get(one, ())}
        if party.asked_by_id in {logins[one] for one in speak if one in logins}:
            reached[party.pk].add(party.asked_by_id)
    return reached


def _said(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(XIAMEN):%Y-%m-%d %H:%M}"
