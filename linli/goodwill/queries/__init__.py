"""What may be asked about rounds of visits. A file per noun; the counter is here."""

from linli.goodwill.queries.rounds import (
    KIND_WORDS,
    ON_THE_WAY,
    REASON_WORDS,
    STATE_WORDS,
    GoodwillCard,
    MaskedHome,
    PaperLine,
    PaperSheet,
    Received,
    RoundCard,
    RoundRow,
    cards_for,
    code_of,
    found,
    gifts_to_give,
    household_to_list,
    mine,
    photo,
    places_to_plan,
    round_card,
    rounds,
    sheet,
    state_of,
    titled,
)
from linli.goodwill.queries.waiting import (
    AGAIN,
    APPROVE,
    CHECK,
    KEY,
    SETTLE,
    VISIT,
    Waiting,
    waiting,
)  # fmt: skip

__all__ = [
    "AGAIN", "APPROVE", "CHECK", "KEY", "KIND_WORDS", "ON_THE_WAY", "REASON_WORDS", "SETTLE",
    "STATE_WORDS", "VISIT", "GoodwillCard", "MaskedHome", "PaperLine", "PaperSheet", "Received",
    "RoundCard", "RoundRow", "Waiting", "cards_for", "code_of", "found", "gifts_to_give",
    "household_to_list", "mine", "photo", "places_to_plan", "round_card", "rounds", "sheet",
    "state_of", "titled", "waiting",
]  # fmt: skip
