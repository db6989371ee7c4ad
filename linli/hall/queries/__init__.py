"""What may be asked about places: how many are free is public, who has them is not."""

from linli.hall.queries.my_pages import MyParty, my_parties, my_party_page
from linli.hall.queries.parties import (
    STATE_WORDS,
    PartyRow,
    mine,
    parties_of,
    to_phone,
)
from linli.hall.queries.places import (
    Asked,
    Lots,
    Mismatch,
    OfferRow,
    PoolRow,
    Ticket,
    ages_word,
    asked_of,
    lots_of,
    mismatches,
    offer_card,
    offers_of,
    places_left,
)

__all__ = [
    "STATE_WORDS",
    "Asked",
    "Lots",
    "Mismatch",
    "MyParty",
    "OfferRow",
    "PartyRow",
    "PoolRow",
    "Ticket",
    "ages_word",
    "asked_of",
    "lots_of",
    "mine",
    "mismatches",
    "my_parties",
    "my_party_page",
    "offer_card",
    "offers_of",
    "parties_of",
    "places_left",
    "to_phone",
]  # fmt: skip
