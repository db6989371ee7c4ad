"""Whose card it is that was read at the door."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.attendance.models import Card
from linli.attendance.terms import card_token
from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.people import queries as people


class CardRow(NamedTuple):
    """The card a resident has now."""

    id: UUID
    issued_at: datetime.datetime


def blind(token: str) -> bytes:
    """The keyed hash a card is found by."""
    return keyring().blind("door_card", token)


def holder(viewer: Viewer, typed: str) -> UUID | None:
    """The resident whose card this is, in the viewer's communities; None for anything else."""
    token = card_token(typed)
    if not token:
        return None
    places = viewer.communities(Permission.ATTENDANCE_KEEP)
    found = Card.objects.filter(token=blind(token), revoked_at=None, place__in=places)
    return found.values_list("resident_id", flat=True).first()


def card_of(viewer: Viewer, resident_id: UUID) -> CardRow | None:
    """The card of a resident whom the viewer's lists show. Raises ``NotFound``."""
    place = people.listed_place(viewer, resident_id)
    viewer.require(Permission.ATTENDANCE_KEEP, place=place)
    for card in Card.objects.filter(resident=resident_id, revoked_at=None):
        return CardRow(card.pk, card.issued_at)
    return None
