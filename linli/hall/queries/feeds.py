"""A resident's calendar feed: whose a token is, and what its owner and their children come to."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.hall import terms
from linli.hall.models import Enrollment, Feed
from linli.identity.permissions import Viewer
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow

BLIND = "hall.feed"
KEPT = datetime.timedelta(days=30)
"""How long a session that is over stays in a feed."""


class Mine(NamedTuple):
    """A session one comes to. ``myself``, ``children``: who does; ``asked``: a place is kept and
    they, or a keeper, have not said yes yet."""

    session: SessionRow
    myself: bool
    children: int
    asked: bool


def blind_of(token: str) -> bytes:
    """What is kept of a token."""
    return keyring().blind(BLIND, token)


def live_feed(viewer: Viewer) -> datetime.datetime | None:
    """When the signed-in resident's feed was made; None where there is none."""
    live = Feed.objects.filter(resident=people.resident_of(viewer), ended_at=None)
    return live.values_list("made_at", flat=True).first()


def of_token(token: str, *, at: datetime.datetime) -> list[Mine]:
    """What the owner of a token, and the children they speak for, come to, by time.

    Raises ``NotFound`` for a token that was ended or never was, and when its owner's login ended.
    """
    feed = Feed.objects.filter(token_blind=blind_of(token), ended_at=None).first()
    if feed is None:
        raise NotFound
    ours = people.behind_login(feed.resident_id, at.astimezone(XIAMEN).date())
    if not ours:
        raise NotFound
    live = Q(state=terms.PLACED) | Q(state__in=terms.SWEPT, lapses_at__gt=at)
    places = list(
        Enrollment.objects.filter(live, resident__in=ours)
        .order_by("pk")
        .values_list("session", "offer__course", "resident", "state")
    )
    return _mine(places, feed.resident_id, at)


def _mine(
    places: list[tuple[UUID | None, UUID, UUID, str]], me: UUID, at: datetime.datetime
) -> list[Mine]:
    of_session: dict[UUID | None, list[tuple[UUID, str]]] = {}
    of_course: dict[UUID, list[tuple[UUID, str]]] = {}
    for session_id, course_id, who, state in places:
        if session_id is None:
            of_course.setdefault(course_id, []).append((who, state))
        else:
            of_session.setdefault(session_id, []).append((who, state))
    rows = programmes.sessions_of_courses({course_id for _, course_id, _, _ in places})
    found = []
    for row in rows:
        come = of_session.get(row.id, []) + of_course.get(row.course_id, [])
        if come and row.end_at > at - KEPT:
            people_ids = {who for who, _ in come}
            asked = all(state != terms.PLACED for _, state in come)
            found.append(Mine(row, me in people_ids, len(people_ids - {me}), asked))
    return found
