"""Deposits that were asked for with a place: left, let off, lying here, given back, kept.

When one may be fetched hangs on who came, which stands above: here is only the money.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.operator import queries as operations
from linli.operator.queries import KeptCard, TakingCard
from linli.pricing.models import Quote
from linli.pricing.queries.scope import places_of

ROOM, NOUN = "pricing", "deposit"


@dataclass(frozen=True)
class Deposit:
    """The deposit of one person's place. ``session_id`` None: of the whole course. ``party_id``:
    the thing of the room above. ``made_at``, ``ended_at``: when the place was given, given back."""

    id: UUID
    place: str
    course_id: UUID
    session_id: UUID | None
    resident_id: UUID
    party_id: UUID
    title: str
    on: datetime.date
    amount_fen: int
    made_at: datetime.datetime
    ended_at: datetime.datetime | None
    waived: bool
    taking: TakingCard | None
    kept: KeptCard | None

    @property
    def held_fen(self) -> int:
        """What of it lies here."""
        return self.taking.left_fen if self.taking else 0


def get_deposit(quote_id: UUID) -> Deposit:
    """One deposit, as it stands; whoever asks has checked who may. Raises ``NotFound``."""
    for found in _cards(_asked().filter(pk=quote_id)):
        return found
    raise NotFound


def deposit(viewer: Viewer, quote_id: UUID) -> Deposit:
    """One deposit where the viewer takes money. Raises ``NotFound``."""
    found = get_deposit(quote_id)
    if not may_at(viewer, Permission.OPERATION_RECEIVE, found.place):
        raise NotFound
    return found


def may_at(viewer: Viewer, permission: Permission, place: str) -> bool:
    """Whether a viewer may do this here, by a role or in who runs the hall. One query."""
    return place in places_of(viewer, permission)


def why_waived(quote_id: UUID) -> str:
    """Why somebody was let off; the caller has noted the look. Empty: they were not."""
    row = Quote.objects.filter(pk=quote_id).select_related("waiver").first()
    if row is None or not hasattr(row, "waiver"):
        return ""
    return unseal(row.waiver, "reason") or ""


def deposits(viewer: Viewer, since: datetime.datetime) -> list[Deposit]:
    """Every deposit that lies here, and those of places given since a moment, where the viewer
    takes money; the nearest day first. Six queries, however many."""
    places = places_of(viewer, Permission.OPERATION_RECEIVE)
    lying = operations.open_deposits()
    found = _asked().filter(Q(pk__in=lying) | Q(made_at__gte=since), place__in=places)
    return _cards(found.order_by("on", "made_at", "pk"))


def deposits_lying() -> list[Deposit]:
    """Every deposit that lies here, in all communities: the house's own question."""
    return _cards(_asked().filter(pk__in=operations.open_deposits()))


def deposits_of(resident_ids: Collection[UUID]) -> list[Deposit]:
    """The deposits of these people, the newest first; they have said who they are."""
    found = _asked().filter(resident__in=resident_ids)
    return _cards(found.order_by("-made_at", "pk"))


def _asked() -> QuerySet[Quote]:
    return Quote.objects.filter(deposit_fen__gt=0).select_related("end", "waiver")


def _cards(found: QuerySet[Quote]) -> list[Deposit]:
    rows = list(found)
    if not rows:
        return []
    takings = operations.takings_of(ROOM, NOUN, [row.pk for row in rows])
    left = {one: slips[-1] for one, slips in takings.items() if slips}
    kept = operations.kept_deposits([slip.id for slip in left.values()])
    return [
        Deposit(
            id=row.pk,
            place=row.place_id,
            course_id=row.course_id,
            session_id=row.session_id,
            resident_id=row.resident_id,
            party_id=row.origin_id,
            title=row.origin_title,
            on=row.on,
            amount_fen=row.deposit_fen,
            made_at=row.made_at,
            ended_at=row.end.ended_at if hasattr(row, "end") else None,
            waived=hasattr(row, "waiver"),
            taking=left.get(row.pk),
            kept=kept.get(left[row.pk].id) if row.pk in left else None,
        )
        for row in rows
    ]
