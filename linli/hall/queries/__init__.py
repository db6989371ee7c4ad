"""What may be asked about places: how many are free is public, who has them is not."""

from linli.hall.queries.changes import Changed, changed, newest, places_taken
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
from linli.hall.queries.feeds import Mine, blind_of, live_feed, of_token
from linli.hall.queries.foreseen import Standing, foreseen, standing_of
from linli.hall.queries.money import my_quotes, named_quotes, prices_for
from linli.hall.queries.my_pages import MyParty, my_parties, my_party_page
from linli.hall.queries.parties import (
    STATE_WORDS,
    PartyRow,
    TellingRow,
    affected_parties,
    affected_people,
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
    edition,
    lots_of,
    mismatches,
    offer_card,
    offers_of,
    places_left,
)
from linli.hall.queries.unserved import Cell, part_of, refused_by_programme, unserved

__all__ = [
    "STATE_WORDS", "Asked", "Cell", "Changed", "DeskCourse", "DeskParty", "Expected",
    "ExpectedList", "Lots", "Mine", "Mismatch", "MyParty", "OfferRow", "PartyRow", "PoolRow",
    "Standing", "TellingRow", "Ticket", "affected_parties", "affected_people", "ages_word",
    "asked_of", "blind_of", "changed", "course_of_offer", "desk_course", "desk_courses",
    "desk_programme", "edition", "expected_at", "foreseen", "live_feed", "lots_of", "mine",
    "mismatches", "my_parties", "my_party_page", "my_quotes", "named_quotes", "newest", "of_token",
    "offer_card", "offers_of", "part_of", "parties_of", "party", "places_left", "places_taken",
    "prices_for", "refused_by_programme", "sessions_of_people", "standing_of",
    "to_phone", "to_tell", "unserved", "with_names",
]  # fmt: skip
