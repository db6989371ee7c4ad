"""What may be asked: a month of the hall with a line for each room and programme, for the desk."""

from linli.economy.queries.desk_pages import DeskMonth, desk_month
from linli.economy.queries.figures import (
    BAND_WORDS,
    Figure,
    hall_figures,
    programme_figures,
    room_figures,
)
from linli.economy.queries.months import HallMonth, ProgrammeLine, RoomLine, month_of

__all__ = [
    "BAND_WORDS", "DeskMonth", "Figure", "HallMonth", "ProgrammeLine", "RoomLine",
    "desk_month", "hall_figures", "month_of", "programme_figures", "room_figures",
]  # fmt: skip
