"""What is remembered of who came."""

from linli.attendance.models.feelings import Feedback, Reminder
from linli.attendance.models.presence import Attendance, Card, Guests, Headcount
from linli.attendance.models.sheets import Keying, Sheet, SheetLine

__all__ = [
    "Attendance", "Card", "Feedback", "Guests", "Headcount", "Keying", "Reminder", "Sheet",
    "SheetLine",
]  # fmt: skip
