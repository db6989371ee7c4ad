"""What may be asked about places: how many are free is public, who has them is not."""

from linli.hall.queries.desk_pages import (
    DeskCourse,
    DeskParty,
    course_of_offer,
    desk_course,
    desk_courses,
    desk_programme,
    with_names,
)
from linli.hall.queries.expected import (
    Expected,
    ExpectedList,
    expected_at,
    sessions_of_people,
)
from linli.hall.queries.my_pages import MyParty, my_parties, my_party_page
from linli.hall.queries.parties import (
    STATE_WORDS,
    PartyRow,
    TellingRow,
    affected_parties,
    affected_people,
    mine,
    parties_of,
    party,
    to_phone,
    to_tell,
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
    "STATE_WORDS", "Asked", "DeskCourse", "DeskParty", "Expected", "ExpectedList", "Lots",
    "Mismatch", "MyParty", "OfferRow", "PartyRow", "PoolRow", "TellingRow", "Ticket",
    "affected_parties", "affected_people", "ages_word", "asked_of", "course_of_offer",
    "desk_course", "desk_courses", "desk_programme", "expected_at", "lots_of", "mine",
    "mismatches", "my_parties", "my_party_page", "offer_card", "offers_of", "parties_of",
    "party", "places_left", "sessions_of_people", "to_phone", "to_tell", "with_names",
]  # fmt: skip
