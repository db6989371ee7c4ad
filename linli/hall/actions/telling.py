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
        kind=f"{'session' if news in terms.OF_SESSIONS else 'party'}.{news}",
        to=sorted(users),
        subject=("course", f"{course_id.hex[:16]}:{int(at.timestamp() * 1e6):x}"),
        at=at,
        details={"count": count, "day": f"{first_at.astimezone(XIAMEN):%Y-%m-%d %H:%M}"},
    )
    Telling.objects.bulk_create(calls.values())
