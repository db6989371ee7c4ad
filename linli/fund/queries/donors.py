"""A donor's gifts, found by the name the donor gave: no name is read to find another's."""

import re
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Sum

from linli.fund.models import Acknowledgement, Donation
from linli.kernel.cipher import keyring
from linli.kernel.names import tidy


def donor_blind(name: str) -> bytes:
    """What finds a donor's gifts again, and tells no name."""
    return keyring().blind("donor_name", tidy(name))


def gifts_of(fund_id: UUID, blinds: list[bytes]) -> dict[bytes, list[Donation]]:
    """The gifts under each of these names, the newest first. The caller has asked who asks."""
    found: dict[bytes, list[Donation]] = {}
    gifts = Donation.objects.filter(fund=fund_id, donor_blind__in=blinds, taken_back=None)
    for gift in gifts.order_by("-received_on", "-entry"):
        found.setdefault(bytes(gift.donor_blind), []).append(gift)
    return found


class ReceiptOf(NamedTuple):
    """The gift an acknowledgement was given for."""

    id: UUID
    amount_fen: int


def gift_by_receipt(reference: str, place: str) -> ReceiptOf | None:
    """The gift of a community's fund whose acknowledgement bears this number, as it is printed."""
    read = re.fullmatch(r"\s*([A-Z]{1,8}\d{4})-?(\d{1,6})\s*", reference.upper())
    if read is None:
        return None
    found = Acknowledgement.objects.filter(
        series=read[1], number=int(read[2]), donation__place=place, donation__taken_back=None
    )
    gift = found.values_list("donation_id", "donation__amount_fen").first()
    return ReceiptOf(*gift) if gift else None


def given_from(room: str, noun: str, ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """Of each of an upper room's records: how many gifts came of it, and how much in fen."""
    gifts = Donation.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
    counted = gifts.values_list("origin_id").annotate(number=Count("pk"), fen=Sum("amount_fen"))
    return {record: (number, fen) for record, number, fen in counted}
