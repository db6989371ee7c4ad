"""What of the rounds waits for somebody today: a yes, a visit, a sheet to key, one to check."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from linli.goodwill.models import Round
from linli.goodwill.queries.rounds import may_now, row_of, titled
from linli.identity.permissions import Permission, Viewer

APPROVE, VISIT, AGAIN, KEY, CHECK, SETTLE = "approve", "visit", "again", "key", "check", "settle"


class Waiting(NamedTuple):
    """One step that waits for this viewer. ``sheet_id``: of a sheet that is out, or was keyed;
    ``households``: how many it is about."""

    step: str
    round_id: UUID
    title: str
    since: datetime.date
    households: int
    sheet_id: UUID | None = None


def waiting(viewer: Viewer) -> list[Waiting]:
    """The steps of rounds that wait for the viewer: rounds that are not settled are few."""
    codes = viewer.communities(Permission.GOODWILL_SEE)
    open_still = Round.objects.filter(place__in=codes, settlement=None).exclude(submitted_at=None)
    return [step for of in open_still.order_by("begun_at") for step in _of_round(viewer, of)]


def _of_round(viewer: Viewer, of: Round) -> Iterator[Waiting]:
    row = row_of(of)
    may = may_now(viewer, of, row)
    about = (of.pk, titled(of))
    newest = of.sheets.order_by("-number").first()
    if "approve" in may:
        yield Waiting(APPROVE, *about, timezone.localdate(of.submitted_at), row.households)
    elif "issue" in may:
        left = of.listed.exclude(lines__got=True).count()
        since = newest.confirmed_at if newest else of.approved_at
        yield Waiting(AGAIN if newest else VISIT, *about, timezone.localdate(since), left)
    elif "settle" in may and newest:
        yield Waiting(SETTLE, *about, timezone.localdate(newest.confirmed_at), row.households)
    if newest is None or newest.confirmed_at:
        return
    if newest.keyed_at is None and newest.handed_by_id == viewer.user_id:
        since = timezone.localdate(newest.issued_at)
        yield Waiting(KEY, *about, since, newest.lines.count(), newest.pk)
    hands = (newest.handed_by_id, newest.keyed_by_id)
    may_check = viewer.may(Permission.GOODWILL_CONFIRM, place=of.place_id)
    if newest.keyed_at and may_check and viewer.user_id not in hands:
        since = timezone.localdate(newest.keyed_at)
        yield Waiting(CHECK, *about, since, newest.lines.count(), newest.pk)
