"""What is remembered of rooms. Who holds a quarter of an hour is a key of the database."""

from linli.spaces.models.bookings import Booking, BookingSeries, SeriesDate, Slot
from linli.spaces.models.rooms import BookingPolicy, Closure, OpeningRule, Space
from linli.spaces.models.rounds import AllocationRound, Wish

__all__ = [
    "AllocationRound", "Booking", "BookingPolicy", "BookingSeries", "Closure", "OpeningRule",
    "SeriesDate", "Slot", "Space", "Wish",
]  # fmt: skip
