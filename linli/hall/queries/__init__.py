"""What may be asked about places: how many are free is public, who has them is not."""

from linli.hall.queries.parties import (
    STATE_WORDS,
    PartyRow,
    mine,
    parties_of,
    to_phone,
)
from linli.hall.queries.places import (
    Mismatch,
    OfferRow,
    PoolRow,
    mismatches,
    offers_of,
    places_left,
)

__all__ = [
    "STATE_WORDS", "Mismatch", "OfferRow", "PartyRow", "PoolRow", "mine", "mismatches", "offers_of",
    "parties_of", "places_left", "to_phone",
]  # fmt: skip
