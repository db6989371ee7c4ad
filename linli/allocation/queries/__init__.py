"""What may be asked about a season's round."""

from linli.allocation.queries.applications import (
    ApplicationCard,
    ApplicationRow,
    HourRow,
    MyRow,
    WishRow,
    application,
    applications_of,
    mine,
    my_application,
    need_word,
)
from linli.allocation.queries.desk_pages import HourPage, PlanPage, hour_page, plan_page
from linli.allocation.queries.rounds import (
    RoundCard,
    RoundRow,
    ToSettle,
    being_booked,
    desk_round,
    places_of,
    round_card,
    rounds_at,
    to_settle,
)
from linli.allocation.queries.unserved import Unserved, unserved_wishes
from linli.allocation.queries.week import RoomWeek, week_of
from linli.allocation.terms import WEEKDAYS

__all__ = [
    "WEEKDAYS", "ApplicationCard", "ApplicationRow", "HourPage", "HourRow", "MyRow", "PlanPage",
    "RoomWeek", "RoundCard", "RoundRow", "ToSettle", "Unserved", "WishRow", "application",
    "applications_of", "being_booked", "desk_round", "hour_page", "mine", "my_application",
    "need_word", "places_of", "plan_page", "round_card", "rounds_at", "to_settle",
    "unserved_wishes", "week_of",
]  # fmt: skip
