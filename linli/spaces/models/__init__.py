"""What is remembered of rooms. Who holds a quarter of an hour is a key of the database."""

from linli.spaces.models.bookings import Booking, BookingSeries, SeriesDate, Slot
from linli.spaces.models.rooms import BookingPolicy, Closure, OpeningRule, Space

__all__ = [
    "Booking", "BookingPolicy", "BookingSeries", "Closure", "OpeningRule", "SeriesDate", "Slot",
    "Space",
]  # fmt: skip
