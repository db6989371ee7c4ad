"""Gifts from parties related to the holder: found by the name's blind index, disclosed in time."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from linli.fund import queries as funds
from linli.giving.models import Disclosure, RelatedParty
from linli.giving.queries.wording import RELATED_WORDS
from linli.giving.terms import DISCLOSED_WITHIN_DAYS
from linli.identity.permissions import Permission, Viewer
from linli.kernel.sealed import unseal


class PartyRow(NamedTuple):
    """A related party, for the holder alone."""

    id: UUID
    kind: Any
    name: str
    of_whom: str
    since: datetime.date
    until: datetime.date | None


class RelatedGift(NamedTuple):
    """A gift from a related party. ``due_on``: the last day to disclose it; ``late`` after it."""

    donation_id: UUID
    amount_fen: int
    received_on: datetime.date
    kind: Any
    due_on: datetime.date
    disclosed_on: datetime.date | None
    where: str
    late: bool


def parties(viewer: Viewer, fund_id: UUID) -> list[PartyRow]:
    """The register of a fund's holder."""
    home = funds.home_of(fund_id)
    viewer.require(Permission.FUNDRAISING_FILE, organisation=home.holder)
    rows = RelatedParty.objects.filter(holder=home.holder).order_by("until", "-since")
    return [
        PartyRow(
            id=each.pk,
            kind=RELATED_WORDS[each.kind],
            name=unseal(each, "name") or "",
            of_whom=unseal(each, "of_whom") or "",
            since=each.since,
            until=each.until,
        )
        for each in rows
    ]


def related_gifts(viewer: Viewer, fund_id: UUID, on: datetime.date) -> list[RelatedGift]:
    """Gifts made while a tie lasted: those still to be disclosed first. No name is told."""
    home = funds.home_of(fund_id)
    viewer.require(Permission.FUND_SEE, place=home.place, organisation=home.holder)
    related: dict[bytes, list[RelatedParty]] = {}
    for party in RelatedParty.objects.filter(holder=home.holder):
        related.setdefault(bytes(party.name_blind), []).append(party)
    gifts = [
        (gift, party)
        for blind, given in funds.gifts_of(fund_id, list(related)).items()
        for gift in given
        if (party := _tied(related[blind], gift.received_on))
    ]
    disclosed = Disclosure.objects.in_bulk([gift.pk for gift, _party in gifts])
    rows = [_row(gift, party, disclosed.get(gift.pk), on) for gift, party in gifts]
    return sorted(rows, key=lambda row: (row.disclosed_on is not None, row.due_on))


def _tied(parties: list[RelatedParty], on: datetime.date) -> RelatedParty | None:
    """The party of this name whose tie lasted on a day."""
    lasting = (one for one in parties if one.since <= on and (one.until is None or on <= one.until))
    return next(lasting, None)


def _row(gift: Any, party: RelatedParty, said: Disclosure | None, on: datetime.date) -> RelatedGift:
    due_on = gift.received_on + datetime.timedelta(days=DISCLOSED_WITHIN_DAYS)
    return RelatedGift(
        donation_id=gift.pk,
        amount_fen=gift.amount_fen,
        received_on=gift.received_on,
        kind=RELATED_WORDS[party.kind],
        due_on=due_on,
        disclosed_on=said.disclosed_on if said else None,
        where=said.where if said else "",
        late=said is None and on > due_on,
    )
