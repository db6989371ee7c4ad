"""A resident's card: a token of which only a keyed hash is kept; lost, it is revoked."""

import base64
import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.attendance.models import Card
from linli.attendance.queries.cards import blind
from linli.attendance.terms import CARD_PREFIX
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.people import queries as people


class Issued(NamedTuple):
    """A card and its token, which is shown this once."""

    card: Card
    token: str


@after_the_quicker
@one_transaction
def issue_card(*, resident_id: UUID, by: Viewer, at: datetime.datetime, key: UUID) -> Issued:
    """Give a resident a card; the one before it is revoked. The same ``key`` is the same card.

    Raises ``NotFound``, ``NotAllowed``.
    """
    place = people.listed_place(by, resident_id)
    by.require(Permission.ATTENDANCE_KEEP, place=place)
    token = _token(key)
    if earlier := pressed_before(Card, key, resident_id=resident_id):
        return Issued(earlier, token)
    _revoke(Card.objects.filter(resident=resident_id, revoked_at=None), by, at)
    card = Card.objects.create(
        resident_id=resident_id, place_id=place, token=blind(token), issued_at=at,
        issued_by_id=by.user_id, key=key,
    )  # fmt: skip
    journal.record(verb="card.issued", by=by, at=at, subject=("card", card.pk), place=place)
    return Issued(card, token)


@transaction.atomic
def revoke_card(*, card_id: UUID, by: Viewer, at: datetime.datetime) -> Card:
    """A card is lost, or not wanted any more. Raises ``NotFound``."""
    card = Card.objects.filter(pk=card_id).first()
    if card is None:
        raise NotFound
    by.require(Permission.ATTENDANCE_KEEP, place=card.place_id)
    _revoke(Card.objects.filter(pk=card_id, revoked_at=None), by, at)
    card.refresh_from_db()
    return card


def _revoke(found: QuerySet[Card], by: Viewer, at: datetime.datetime) -> None:
    for card in found.select_for_update():
        card.revoked_at, card.revoked_by_id = at, by.user_id
        card.save(update_fields=["revoked_at", "revoked_by"])
        journal.record(
            verb="card.revoked", by=by, at=at, subject=("card", card.pk), place=card.place_id
        )


def _token(key: UUID) -> str:
    """What stands in the QR code. Made from the press under our secret, so that a second press of
    the same button prints the same card, and nobody without the secret can make one."""
    secret = base64.b32encode(keyring().blind("door_card_token", str(key))).decode().rstrip("=")
    return CARD_PREFIX + secret
