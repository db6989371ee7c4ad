"""What may be asked about places: how many are free is public, who has them is not."""

from linli.hall.queries.changes import Changed, changed, newest, places_taken
from linli.hall.queries.desk_pages import (
    CallCard,
    DeskAsking,
    DeskCourse,
    DeskParty,
    DeskProgramme,
    call_card,
    course_of_offer,
    desk_course,
    desk_courses,
    desk_kept,
    desk_programme,
    desk_waiting,
    with_names,
)
from linli.hall.queries.expected import (
    Expected,
    ExpectedList,
    expected_at,
    sessions_of_people,
    waited_for,
)
from linli.hall.queries.feeds import Mine, blind_of, live_feed, of_token
from linli.hall.queries.foreseen import Standing, foreseen, standing_of
from linli.hall.queries.money import my_quotes, named_quotes, prices_for
from linli.hall.queries.my_pages import (
    MyParty,
    enrolled_already,
    my_parties,
    my_party_page,
    parties_of_family,
)
from linli.hall.queries.parties import (
    STATE_WORDS,
    AskingRow,
    PartyRow,
    TellingRow,
    affected_parties,
    affected_people,
    contacts_of,
    note_of,
    parties_of,
    party,
    to_answer,
    to_phone,
    to_tell,
)
from linli.hall.queries.places import (
    Asked,
    Lots,
    Mismatch,
    OfferRow,
    PartyLot,
    PoolRow,
    Ticket,
    ToDraw,
    asked_of,
    edition,
    lot_of,
    lots_of,
    mismatches,
    offer_card,
    offers_of,
    places_left,
    registers,
    to_draw,
)
from linli.hall.queries.rounds import (
    Given,
    HourSaid,
    PersonHour,
    age_words,
    ages_word,
    early_words,
    hours_of,
    how_given,
    moment_words,
    named_hours,
    partys_hour,
    round_words,
)
from linli.hall.queries.unserved import Cell, part_of, refused_by_programme, unserved

__all__ = [
    "STATE_WORDS", "Asked", "AskingRow", "CallCard", "Cell", "Changed", "DeskAsking", "DeskCourse",
    "DeskParty", "DeskProgramme", "Expected", "ExpectedList", "Given", "HourSaid", "Lots", "Mine",
    "Mismatch", "MyParty", "OfferRow", "PartyLot", "PartyRow", "PersonHour", "PoolRow", "Standing",
    "TellingRow", "Ticket", "ToDraw", "affected_parties", "affected_people", "age_words",
    "ages_word", "asked_of", "blind_of", "call_card", "changed", "contacts_of", "course_of_offer",
    "desk_course", "desk_courses", "desk_kept", "desk_programme", "desk_waiting", "early_words",
    "edition", "enrolled_already", "expected_at", "foreseen", "hours_of", "how_given", "live_feed",
    "lot_of", "lots_of", "mine", "mismatches", "moment_words", "my_parties", "my_party_page",
    "my_quotes", "named_hours", "named_quotes", "newest", "note_of", "of_token", "offer_card",
    "offers_of", "part_of", "parties_of", "parties_of_family", "party", "partys_hour",
    "places_left", "places_taken", "prices_for", "refused_by_programme", "registers", "round_words",
    "sessions_of_people", "standing_of", "to_answer", "to_draw", "to_phone", "to_tell", "unserved",
    "waited_for", "with_names",
]  # fmt: skip
